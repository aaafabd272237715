package rewrite_test

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// divisions are the ways in which the tests split a text. Joined with line breaks, or as they are where they end in one,
// the parts are the text again.
var divisions = map[string]func(text string) []string{
	"lines":           func(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") },
	"lines and end":   func(text string) []string { return strings.Split(text, "\n") },
	"lines as read":   func(text string) []string { return slices.Collect(strings.Lines(text)) },
	"CRLF":            func(text string) []string { return strings.Split(withCRLF(text), "\n") },
	"CRLF, as read":   func(text string) []string { return slices.Collect(strings.Lines(withCRLF(text))) },
	"frames":          func(text string) []string { return withoutEnds(frames(text)) },
	"frames, as read": frames,
	"blanks between":  func(text string) []string { return blanksBetween(withoutEnds(frames(text))) },
	"some lines":      func(text string) []string { return withoutEnds(someLines(text)) },
}

func withCRLF(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
}

// frames returns the frames, each with its location, and the lines around them.
func frames(text string) []string {
	var parts []string
	for line := range strings.Lines(text) {
		if len(parts) > 0 && strings.HasPrefix(strings.TrimLeft(line, " \t"), "at ") {
			parts[len(parts)-1] += line
		} else {
			parts = append(parts, line)
		}
	}
	return parts
}

func blanksBetween(parts []string) []string {
	var out []string
	for _, part := range parts {
		out = append(out, part, "")
	}
	return out
}

// someLines returns parts of one to five lines, the same for the same text.
func someLines(text string) []string {
	random := rand.New(rand.NewPCG(uint64(len(text)), 1))
	var parts []string
	room := 0
	for line := range strings.Lines(text) {
		if room == 0 {
			parts, room = append(parts, ""), 1+random.IntN(5)
		}
		parts[len(parts)-1] += line
		room--
	}
	return parts
}

func withoutEnds(parts []string) []string {
	for i := range parts {
		parts[i] = strings.TrimSuffix(parts[i], "\n")
	}
	return parts
}

// together joins parts to one text, without the blank ones.
func together(parts []string) string {
	var text strings.Builder
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			continue
		}
		text.WriteString(part)
		if !strings.HasSuffix(part, "\n") {
			text.WriteByte('\n')
		}
	}
	return text.String()
}

// flat returns the text without line breaks and blank lines.
func flat(text string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			kept.WriteString(strings.TrimRight(line, "\r\n"))
		}
	}
	return kept.String()
}

// TestPartsOfCorpus splits every fiftieth real text and compares with cleaning it whole.
func TestPartsOfCorpus(t *testing.T) {
	options := rewrite.Options{}
	options.Explain = true
	r := newRewriter(t, options)
	around := []string{"could not pay\nthe order", "", "  \t"}
	for name, divide := range divisions {
		t.Run(name, func(t *testing.T) {
			n := 0
			for _, build := range loadCorpus(t) {
				for _, scenario := range build.Scenarios {
					n++
					if n%50 != 0 {
						continue
					}
					parts := slices.Concat(around, divide(scenario.Text), around[1:])
					got := checkParts(t, r, parts)
					want, _ := r.Text(scenario.Text)
					if want = around[0] + "\n" + want; flat(together(got)) != flat(want) {
						t.Fatalf("%s %s/%s %s\nin parts, not as a whole: %s", build.Name, scenario.Program, scenario.Name, scenario.Form,
							cmp.Diff(strings.Split(want, "\n"), strings.Split(together(got), "\n")))
					}
				}
			}
		})
	}
}

// TestPartsOfCases splits texts of every layout.
func TestPartsOfCases(t *testing.T) {
	options := rewrite.Options{}
	options.Explain = true
	r := newRewriter(t, options)
	for _, pattern := range []string{"testdata/cases/*.txtar", "../stacktext/testdata/*/*.txtar"} {
		casetest.Run(t, pattern, func(t *testing.T, c *casetest.Case) {
			for name, divide := range divisions {
				got := checkParts(t, r, divide(c.Input(t)))
				if name == "CRLF" && strings.Contains(t.Name(), "folded") {
					continue // each line is a stack of its own, and no stack ends in half a line break
				}
				if strings.HasSuffix(t.Name(), "gdb/broken") {
					continue // the end of a part shows where the frame ends, which the whole text does not
				}
				if want, _ := r.Text(c.Input(t)); flat(together(got)) != flat(want) {
					t.Errorf("%s\nin parts, not as a whole: %s", name, cmp.Diff(strings.Split(want, "\n"), strings.Split(together(got), "\n")))
				}
			}
		})
	}
}

// FuzzParts checks the promises on any text split in any way.
func FuzzParts(f *testing.F) {
	for _, pattern := range []string{"testdata/cases/*.txtar", "../stacktext/testdata/*/*.txtar"} {
		seedParts(f, pattern)
	}
	options := rewrite.Options{}
	options.Explain = true
	r := newRewriter(f, options)
	f.Fuzz(func(t *testing.T, text string, seed uint64) { checkParts(t, r, divideAnyhow(text, seed)) })
}

func seedParts(f *testing.F, pattern string) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		f.Fatalf("no cases match %q: %v", pattern, err)
	}
	for i, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data), uint64(i))
	}
}

// divideAnyhow splits a text, mostly between lines, with empty parts in between and repeated frames.
func divideAnyhow(text string, seed uint64) []string {
	random := rand.New(rand.NewPCG(seed, 2))
	keepsEnds, most := random.IntN(2) == 0, 1+random.IntN(8)
	var parts []string
	for len(text) > 0 {
		end := 0
		for range 1 + random.IntN(most) {
			if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
				end += i + 1
			} else {
				end = len(text)
			}
		}
		switch random.IntN(24) {
		case 0:
			parts = append(parts, "")
		case 1:
			end = 1 + random.IntN(end)
		case 2:
			parts = append(parts, text[:end])
		}
		parts, text = append(parts, text[:end]), text[end:]
	}
	if keepsEnds {
		return parts
	}
	return withoutEnds(parts)
}

// checkParts checks the promises on any parts, and returns the result.
func checkParts(t *testing.T, r *rewrite.Rewriter, parts []string) []string {
	t.Helper()
	before := slices.Clone(parts)
	got, reports := r.Parts(parts)
	if !slices.Equal(before, parts) {
		t.Fatalf("the parts themselves were changed: %s", cmp.Diff(before, parts))
	}
	if again, _ := r.Parts(got); !slices.Equal(again, got) {
		t.Fatalf("%q\ncleaning again changes something: %s", parts, cmp.Diff(got, again))
	}
	if slices.Equal(got, parts) == slices.ContainsFunc(reports, func(r rewrite.Report) bool { return r.Outcome == rewrite.Cleaned }) {
		t.Fatalf("%q\nbecame %q, which the %d reports do not say", parts, got, len(reports))
	}
	for _, report := range reports {
		for _, e := range report.Explanations {
			if e.Removed && e.Class == rewrite.Application {
				t.Fatalf("application frame removed: %q", e.Name)
			}
		}
	}
	checkFrameless(t, parts, got)
	return got
}

// checkFrameless looks for the parts without a frame, in their order. The comma between two frames of a list belongs to
// one of them.
func checkFrameless(t *testing.T, parts, got []string) {
	t.Helper()
	trace, err := stacktext.Find(together(parts))
	if err != nil {
		trace = new(stacktext.Trace)
	}
	start, at := 0, 0
	for _, part := range parts {
		end := start + len(together([]string{part}))
		inFrame := start < end && slices.ContainsFunc(trace.Frames, func(f stacktext.Frame) bool { return f.Start < end && start < f.End })
		if start = end; inFrame || strings.TrimSpace(part) == "," {
			continue
		}
		if i := slices.Index(got[at:], part); i >= 0 {
			at += i + 1
		} else if _, alone := stacktext.Find(part); alone != nil {
			t.Fatalf("%q is missing from %q", part, got[at:])
		}
	}
}

// TestPartsThatAreWhole uses a whole text as a part, and a stack without its surroundings.
func TestPartsThatAreWhole(t *testing.T) {
	r := newRewriter(t, rewrite.Options{})
	for _, pattern := range []string{"testdata/cases/*.txtar", "../stacktext/testdata/*/*.txtar"} {
		casetest.Run(t, pattern, func(t *testing.T, c *casetest.Case) {
			texts := []string{c.Input(t)}
			if trace, err := stacktext.Find(texts[0]); err == nil {
				for _, s := range trace.Stacks {
					frames := trace.Frames[s.First:s.End]
					text := trace.Text[frames[0].Start:frames[len(frames)-1].End]
					if !hasNumbers(frames) && !endsItself(text) {
						continue // several parts look like several stacks
					}
					texts = append(texts, text)
				}
			}
			for _, text := range texts {
				cleaned, report := r.Text(text)
				got := checkParts(t, r, []string{text, "", text})
				if want := []string{cleaned, "", cleaned}; !slices.Equal(got, want) {
					t.Errorf("%v, but together: %s", report.Outcome, cmp.Diff(want, got))
				}
			}
		})
	}
}

// hasNumbers reports whether any frame has an index.
func hasNumbers(frames []stacktext.Frame) bool {
	return slices.ContainsFunc(frames, func(f stacktext.Frame) bool { return !f.Number.Empty() })
}

// endsItself reports whether a stack can be told from a like one right below it.
func endsItself(stack string) bool {
	trace, err := stacktext.Find(strings.TrimSuffix(stack, "\n") + "\n" + stack)
	return err != nil || len(trace.Stacks) > 1
}
