package rewrite_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// TestDeciders holds that a report counts what said whose code frames are.
func TestDeciders(t *testing.T) {
	const text = "stack backtrace:\n" +
		"   0: core::panicking::panic_fmt\n" +
		"   1: redis::get\n" +
		"   2: ledger::add\n" +
		"             at /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/ledger-1.0.0/src/lib.rs:1:1\n" +
		"   3: ledger::sum\n" +
		"   4: helper::go\n" +
		"   5: shop::pay\n" +
		"             at ./src/pay.rs:1:1\n" +
		"   6: tokio::runtime::task::raw::poll\n" +
		"   7: shop::main\n"
	type counts map[string]int
	of := func(r *rewrite.Rewriter) (own, packaged counts) {
		_, report := r.Text(text)
		own, packaged = counts{}, counts{}
		for d := range rules.Deciders {
			if n := report.Own[d]; n > 0 {
				own[rules.Decider(d).String()] = n
			}
			if n := report.Packaged[d]; n > 0 {
				packaged[rules.Decider(d).String()] = n
			}
		}
		return own, packaged
	}
	plain := newRewriter(t, rewrite.Options{})
	for name, c := range map[string]struct {
		rewriter      *rewrite.Rewriter
		own, packaged counts
	}{
		"text":       {plain, counts{"source": 1, "stack": 1, "default": 1}, counts{"table": 1, "source": 1, "stack": 1}},
		"configured": {newRewriter(t, rewrite.Options{Application: []string{"shop"}}), counts{"configuration": 2}, counts{"configuration": 4}},
		"index": {
			plain.With(crateIndex{"shop": origin.Own, "helper": origin.Own, "redis": origin.Package}),
			counts{"index": 3},
			counts{"index": 1, "source": 1, "stack": 1},
		},
	} {
		own, packaged := of(c.rewriter)
		if difference := cmp.Diff([]counts{c.own, c.packaged}, []counts{own, packaged}); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
	}
}
