// Package rustsource reads Rust sources as far as it takes to say what stands around a place: fns, closures, async blocks.
//
// In goes the text of a file; out come its scopes. Start at Parse. It reads tokens and brackets, not the whole grammar, and
// expands no macro: what is written in a macro's arguments is read as what it looks like.
package rustsource

import (
	"slices"
	"sort"
)

// Kind is the kind of a scope.
type Kind uint8

// The kinds of scopes. None is no scope at all.
const (
	None Kind = iota
	Fn
	AsyncFn
	GenFn
	AsyncGenFn
	Closure
	AsyncClosure
	AsyncBlock
	GenBlock
	AsyncGenBlock
	Impl
	Trait
	Module
)

// IsFn reports whether a scope is the body of a fn.
func (k Kind) IsFn() bool { return k >= Fn && k <= AsyncGenFn }

// IsClosure reports whether a scope is an expression that symbols have a closure segment for.
func (k Kind) IsClosure() bool { return k >= Closure && k <= AsyncGenBlock }

// Position is a line and a column, both counted from 1, in characters.
type Position struct{ Line, Column int }

func (p Position) before(q Position) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// Scope is a part of a file.
type Scope struct {
	Kind       Kind
	Name       string // of a fn or module; of an impl its self type, as it is written
	Of         string // of an impl of a trait, the trait, as it is written
	Start, End Position
	Parent     int32       // the scope around it, or -1
	Attributes []Attribute // of an item
}

// Attribute is an attribute of an item: #[tokio::main(flavor = "current_thread")].
type Attribute struct {
	Path string // tokio::main
	At   Position
}

// Source is a file.
type Source struct {
	Scopes []Scope // in the order of their starts
	starts map[Position]Kind
	calls  map[string][]Position // by name
}

// What stands at a place, apart from scopes.
const (
	AtAttribute Kind = 0x80 + iota // "#[…]"
	AtMacro                        // "select!"
)

// At says what begins at a place: a scope, an attribute or the call of a macro; None for anything else.
func (s *Source) At(p Position) Kind { return s.starts[p] }

// Around returns the innermost scope that a place is in, -1 if it is in none. A scope that starts there is around it.
func (s *Source) Around(p Position) int32 {
	last := sort.Search(len(s.Scopes), func(i int) bool { return p.before(s.Scopes[i].Start) }) - 1
	i := int32(last)
	for i >= 0 && !p.before(s.Scopes[i].End) {
		i = s.Scopes[i].Parent
	}
	return i
}

// FnAround returns the innermost fn that a scope is or is in, -1 if there is none.
func (s *Source) FnAround(scope int32) int32 {
	for scope >= 0 && !s.Scopes[scope].Kind.IsFn() {
		scope = s.Scopes[scope].Parent
	}
	return scope
}

// Mentions reports whether a fn of this name is called in a scope, as far as its text goes.
func (s *Source) Mentions(scope int32, name string) bool {
	of := &s.Scopes[scope]
	return slices.ContainsFunc(s.calls[name], func(p Position) bool { return !p.before(of.Start) && p.before(of.End) })
}

// BelowAttribute returns the fn whose attribute is at a place, -1 if there is none.
func (s *Source) BelowAttribute(p Position) (scope int32, path string) {
	for i := range s.Scopes {
		for _, a := range s.Scopes[i].Attributes {
			if a.At == p {
				return int32(i), a.Path
			}
		}
	}
	return -1, ""
}
