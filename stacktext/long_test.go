package stacktext

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// pathological are texts that a reader with a loop in a loop would not finish. Each is made of a part that is
// repeated to some megabytes.
func pathological() map[string]string {
	const size = 4 << 20
	fill := func(part string) string { return strings.Repeat(part, size/len(part)) }
	stack := longStack(40_000)
	quoted, _ := json.Marshal(stack)
	twice, _ := json.Marshal(string(quoted))
	var prefixed strings.Builder
	for i, line := range strings.Split(stack, "\n") {
		fmt.Fprintf(&prefixed, "2026-11-21T20:59:36.%06dZ stderr F %s\n", i, line)
	}
	return map[string]string{
		"frames":             stack,
		"frames escaped":     string(quoted),
		"frames twice":       string(twice),
		"frames prefixed":    prefixed.String(),
		"frames collapsed":   strings.Join(strings.Fields(stack), " "),
		"frames html":        escapeHTML.Replace(strings.ReplaceAll(stack, "app", "<app as X>")),
		"first frames":       fill("   0: a::{{closure}}\n"),
		"prefixed causes":    fill("pod ERROR 0: a::b\npod ERROR x\n"),
		"prefixed numbers":   fill("ERROR app 1: a::b\n"),
		"prefixes":           fill("a 1: a::b\nb 1: a::b\n"),
		"headers":            fill("thread 'main' panicked at src/main.rs:1:1:\n"),
		"headings":           fill("stack backtrace:\n"),
		"causes":             fill("Caused by:\n    0: a::b\n"),
		"lists of errors":    fill("   0: a::b\n\n\n"),
		"blank lines":        "   0: a::b\n" + fill("\n"),
		"one name":           "   0: " + fill("<a::b as c::") + "\n   1: std::rt::lang_start\n",
		"open brackets":      fill("1: <"),
		"numbers in a line":  fill("1: a::b "),
		"colons in a line":   fill("::"),
		"quotes":             fill(`"a","b":`),
		"array":              "[" + fill(`"   0: a::b","             at x.rs:1:1",`),
		"backslashes":        fill(`\`),
		"escapes":            fill(`\n   0: a::b`),
		"elements":           "Backtrace [" + fill(`{ fn: "a::b" }, `),
		"open elements":      fill(`{ fn: "a::b, `),
		"semicolons":         fill("a::b;"),
		"folded":             fill("p;a::{{closure}};b 1\n"),
		"folded in one line": fill("p;a::{{closure}};b 1 "),
		"trees":              fill("╼ a::b at x.rs:1:1\n"),
		"braces":             fill("{"),
		"escape codes":       fill("\x1b["),
		"colours":            "   0: " + fill("\x1b[1m"),
		"entities":           fill("&gt;"),
		"omitted":            fill("      [... omitted 1 frame ...]\n") + "x\n   0: a::{{closure}}\n",
		"hidden":             fill("  ⋮ 2 frames hidden ⋮\n") + "x\n   0: a::{{closure}}\n",
		"gdb":                fill("#1  a::b () at x.rs:1\n"),
		"python":             fill("Backtrace (most recent call last):\n"),
		"at":                 fill("    at a (b)\n"),
		"pastes":             fill("a::b x.rs:1\n"),
		"open parentheses":   fill("a::b((((x.rs:1\n"),
		"mangled":            fill("_ZN"),
		"nul":                fill("\x00::"),
		"quotes of a panic":  "panicked at '" + fill("', "),
		"lines of a panic":   "panicked at a.rs:1:1:\n" + fill("note: \n"),
		"parts of lines":     fill("2026-11-21T20:59:36Z stderr P    0: a::{{closure}}\n2026-11-21T20:59:36Z stderr F x\n"),
	}
}

// TestLinear reads each of them. Nothing is timed: a loop in a loop would take minutes.
func TestLinear(t *testing.T) {
	for name, text := range pathological() {
		t.Run(name, func(t *testing.T) {
			ParsePanic(text)
			trace, err := Find(text)
			if err != nil {
				return // most are no stack
			}
			edits := make([]Edit, len(trace.Frames))
			for i := range edits {
				edits[i].Action = Remove
			}
			trace.Print(edits)
		})
	}
}
