package rewrite_test

// How often each rule about closures was used, and how often it was right, for each flavour of build. The truth is that of
// the corpus, from debug information.

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// A rule must be right in 0.95 of its uses in a flavour, if it has a number of uses there that says something. Where it is not,
// it must give no label, or {async} alone.
const (
	rulePrecision = 0.95
	fewUses       = 20
)

// unusual are the programs that say nothing of how often a rule is right: one was made to break rules, the other is of what
// only nightly has.
var unusual = map[string]bool{"lookalikes": true, "generators": true}

// usedRule is a rule in a flavour of build. A rule that says which kind of coroutine a closure is, is measured with each that
// says that it is one.
type usedRule struct{ flavour, rule, says string }

// uses counts how often a rule was used and was right.
type uses struct {
	all, right int
	wrong      string // an example
}

// ruleTable is what was counted.
type ruleTable map[usedRule]*uses

func (r ruleTable) add(key usedRule, right bool, example string) {
	if r[key] == nil {
		r[key] = &uses{}
	}
	r[key].all++
	if right {
		r[key].right++
	} else {
		r[key].wrong = example
	}
}

// TestRules prints the table, with an example where a rule was wrong: go test ./rewrite -run TestRules -v
func TestRules(t *testing.T) {
	options := rewrite.Options{}
	options.Explain = true
	r, err := rewrite.New(options)
	if err != nil {
		t.Fatal(err)
	}
	table := ruleTable{}
	for _, build := range loadAll(t) {
		for _, scenario := range build.Scenarios {
			if !unusual[scenario.Program] {
				_, report := r.Text(scenario.Text)
				table.measure(build.Name, scenario, report.Explanations)
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(table), func(a, b usedRule) int {
		return cmp.Or(cmp.Compare(a.says, b.says), cmp.Compare(a.rule, b.rule), cmp.Compare(a.flavour, b.flavour))
	})
	if len(keys) == 0 {
		t.Fatal("no rule was used")
	}
	for _, key := range keys {
		u := table[key]
		precision := ratio(u.right, u.all)
		t.Logf("%-15s %-8s %6d %6d %6.3f  %s %s", key.flavour, key.says, u.all, u.right, precision, key.rule, u.wrong)
		if key.says != saysClosure && u.all >= fewUses && precision < rulePrecision {
			t.Errorf("%s: %s: right in %d of %d uses: %s", key.flavour, key.rule, u.right, u.all, u.wrong)
		}
	}
}

// What a rule says. That something is a closure is printed nowhere: such a rule keeps another from giving a label.
const (
	saysAsync   = "async"
	saysClosure = "closure"
	saysKind    = "kind"
)

// measure counts the rules that labels of one text rest on.
func (r ruleTable) measure(build string, scenario corpus.Scenario, explanations []rewrite.Explanation) {
	if len(explanations) != len(scenario.Frames) {
		return
	}
	flavour := flavourOf(build)
	for i, truth := range scenario.Frames {
		if !truth.Application {
			continue
		}
		e := explanations[i]
		example := fmt.Sprintf("%s %s/%s: %s is %s", build, scenario.Program, scenario.Name, e.Result, truth.Name)
		forLabels(e, truth, func(label rewrite.Label, want string) {
			why, kind := rulesOf(label.Evidence)
			says := saysAsync
			if label.Kind == rustname.KindClosure {
				says = saysClosure
			}
			r.add(usedRule{flavour, why, says}, (want != "closure") == (says == saysAsync), example)
			if kind != "" && label.Kind != rustname.KindAsync && want != "closure" {
				ofMacro := label.Kind == rustname.KindAsyncFn && macroFns.MatchString(truth.Name) // right as its source reads
				r.add(usedRule{flavour, kind + " / " + why, saysKind}, ofMacro || wordOf(label.Kind) == want, example)
			}
		})
	}
}

// forLabels calls a function for each label of a frame's own path, with the word that the truth has there.
func forLabels(e rewrite.Explanation, truth corpus.FrameTruth, do func(label rewrite.Label, want string)) {
	name, err := rustname.Read(e.Name)
	want := closureWords(truth.Name)
	if err != nil || name.Path == nil || truth.Name == "" || len(want) != len(closureWords(name.Text)) {
		return
	}
	i := 0
	for _, c := range name.Closures {
		if c.Path.Start != name.Path.Start {
			continue
		}
		for _, label := range e.Labels {
			if label.Path == c.Path.Of(name.Text) {
				do(label, want[i])
				break
			}
		}
		i++
	}
}

// reasons are those of all rules, the longest first, since one may end as another does.
var reasons = slices.SortedFunc(slices.Values(evidence.Reasons()), func(a, b string) int { return cmp.Compare(len(b), len(a)) })

// rulesOf takes what a label rests on apart: why it is a coroutine or a closure, and why of that kind.
func rulesOf(text string) (why, kind string) {
	for _, reason := range reasons {
		if rest, ok := strings.CutSuffix(text, "; "+reason); ok {
			text, kind = rest, reason
			break
		}
	}
	for _, reason := range reasons {
		if strings.HasSuffix(text, reason) {
			return reason, kind
		}
	}
	return text, kind
}

// loadAll reads the corpus with the services.
func loadAll(t *testing.T) []corpus.Build {
	t.Helper()
	services, err := corpus.LoadServices("../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat(loadCorpus(t), services)
}

// flavourOf returns what a build has in common with others as far as rules go: how names are mangled, and whether there are lines.
func flavourOf(build string) string {
	_, flavour, _ := strings.Cut(build, "-")
	return flavour
}
