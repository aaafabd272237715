package debuginfo

import (
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/enum"
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

// Kinds implements coroutine.Oracle. It asks for the whole name first, which is what a place or a hash belongs to, and
// then for each closure that is left: those in generic arguments, and those of names that no index has as a whole.
func (o *Oracle) Kinds(name *coroutine.Name, at coroutine.Place, into []coroutine.Kind) {
	clear(into)
	if whole := o.kindsOf(name.Key, name, &at); len(whole) > 0 && ownClosures(name.Closures) == len(whole) {
		next := 0
		for i := range name.Closures {
			if isOwn(&name.Closures[i]) {
				into[i] = coroutine.Kind(whole[next])
				next++
			}
		}
	}
	for i := range name.Closures {
		if into[i] == rustname.KindUnknown {
			if path := o.kindsOf(name.Closures[i].Key, name, nil); len(path) > 0 {
				into[i] = coroutine.Kind(path[len(path)-1])
			}
		}
		if o.macros == MacrosSource && into[i] == rustname.KindAsyncBlock && o.isMacro(name.Closures[i].Key) {
			into[i] = rustname.KindAsyncFn
		}
	}
}

// isMacro reports whether an index says that a macro made the closure from the body of an async fn.
func (o *Oracle) isMacro(key rustname.Key) bool {
	return slices.ContainsFunc(o.indexes, func(x *Index) bool { return x.macros[newNameKey(key)] })
}

// kindsOf returns the kinds of the closures in a path, "" if no index has it. What an index knows from the frame's place or
// hash takes precedence over what others know from the name.
func (o *Oracle) kindsOf(key rustname.Key, name *coroutine.Name, at *coroutine.Place) scope.Kinds {
	var agreed scope.Kinds
	best := unmatched
	next, ok := o.first[newNameKey(key)]
	if !ok {
		return ""
	}
	for ; next >= 0; next = o.entries[next].next {
		found, by := o.entries[next].index.resolve(o.entries[next].value, name, at)
		switch {
		case by > best:
			agreed, best = found, by
		case by == best:
			agreed = agreed.Agreeing(found)
		}
	}
	return agreed
}
