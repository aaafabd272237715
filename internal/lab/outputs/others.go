package main

// Other outputs of the product: indexes and futures of programs, profiles of their addresses, batches of traces and logs,
// demangled names.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	pprof "github.com/google/pprof/profile"
)

// programJobs has every program in testdata, and the files with their debug information.
func (in *inputs) programJobs() ([]job, error) {
	directory, err := in.unzipPrograms()
	if err != nil {
		return nil, err
	}
	var jobs []job
	err = filepath.WalkDir(directory, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".txt" {
			return err
		}
		name, err := filepath.Rel(directory, path)
		jobs = append(jobs, job{"programs/" + filepath.ToSlash(name), func() ([]output, error) { return in.readProgram(name, path) }})
		return err
	})
	return jobs, err
}

// readProgram returns what the command and the processor know about a program.
func (in *inputs) readProgram(name, path string) ([]output, error) {
	index := filepath.Join(in.scratch, strings.ReplaceAll(name, string(filepath.Separator), "-")+".idx")
	said := in.rustasync(nil, "index", "--futures", path, "-o", index)
	written, err := os.ReadFile(index)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	parts := []part{
		{"index", said},
		{"bytes", string(written)},
		{"futures", in.rustasync(nil, "inspect", path)},
		{"json", in.rustasync(nil, "inspect", "--json", path)},
	}
	addresses, err := addressProfile(path)
	if err != nil {
		return nil, err
	}
	file := index + ".pb"
	if err := os.WriteFile(file, addresses, 0o644); err != nil {
		return nil, err
	}
	parts = append(parts, part{"addresses", in.rustasync(nil, "explain", "--json", file, "--debug-info", path)})
	return []output{{"programs/" + filepath.ToSlash(name), sets[0].name, parts}}, nil
}

// addressProfile returns what a profiler sends that only knows addresses: one every few bytes of a program.
func addressProfile(path string) ([]byte, error) {
	program, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	const every, limit = 16, 1 << 17
	mapping := &pprof.Mapping{ID: 1, Limit: limit, File: filepath.Base(path), BuildID: buildID(program)}
	p := &pprof.Profile{SampleType: []*pprof.ValueType{{Type: "samples", Unit: "count"}}, Mapping: []*pprof.Mapping{mapping}}
	for address := uint64(every); address < limit; address += every {
		location := &pprof.Location{ID: address / every, Mapping: mapping, Address: address}
		p.Location = append(p.Location, location)
		p.Sample = append(p.Sample, &pprof.Sample{Location: []*pprof.Location{location}, Value: []int64{int64(address)}})
	}
	var raw bytes.Buffer
	err = p.WriteUncompressed(&raw)
	return raw.Bytes(), err
}

// buildID returns the build id of an ELF file in hexadecimal, "" if it has none. It comes after the head of its note: the
// length, 20, the type, 3, and the name of its owner.
func buildID(program []byte) string {
	const length = 20
	_, after, ok := bytes.Cut(program, []byte("\x14\x00\x00\x00\x03\x00\x00\x00GNU\x00"))
	if !ok || len(after) < length {
		return ""
	}
	return fmt.Sprintf("%x", after[:length])
}

// batchJobs has the batches of the demo.
func (in *inputs) batchJobs() ([]job, error) {
	var jobs []job
	for name, clean := range map[string]func(set, *stores, string, []byte) ([]part, error){
		"traces": cleanTraces, "logs": cleanLogs,
	} {
		file, err := os.ReadFile(in.path("testdata/demo/" + name + ".json"))
		if err != nil {
			return nil, err
		}
		// one request per line
		decoder := json.NewDecoder(bytes.NewReader(file))
		for i := 0; decoder.More(); i++ {
			var request json.RawMessage
			if err := decoder.Decode(&request); err != nil {
				return nil, err
			}
			input := fmt.Sprintf("batches/%s/%d", name, i)
			jobs = append(jobs, job{input, func() ([]output, error) { return in.cleanBatch(input, request, clean) }})
		}
	}
	return jobs, nil
}

// cleanBatch cleans a batch with every set.
func (in *inputs) cleanBatch(
	input string, request []byte, clean func(set, *stores, string, []byte) ([]part, error),
) ([]output, error) {
	var outputs []output
	for _, s := range sets {
		for _, index := range []string{"", in.anyIndex()} {
			parts, err := clean(s, in.known, index, request)
			if err != nil {
				return nil, err
			}
			outputs = append(outputs, output{input, wayOf(s, index), parts})
		}
	}
	return outputs, nil
}

// demangleJobs has the names that tests of demangling use.
func (in *inputs) demangleJobs() ([]job, error) {
	files, err := filepath.Glob(in.path("rustname/testdata/demangle/*.tsv*"))
	var jobs []job
	for _, path := range files {
		input := "names/" + filepath.Base(path)
		jobs = append(jobs, job{input, func() ([]output, error) {
			raw, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			return []output{{input, sets[0].name, []part{{"names", in.rustasync(ungzip(raw), "demangle")}}}}, nil
		}})
	}
	return jobs, err
}
