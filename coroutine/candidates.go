package coroutine

import "github.com/rustasyncprocessor/rustasyncprocessor/rustname"

// Chooser is an Oracle that can also say what a closure may be, where it does not know what it is.
type Chooser interface {
	Oracle
	// Candidates fills in what the closures of a name can be, like Kinds, which says nothing of a closure with several
	// candidates.
	Candidates(name *Name, at Place, into []Candidates)
}

// Candidates are the kinds that a closure can be. The zero value is impossible; AnyKind is of one of which nothing is known.
type Candidates struct {
	Kinds  KindSet
	Likely Kind // the kind that it is nearly always; KindUnknown if no kind is
}

// KindSet is a set of kinds.
type KindSet uint16

// The sets that indexes have besides those of a single kind.
const (
	AnyKind  KindSet = 1<<rustname.Kinds - 1
	AnyAsync KindSet = 1<<rustname.KindAsyncFn | 1<<rustname.KindAsyncBlock | 1<<rustname.KindAsyncClosure
)

// NewKindSet returns the set of a kind: of KindAsync, all that it can stand for; of KindUnknown, all.
func NewKindSet(kind Kind) KindSet {
	switch kind {
	case rustname.KindUnknown:
		return AnyKind
	case rustname.KindAsync:
		return AnyAsync
	}
	return 1 << kind
}

// Has reports whether a kind is in the set.
func (s KindSet) Has(kind Kind) bool { return s&(1<<kind) != 0 }

// Without returns the set without a kind.
func (s KindSet) Without(kind Kind) KindSet { return s &^ (1 << kind) }

// Kind returns the only kind of the set, or KindAsync if all of its kinds are async; else KindUnknown.
func (s KindSet) Kind() Kind {
	if s == 0 {
		return rustname.KindUnknown
	}
	if s&^AnyAsync == 0 && s&(s-1) != 0 {
		return rustname.KindAsync
	}
	for kind := range Kind(rustname.Kinds) {
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
func (c Candidates) Best() Kind {
	if kind := c.Kinds.Kind(); kind != rustname.KindUnknown && kind != rustname.KindAsync {
		return kind
	}
	return c.Likely
}
