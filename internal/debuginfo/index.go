// Package debuginfo answers what debug information says about a program: the kinds of its closures, and the functions at
// an address.
//
// In goes the path of a program, or of an index that was made from one; out come an Oracle and a Symbolizer. Start at
// Store, which does all of it for a Collector, or at Load. The packages below read files: object their format, dwarf the
// debug information, symbols finds it, scope reads its paths.
package debuginfo

import (
	"maps"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Program says which program an index is of. Any of it may be "".
type Program struct {
	Name    string // of the binary's file
	BuildID string // in hexadecimal
	Service string // service.name of the resources that it is for
	Version string // service.version
}

// Index is what is known of the closures of one program, in the form in which it is asked. It never changes once it is
// complete, so any number of goroutines may ask.
type Index struct {
	Program

	// FromCode says that the program's code was read, since it has no debug information: of closures that have no code of
	// their own nothing is known.
	FromCode bool

	// Only if the index was made here, and not read from a file: how many of the names are the program's own, and if
	// there are none, an error that says why.
	Own     int
	Nothing error

	// Futures are the state machines of the program's futures, as internal/futures writes them; empty unless the index
	// was made with them. A Collector never looks at them.
	Futures []byte

	names     map[nameKey]int32 // the number of a list, or the complement of the number of an ambiguous name
	lists     []scope.Kinds
	ambiguous []ambiguousName
	macros    map[nameKey]bool // closures that a macro made of the bodies of async fns

	crates  map[string]origin.Origin // by name; those of which it is known
	inlined map[symbolKey]Body       // by the function that they were compiled into
}

// nameKey is the part of a rustname.Key that files keep: among 20,000 names, a name of another program is mistaken for
// one of them once in ten thousand million times.
type nameKey uint64

const keyBits = 48

func newNameKey(key rustname.Key) nameKey { return nameKey(key & (1<<keyBits - 1)) }

// Len returns the number of names.
func (x *Index) Len() int { return len(x.names) }

// Bodies returns the number of the functions of other crates in which it knows a body of the program's own.
func (x *Index) Bodies() int { return len(x.inlined) }

// Memory estimates the bytes that the index takes.
func (x *Index) Memory() int {
	const name, list, perAmbiguousName, perDiscriminator, perSpan, crate, body = 28, 24, 96, 16, 20, 48, 80
	size := crate*len(x.crates) + name*(len(x.names)+len(x.macros)) + list*len(x.lists) + perAmbiguousName*len(x.ambiguous) + len(x.Futures)
	for _, b := range x.inlined {
		size += body + len(b.Path) + len(b.File)
	}
	for i := range x.ambiguous {
		size += perDiscriminator * len(x.ambiguous[i].discriminators)
		for _, f := range x.ambiguous[i].files {
			size += len(f.file) + perSpan*len(f.spans)
		}
	}
	return size
}

// matchedBy says how a name was resolved. A greater one is better.
type matchedBy uint8

const (
	unmatched matchedBy = iota
	byName              // by the name alone, as far as all functions that have it agree
	byDetail            // by its symbol's hash or its generic arguments, or by its place
)

// join adds what the closures in the path of a name can be to what others know from the same or less; what is known
// from more takes the place of that. It returns what is known then.
func (x *Index) join(
	value int32, name *coroutine.Name, at *coroutine.Place, into []kindset.Candidates, best matchedBy,
) matchedBy {
	if value >= 0 {
		return joinList(x.lists[value], byName, into, best)
	}
	ambiguous := &x.ambiguous[^value]
	if list, ok := ambiguous.find(name, at); ok {
		return joinList(x.lists[list], byDetail, into, best)
	}
	for _, list := range ambiguous.lists {
		best = joinList(x.lists[list], byName, into, best)
	}
	return best
}

// joinList adds a list that was found by something.
func joinList(list scope.Kinds, by matchedBy, into []kindset.Candidates, best matchedBy) matchedBy {
	if by < best {
		return best
	}
	if by > best {
		clear(into)
	}
	for i := range into {
		kind := byte(rustname.KindUnknown)
		if len(list) == len(into) {
			kind = list[i]
		}
		into[i] = into[i].Join(scope.CandidatesOf(kind))
	}
	return by
}

// index returns what was collected.
func (c *collector) index(program Program) *Index {
	x := &Index{
		Program: program, names: make(map[nameKey]int32, len(c.byKey)), macros: map[nameKey]bool{},
		crates: map[string]origin.Origin{}, inlined: map[symbolKey]Body{},
	}
	if c.origins != nil {
		x.crates = c.origins.crates
	}
	for key := range c.macros {
		x.macros[newNameKey(key)] = true
	}
	numbers := map[scope.Kinds]int32{}
	number := func(k scope.Kinds) int32 {
		n, ok := numbers[k]
		if !ok {
			n = int32(len(x.lists))
			numbers[k] = n
			x.lists = append(x.lists, k)
		}
		return n
	}
	for _, key := range slices.Sorted(maps.Keys(c.byKey)) { // so that a program has one index
		e := c.byKey[key]
		if !e.ambiguous() {
			x.names[newNameKey(key)] = number(e.alternatives[0].kinds)
			continue
		}
		x.names[newNameKey(key)] = ^int32(len(x.ambiguous))
		x.ambiguous = append(x.ambiguous, e.ambiguousName(number))
	}
	return x
}
