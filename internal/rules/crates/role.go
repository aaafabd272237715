package crates

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
	InvokesDyn          // it calls a closure through a vtable: no frame of what it calls can be missing
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
