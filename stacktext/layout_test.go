package stacktext

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
)

// TestSignsOfLayouts checks that the quick look lets a captured text pass by what the rows of its own layouts say, so that
// no layout is found by the signs of another.
func TestSignsOfLayouts(t *testing.T) {
	casetest.Run(t, cases, func(t *testing.T, c *casetest.Case) {
		text := c.Input(t)
		trace, err := Find(text)
		if err != nil {
			return
		}
		var own quickLook
		for i := range transports {
			own.add(transports[i].signs, nil)
		}
		for _, s := range trace.Stacks {
			own.add(layouts[s.Layout].signs, layouts[s.Layout].quickStarts)
		}
		if own.find(text) < 0 {
			t.Errorf("has no sign of %v", trace.Stacks)
		}
	})
}

// TestFirstBytes checks that what a row says of the first byte of lines is so in every captured text and its like.
func TestFirstBytes(t *testing.T) {
	casetest.Run(t, "testdata/*/*.txtar", func(t *testing.T, c *casetest.Case) {
		for line := range strings.Lines(c.Input(t)) {
			end, _ := lineAt(line, 0)
			i := skipBlanks(line, 0, end)
			for _, l := range layouts {
				if l.first != "" && l.starts(line, 0, end) && (i == end || strings.IndexByte(l.first, line[i]) < 0) {
					t.Errorf("%s starts in %q", l.name, line)
				}
			}
		}
	})
}

// TestRowsOfLayouts checks that every row is whole: each layout has a name of its own, can be read, is looked for, and has
// captured texts.
func TestRowsOfLayouts(t *testing.T) {
	captured := map[Layout]bool{}
	casetest.Run(t, cases, func(t *testing.T, c *casetest.Case) {
		if trace, err := Find(c.Input(t)); err == nil {
			for _, s := range trace.Stacks {
				captured[s.Layout] = true
			}
		}
	})
	list, err := os.ReadFile("../docs/layouts.md")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for layout := noLayout + 1; layout < endOfLayouts; layout++ {
		row := &layouts[layout]
		if row.name == "" || slices.Contains(names, row.name) || strings.ToLower(row.name) != row.name {
			t.Errorf("layout %d is called %q", layout, row.name)
		}
		names = append(names, row.name)
		if (row.read == nil) != (row.starts == nil) {
			t.Errorf("%v: read and starts go together", layout)
		}
		if row.signs == 0 && len(row.quickStarts) == 0 {
			t.Errorf("%v: no quick look finds it", layout)
		}
		if !strings.Contains(string(list), "`"+row.name+"`") {
			t.Errorf("%v: not in docs/layouts.md", layout)
		}
		if !captured[layout] {
			t.Errorf("%v: no captured text has it", layout)
		}
	}
}
