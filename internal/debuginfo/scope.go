package debuginfo

// Paths as debug information nests them: a namespace for each module, impl and fn, and in those of fns one for each
// closure, whose name says its kind.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// closureWords are the words by which rustc names closures and coroutines in debug information, and their types with
// "_env" behind the word (compiler/rustc_codegen_ssa/src/debuginfo/type_names.rs, push_unqualified_item_name and
// coroutine_kind_label). Those that no label tells of are Unknown: symbols have a closure segment for them too.
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

// closureName reads the name of a closure, of a coroutine, or of its type: "{async_block_env#1}<T>" is an
// AsyncBlock with the number "1".
func closureName(name string) (kind coroutine.Kind, number string, ok bool) {
	if !strings.HasPrefix(name, "{") {
		return 0, "", false
	}
	inside, _, closed := strings.Cut(name[1:], "}")
	word, number, numbered := strings.Cut(inside, "#")
	kind, known := closureWords[strings.TrimSuffix(word, "_env")]
	return kind, number, closed && numbered && known
}

// isSynthetic reports whether a name is that of the body that rustc adds to an async closure.
func isSynthetic(name string) bool { return strings.HasPrefix(name, "{synthetic#") }

// kinds has a byte for each closure segment of a path, outermost first: its coroutine.Kind.
type kinds string

func newKinds(list ...coroutine.Kind) kinds {
	bytes := make([]byte, len(list))
	for i, kind := range list {
		bytes[i] = byte(kind)
	}
	return kinds(bytes)
}

// scope is a name that others are nested in.
type scope struct {
	name  string
	kinds kinds // of the closures up to and including this one
}

// scopes are the names around an entry and its own, outermost first.
type scopes []scope

func (s scopes) kinds() kinds {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1].kinds
}

// in returns the scopes within one more name.
func (s scopes) in(name string) scopes {
	around := s.kinds()
	if kind, _, ok := closureName(name); ok {
		around += newKinds(kind)
	}
	return append(s, scope{name, around})
}

// impl returns how many of the scopes lead to the innermost impl, 0 where there is none. Debug information numbers
// the impls of a module: "{impl#3}".
func (s scopes) impl() int {
	for i := len(s) - 1; i >= 0; i-- {
		if strings.HasPrefix(s[i].name, "{impl#") {
			return i + 1
		}
	}
	return 0
}

// path returns the scopes as a v0 symbol spells them, but for impls: "app::{impl#3}::handle::{closure#0}".
func (s scopes) path() string {
	var path strings.Builder
	for i := range s {
		if i > 0 {
			path.WriteString("::")
		}
		if _, number, ok := closureName(s[i].name); ok {
			path.WriteString("{closure#" + number + "}")
		} else {
			path.WriteString(s[i].name)
		}
	}
	return path.String()
}
