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
	// CallsHook says that it calls the panic hook, which a program may have set.
	CallsHook bool
	// Captures says that it is about capturing or printing a backtrace, and is no part of a panic.
	Captures bool
	// Converts says that it makes one error of another, which error crates capture a backtrace for.
	Converts bool
}

// Caller says what functions do with the closure-like frame that they call. The reason names the bound or the code that it
// follows from.
type Caller struct {
	Pattern string
	Role    Role
	Reason  string
	Seen    string
	// EitherKind says that of what it polls, as many are blocks that a fn makes as bodies of async fns, which read alike.
	EitherKind bool
	// Inlines says that the body that it polls is mostly inlined into it: without lines, what it seems to call is what the body
	// calls, be that a closure or another body.
	Inlines bool
}

// Role is what a function does with the closure-like frame that it calls directly. Most library functions that call one do
// one or the other; those that call a closure and then poll the future that it made are listed as such.
type Role uint8

// The roles. NoRole is that of functions that are not listed.
const (
	NoRole         Role = iota
	Polls               // it owns futures and polls them: what it calls is a coroutine's body
	PollsGenerator      // it is GenFuture's poll, through which async bodies alone go
	PollsTask           // it polls a future that was given to spawn
	PollsBorrowed       // it polls through a Pin<&mut F> that it makes itself
	PollsBlock          // it polls a future that only a macro can have given it, as an async block
	PollsNext           // it polls an AsyncIterator: what it calls is an async gen body
	PollsMade           // it calls the closure that it was given, and polls the future that this made
	OwnPoll             // it is a poll that may do either: most poll what they wrap, some call a closure they hold
	Invokes             // it is bounded by Fn, FnMut or FnOnce: what it calls is a plain closure
	InvokesDyn          // it calls a closure through a vtable: that nothing is inlined between holds without lines, too
	InvokesTask         // it calls a closure that was given to spawn_blocking
	InvokesPoll         // it hands the closure the task's Context: the closure polls what it calls
	Wraps               // it calls closures of the executor's own, into which optimisation puts the poll of the user's future
	Forwards            // it is an Iterator over another: it calls a gen body, or what an adapter that is optimised away calls last
)

// PollsOnly reports whether a function with the role polls futures, and calls nothing else.
func (r Role) PollsOnly() bool {
	switch r {
	case Polls, PollsGenerator, PollsTask, PollsBorrowed, PollsBlock:
		return true
	}
	return false
}

// Argument says which generic arguments of a type or function only a future, or only a closure, can stand for: closures do
// not implement Future, and coroutines do not implement Fn, FnMut or FnOnce. Legacy names do not print arguments; v0, PDB
// and DWARF names do.
type Argument struct {
	Path      string
	Futures   []int // indices of arguments bounded by Future
	Functions []int // indices of arguments bounded by Fn, FnMut or FnOnce
	Makers    []int // indices of arguments bounded by Fn whose future is polled, and is no argument itself
	Services  []int // indices of arguments that are services or streams, whose own arguments say what they run
	Reason    string
	Seen      string
	// Unbound says that the type itself has no such bound, only what makes use of it: a program may name it with anything.
	Unbound bool
}

// Impl says which closure-like types alone implement a trait, and are called through it.
type Impl struct {
	Trait  string
	By     Implementor
	Makes  bool // its method polls the future that the closure makes
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
	tower, axum, actix, ntex, servers, proxies, bindings, engines, collections, errors)
