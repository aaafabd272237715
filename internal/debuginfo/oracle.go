package debuginfo

import (
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/enum"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Macros says how to describe the async block that a macro, such as #[async_trait], made of an async fn's body.
type Macros uint8

// The ways to see macros.
const (
	MacrosExpanded Macros = iota // as an async block, as the compiler sees it
	MacrosSource                 // as the body of an async fn, as its author wrote it
)

var macrosNames = []string{"expanded", "source"}

// String returns the name that configuration uses.
func (m Macros) String() string { return macrosNames[m] }

// MarshalText returns what String does.
func (m Macros) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a name as String returns it.
func (m *Macros) UnmarshalText(name []byte) error {
	i, err := enum.Index(macrosNames, name)
	*m = Macros(i)
	return err
}

// Oracle knows what the indexes of several programs know. If two of them disagree about a closure and nothing decides
// between them, it knows nothing of that closure. It implements coroutine.Oracle.
type Oracle struct {
	macros  Macros
	indexes []*Index
	first   map[nameKey]int32 // of entries
	entries []oracleEntry
}

// oracleEntry is what one index has for a name.
type oracleEntry struct {
	index *Index
	value int32
	next  int32 // the entry of another index for the same name, or -1
}

// NewOracle returns an Oracle that knows what the indexes know; nil if there are none.
func NewOracle(indexes []*Index, macros Macros) *Oracle {
	if len(indexes) == 0 {
		return nil
	}
	o := &Oracle{macros: macros, indexes: indexes, first: make(map[nameKey]int32, indexes[0].Len())}
	for _, x := range indexes {
		for key, value := range x.names {
			next, known := o.first[key]
			if !known {
				next = -1
			}
			o.first[key] = int32(len(o.entries))
			o.entries = append(o.entries, oracleEntry{x, value, next})
		}
	}
	return o
}

// Kinds implements coroutine.Oracle.
func (o *Oracle) Kinds(name *coroutine.Name, at coroutine.Place, into []coroutine.Kind) {
	var memory [usualClosures]kindset.Candidates
	found := memory[:]
	if len(into) > len(found) {
		found = make([]kindset.Candidates, len(into))
	}
	o.Candidates(name, at, found[:len(into)])
	for i := range into {
		into[i] = found[i].Kinds.Kind()
	}
}

// usualClosures is how many closures nearly all names have at most.
const usualClosures = 8

// Candidates implements kindset.Chooser. It asks for the whole name first, which is what a place or a hash belongs to, and
// then for each closure that is left: those in generic arguments, and those of names that no index has as a whole.
func (o *Oracle) Candidates(name *coroutine.Name, at coroutine.Place, into []kindset.Candidates) {
	var memory [usualClosures]kindset.Candidates
	path := memory[:]
	if own := ownClosures(name.Closures); own > len(path) {
		path = make([]kindset.Candidates, own)
	}
	clear(into)
	whole := path[:ownClosures(name.Closures)]
	has := o.possible(name.Key, name, &at, whole)
	if has {
		next := 0
		for i := range name.Closures {
			if isOwn(&name.Closures[i]) {
				into[i] = whole[next]
				next++
			}
		}
	}
	for i := range name.Closures {
		if into[i].Kinds == 0 || into[i].Kinds == kindset.Any && into[i].Likely == rustname.KindUnknown {
			into[i] = kindset.Candidates{Kinds: kindset.Any}
			if has && name.Closures[i].Index < 0 && isOwn(&name.Closures[i]) {
				continue // a function of the name without what follows is another's
			}
			if last := [1]kindset.Candidates{}; o.possibleLast(&name.Closures[i], last[:]) {
				into[i] = last[0]
			}
		}
		if o.macros == MacrosSource && o.isMacro(name.Closures[i].Key) {
			into[i] = asWritten(into[i])
		}
	}
}

// asWritten returns the candidates of a closure that is the body of an async fn, as its author wrote it.
func asWritten(c kindset.Candidates) kindset.Candidates {
	if c.Kinds.Has(rustname.KindAsyncBlock) {
		c.Kinds = c.Kinds.Without(rustname.KindAsyncBlock) | kindset.Of(rustname.KindAsyncFn)
	}
	if c.Likely == rustname.KindAsyncBlock {
		c.Likely = rustname.KindAsyncFn
	}
	return c
}

// isMacro reports whether an index says that a macro made the closure from the body of an async fn.
func (o *Oracle) isMacro(key rustname.Key) bool {
	return slices.ContainsFunc(o.indexes, func(x *Index) bool { return x.macros[newNameKey(key)] })
}

// possible fills in what the closures in a path can be, and reports whether an index has it. What an index knows from the
// frame's place or hash takes precedence over what others know from the name.
func (o *Oracle) possible(key rustname.Key, name *coroutine.Name, at *coroutine.Place, into []kindset.Candidates) bool {
	best := unmatched
	next, ok := o.first[newNameKey(key)]
	if !ok {
		return false
	}
	for ; next >= 0; next = o.entries[next].next {
		best = o.entries[next].index.join(o.entries[next].value, name, at, into, best)
	}
	return best > unmatched
}

// possibleLast fills in what the last closure in a path can be, by the name alone.
func (o *Oracle) possibleLast(closure *rustname.Closure, into []kindset.Candidates) bool {
	next, ok := o.first[newNameKey(closure.Key)]
	if !ok {
		return false
	}
	for ; next >= 0; next = o.entries[next].next {
		x, value := o.entries[next].index, o.entries[next].value
		perhaps := x.FromCode && closure.Index < 0 // code without a symbol of its own can be of another closure of the name
		if value >= 0 {
			joinLast(x.lists[value], perhaps, into)
			continue
		}
		for _, list := range x.ambiguous[^value].lists {
			joinLast(x.lists[list], perhaps, into)
		}
	}
	return true
}

func joinLast(list scope.Kinds, perhaps bool, into []kindset.Candidates) {
	kind := byte(rustname.KindUnknown)
	if len(list) > 0 {
		kind = list[len(list)-1]
	}
	can := scope.CandidatesOf(kind)
	if perhaps {
		can = kindset.Candidates{Kinds: kindset.Any, Likely: can.Best()}
	}
	into[0] = into[0].Join(can)
}
