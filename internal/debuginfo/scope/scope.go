// Package scope reads the paths by which rustc's debug information nests what it describes: a namespace for each module,
// impl and fn, and inside fns one for each closure, whose name says its kind.
//
//	debug information      app::{impl#3}::handle::{async_fn#0}
//	symbol                 <app::S as app::T>::handle::{closure#0}
//
// In go the names of entries, outermost first; out come Kinds and the spelling of symbols. Start at Path.
package scope

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// closureWords are the words that rustc uses for closures and coroutines in debug information; their types have "_env"
// after the word (compiler/rustc_codegen_ssa/src/debuginfo/type_names.rs, push_unqualified_item_name and
// coroutine_kind_label). Kinds without a label are Unknown: symbols have a closure segment for them too.
var closureWords = map[string]coroutine.Kind{
	"closure":           rustname.KindClosure,
	"async_fn":          rustname.KindAsyncFn,
	"async_block":       rustname.KindAsyncBlock,
	"async_closure":     rustname.KindAsyncClosure,
	"synthetic":         rustname.KindAsyncClosure, // its body for a call that takes it by value (SyntheticCoroutineBody)
	"gen_fn":            rustname.KindGenFn,
	"gen_block":         rustname.KindGenBlock,
	"gen_closure":       rustname.KindGenClosure,
	"async_gen_fn":      rustname.KindAsyncGenFn,
	"async_gen_block":   rustname.KindAsyncGenBlock,
	"async_gen_closure": rustname.KindAsyncGenClosure,
	"coroutine":         rustname.KindUnknown, // #[coroutine] closures, which yield
	"generator":         rustname.KindUnknown, // their name before 1.75
}

// ParseClosure reads the name of a closure, of a coroutine, or of its type: "{async_block_env#1}<T>" is an
// AsyncBlock with the number "1".
func ParseClosure(name string) (kind coroutine.Kind, number string, ok bool) {
	if !strings.HasPrefix(name, "{") {
		return 0, "", false
	}
	inside, _, closed := strings.Cut(name[1:], "}")
	word, number, numbered := strings.Cut(inside, "#")
	kind, known := closureWords[strings.TrimSuffix(word, "_env")]
	return kind, number, closed && numbered && known
}

// Kinds has a byte for each closure segment of a path, outermost first: its coroutine.Kind.
type Kinds string

// NewKinds returns the kinds in a list.
func NewKinds(list ...coroutine.Kind) Kinds {
	bytes := make([]byte, len(list))
	for i, kind := range list {
		bytes[i] = byte(kind)
	}
	return Kinds(bytes)
}

// Agreeing returns the kinds with Unknown where the others differ.
func (k Kinds) Agreeing(others Kinds) Kinds {
	if k == others {
		return k
	}
	agreed := make([]byte, min(len(k), len(others)))
	for i := range agreed {
		if k[i] == others[i] {
			agreed[i] = k[i]
		}
	}
	return Kinds(agreed)
}

// Path is the names around an entry and its own name, outermost first.
type Path []segment

type segment struct {
	name  string
	kinds Kinds // of the closures up to and including this one
}

// In returns the path of what has the name inside this path. Like append, it may reuse the path's memory.
func (p Path) In(name string) Path {
	kinds := p.Kinds()
	if kind, _, ok := ParseClosure(name); ok {
		kinds += NewKinds(kind)
	}
	return append(p, segment{name, kinds})
}

// Kinds returns the kinds of the closures in the path.
func (p Path) Kinds() Kinds {
	if len(p) == 0 {
		return ""
	}
	return p[len(p)-1].kinds
}

// Crate returns the first name of a path that is not empty.
func (p Path) Crate() string { return p[0].name }

// Synthetic reports whether a path that is not empty ends with the body that rustc adds to an async closure.
func (p Path) Synthetic() bool { return strings.HasPrefix(p[len(p)-1].name, "{synthetic#") }

// impl returns the part of the path up to the innermost impl, nil if there is none. Debug information numbers the
// impls of a module: "{impl#3}".
func (p Path) impl() Path {
	for i := len(p) - 1; i >= 0; i-- {
		if strings.HasPrefix(p[i].name, "{impl#") {
			return p[:i+1]
		}
	}
	return nil
}

// Symbol returns the path as a v0 symbol spells it, except for impls: "app::{impl#3}::handle::{closure#0}".
func (p Path) Symbol() string {
	var path strings.Builder
	for i := range p {
		if i > 0 {
			path.WriteString("::")
		}
		if _, number, ok := ParseClosure(p[i].name); ok {
			path.WriteString("{closure#" + number + "}")
		} else {
			path.WriteString(p[i].name)
		}
	}
	return path.String()
}

// String returns the path as debug information spells it.
func (p Path) String() string {
	names := make([]string, len(p))
	for i := range p {
		names[i] = p[i].name
	}
	return strings.Join(names, "::")
}
