package casetest

import (
	"os"
	"path/filepath"
	"testing"
)

const sample = `What this case is about.
-- input --
a
b
-- other$ --
no line end
`

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.txtar")
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSections(t *testing.T) {
	c := read(t, write(t, sample))
	if c.Comment != "What this case is about.\n" {
		t.Errorf("comment %q", c.Comment)
	}
	if got, ok := c.Section("other"); got != "no line end" || !ok {
		t.Errorf("other is %q, %v", got, ok)
	}
	if _, ok := c.Section("want"); ok {
		t.Error("found a section that is not there")
	}
	c.Want(t, "a\nb\n")
}

// recorder is a testing.TB that only notes whether a check failed.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

func TestDifferenceFails(t *testing.T) {
	c := read(t, write(t, sample))
	for _, check := range []func(testing.TB){
		func(t testing.TB) { c.Want(t, "a\nc\n") },
		func(t testing.TB) { c.Check(t, "other", "no line end\n") },
		func(t testing.TB) { c.Check(t, "missing", "") },
	} {
		r := &recorder{TB: t}
		check(r)
		if !r.failed {
			t.Error("a difference passed")
		}
	}
}

func TestUpdate(t *testing.T) {
	path := write(t, sample)
	*update = true
	defer func() { *update = false }()
	c := read(t, path)
	c.Want(t, "a\nc")
	c.Check(t, "other", "")
	c.save(t)
	c = read(t, path)
	if got, _ := c.Section("want"); got != "a\nc" {
		t.Errorf("want is %q", got)
	}
	if got, _ := c.Section("other"); got != "" {
		t.Errorf("other is %q", got)
	}
	c.Want(t, "a\nb\n")
	if _, ok := c.Section("want"); ok {
		t.Error("a want that is equal to the input stayed")
	}
}
