package evidence

// Evidence from which frame calls which.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

var (
	ruleBoxed      = newRule("a trait's method that is polled through a pinned box returns one: #[async_trait] or an async block")
	ruleBox        = newRule("a box of a fn's body and of a block that a fn makes are polled alike")
	ruleSpawner    = newRule("a fn that spawns a task in a block of its own reads as an async fn that spawns one")
	ruleEitherBody = newRule("a fn that returns what polls a block of its own reads as an async fn")
	ruleTask       = newRule("as many tasks are blocks of a fn that spawns them as bodies of async fns")
	ruleOwnPoll    = newRule("the poll of a type, in which the closure was not made")
	ruleMadeThere  = newRule("it is made there")
	ruleBlockOn    = newRule("every executor gives that name to what polls a future")
	ruleAwaited    = newRule("awaited directly from a coroutine's body")
	rulePollFn     = newRule("a closure to which PollFn gives the task's context")
	ruleSpawns     = newRule("it spawns a task, which async code does")
	rulePolls      = newRule("it polls what it calls")
	ruleGenerator  = newRule("a GenFuture is made for async bodies only")
	ruleOldTrait   = newRule("a trait's method could not be async before 1.75, and GenFuture was gone by 1.67: #[async_trait] or an async block")
	ruleMakes      = newRule("its closure lies in what awaits it, and the future in the closure that made it")
)

// collectCall adds what follows from frame i being called by the next frame. Frames are visited outermost first,
// so that what is known of the caller is known already.
func (s *stack) collectCall(i int) {
	callee := s.leaf(i)
	if callee == nil {
		return
	}
	if s.frames[i].Generator {
		s.note(i, isCoroutine, proven, ruleGenerator, i)
		s.collectOldTrait(i)
		return
	}
	s.collectAsyncDrop(i)
	if body := s.frames[i].Body; body != nil {
		s.note(i, body.says, body.strength, body.rule, noFrame)
		if body.either {
			s.note(i, isEitherKind, guessed, ruleEitherBody, noFrame)
		}
		return
	}
	caller := s.caller(i)
	switch {
	case !s.frames[i].Located, s.isBlindGenerator(i + 1):
		s.collectOptimised(i, callee)
		return
	case caller == nil:
		s.collectAwaits(i)
		return
	}
	switch what := s.callerFacts(i + 1); what.role {
	case crates.Polls, crates.PollsGenerator, crates.PollsTask, crates.PollsBorrowed, crates.PollsBlock:
		if caller.Key == callee.Owner {
			return // what it made itself it may call, too
		}
		s.collectPoll(i, what.rule)
	case crates.PollsNext:
		s.note(i, isAsyncGen, s.byCall(i), what.rule, i+1)
	case crates.Invokes, crates.InvokesDyn, crates.Wraps, crates.InvokesPoll, crates.InvokesTask:
		s.note(i, isClosure, s.byCall(i), what.rule, i+1)
	case crates.PollsMade:
		s.collectMade(i, callee, what.rule)
	case crates.Forwards: // either kind
	case crates.OwnPoll:
		// What a poll made itself it may call, or poll: a state machine makes its next async block where it polls it, and a
		// wrapper may poll in a closure, which calls the poll of what it holds.
		switch {
		case caller.Key != callee.Owner:
			s.collectPolled(i, callee, ruleOwnPoll)
		case !s.callsPoll(i):
			s.collectAwaits(i)
		}
	default:
		s.collectUserCall(i, callee, caller)
	}
}

// byCall says how sure it is what a frame is from the row of the frame that calls it. An impl of the program's own may do
// otherwise than those that the row is about.
func (s *stack) byCall(i int) strength {
	if s.frames[i+1].Application {
		return guessed
	}
	return called
}

// collectPoll judges a frame that is called by one that polls futures and calls no closures.
func (s *stack) collectPoll(i int, rule rule) {
	strength := s.byCall(i)
	if s.roleOf(i+1) == crates.PollsGenerator {
		strength = proven // an async body sets its state before it returns, and so ends in no call
	}
	s.note(i, isCoroutine, strength, rule, i+1)
	switch {
	case s.roleOf(i+1) == crates.PollsGenerator:
		s.collectOldTrait(i)
	case s.frames[i+1].asCaller().either:
		s.note(i, isEitherKind, guessed, ruleTask, noFrame)
	case !s.pollsBox(i + 1):
	case s.frames[i].boxable && !s.frames[i+1].local:
		s.note(i, isNotFn, guessed, ruleBoxed, i+1)
	default:
		s.note(i, isEitherKind, guessed, ruleBox, noFrame)
	}
	if at := s.poller(i); s.callerFacts(at).role == crates.PollsBlock {
		s.note(i, isNotFn, called, s.callerFacts(at).rule, at)
	}
}

// collectOldTrait judges a frame that a GenFuture polls.
func (s *stack) collectOldTrait(i int) {
	if s.frames[i].boxable {
		s.note(i, isNotFn, proven, ruleOldTrait, noFrame)
	}
}

// collectMade judges a frame that is called by a combinator that calls its closure and polls the future that this made.
// The closure lies in the body that awaits the combinator; the future is what an async fn made, or lies in the closure.
func (s *stack) collectMade(i int, callee *rustname.Closure, rule rule) {
	around := s.claimsOf(callee.Owner)
	switch {
	case !callee.Nested:
		s.collectPolled(i, callee, rule)
	case s.caller(i).Key == callee.Owner:
		s.collectAwaits(i) // what it made itself it may call, or poll
	case callee.Index < 0 && s.polls(i):
		// The name of what it lies in may be that of another closure on the stack, as that of a select! is.
		s.note(i, isCoroutine, guessed, rulePolls, noFrame)
	case s.ownerFrame(i, callee) >= 0 || around.coroutine.strength > around.closure.strength:
		s.note(i, isClosure, guessed, ruleMakes, i+1)
	default:
		s.note(i, isCoroutine, guessed, ruleMakes, i+1)
	}
}

// poller returns the frame that polls the one that frame i, which is polled, is the body of: the next one that is no
// GenFuture.
func (s *stack) poller(i int) int {
	at := i + 1
	for s.caller(at) != nil && s.roleOf(at) == crates.PollsGenerator {
		at++
	}
	return at
}

// callerFacts returns what the table says of frame i as a caller. A method of a type that its own poll calls does
// poll's work: <T as Future>::poll calls T::poll_inner.
func (s *stack) callerFacts(i int) callerFacts {
	f := &s.frames[i]
	what := f.asCaller()
	if what.role != crates.NoRole || f.Shape.Trait != "" || i+1 >= len(s.frames) || f.Apart || s.frames[i+1].Facts == nil {
		return what
	}
	outer := &s.frames[i+1]
	if of := outer.asCaller(); of.role.PollsOnly() || of.role == crates.PollsMade || of.role == crates.OwnPoll {
		if method, ok := strings.CutPrefix(f.Shape.Path, outer.Shape.Self+"::"); ok && !strings.Contains(method, "::") {
			return callerFacts{role: crates.OwnPoll, rule: of.rule}
		}
	}
	return what
}

// asCaller returns what the table says of the frame as a caller: of the program's own code, what its trait's row says alone.
func (f *Frame) asCaller() callerFacts {
	if f.Application {
		return f.ownCaller
	}
	return f.caller
}

// roleOf returns the role that the table gives frame i.
func (s *stack) roleOf(i int) crates.Role { return s.frames[i].asCaller().role }

// collectPolled judges a frame that is called by one that polls, but may call closures too.
func (s *stack) collectPolled(i int, callee *rustname.Closure, rule rule) {
	if s.mayBeAsyncFn(i, callee) {
		s.note(i, isCoroutine, guessed, rule, i+1)
		return
	}
	s.collectAwaits(i)
}

// collectUserCall judges a frame whose caller is in no table.
func (s *stack) collectUserCall(i int, callee *rustname.Closure, caller *Facts) {
	switch {
	case caller.leaf < 0 && caller.Key == callee.Owner:
		s.note(i, isClosure, guessed, ruleMadeThere, i+1)
	case isBlockOn(caller):
		s.note(i, isCoroutine, guessed, ruleBlockOn, i+1)
	case s.isCoroutineFrame(i + 1):
		s.collectPolled(i, callee, ruleAwaited)
	case s.isPollFnFrame(i+1) && callee.Nested && !isBeside(callee, &caller.Closures[caller.leaf]):
		s.note(i, isCoroutine, guessed, rulePollFn, i+1)
	case s.isPollFnFrame(i + 1):
		s.collectPolled(i, callee, rulePollFn)
	case s.isOwnTask(i, callee, caller):
		s.note(i, isCoroutine, guessed, ruleOwnTask, i+1)
	case caller.leaf >= 0:
		s.collectOtherFn(i, callee, caller)
		s.collectAwaits(i)
	default:
		s.collectAwaits(i)
	}
}

// collectSpawner judges the outermost closure around one that frame i runs as a task of its own, on whatever
// thread: spawn and spawn_blocking are called from async code, if anything around the call is a closure at all.
func (s *stack) collectSpawner(i int) {
	callee := s.leaf(i)
	if callee == nil || !callee.Nested || !s.isTask(i) {
		return
	}
	for j := range s.frames[i].Closures {
		c := &s.frames[i].Closures[j]
		if c.Path.Start != callee.Path.Start {
			continue
		}
		b := s.claimsOf(c.Key)
		known := b.coroutine.strength > nothing || b.closure.strength > nothing || c.Index < 0 && s.frameOf(c.Key) >= 0
		if !known && !c.Nested && !c.OfItem {
			b.add(isCoroutine, guessed, ruleSpawns, noFrame)
			b.add(isEitherKind, guessed, ruleSpawner, noFrame)
		}
		return
	}
}

// isTask reports whether frame i is run by an executor as a task. GenFuture::poll and the shims that call a
// closure may stand between.
func (s *stack) isTask(i int) bool {
	for ; i+1 < len(s.frames); i++ {
		caller := s.caller(i)
		switch {
		case caller == nil:
			return false
		case s.roleOf(i+1) == crates.PollsTask || s.roleOf(i+1) == crates.InvokesTask:
			return true
		case s.roleOf(i+1) != crates.PollsGenerator && !strings.HasPrefix(caller.Shape.Path, "core::ops::function::") && caller.Shape.Trait != "core::ops::function::FnOnce":
			return false
		}
	}
	return false
}

// collectAwaits judges a frame by what it calls itself: what polls is a coroutine.
func (s *stack) collectAwaits(i int) {
	if s.evidenceFor(i).closure.strength > nothing || !s.polls(i) {
		return
	}
	s.note(i, isCoroutine, guessed, rulePolls, noFrame)
	if c := s.leaf(i); c.Nested && c.Index < 0 && s.frameOf(c.Owner) < 0 {
		s.note(i, isEitherKind, guessed, ruleOtherBox, noFrame)
	}
}

// polls reports whether frame i polls what it calls: a Future::poll; or the body of another fn, if frame i is
// itself called by what polls. Blocks that lie directly in each other are gone through.
func (s *stack) polls(i int) bool {
	for inner := i - 1; inner >= 0 && !s.frames[inner].Apart && s.frames[inner].Facts != nil; inner-- {
		if isPoll(&s.frames[inner].Shape) {
			return true
		}
		c, outer := s.leaf(inner), s.leaf(inner+1)
		if c == nil || outer == nil {
			return false
		}
		if s.mayBeAsyncFn(inner, c) {
			return s.pollsToo(i + 1)
		}
		if c.Owner != outer.Key {
			return false
		}
	}
	return false
}

// callsPoll reports whether frame i calls a Future::poll.
func (s *stack) callsPoll(i int) bool {
	return i > 0 && !s.frames[i-1].Apart && s.frames[i-1].Facts != nil && isPoll(&s.frames[i-1].Shape)
}

// isPoll reports whether a function is a Future::poll.
func isPoll(shape *rustname.Shape) bool {
	return shape.Trait == "core::future::future::Future" && shape.Path == "poll"
}

// pollsToo reports whether frame i polls what it calls, or may.
func (s *stack) pollsToo(i int) bool {
	if i >= len(s.frames) || s.frames[i-1].Apart || s.frames[i].Facts == nil {
		return false
	}
	role := s.callerFacts(i).role
	return s.isCoroutineFrame(i) || s.isPollFnFrame(i) || role == crates.OwnPoll || role == crates.PollsMade || isBlockOn(s.frames[i].Facts)
}

// isPollFnFrame reports whether frame i is the closure of a PollFn, as select! and join! make them.
func (s *stack) isPollFnFrame(i int) bool {
	return s.caller(i) != nil && s.roleOf(i+1) == crates.InvokesPoll && s.leaf(i) != nil
}

// leaf returns the closure that frame i's name names, or nil.
func (s *stack) leaf(i int) *rustname.Closure {
	if i >= len(s.frames) {
		return nil
	}
	f := &s.frames[i]
	if f.Facts == nil || f.leaf < 0 {
		return nil
	}
	return &f.Closures[f.leaf]
}

// caller returns the facts of the frame that called frame i, or nil where the text does not show it.
func (s *stack) caller(i int) *Facts {
	if i+1 >= len(s.frames) || s.frames[i].Apart {
		return nil
	}
	return s.frames[i+1].Facts
}

// mayBeAsyncFn reports whether the closure can be the body of an async fn, as far as its name and the stack go:
// closure 0 directly in a fn that is not itself on the stack.
func (s *stack) mayBeAsyncFn(i int, c *rustname.Closure) bool {
	if c.Nested || c.OfItem || c.Index > 0 {
		return false
	}
	return s.claimsOf(c.Key).closure.strength == nothing && s.ownerFrame(i, c) < 0
}

// isCoroutineFrame reports whether frame i is a coroutine's body by what is known so far.
func (s *stack) isCoroutineFrame(i int) bool {
	c := s.leaf(i)
	if c == nil {
		return false
	}
	if is, known := s.known.isCoroutine(i, int(s.frames[i].leaf)); known {
		return is
	}
	b := s.evidenceFor(i)
	if c.Said != rustname.KindUnknown {
		return c.Said != rustname.KindClosure
	}
	if b.said != rustname.KindUnknown && b.closure.strength == nothing {
		return true
	}
	return b.coroutine.strength > b.closure.strength
}

// note adds evidence about the closure that frame i names. Two closures can have one name: legacy names have no
// closure numbers, and v0 ones lose what tells #[test]'s own closure from the test's async block. So it is noted
// for the frame, and for the name only where that has a number.
func (s *stack) note(i int, says statement, strength strength, rule rule, by int) {
	if s.ofFrame[i] < 0 {
		s.ofFrame[i] = int32(len(s.claims))
		s.claims = append(s.claims, claims{})
	}
	s.claims[s.ofFrame[i]].add(says, strength, rule, by)
	if c := s.leaf(i); c.Index >= 0 {
		s.claimsOf(c.Key).add(says, strength, rule, by)
	}
}

// pollsBox reports whether frame i is <Pin<P> as Future>::poll, and nothing tells that P is a reference and no box: the
// name, or that it is called by what polls the reference that it made.
func (s *stack) pollsBox(i int) bool {
	f := s.frames[i].Facts
	if f.Shape.Self != pin || f.Shape.Path != "poll" || f.borrows {
		return false
	}
	return s.caller(i) == nil || s.roleOf(i+1) != crates.PollsBorrowed
}

// isBlockOn reports whether the frame is the fn that every executor of the ecosystem gives that name. What it
// calls through a closure of its own says nothing.
func isBlockOn(f *Facts) bool {
	return f.Shape.Trait == "" && strings.HasSuffix(f.Shape.Path, "::block_on")
}
