package stacktext

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
)

// transported returns the text as transports deliver it.
func transported(text string) map[string]string {
	quoted, _ := json.Marshal(text)
	twice, _ := json.Marshal(string(quoted))
	var prefixed, docker strings.Builder
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if line == "" {
			continue
		}
		fmt.Fprintf(&prefixed, "2026-11-21T20:59:36.%03dZ stderr F %s", i, line)
		log, _ := json.Marshal(line)
		fmt.Fprintf(&docker, "{\"log\":%s,\"stream\":\"stderr\"}\n", log)
	}
	array, _ := json.Marshal(strings.Split(text, "\n"))
	return map[string]string{
		"as it is":    text,
		"crlf":        strings.ReplaceAll(text, "\n", "\r\n"),
		"json":        string(quoted),
		"json twice":  string(twice),
		"json field":  `{"level":"error","error":` + string(quoted) + `,"target":"app"}` + "\n",
		"array":       string(array),
		"prefixed":    prefixed.String(),
		"docker":      docker.String(),
		"indented":    "    " + strings.ReplaceAll(text, "\n", "\n    "),
		"tab":         "\t" + strings.ReplaceAll(text, "\n", "\n\t"),
		"blank lines": strings.ReplaceAll(text, "\n", "\n\n"),
		"collapsed":   strings.Join(strings.Fields(text), " "),
		"html":        escapeHTML.Replace(text),
	}
}

// TestForeign checks that neither a stack of another language nor what only looks like a stack becomes one by
// being transported.
func TestForeign(t *testing.T) {
	for _, pattern := range []string{"testdata/foreign/*.txtar", "testdata/look-alike/*.txtar"} {
		casetest.Run(t, pattern, func(t *testing.T, c *casetest.Case) {
			for name, text := range transported(c.Input(t)) {
				if trace, err := Find(text); err == nil {
					t.Errorf("%s: found\n%s", name, listing(trace, nil))
				}
			}
		})
	}
}

// TestTransported checks that a stack that was transported has the frames it had before, and that the edits made
// in it are the edits made before.
func TestTransported(t *testing.T) {
	for _, pattern := range []string{"testdata/short/*.txtar", "testdata/full/*.txtar", "testdata/anyhow/*.txtar", "testdata/panic/*.txtar"} {
		casetest.Run(t, pattern, func(t *testing.T, c *casetest.Case) {
			text := c.Input(t)
			plain, err := Find(text)
			if err != nil {
				return
			}
			after := transported(plain.Print(sampleEdits(plain)))
			for name, text := range transported(text) {
				if name == "collapsed" || name == "blank lines" {
					continue // these lose what they were, or add to it
				}
				trace, err := Find(text)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				check(t, trace)
				if got, want := listing(trace, nil), listing(plain, nil); got != want {
					t.Errorf("%s: found\n%s\nwant\n%s", name, got, want)
				}
				if strings.HasPrefix(name, "json") || name == "array" {
					if got := trace.Print(sampleEdits(trace)); !json.Valid([]byte(got)) {
						t.Errorf("%s: no longer JSON: %q", name, got)
					}
				}
				if got, want := trace.Print(sampleEdits(trace)), after[name]; got != want && name != "prefixed" && name != "array" {
					i := 0
					for i < len(got) && i < len(want) && got[i] == want[i] {
						i++
					}
					t.Errorf("%s: printed after %d bytes %.200q, want %.200q", name, i, got[max(0, i-50):], want[max(0, i-50):])
				}
			}
		})
	}
}

// TestNextToForeign checks that a foreign text above or below a Rust stack changes nothing in either.
func TestNextToForeign(t *testing.T) {
	text := "   0: app::run::{{closure}}\n             at ./src/main.rs:7:9\n   1: std::rt::lang_start\n"
	casetest.Run(t, "testdata/foreign/*.txtar", func(t *testing.T, c *casetest.Case) {
		foreign := c.Input(t)
		for _, whole := range []string{foreign + "\n" + text, text + "\n" + foreign} {
			trace, err := Find(whole)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := listing(trace, nil), "short\n   0 app::run::{{closure}} | ./src/main.rs 7 9\n   1 std::rt::lang_start\n"; got != want {
				t.Errorf("found\n%s\nwant\n%s", got, want)
			}
		}
	})
}
