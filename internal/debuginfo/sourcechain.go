package debuginfo

// What stands around a place in the source, as a symbol spells it.
//
//	impl Pipeline {                            ship, {closure}                       the body of the async fn
//	    async fn ship(&self) {                 ship, {closure}, {closure}            the async block in it
//	        let order = async { … };

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/rustsource"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// step is a segment of a path: a fn's name, or a closure of a kind.
type step struct {
	name  string
	kind  coroutine.Kind
	boxed bool // a closure that #[async_trait] made of the body of an async fn
}

// kindsInSource are the kinds of what has one closure segment.
var kindsInSource = map[rustsource.Kind]coroutine.Kind{
	rustsource.AsyncFn: rustname.KindAsyncFn, rustsource.GenFn: rustname.KindGenFn, rustsource.AsyncGenFn: rustname.KindAsyncGenFn,
	rustsource.Closure: rustname.KindClosure, rustsource.AsyncBlock: rustname.KindAsyncBlock,
	rustsource.GenBlock: rustname.KindGenBlock, rustsource.AsyncGenBlock: rustname.KindAsyncGenBlock,
}

// macroOfFn is what an attribute's macro makes of an async fn.
type macroOfFn uint8

const (
	leavesFn  macroOfFn = iota
	makesFn             // a fn with an async block in it, which has the body
	boxesBody           // the same, as #[async_trait] does
	wrapsBody           // the same async fn, with an async block in it that has the body
)

// macrosOfFns are the attributes that change what an async fn is, by the last part of their path.
var macrosOfFns = []struct {
	name   string
	does   macroOfFn
	reason string
}{
	{"main", makesFn, "tokio::main, async_std::main, actix_web::main: the fn starts a runtime and blocks on the body"},
	{"test", makesFn, "tokio::test and the like; that of the language takes no async fn"},
	{"async_trait", boxesBody, "async-trait boxes the body; it is on the impl or the trait"},
	{"async_recursion", makesFn, "async-recursion boxes the body"},
	{"instrument", wrapsBody, "tracing: the body becomes an async block that the span is around"},
}

// macroOf returns what the attributes of a fn and of what is around it do to it.
func macroOf(source *rustsource.Source, fn int32) macroOfFn {
	for scope := fn; scope >= 0; scope = source.Scopes[scope].Parent {
		s := &source.Scopes[scope]
		if scope != fn && s.Kind != rustsource.Impl && s.Kind != rustsource.Trait {
			return leavesFn
		}
		for _, a := range s.Attributes {
			name := a.Path[strings.LastIndexByte(a.Path, ':')+1:]
			for _, m := range macrosOfFns {
				if m.name == name && (m.does == boxesBody) == (scope != fn) {
					return m.does
				}
			}
		}
	}
	return leavesFn
}

// chainAt returns what is around a place, outermost first: up to the fn that is in no other, or directly in an impl. If a
// body is there, it is the last step. It is nil if the place is in no fn.
func chainAt(source *rustsource.Source, p rustsource.Position, body bool) []step {
	var chain []step
	scope := source.Around(p)
	if body {
		switch source.At(p) {
		case rustsource.AtAttribute:
			below, _ := source.BelowAttribute(p)
			if below < 0 {
				return nil
			}
			if !source.Scopes[below].Kind.IsFn() {
				return nil
			}
			return chainOf(source, below)
		case rustsource.AtMacro:
			chain = append(chain, step{kind: rustname.KindAsyncBlock})
		case rustsource.None:
			return nil
		}
	}
	outer := chainOf(source, scope)
	if outer == nil {
		return nil
	}
	return append(outer, chain...)
}

// chainOf returns a scope and what is around it.
func chainOf(source *rustsource.Source, scope int32) []step {
	var chain []step // innermost first
	found := false
	for ; scope >= 0 && source.Scopes[scope].Kind < rustsource.Impl; scope = source.Scopes[scope].Parent {
		s := &source.Scopes[scope]
		switch {
		case s.Kind == rustsource.AsyncClosure:
			chain = append(chain, step{kind: rustname.KindAsyncClosure}, step{kind: rustname.KindClosure})
		case s.Kind == rustsource.AsyncFn:
			switch macroOf(source, scope) {
			case makesFn:
				chain = append(chain, step{kind: rustname.KindAsyncBlock})
			case boxesBody:
				chain = append(chain, step{kind: rustname.KindAsyncBlock, boxed: true})
			case wrapsBody:
				chain = append(chain, step{kind: rustname.KindAsyncBlock}, step{kind: rustname.KindAsyncFn})
			default:
				chain = append(chain, step{kind: rustname.KindAsyncFn})
			}
		case kindsInSource[s.Kind] != rustname.KindUnknown:
			chain = append(chain, step{kind: kindsInSource[s.Kind]})
		}
		if s.Kind.IsFn() {
			chain = append(chain, step{name: s.Name})
			found = true
		}
	}
	if !found {
		return nil
	}
	slices.Reverse(chain)
	return chain
}

// matchChain compares a chain with the end of a name's own path, and returns the kinds of the closures in it.
func matchChain(path []step, chain []step) ([]coroutine.Kind, bool) {
	if len(chain) == 0 || len(chain) > len(path) {
		return nil, false
	}
	var kinds []coroutine.Kind
	if first := len(path) - len(chain); first > 1 && path[first].name == path[first-1].name && path[first].name != "" {
		chain = unwrapped(chain)
	}
	for i, s := range chain {
		of := path[len(path)-len(chain)+i]
		if of.name != s.name {
			return nil, false
		}
		if s.name == "" {
			kinds = append(kinds, s.kind)
		}
	}
	return kinds, true
}

// unwrapped returns the chain of a fn that is in a fn of its name, since #[async_std::main] makes one around it that has
// the attribute: it is what it was.
func unwrapped(chain []step) []step {
	if len(chain) < 2 || chain[1].kind != rustname.KindAsyncBlock {
		return chain
	}
	chain = slices.Clone(chain)
	chain[1].kind = rustname.KindAsyncFn
	return chain
}

// stepsOf returns the segments of a path in a name: a closure's have no name.
func stepsOf(name *rustname.Name, path *rustname.Path) []step {
	steps := make([]step, 0, len(path.Segments))
	for i := range path.Segments {
		s := &path.Segments[i]
		switch {
		case s.IsClosure:
			steps = append(steps, step{})
		case s.Special:
		default:
			steps = append(steps, step{name: strings.Clone(s.Of(name.Text))})
		}
	}
	return steps
}
