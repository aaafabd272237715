package main

// Profiles: cleaned and counted by the processor, explained and drawn by the command.

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// drawn are the sets with which to draw profiles: a flame graph takes as long as everything else.
var drawn = []string{"defaults", "remove-none", "profile-options"}

// ofProfiles reports whether a set changes anything for profiles.
func ofProfiles(s set) bool {
	return !slices.Contains([]string{"keep-numbers", "elision-none", "batch-options"}, s.name)
}

// profileJobs has the profiles of the tree, of fuzzing, those made from the corpus and from programs, and those from
// elsewhere.
func (in *inputs) profileJobs() ([]job, error) {
	files, err := filepath.Glob(in.path("testdata/profiles/*.gz"))
	if err != nil {
		return nil, err
	}
	var profiles []profile
	seen := map[string]bool{}
	add := func(name string, raw []byte) {
		if content := digest(string(ungzip(raw))); !seen[content] {
			seen[content] = true
			profiles = append(profiles, profile{name: name, raw: raw, index: in.anyIndex(), all: true})
		}
	}
	var elsewhere []string
	if in.profiles != "" {
		if elsewhere, err = filepath.Glob(filepath.Join(in.profiles, "*")); err != nil {
			return nil, err
		}
	}
	for _, path := range slices.Concat(files, elsewhere) {
		raw, err := unxz(path)
		if err != nil {
			return nil, err
		}
		if isProfile(raw) {
			add("profiles/"+filepath.Base(path), raw)
		}
	}
	err = in.eachCase(func(name string, section []byte) error {
		for _, raw := range [][]byte{section, fromYAML(section)} {
			if isProfile(raw) {
				add("profiles/"+name, raw)
				break // what is written in JSON is also YAML
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	ofCorpus, err := in.corpusProfiles()
	if err != nil {
		return nil, err
	}
	profiles = append(profiles, ofCorpus...)
	err = in.eachKept([]string{"FuzzRead", "FuzzProfiles"}, func(name string, content []byte) error {
		profiles = append(profiles, profile{name: "kept/" + name, raw: content, index: in.anyIndex(), kept: true})
		return nil
	})
	jobs := make([]job, len(profiles))
	for i, p := range profiles {
		jobs[i] = job{p.name, func() ([]output, error) { return in.cleanProfile(i, p) }}
	}
	return jobs, err
}

// cleanProfile cleans a profile with those of its sets that change anything for profiles.
func (in *inputs) cleanProfile(number int, p profile) ([]output, error) {
	file := filepath.Join(in.scratch, fmt.Sprintf("profile%d", number))
	if err := os.WriteFile(file, p.raw, 0o644); err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(file) }() // all of scratch is removed in the end
	var outputs []output
	for _, i := range setsFor(p.name, in.all || p.all) {
		s := sets[i]
		if !ofProfiles(s) {
			continue
		}
		for _, index := range []string{"", p.index} {
			if index != "" && p.all && !in.all && !slices.Contains(drawn, s.name) {
				continue // no index is for the programs of the large profiles
			}
			parts, err := cleanProfile(s, in.known, index, p.raw)
			if err != nil {
				return nil, err
			}
			if !p.kept {
				parts = append(parts, in.explainProfile(i, file, index)...)
			}
			outputs = append(outputs, output{p.name, wayOf(s, index), parts})
		}
	}
	return outputs, nil
}

// explainProfile returns what the command says about a profile with a set.
func (in *inputs) explainProfile(set int, file, index string) []part {
	flags := []string{"--config", in.configs[set]}
	if index != "" {
		flags = append(flags, "--debug-info", index)
	}
	parts := []part{{"explanation", in.rustasync(nil, append([]string{"explain", "--json", file}, flags...)...)}}
	if slices.Contains(drawn, sets[set].name) {
		graph := in.rustasync(nil, append([]string{"flamegraph", "--svg", "--title", "profile", file}, flags...)...)
		parts = append(parts, part{"flamegraph", graph})
	}
	return parts
}

// rustasync returns what the command prints, and its exit status if that is an error, without the names of scratch files.
func (in *inputs) rustasync(stdin []byte, args ...string) string {
	var out, complaint bytes.Buffer
	run := exec.Command(filepath.Join(in.to, command), args...)
	run.Stdin, run.Stdout, run.Stderr = bytes.NewReader(stdin), &out, &complaint
	if err := run.Run(); err != nil {
		fmt.Fprintf(&complaint, "%v\n", err)
	}
	text := out.String() + complaint.String()
	for _, arg := range args {
		if strings.HasPrefix(arg, in.scratch) {
			text = strings.ReplaceAll(text, arg, "FILE")
		}
	}
	return strings.ReplaceAll(text, in.scratch, "SCRATCH")
}

// ungzip decompresses gzip, and returns anything else as it is.
func ungzip(raw []byte) []byte {
	reader, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return raw
	}
	data, err := io.ReadAll(reader)
	if err = errors.Join(err, reader.Close()); err != nil {
		return raw
	}
	return data
}

// fromYAML converts YAML to JSON; it returns nil if the text is not YAML.
func fromYAML(text []byte) []byte {
	var value map[string]any
	if err := yaml.Unmarshal(text, &value); err != nil {
		return nil
	}
	data, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	return data
}
