// Package futures shows the state machines that rustc makes of async fns and blocks: how big each future is, the awaits
// that it can wait at, and the variables that it holds there.
//
// In goes the path of a program with debug information, or of an index that was made with futures; out come Futures.
// Start at Load.
package futures

import "strings"

// Future is the state machine of an async fn, block or closure, or of another coroutine.
type Future struct {
	Path   string  `json:"path"` // "app::Service::handle::{async-fn#0}"
	Size   int64   `json:"size"` // in bytes
	File   string  `json:"file"` // where its body begins
	Line   int     `json:"line"`
	States []State `json:"states"`
}

// State is where a future can be: before it starts (Unresumed), at an await (Suspend0, Suspend1, …), or finished.
type State struct {
	Name string     `json:"name"`
	File string     `json:"file"` // of the await; in other states, of the start or end of the body
	Line int        `json:"line"`
	Held []Variable `json:"held"` // in the order of memory
}

// Variable is a variable that a future holds in a state: its arguments and captures, and whatever it uses again after the
// await. "__awaitee" is the future that it waits for.
type Variable struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	Offset int64  `json:"offset"`
}

// Suspended reports whether the future waits at an await.
func (s *State) Suspended() bool { return strings.HasPrefix(s.Name, "Suspend") }

// finished reports whether the future is at its end. Debug information lists its arguments there too, though they are
// gone.
func (s *State) finished() bool { return s.Name == "Returned" || s.Name == "Panicked" }
