package rewrite_test

// What labels are worth in each flavour of build, from the text alone: on the corpus that rules were made from, and on programs
// that were held out.

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// labelBounds are what labels must be worth in builds as people ship them, on programs that were held out; and below executors
// that no table knows, in all builds.
var labelBounds = map[string]struct{ precision, recall, kind float64 }{
	"legacy-stripped, held out": {0.99, 0.85, 0.95},
	"v0-stripped, held out":     {0.99, 0.93, 0.95},
	"legacy-lto, held out":      {0.98, 0.80, 0.95},
	"v0-lto, held out":          {0.98, 0.80, 0.95},
	"legacy-small, held out":    {0.98, 0.80, 0.95},
	"v0-small, held out":        {0.98, 0.90, 0.95},
	"own executors":             {0.99, 0.80, 0.95},
}

// macroFns are the fns whose bodies a macro, #[async_trait], makes blocks of: their authors wrote async fns.
var macroFns = regexp.MustCompile(`^(?:ledgerd::accounts|frontdesk::handlers|warehouse::inventory|traced)::(?:\{impl#\d+\}|Accounts|Repository)(?:<.*>)?::(?:find|save|load_all|extract|fetch|fetch_first|reserve|release|stock)\b[^:]*::\{async_block#0\}`)

// ownExecutors are the programs whose futures are run by executors of their own.
var ownExecutors = map[string]bool{"turbine": true, "handwritten": true}

func TestLabels(t *testing.T) {
	options := rewrite.Options{}
	options.Explain = true
	r, err := rewrite.New(options)
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]*score{}
	for _, build := range loadAll(t) {
		flavour := flavourOf(build.Name)
		if build.HeldOut {
			flavour += ", held out"
		}
		for _, scenario := range build.Scenarios {
			names := []string{flavour}
			if ownExecutors[scenario.Program] {
				names = append(names, "own executors", "own executors, "+flavourOf(build.Name))
			}
			cleaned, report := r.Text(scenario.Text)
			if again, _ := r.Text(cleaned); again != cleaned {
				t.Errorf("%s %s/%s %s: not the same when cleaned again", build.Name, scenario.Program, scenario.Name, scenario.Form)
			}
			for _, name := range names {
				if scores[name] == nil {
					scores[name] = &score{}
				}
				scores[name].labels(report.Explanations, scenario, func(format string, args ...any) {
					if verbose {
						t.Logf("%s: %s/%s %s: %s", name, scenario.Program, scenario.Name, scenario.Form, fmt.Sprintf(format, args...))
					}
				})
			}
		}
	}
	t.Logf("%-32s %6s %7s %7s %7s %7s", "flavour", "async", "precis.", "recall", "kind", "n kind")
	for _, name := range slices.SortedFunc(maps.Keys(scores), cmp.Compare) {
		s, bounds := scores[name], labelBounds[name]
		precision, recall, kind := ratio(s.right, s.labelled), ratio(s.right, s.async), ratio(s.kindRight, s.kindGiven)
		t.Logf("%-32s %6d %7.3f %7.3f %7.3f %7d", name, s.async, precision, recall, kind, s.kindGiven)
		if s.provenWrong > 0 {
			t.Errorf("%s: %d labels that are proven are wrong", name, s.provenWrong)
		}
		if precision < bounds.precision || recall < bounds.recall || kind < bounds.kind {
			t.Errorf("%s: want at least %v", name, bounds)
		}
	}
}

// labels counts the labels of one text. A kind is right, too, where it is what the source says before macros.
func (s *score) labels(explanations []rewrite.Explanation, scenario corpus.Scenario, miss func(string, ...any)) {
	if len(explanations) != len(scenario.Frames) {
		return
	}
	for i, truth := range scenario.Frames {
		if !truth.Application || explanations[i].Removed {
			continue
		}
		macro := macroFns.MatchString(truth.Name)
		s.segments(explanations[i], truth, miss)
		s.grades(explanations[i], truth, miss)
		if words := closureWords(rustname.Strip(explanations[i].Result)); macro && len(words) == 1 && words[0] == "async_fn" {
			s.kindRight++
		}
	}
}
