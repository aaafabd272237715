package rustname

import "strings"

// Kind is what a closure-like segment of a name is.
type Kind uint8

// The kinds. KindUnknown is the zero value: a symbol says "closure" of all of them.
const (
	KindUnknown Kind = iota
	KindClosure
	KindAsync // a coroutine's body of unknown kind
	KindAsyncFn
	KindAsyncBlock
	KindAsyncClosure
	KindGenFn
	KindGenBlock
	KindGenClosure
	KindAsyncGenFn
	KindAsyncGenBlock
	KindAsyncGenClosure
)

// Kinds is the number of kinds.
const Kinds = int(KindAsyncGenClosure) + 1

var kindNames = [Kinds]string{
	"unknown", "closure", "async", "async-fn", "async-block", "async-closure",
	"gen-fn", "gen-block", "gen-closure", "async-gen-fn", "async-gen-block", "async-gen-closure",
}

// String returns the kind as labels spell it.
func (k Kind) String() string { return kindNames[k] }

// closureWords maps the words of closure-like segments to the kind that each means: as rustc spells them
// (compiler/rustc_codegen_ssa/src/debuginfo/type_names.rs, coroutine_kind_label; rustc_symbol_mangling), where the word
// of an environment's type ends in _env, and as labels spell them.
var closureWords = func() map[string]Kind {
	words := map[string]Kind{
		"closure": KindUnknown, "closure_env": KindClosure,
		"closure:async": KindUnknown, // proposed for v0 (rust-lang/rust#104830): an async fn, block or closure
		"closure:gen":   KindUnknown, "closure:async_gen": KindUnknown, "closure:coroutine": KindClosure,
		"synthetic": KindAsyncClosure, // the by-move body of an async closure in legacy names (SyntheticCoroutineBody)
	}
	for kind := KindAsync; int(kind) < Kinds; kind++ {
		label := kind.String()
		word := strings.ReplaceAll(label, "-", "_")
		words[word], words[word+"_env"], words[label] = kind, kind, kind
	}
	return words
}()
