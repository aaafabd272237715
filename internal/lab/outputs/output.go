package main

// An output: what came out for one input with one configuration, in parts, and the files that outputs are written to.

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// output is what came out for one input with one configuration.
type output struct {
	input string // "corpus/1.95-v0-release/app/panics/display"
	way   string // how it was cleaned: "defaults", "defaults+index"
	parts []part
}

// part is one of the things in an output, such as the text or the report.
type part struct{ name, content string }

// name returns the name of the output: one word.
func (o *output) name() string { return word(o.input) + "|" + o.way }

// inputOf returns the input in the name of an output.
func inputOf(name string) string { return name[:strings.LastIndexByte(name, '|')] }

// word turns the name of an input into one word.
func word(name string) string { return strings.Join(strings.Fields(name), "_") }

// digest returns the digest of a content.
func digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:8])
}

// digested is an output as digests, in the form "text=0123456789abcdef".
type digested struct {
	name  string
	parts []string
}

// digests returns the digests of the output.
func (o *output) digests() digested {
	d := digested{name: o.name()}
	for _, p := range o.parts {
		d.parts = append(d.parts, p.name+"="+digest(p.content))
	}
	return d
}

// writeDigests writes a line for each output: its name and the digest of each part.
func writeDigests(path string, outputs []done) error {
	lines := make([]string, len(outputs))
	for i, o := range outputs {
		lines[i] = o.digested.name + " " + strings.Join(o.parts, " ") + "\n"
	}
	slices.Sort(lines)
	for i := 1; i < len(lines); i++ {
		if name, _, _ := strings.Cut(lines[i], " "); strings.HasPrefix(lines[i-1], name+" ") {
			return fmt.Errorf("two outputs have the name %q", name)
		}
	}
	return os.WriteFile(path, []byte(strings.Join(lines, "")), 0o644)
}

// readDigests reads what writeDigests wrote, by name.
func readDigests(path string) (map[string][]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	known := map[string][]string{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) < 2 {
			return nil, fmt.Errorf("%s: %q is not a name with digests", path, lines.Text())
		}
		known[words[0]] = words[1:]
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("%s: empty", path)
	}
	return known, nil
}

// shown is an output in full, as written to a file. Its contents may have any bytes.
type shown struct {
	Name     string
	Parts    []string
	Contents [][]byte
}

func writeShown(path string, outputs []done) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(file)
	for _, o := range outputs {
		s := shown{Name: o.digested.name}
		for _, p := range o.full {
			s.Parts, s.Contents = append(s.Parts, p.name), append(s.Contents, []byte(p.content))
		}
		err = errors.Join(err, encoder.Encode(s))
	}
	return errors.Join(err, file.Close())
}

// readShown reads what writeShown wrote, by name and part.
func readShown(path string) (map[string]map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	known := map[string]map[string]string{}
	decoder := json.NewDecoder(file)
	for decoder.More() {
		var s shown
		if err := decoder.Decode(&s); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		known[s.Name] = map[string]string{}
		for i, name := range s.Parts {
			known[s.Name][name] = string(s.Contents[i])
		}
	}
	return known, nil
}
