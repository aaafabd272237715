package stacktext

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
)

// heads are texts above stacks, or look like one. cut is how much of a head does not matter to a stack below it
// that has a line "   0: name" first.
var heads = []struct {
	name, text string
	cut        int
}{
	{"nothing", "", 0},
	{"message", "request 7 failed: connection reset by peer\n", 43},
	{"CRLF", "request 7 failed\r\nat once\r\n", 27},
	{"no line end", "request 7 failed: ", 0},
	{"blank lines", "failed\n\n\n", 7},
	{"heading", "failed\nstack backtrace:\n", 7},
	{"two headings", "Stack backtrace:\nstack backtrace:\n", 17},
	{"panic", "thread 'main' panicked at src/main.rs:3:5:\nboom\nstack backtrace:\n", 48},
	{"panic of a hook", "thread 'main' panicked at src/main.rs:3:5:\nboom\n", 48},
	{"panic with frames in its message", "thread 'main' panicked at a.rs:3:5:\n   0: a::b\nstack backtrace:\n", 47},
	{"causes", "failed\nCaused by:\n    0: timeout\n", 7},
	{"causes and heading", "failed\nCaused by:\n    0: timeout\nStack backtrace:\n", 33},
	{"list", "   0: std::io::Error\n", 0},
	{"span trace", "failed\n━━ SPANTRACE ━━\n\n", 7},
	{"another stack", "failed\n   0: a::b::{{closure}}\n             at ./src/lib.rs:3:5\n\n", 7},
	{"frames as of Python", "failed\nBacktrace (most recent call last):\n  File \"a.rs\", line 3, in add\n", 7},
	{"Debug", "Error { backtrace: Backtrace [\n", 0},
	{"log prefix", "2026-01-02 ERROR failed\n2026-01-02 ERROR    0: a::{{closure}}\n", 0},
	{"entities", "a -&gt; b\n", 0},
	{"entity", "failed\na &amp; b\n", 17},
	{"a name and a place", "failed\napp::run\nsrc/main.rs:3\n", 7},
}

// TestStart checks that the text above the stacks can be cut off where Start says, with every head above every case.
func TestStart(t *testing.T) {
	casetest.Run(t, cases, func(t *testing.T, c *casetest.Case) {
		input := c.Input(t)
		for _, head := range heads {
			text := head.text + input
			checkStart(t, text)
			start, ok := Start(text)
			whole, err := Find(text)
			if !ok && err == nil {
				t.Fatalf("below %s: no stack at a quick look", head.name)
			}
			part, partErr := Find(text[start:])
			if (err == nil) != (partErr == nil) {
				t.Fatalf("below %s: %v from %d on, %v in the whole text", head.name, partErr, start, err)
			}
			if err != nil {
				continue
			}
			if diff := cmp.Diff(listing(whole, nil), listing(part, nil)); diff != "" {
				t.Errorf("below %s, whole and from %d on:\n%s", head.name, start, diff)
			}
			if got, want := text[:start]+part.Print(sampleEdits(part)), whole.Print(sampleEdits(whole)); got != want {
				t.Errorf("below %s, whole and from %d on:\n%s", head.name, start, cmp.Diff(want, got))
			}
		}
	})
}

// TestStartIsBelow checks that heads are cut off, so that rewrite knows a stack again below another one.
func TestStartIsBelow(t *testing.T) {
	const stack = "   0: app::run::{{closure}}\n             at ./src/lib.rs:3:5\n   1: app::main\n"
	for _, head := range heads {
		t.Run(head.name, func(t *testing.T) {
			if got, ok := Start(head.text + stack); got != head.cut || !ok {
				t.Errorf("starts at %d of %d, want %d", got, len(head.text), head.cut)
			}
		})
	}
}

// TestStartSign checks that a sign of a stack counts only below the start.
func TestStartSign(t *testing.T) {
	const message = "thread 'main' panicked at a.rs:3:5:\n   0: a::b\n"
	const note = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
	if start, ok := Start(message + note); ok {
		t.Errorf("a stack from %d on, after a message that looks like one", start)
	}
	if _, ok := Start(message + "stack backtrace:\n   0: a::b\n"); !ok {
		t.Error("no stack below such a message")
	}
}

// checkStart checks that the quick look sees as much in what starts there as in the whole text.
func checkStart(t testing.TB, text string) {
	t.Helper()
	start, ok := Start(text)
	if want := quick.find(text) >= 0 && quick.find(text[start:]) >= 0; ok != want {
		t.Errorf("may hold a stack from %d on: %v, want %v", start, ok, want)
	}
}
