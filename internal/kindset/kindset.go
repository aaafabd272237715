// Package kindset has what a closure may be where it is not known what it is: sets of kinds, and the one that is likely.
//
// An index knows it of names that read alike, and evidence on a stack decides among the kinds of a set. Start at Chooser.
package kindset

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Chooser is an Oracle that can also say what a closure may be, where it does not know what it is.
type Chooser interface {
	coroutine.Oracle
	// Candidates fills in what the closures of a name can be, like Kinds, which says nothing of a closure with several
	// candidates.
	Candidates(name *coroutine.Name, at coroutine.Place, into []Candidates)
}

// Candidates are the kinds that a closure can be. The zero value is impossible; Any is of one of which nothing is known.
type Candidates struct {
	Kinds  Set
	Likely coroutine.Kind // the kind that it is nearly always; KindUnknown if no kind is
}

// Set is a set of kinds.
type Set uint16

// The sets that indexes have besides those of a single kind.
const (
	Any      Set = 1<<rustname.Kinds - 1
	AnyAsync Set = 1<<rustname.KindAsyncFn | 1<<rustname.KindAsyncBlock | 1<<rustname.KindAsyncClosure
)

// Of returns the set of a kind: of KindAsync, all that it can stand for; of KindUnknown, all.
func Of(kind coroutine.Kind) Set {
	switch kind {
	case rustname.KindUnknown:
		return Any
	case rustname.KindAsync:
		return AnyAsync
	}
	return 1 << kind
}

// Has reports whether a kind is in the set.
func (s Set) Has(kind coroutine.Kind) bool { return s&(1<<kind) != 0 }

// Without returns the set without a kind.
func (s Set) Without(kind coroutine.Kind) Set { return s &^ (1 << kind) }

// Kind returns the only kind of the set, or KindAsync if all of its kinds are async; else KindUnknown.
func (s Set) Kind() coroutine.Kind {
	if s == 0 {
		return rustname.KindUnknown
	}
	if s&^AnyAsync == 0 && s&(s-1) != 0 {
		return rustname.KindAsync
	}
	for kind := range coroutine.Kind(rustname.Kinds) {
		if s == 1<<kind {
			return kind
		}
	}
	return rustname.KindUnknown
}

// Join returns what can be if either of the two holds.
func (c Candidates) Join(other Candidates) Candidates {
	switch {
	case c.Kinds == 0:
		return other
	case other.Kinds == 0:
		return c
	}
	joined := Candidates{Kinds: c.Kinds | other.Kinds}
	if c.Best() == other.Best() {
		joined.Likely = c.Best()
	}
	if joined.Kinds.Kind() == joined.Likely {
		joined.Likely = rustname.KindUnknown
	}
	return joined
}

// Best returns the kind that is known, or else the likely one.
func (c Candidates) Best() coroutine.Kind {
	if kind := c.Kinds.Kind(); kind != rustname.KindUnknown && kind != rustname.KindAsync {
		return kind
	}
	return c.Likely
}
