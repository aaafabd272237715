package rewrite_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// FuzzText checks the promises on any text: it does not panic, leaves what is not a stack, changes nothing when cleaning
// again, removes no application frame, changes no byte outside the stacks, and gives the same result whatever it has seen
// before.
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
	options := rewrite.Options{}
	options.Explain = true
	r, warm := newRewriter(f, options), newRewriter(f, rewrite.Options{})
	f.Fuzz(func(t *testing.T, text string) {
		checkKnown(t, warm, text)
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

// heads are lines that may be above a stack.
var heads = [...]string{
	"", "request 7 failed: connection reset by peer\n", "failed\nCaused by:\n    0: timed out\nStack backtrace:\n", "Caused by:\n",
	"thread 'main' panicked at src/main.rs:3:5:\nboom\nstack backtrace:\n", "{\"level\":\"error\",\"message\":\"x: y\"}\n",
	"   0: app::inner::{{closure}}\n   1: std::rt::lang_start\n\n", "2026-01-02T03:04:05.678Z ERROR ", "   0: a\n", "at b\r\n", "a -&gt; b\n",
	"app::run\n", "p;a::b 1\n", "━ SPANTRACE ━\n", "Backtrace [\n", "      [... omitted 3 frames ...]\n",
}

// checkKnown cleans the text alone and below a head, with a Rewriter that has seen other texts, and compares with a new
// Rewriter. A fuzzer tries all heads in turn.
func checkKnown(t *testing.T, warm *rewrite.Rewriter, text string) {
	for _, head := range []string{"", heads[len(text)%len(heads)]} {
		got, report := warm.Text(head + text)
		want, fresh := newRewriter(t, rewrite.Options{}).Text(head + text)
		if got != want {
			t.Fatalf("below %q, known:\n%q\nnew:\n%q", head, got, want)
		}
		if !reflect.DeepEqual(fresh, report) {
			t.Fatalf("below %q: %s", head, cmp.Diff(fresh, report))
		}
		if again, _ := warm.Text(got); again != got {
			t.Fatalf("below %q, cleaned twice:\n%q\nonce:\n%q", head, again, got)
		}
	}
}

// checkOutside compares what is before the first frame and after the last.
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
	r := newRewriter(t, rewrite.Options{})
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
