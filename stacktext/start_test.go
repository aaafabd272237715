package stacktext

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
)

// heads are what stands above stacks, or looks like one. cut is how much of a head says nothing of a stack below it
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

// TestStart holds that what stands above the stacks can be cut off as Start says: with every head above every case.
func TestStart(t *testing.T) {
	casetest.Run(t, cases, func(t *testing.T, c *casetest.Case) {
		input := c.Input(t)
		for _, head := range heads {
			text := head.text + input
			start := Start(text)
			whole, err := Find(text)
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

// TestStartIsBelow holds that heads are cut off, so that a stack is known whatever stands above it.
func TestStartIsBelow(t *testing.T) {
	const stack = "   0: app::run::{{closure}}\n             at ./src/lib.rs:3:5\n   1: app::main\n"
	for _, head := range heads {
		t.Run(head.name, func(t *testing.T) {
			if got := Start(head.text + stack); got != head.cut {
				t.Errorf("starts at %d of %d, want %d", got, len(head.text), head.cut)
			}
		})
	}
}
