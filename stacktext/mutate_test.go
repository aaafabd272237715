package stacktext

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestMutated breaks the captured texts in the ways in which texts break on their way, and holds what is found
// to what is promised of every trace. The same texts come out of every run.
func TestMutated(t *testing.T) {
	paths, err := filepath.Glob(cases)
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	var texts []string
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(archive.Files[0].Data))
	}
	var text string
	defer func() {
		if t.Failed() {
			t.Logf("the text is %q", text)
		}
	}()
	random := rand.New(rand.NewPCG(1, 2))
	for range mutations {
		text = texts[random.IntN(len(texts))]
		if len(text) > 4000 {
			start := random.IntN(len(text) - 2000)
			text = text[start : start+2000]
		}
		for range 1 + random.IntN(4) {
			text = mutate(random, text, texts)
		}
		checkStart(t, text)
		trace, err := Find(text)
		if err != nil {
			continue
		}
		check(t, trace)
		checkRemove(t, trace)
		checkStable(t, trace)
		checkParts(t, trace)
	}
}

const mutations = 3000

// mutate makes one change.
func mutate(random *rand.Rand, text string, texts []string) string {
	if text == "" {
		return "0: a::b\n"
	}
	tokens := []string{
		"\n", "\r\n", `\n`, `\\n`, `"`, `\"`, `", "`, "   0: ", "  12: ", ": ", "             at ", " at ", "./a.rs:1:2", "::", "{{closure}}",
		"{ fn: \"", " }", ", ", "Backtrace [", "Caused by:\n", "stack backtrace:\n", "thread 'x' panicked at a.rs:1:1:\n",
		"      [... omitted 3 frames ...]\n", "⋮ 2 frames hidden ⋮\n", "\x1b[0m", "<unknown>", "::h0123456789abcdef", "#1  ", "frame #1: ",
		"╼ ", "\u00a0", ";", " 1\n", "&lt;", "&gt;", `\u003c`, "\x00", "\xff", "{\"log\":\"", "2026-11-21T20:59:36Z ERROR ", "\t", "  ",
	}
	i := random.IntN(len(text))
	j := min(len(text), i+random.IntN(60))
	switch random.IntN(7) {
	case 0: // a part is missing
		return text[:i] + text[j:]
	case 1: // a part comes twice
		return text[:j] + text[i:]
	case 2: // something is in between
		return text[:i] + tokens[random.IntN(len(tokens))] + text[i:]
	case 3: // something is in its place
		return text[:i] + tokens[random.IntN(len(tokens))] + text[j:]
	case 4: // cut
		return text[:i]
	case 5: // goes on as another
		other := texts[random.IntN(len(texts))]
		k := random.IntN(len(other))
		return text[:i] + other[k:min(len(other), k+1500)]
	default: // transported
		lines := strings.SplitAfter(text, "\n")
		for n := range lines {
			if random.IntN(20) > 0 {
				lines[n] = "pod-7 app: " + lines[n]
			}
		}
		return strings.Join(lines, "")
	}
}
