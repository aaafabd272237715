package rewrite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/casetest"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// FuzzText holds the promises on any text: no panic, what is no stack stays, cleaning twice is cleaning once,
// no application frame goes, and no byte outside the stacks changes.
func FuzzText(f *testing.F) {
	casetest.Seed(f, "testdata/cases/*.txtar", "input")
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	options := rewrite.DefaultOptions()
	options.Explain = true
	r := newRewriter(f, options)
	f.Fuzz(func(t *testing.T, text string) {
		got, report := r.Text(text)
		if (got != text) != (report.Outcome == rewrite.Cleaned) {
			t.Fatalf("%v, and changed: %v", report.Outcome, got != text)
		}
		if again, second := r.Text(got); again != got {
			t.Fatalf("cleaned twice (%v):\n%q\nonce:\n%q", second.Outcome, again, got)
		}
		for _, e := range report.Explanations {
			if e.Removed && e.Class == rewrite.Application {
				t.Fatalf("application frame removed: %q", e.Name)
			}
		}
		checkOutside(t, text, got)
	})
}

// checkOutside compares what stands before the first frame and after the last.
func checkOutside(t *testing.T, text, got string) {
	trace, err := stacktext.Find(text)
	if err != nil {
		return
	}
	before := text[:trace.Frames[0].Start]
	if !strings.HasPrefix(got, before) {
		t.Fatalf("before the first frame: %q is not %q", got[:min(len(got), len(before))], before)
	}
}

// TestEveryCut cuts a text at every offset and cleans what is left.
func TestEveryCut(t *testing.T) {
	r := newRewriter(t, rewrite.DefaultOptions())
	for _, file := range []string{"spawn_v0", "debug_list", "anyhow", "addresses", "genfuture"} {
		text, err := os.ReadFile("testdata/cases/" + file + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		_, input, _ := strings.Cut(string(text), "-- input --\n")
		input, _, _ = strings.Cut(input, "-- want --\n")
		for end := range len(input) {
			got, _ := r.Text(input[:end])
			if again, _ := r.Text(got); again != got {
				t.Fatalf("%s cut at %d: cleaned twice:\n%s\nonce:\n%s", file, end, again, got)
			}
		}
	}
}
