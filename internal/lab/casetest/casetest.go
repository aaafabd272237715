// Package casetest runs tests that are written as txtar files.
//
// A case is one file: a comment that says what it is about and where its text comes from, then sections. By convention
// these are "input" and "want"; without a "want", the output must equal the input. Other sections are up to the test that
// runs the case. With the flag -update the expected sections are written instead of compared, and a "want" that equals
// the input is left out.
//
// A txtar section ends in a newline. A text that does not is in a section whose name ends in "$", such as "input$".
//
// Start at Run; Seed gives the same texts to a fuzz test.
package casetest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the wanted sections of the cases instead of comparing them")

// Case is one file with its sections.
type Case struct {
	Comment string
	path    string
	archive *txtar.Archive
	changed bool
}

// Run runs a subtest for each file that the pattern matches, named by its path. It fails if no file matches.
func Run(t *testing.T, pattern string, run func(t *testing.T, c *Case)) {
	t.Helper()
	for _, path := range match(t, pattern) {
		c := read(t, path)
		t.Run(strings.TrimSuffix(filepath.ToSlash(path), ".txtar"), func(t *testing.T) {
			run(t, c)
			c.save(t)
		})
	}
}

// Seed adds a section of every case that the pattern matches to the corpus of a fuzz test.
func Seed(f *testing.F, pattern, section string) {
	f.Helper()
	for _, path := range match(f, pattern) {
		if text, ok := read(f, path).Section(section); ok {
			f.Add(text)
		}
	}
}

func match(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases match %q: %v", pattern, err)
	}
	return paths
}

func read(t testing.TB, path string) *Case {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return &Case{Comment: string(archive.Comment), path: path, archive: archive}
}

// Section returns the text of a section and whether there is one.
func (c *Case) Section(name string) (string, bool) {
	file, i := c.find(name)
	if i < 0 {
		return "", false
	}
	text := string(file.Data)
	if strings.HasSuffix(file.Name, "$") {
		text = strings.TrimSuffix(text, "\n")
	}
	return text, true
}

// Input returns the section "input", and fails without one.
func (c *Case) Input(t testing.TB) string {
	t.Helper()
	text, ok := c.Section("input")
	if !ok {
		t.Fatalf("%s has no section %q", c.path, "input")
	}
	return text
}

// Want compares the output with the section "want", or with the input if there is no such section.
func (c *Case) Want(t testing.TB, got string) {
	t.Helper()
	input := c.Input(t)
	if *update && got == input {
		c.remove("want")
		return
	}
	if _, ok := c.Section("want"); !ok && !*update {
		c.compare(t, "input", input, got)
		return
	}
	c.Check(t, "want", got)
}

// Check compares a text with the section of that name.
func (c *Case) Check(t testing.TB, name, got string) {
	t.Helper()
	want, ok := c.Section(name)
	switch {
	case *update && (!ok || want != got):
		c.set(name, got)
	case !ok:
		t.Errorf("%s has no section %q; with -update it would be\n%s", c.path, name, got)
	default:
		c.compare(t, name, want, got)
	}
}

// compare fails, showing the first lines that differ.
func (c *Case) compare(t testing.TB, name, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	w, g := strings.SplitAfter(want, "\n"), strings.SplitAfter(got, "\n")
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	t.Errorf("%s: differs from section %q, from line %d on\n got: %q\nwant: %q", c.path, name, i+1,
		strings.Join(g[i:min(i+3, len(g))], ""), strings.Join(w[i:min(i+3, len(w))], ""))
}

func (c *Case) find(name string) (txtar.File, int) {
	for i, file := range c.archive.Files {
		if strings.TrimSuffix(file.Name, "$") == name {
			return file, i
		}
	}
	return txtar.File{}, -1
}

func (c *Case) set(name, text string) {
	file := txtar.File{Name: name, Data: []byte(text)}
	if !strings.HasSuffix(text, "\n") && text != "" {
		file = txtar.File{Name: name + "$", Data: []byte(text + "\n")}
	}
	c.changed = true
	if _, i := c.find(name); i >= 0 {
		c.archive.Files[i] = file
		return
	}
	c.archive.Files = append(c.archive.Files, file)
}

func (c *Case) remove(name string) {
	if _, i := c.find(name); i >= 0 {
		c.archive.Files = append(c.archive.Files[:i], c.archive.Files[i+1:]...)
		c.changed = true
	}
}

func (c *Case) save(t testing.TB) {
	if !c.changed || t.Failed() {
		return
	}
	if err := os.WriteFile(c.path, txtar.Format(c.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
