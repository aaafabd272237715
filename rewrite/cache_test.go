package rewrite

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// hashOfInt has many keys in one list.
func hashOfInt(key int) uint64 { return uint64(key) / 5 }

// TestCacheIsBounded fills a cache many times over.
func TestCacheIsBounded(t *testing.T) {
	const most, cost = 1024, 8
	c := newCache[int, string](most, cost, hashOfInt)
	for i := range 100_000 {
		c.store(i, fmt.Sprint(i), cost)
		if got, found := c.load(i, func(string) int { return cost }); !found || got != fmt.Sprint(i) {
			t.Fatalf("%d: %q, %v", i, got, found)
		}
	}
	kept := 0
	for _, half := range []*half[int, string]{c.young.Load(), c.old.Load()} {
		for i := range half.lists {
			for e := half.lists[i].Load(); e != nil; e = e.next {
				kept++
			}
		}
	}
	if kept > 2*(most/cost+1) {
		t.Errorf("%d entries are kept, in two halves of %d", kept, most/cost)
	}
}

// TestCacheKeepsWhatIsAskedFor holds that an entry stays for as long as it is asked for.
func TestCacheKeepsWhatIsAskedFor(t *testing.T) {
	c := newCache[int, string](1024, 8, hashOfInt)
	cost := func(string) int { return 8 }
	c.store(-1, "kept", 8)
	for i := range 10_000 {
		c.store(i, "", 8)
		if _, found := c.load(-1, cost); !found {
			t.Fatalf("gone after %d others", i)
		}
	}
}

// TestNamesSeenBefore holds that a name is read once whatever its hash is, but not for one that is read otherwise.
func TestNamesSeenBefore(t *testing.T) {
	r, err := New(DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	const hash, other = "::h0123456789abcdef", "::hfedcba9876543210"
	tests := []struct {
		first, then, text string
		same              bool
	}{
		{"shop::pay" + hash, "shop::pay" + other, "shop::pay", true},
		{"shop::cancel", "shop::cancel" + hash, "shop::cancel", false},
		{"shop::refund" + hash + " (.cold)", "shop::refund" + hash + " (.cold)" + other, "shop::refund" + hash + " (.cold)", false},
	}
	for _, test := range tests {
		before, firstErr := r.facts(test.first)
		facts, thenErr := r.facts(test.then)
		if firstErr != nil || thenErr != nil || facts.Text != test.text || (facts == before) != test.same {
			t.Errorf("%q reads as %q after %q, %q (%v, %v)", test.then, facts.Text, test.first, before.Text, firstErr, thenErr)
		}
	}
}

// TestTextsSeenBefore holds that a text comes back as it did the first time, from many goroutines at once, and that
// what is kept has nothing of the memory of the text.
func TestTextsSeenBefore(t *testing.T) {
	options := DefaultOptions()
	options.Summarize = true
	r, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"   0: shop::pay::{{closure}}\n             at ./src/lib.rs:3:5\n" +
			"   1: <core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll\n" +
			"             at /rustc/897e37553bba8b42751c67658967889d11ecd120/library/core/src/future/mod.rs:91:19\n",
		"   0: shop::pay\n             at ./src/lib.rs:3:5\n",
		"   0: " + strings.Repeat("(", 2000) + "::a\n   1: std::rt::lang_start\n",
		"connection reset by peer",
	}
	for _, text := range texts {
		wanted, report := r.newText(text)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 100 {
					got, again := r.Text(text)
					if got != wanted || fmt.Sprint(again) != fmt.Sprint(report) {
						t.Errorf("%q became %q, %v, not %q, %v", text, got, again, wanted, report)
					}
				}
			})
		}
		all.Wait()
	}
}

// sameKind is an oracle that says the same of all closures.
type sameKind coroutine.Kind

func (k sameKind) Kinds(_ *coroutine.Name, _ coroutine.Place, into []coroutine.Kind) {
	for i := range into {
		into[i] = coroutine.Kind(k)
	}
}

// TestOraclesShareCaches holds that Rewriters that share caches each go by what they know themselves.
func TestOraclesShareCaches(t *testing.T) {
	r, err := New(DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	const text = "   0: shop::pay::{{closure}}\n             at ./src/lib.rs:3:5\n   1: std::rt::lang_start\n"
	rewriters := map[string]*Rewriter{
		"{{closure}}": r, "{{async-fn}}": r.With(sameKind(rustname.KindAsyncFn)), "{{async-block}}": r.With(sameKind(rustname.KindAsyncBlock)),
	}
	for range 2 {
		for kind, rewriter := range rewriters {
			if got, _ := rewriter.Text(text); !strings.Contains(got, "shop::pay::"+kind) {
				t.Errorf("%q, wanted %s", got, kind)
			}
		}
	}
}
