package rewrite

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// TestTextsSeenBefore checks that a text gives the same result again, from many goroutines at once, and that the cache
// keeps nothing of the text's memory.
func TestTextsSeenBefore(t *testing.T) {
	options := Options{}
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
		wanted, report := r.newText(text, noLimit)
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

// sameKind is an oracle that gives all closures the same kind.
type sameKind coroutine.Kind

func (k sameKind) Kinds(_ *coroutine.Name, _ coroutine.Place, into []coroutine.Kind) {
	for i := range into {
		into[i] = coroutine.Kind(k)
	}
}

// TestOraclesShareCaches checks that Rewriters that share caches each use their own oracle.
func TestOraclesShareCaches(t *testing.T) {
	r, err := New(Options{})
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
