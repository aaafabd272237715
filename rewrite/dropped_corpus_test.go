package rewrite_test

// What is dropped on the stacks of the corpus: futures, which have a kind, and closures, which have none.

import (
	"regexp"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// dropOfClosure finds the fn and the label of a closure that a frame drops.
var dropOfClosure = regexp.MustCompile(`drop_(?:in_place|glue)::<drops::(\w+)::\{([a-z-]+)#0\}>`)

// TestDroppedOfCorpus holds that each future that the program drops is said to be one, and no closure is. That program names
// the functions that drop closures *closure_environment.
func TestDroppedOfCorpus(t *testing.T) {
	r := newRewriter(t, rewrite.Options{})
	futures, closures := 0, 0
	for _, build := range loadCorpus(t) {
		for _, scenario := range build.Scenarios {
			if scenario.Program != "drops" || strings.HasSuffix(build.Name, "stripped") {
				continue
			}
			text, _ := r.Text(scenario.Text)
			for _, match := range dropOfClosure.FindAllStringSubmatch(text, -1) {
				isClosure := strings.HasSuffix(match[1], "closure_environment")
				if isClosure != (match[2] == "closure") {
					t.Errorf("%s, %s: %s", build.Name, scenario.Name, match[0])
				}
				if isClosure {
					closures++
				} else {
					futures++
				}
			}
		}
	}
	if futures < 100 || closures < 20 {
		t.Errorf("%d futures and %d closures are dropped", futures, closures)
	}
}
