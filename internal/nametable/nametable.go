// Package nametable holds facts about functions, to be looked up by name.
//
// In go patterns with a value each; out comes the value of the most specific pattern that a name's Shape matches. Start at
// Table.
package nametable

import (
	"fmt"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Table maps shapes to values by patterns, the most specific first:
//
//	core::panicking::**                                   everything in a module, type or crate
//	tokio::task::coop::budget                             one function, and the closures and items in it
//	start_thread                                          one function without a crate, and nothing in a crate of that name
//	fuzzer::RunOneTest()                                  one function in C++, of which names have the arguments
//	<core::pin::Pin as core::future::future::Future>::poll   one method of an impl, and what is in it
//	<futures_util::** as core::future::future::Future>::**   all impls of the trait for types of a crate
//	<& as core::future::future::Future>::poll             the impl for references
//	<_ as futures_core::future::TryFuture>::**            all impls of the trait
//
// Closures are written {closure}, whatever their number and mangling.
type Table[T any] struct {
	paths node[T]              // plain paths; a pattern holds for everything below it too
	impls map[string]implOf[T] // by trait
}

// node is where a plain path leads, segment by segment.
type node[T any] struct {
	inside map[string]*node[T] // by the next segment
	value  T
	ends   bool // a pattern ends here
	alone  bool // and does not match anything below it
}

type implOf[T any] struct {
	exact, below map[string][]method[T] // by self type; "" below is "_"
}

type method[T any] struct {
	path  string // "poll"; "" for any
	value T
}

// Add adds a pattern. It panics if the pattern is malformed or already there: patterns are literals in the program, and
// user rules are validated earlier.
func (t *Table[T]) Add(pattern string, value T) {
	if strings.HasPrefix(pattern, "<") {
		t.addImpl(pattern, value)
		return
	}
	path := strings.TrimSuffix(pattern, "::**")
	at := &t.paths
	for segment := range strings.SplitSeq(path, "::") {
		at = at.add(segment)
	}
	if at.ends || path == "" || strings.Contains(path, "*") {
		panic(fmt.Sprintf("pattern %q is malformed or there twice", pattern))
	}
	at.value, at.ends = value, true
	at.alone = !strings.Contains(pattern, "::")
}

// add returns the node of a segment.
func (n *node[T]) add(segment string) *node[T] {
	if n.inside == nil {
		n.inside = map[string]*node[T]{}
	}
	if n.inside[segment] == nil {
		n.inside[segment] = new(node[T])
	}
	return n.inside[segment]
}

func (t *Table[T]) addImpl(pattern string, value T) {
	impl, path, _ := strings.Cut(strings.TrimPrefix(pattern, "<"), ">::")
	self, trait, _ := strings.Cut(impl, " as ")
	if trait == "" || path == "" {
		panic(fmt.Sprintf("pattern %q is malformed", pattern))
	}
	if t.impls == nil {
		t.impls = map[string]implOf[T]{}
	}
	of, ok := t.impls[trait]
	if !ok {
		of = implOf[T]{exact: map[string][]method[T]{}, below: map[string][]method[T]{}}
		t.impls[trait] = of
	}
	if path == "**" {
		path = ""
	}
	m := method[T]{path, value}
	if prefix, ok := strings.CutSuffix(self, "::**"); ok {
		of.below[prefix] = append(of.below[prefix], m)
	} else if self == "_" {
		of.below[""] = append(of.below[""], m)
	} else {
		of.exact[self] = append(of.exact[self], m)
	}
}

// Lookup returns the value of the most specific pattern that the shape matches.
func (t *Table[T]) Lookup(s rustname.Shape) (value T, ok bool) {
	if s.Trait == "" {
		return t.Path(s.Path)
	}
	impl, ok := t.impls[s.Trait]
	if !ok {
		return value, false
	}
	if value, ok = match(impl.exact[s.Self], s.Path); ok {
		return value, true
	}
	if strings.HasPrefix(s.Self, "&") {
		if value, ok = match(impl.exact["&"], s.Path); ok {
			return value, true
		}
	}
	for self := s.Self; self != ""; self = parent(self) {
		if value, ok = match(impl.below[self], s.Path); ok {
			return value, true
		}
	}
	return match(impl.below[""], s.Path)
}

// Path returns the value of the most specific plain pattern for a path.
func (t *Table[T]) Path(path string) (value T, ok bool) {
	at := &t.paths
	for more := true; more; {
		var segment string
		segment, path, more = strings.Cut(path, "::")
		if at = at.inside[segment]; at == nil {
			break
		}
		if at.ends && !(at.alone && more) {
			value, ok = at.value, true
		}
	}
	return value, ok
}

// match returns the value for a method of an impl. The method may have been cut off, and is the only one that is known then.
func match[T any](methods []method[T], path string) (value T, ok bool) {
	for _, m := range methods {
		if m.path == "" || path == m.path || path == "" && len(methods) == 1 || strings.HasPrefix(path, m.path) && strings.HasPrefix(path[len(m.path):], "::") {
			return m.value, true
		}
	}
	return value, false
}

// parent cuts the last segment off a path.
func parent(path string) string {
	return path[:max(0, strings.LastIndex(path, "::"))]
}

// Crate returns the first segment of a path that has more than one.
func Crate(path string) string {
	crate, _, ok := strings.Cut(path, "::")
	if !ok {
		return ""
	}
	return crate
}
