package main

// Texts: cleaned, reported and explained, on their own and as arrays.

import (
	"regexp"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// cleanText cleans a text with its sets, with and without an index.
func (in *inputs) cleanText(t text) ([]output, error) {
	var outputs []output
	for _, i := range setsFor(t.name, in.all || t.all) {
		s := sets[i]
		for _, index := range []string{"", t.index} {
			cleaner, err := in.textCleaner(i, index)
			if err != nil {
				return nil, err
			}
			outputs = append(outputs, output{t.name, wayOf(s, index), cleaner.clean(t.content, s.array)})
		}
	}
	return outputs, nil
}

// textCleaner returns the cleaner for a set and an index; all texts with these share it, so that its caches are used.
func (in *inputs) textCleaner(i int, index string) (*textCleaner, error) {
	in.mutex.Lock()
	defer in.mutex.Unlock()
	key := wayOf(sets[i], index) + " " + index
	if known := in.informed[key]; known != nil {
		return known, nil
	}
	cleaner, err := in.texts[i].with(sets[i], in.known, index)
	in.informed[key] = cleaner
	return cleaner, err
}

// clean returns all outputs for a text. It cleans it twice, since results are cached.
func (c *textCleaner) clean(content string, array bool) []part {
	cleaned, report := c.plain.Text(content)
	parts := []part{{"text", cleaned}, {"report", printReport(&report)}}
	if again, _ := c.plain.Text(content); again != cleaned {
		parts = append(parts, part{"again", again})
	}
	explained, report := c.explaining.Text(content)
	if explained != cleaned {
		parts = append(parts, part{"explained", explained})
	}
	parts = append(parts, part{"explanation", printExplanations(report.Explanations)})
	if array {
		parts = append(parts, part{"lines", c.cleanParts(linesOf(content))}, part{"frames", c.cleanParts(framesOf(content))})
	}
	return parts
}

// cleanParts prints the output for an array.
func (c *textCleaner) cleanParts(array []string) string {
	cleaned, reports := c.plain.Parts(array)
	out := new(printer)
	for _, element := range cleaned {
		out.line("element %q", element)
	}
	for i := range reports {
		if reports[i].Outcome != rewrite.NotRust {
			out.line("report %d", i)
			out.WriteString(printReport(&reports[i]))
		}
	}
	return out.String()
}

// linesOf returns the lines of a text without their ends, the way a logger writes an array.
func linesOf(content string) []string { return strings.Split(content, "\n") }

// numberedFrame matches the start of a frame with a number.
var numberedFrame = regexp.MustCompile(`(?m)^ *\d+: `)

// framesOf splits a text before each frame with a number.
func framesOf(content string) []string {
	var frames []string
	start := 0
	for _, at := range numberedFrame.FindAllStringIndex(content, -1) {
		if at[0] > start {
			frames = append(frames, content[start:at[0]])
			start = at[0]
		}
	}
	return append(frames, content[start:])
}
