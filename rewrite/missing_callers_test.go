package rewrite_test

import (
	"os"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// TestNoCallIsProof checks that an apparent caller proves nothing: testdata/missing_callers has two captures in which
// Pin's poll calls a closure, and Iterator::map calls an async fn's body.
func TestNoCallIsProof(t *testing.T) {
	text, err := os.ReadFile("testdata/missing_callers/optimised.txt")
	if err != nil {
		t.Fatal(err)
	}
	options := rewrite.Options{}
	options.Explain = true
	r, err := rewrite.New(options)
	if err != nil {
		t.Fatal(err)
	}
	_, report := r.Text(string(text))
	seen := 0
	for _, e := range report.Explanations {
		if e.Name != "program::plain::{{closure}}" && e.Name != "program::body::{{closure}}" {
			continue
		}
		seen++
		for _, label := range e.Labels {
			if label.Grade > coroutine.Inferred {
				t.Errorf("%s is %s, %s: %s", e.Name, label.Kind, label.Grade, label.Evidence)
			}
		}
	}
	if seen != 2 {
		t.Errorf("%d of 2 frames seen", seen)
	}
}
