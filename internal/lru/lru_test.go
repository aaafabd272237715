package lru

import (
	"fmt"
	"testing"
)

// keyOfInt puts many keys into one list.
func keyOfInt(key int) Key { return Key{uint64(key) / 5, uint64(key)} }

// TestCacheIsBounded fills a cache many times over.
func TestCacheIsBounded(t *testing.T) {
	const most, cost = 1024, 8
	c := New[string](most, cost)
	for i := range 100_000 {
		c.Store(keyOfInt(i), fmt.Sprint(i), cost)
		if got, found := c.Load(keyOfInt(i), func(string) int { return cost }); !found || got != fmt.Sprint(i) {
			t.Fatalf("%d: %q, %v", i, got, found)
		}
	}
	kept := 0
	for _, half := range []*half[string]{c.young.Load(), c.old.Load()} {
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

// TestCacheKeepsWhatIsAskedFor checks that an entry stays for as long as it is asked for.
func TestCacheKeepsWhatIsAskedFor(t *testing.T) {
	c := New[string](1024, 8)
	cost := func(string) int { return 8 }
	c.Store(keyOfInt(-1), "kept", 8)
	for i := range 10_000 {
		c.Store(keyOfInt(i), "", 8)
		if _, found := c.Load(keyOfInt(-1), cost); !found {
			t.Fatalf("gone after %d others", i)
		}
	}
}
