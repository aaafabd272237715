package stacktext

import (
	"strings"
	"testing"
)

// longLines are texts of one line that a reader with a scan of the line for each match would take minutes for.
func longLines() map[string]string {
	fill := func(part string, size int) string { return strings.Repeat(part, size/len(part)) }
	return map[string]string{
		"paths":              fill("a.rs:1,", 8<<20),
		"paths below a name": fill("a", 4<<20) + "::b (\n" + fill("a.rs:1,", 4<<20),
		"compact JSON":       "[" + fill(`{"file":"src/main.rs:10","ok":true},`, 8<<20) + "{}]",
		"Debug list":         "Backtrace [" + fill(`{ fn: "`+strings.Repeat("core::a::", 18)+`b" }, `, MaxText-100) + "]",
		"Debug lists":        fill(`[{ fn: "core::ops::b" }]\n`, 4<<20),
	}
}

// TestLongLines reads each of them.
func TestLongLines(t *testing.T) {
	for name, text := range longLines() {
		t.Run(name, func(t *testing.T) {
			trace, err := Find(text)
			if frames := strings.Count(text, element); frames == 0 {
				if err == nil {
					t.Errorf("%d frames", len(trace.Frames))
				}
			} else if err != nil || len(trace.Frames) != frames {
				t.Errorf("not %d frames: %v", frames, err)
			}
		})
	}
}
