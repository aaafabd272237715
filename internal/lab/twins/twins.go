// Package twins compares what a program's code says of its closures with what its debug information says: the same program
// without debug information is its twin.
//
// In go two oracles and the symbols of the program; out come Counts. Start at Compare.
package twins

import (
	"fmt"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Counts are closures of a program's own crates in symbols, by what is said of them.
type Counts struct {
	Async, AsyncFound, AsyncWrong int // closures that a symbol names: coroutines, found ones, and plain closures taken for one
	Last, All                     Kinds
	SureWrong                     []string // what was said to be sure and is wrong
	Wrong                         []string // all that is wrong or not known
}

// Kinds counts closures by whether their kind is right.
type Kinds struct{ Right, Wrong, None int }

// Of returns how many closures were counted.
func (k Kinds) Of() int { return k.Right + k.Wrong + k.None }

// Add adds other counts.
func (c *Counts) Add(other Counts) {
	c.Async, c.AsyncFound, c.AsyncWrong = c.Async+other.Async, c.AsyncFound+other.AsyncFound, c.AsyncWrong+other.AsyncWrong
	c.Last.add(other.Last)
	c.All.add(other.All)
	c.SureWrong, c.Wrong = append(c.SureWrong, other.SureWrong...), append(c.Wrong, other.Wrong...)
}

func (k *Kinds) add(other Kinds) {
	k.Right, k.Wrong, k.None = k.Right+other.Right, k.Wrong+other.Wrong, k.None+other.None
}

// String returns the counts in a line.
func (c Counts) String() string {
	return fmt.Sprintf("async %d of %d, wrong %d; last %d of %d, wrong %d; all %d of %d, wrong %d; sure and wrong %d", c.AsyncFound, c.Async,
		c.AsyncWrong, c.Last.Right, c.Last.Of(), c.Last.Wrong, c.All.Right, c.All.Of(), c.All.Wrong, len(c.SureWrong))
}

// Compare asks both oracles about each symbol, as a backtrace prints it with its hash. Whose a crate is, the truth knows.
func Compare(truth, code *debuginfo.Oracle, symbols []string) Counts {
	var c Counts
	for _, symbol := range symbols {
		name, err := rustname.Read(symbol)
		if err != nil || name.Path == nil || len(name.Closures) == 0 || truth.CrateOrigin(crateOf(name)) != origin.Own {
			continue
		}
		var facts evidence.Facts
		facts.Read(name)
		want, got := make([]coroutine.Kind, len(facts.Closures)), make([]kindset.Candidates, len(facts.Closures))
		at := coroutine.Place{Printed: symbol}
		truth.Kinds(&facts.Name, at, want)
		code.Candidates(&facts.Name, at, got)
		for i := range want {
			if closure := &facts.Closures[i]; closure.Path.Start == 0 && want[i] != rustname.KindUnknown {
				c.count(symbol, closure.Path.Of(name.Text), want[i], got[i], closure.Leaf)
			}
		}
	}
	return c
}

// crateOf returns the crate of a function, also of a method of an impl for a type.
func crateOf(name *rustname.Name) string {
	for path := name.Path; path != nil; path = path.Self.Path {
		if path.Self == nil {
			return path.Segments[0].Of(name.Text)
		}
	}
	return ""
}

func (c *Counts) count(symbol, closure string, want coroutine.Kind, got kindset.Candidates, last bool) {
	said := got.Best()
	if said == rustname.KindUnknown {
		said = got.Kinds.Kind()
	}
	if !got.Kinds.Has(want) {
		c.SureWrong = append(c.SureWrong, fmt.Sprintf("%s: %s is %s, not %s", symbol, closure, want, got.Kinds.Kind()))
	}
	if said != want {
		c.Wrong = append(c.Wrong, fmt.Sprintf("%s: %s is %s, not %s", symbol, closure, want, said))
	}
	c.All.count(said, want)
	if !last {
		return
	}
	c.Last.count(said, want)
	found := said != rustname.KindUnknown && said != rustname.KindClosure
	switch {
	case want == rustname.KindClosure && found:
		c.AsyncWrong++
	case want != rustname.KindClosure:
		c.Async++
		if found {
			c.AsyncFound++
		}
	}
}

func (k *Kinds) count(said, want coroutine.Kind) {
	switch said {
	case want:
		k.Right++
	case rustname.KindUnknown, rustname.KindAsync:
		k.None++
	default:
		k.Wrong++
	}
}
