// Package crates holds what is known of crates: which of their functions are plumbing, which call closures and which poll
// futures, what their generic arguments are bounded by.
//
// It is data. All that is known of one crate is in one Crate; each row has a reason that can stand alone, and Seen says in
// which version of the crate, or of rustc, it was captured, or to which versions its spelling is bound; inSource is for those
// that were only read. Patterns are those of nametable.Table. internal/rules
// reads Frames, internal/evidence the rest. Start at All.
package crates

import "slices"

// Crate is what is known of one crate. What has no row is the user's own or a dependency; its source file decides.
type Crate struct {
	Name string // of the library; "" for functions without a crate
	// PlainWord says that a workspace of somebody else's may well have a crate of that name. The others' names are known
	// from these crates alone.
	PlainWord bool

	Frames    []Frame
	Callers   []Caller
	Arguments []Argument
	Impls     []Impl
	Traits    []Trait
	// Transparent are types that are a Future, or a Fn, exactly when their first argument is.
	Transparent []string
}

// Frame says what frames are to the person who reads a stack.
type Frame struct {
	Pattern string
	Class   Class
	Reason  string
	Seen    string
}

// Caller says what functions do with the closure-like frame that they call. The reason names the bound or the code that it
// follows from.
type Caller struct {
	Pattern string
	Role    Role
	Reason  string
	Seen    string
}

// Argument says which generic arguments of a type or function only a future, or only a closure, can stand for: closures do
// not implement Future, and coroutines do not implement Fn, FnMut or FnOnce. Legacy names do not print arguments; v0, PDB
// and DWARF names do.
type Argument struct {
	Path      string
	Futures   []int // indices of arguments bounded by Future
	Functions []int // indices of arguments bounded by Fn, FnMut or FnOnce
	Reason    string
	Seen      string
	// Unbound says that the type itself has no such bound, only what makes use of it.
	Unbound bool
}

// Impl says which closure-like types alone implement a trait, and are called through it.
type Impl struct {
	Trait  string
	By     Implementor
	Reason string
}

// Implementor is what implements a trait.
type Implementor uint8

// What can implement a trait.
const (
	Futures Implementor = iota
	Functions
	GenBodies
	AsyncGenBodies
)

// Trait says whether an impl of a trait can have an async fn. An impl may write one only where the trait has async fn or
// -> impl Future (RFC 3185); what returns an associated type, a box or a Poll has neither.
type Trait struct {
	Pattern      string
	AsyncMethods bool
	Reason       string
}

// inSource marks a row that was read in the crate's source and is in no captured stack.
const inSource = "read in its source"

// All are the crates of which something is known.
var All = slices.Concat(std, start, harness, tokio, futures, smol, asyncStd, executors, threads, combinators, tracing, hyper,
	tower, axum, actix, servers, collections, errors)
