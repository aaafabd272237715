package evidence

// Evidence from which closure of the program's own calls which, where nothing says what runs the outermost: executors of one's
// own have names of their own.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

var (
	ruleOtherFn    = newRule("a closure of another fn calls it, and nothing that made it is on the stack")
	ruleOtherBox   = newRule("a closure's body and an async closure's body read the same in a name without numbers")
	ruleRecursion  = newRule("a fn that calls itself: an async fn, or one that returns a block in a box")
	ruleSelf       = newRule("it calls itself, which a closure cannot")
	ruleUnknownRun = newRule("nothing tells what runs it: a fn's body, or a block that the fn makes")
	ruleAwaits     = newRule("it calls a coroutine's body itself, as what polls it does")
)

// collectOtherFn judges a frame that is called by a closure of another fn. A closure is called by what it was given to, inside
// the fn that made it, and that or its name shows where it comes from; the body of what is awaited has no such trace.
func (s *stack) collectOtherFn(i int, callee *rustname.Closure, caller *Facts) {
	outer := &caller.Closures[caller.leaf]
	switch {
	case !s.frames[i].Application || !s.frames[i+1].Application:
		if s.isCoroutineFrame(i + 1) {
			s.collectInside(i, callee, ruleAwaited)
		}
	case callee.Key == outer.Key && s.ownerFrame(i, callee) < 0:
		s.noteInlined(i, callee, ruleSelf)
	case isBeside(callee, outer):
	case s.isGivenAway(i+1, outer):
	case s.mayBeAwaited(i, callee, caller):
		s.noteAwaited(i, callee)
	}
}

// mayBeAwaited reports whether nothing shows that frame i is a closure that the caller was given.
func (s *stack) mayBeAwaited(i int, callee *rustname.Closure, caller *Facts) bool {
	if callee.OfItem || callee.Index > 0 && !callee.Nested || callee.Index >= 0 && s.claimsOf(callee.Key).closure.strength > nothing {
		return false
	}
	return s.ownerFrame(i, callee) < 0 && !caller.mentions(callee.Owner) && !s.isMadeOnStack(i, callee) && !s.isOfConstructor(i, callee)
}

// noteAwaited notes that frame i is a coroutine's body that another one awaits.
func (s *stack) noteAwaited(i int, callee *rustname.Closure) {
	s.noteInlined(i, callee, ruleOtherFn)
	switch {
	case callee.Nested && callee.Index < 0:
		s.note(i, isEitherKind, guessed, ruleOtherBox, noFrame)
	case !callee.Nested && !s.frames[i].Located:
		s.note(i, isEitherKind, guessed, ruleInlinedBlock, noFrame)
	}
}

// isBeside reports whether a closure is directly in another, or in what that is in.
func isBeside(c, outer *rustname.Closure) bool { return c.Owner == outer.Key || c.Owner == outer.Owner }

// isMadeOnStack reports whether the closure that a closure in the name of frame i lies in may run further out, inlined into
// another frame: a name there mentions it, or is that of the fn around both.
func (s *stack) isMadeOnStack(i int, c *rustname.Closure) bool {
	if !c.Nested {
		return false
	}
	for j := range s.frames[i].Closures {
		if around := &s.frames[i].Closures[j]; around.Path.Start == c.Path.Start && !around.Nested && s.frameOf(around.Owner) > i {
			return true
		}
	}
	return int(s.claimsOf(c.Owner).outermost) > i
}

// isOfConstructor reports whether the closure is directly in a fn called new, whose closures are kept in what it makes.
func (s *stack) isOfConstructor(i int, c *rustname.Closure) bool {
	return strings.HasSuffix(c.OwnerPath.Of(s.frames[i].Text), "::new")
}

// isGivenAway reports whether frame i is a closure that was given to something, as a thread's or an iterator's is: it may call
// one that was given to its fn. One that is called where it is made may poll, as that of a PollFn does.
func (s *stack) isGivenAway(i int, c *rustname.Closure) bool {
	return s.isClosureFrame(i) && !s.isPollFnFrame(i) && (s.caller(i) == nil || s.caller(i).Key != c.Owner)
}

// isClosureFrame reports whether frame i is a closure by what is known so far.
func (s *stack) isClosureFrame(i int) bool {
	b := s.evidenceFor(i)
	return b.closure.strength > b.coroutine.strength
}

// collectAwaiters goes outwards: what calls the body of a coroutine polls it.
func (s *stack) collectAwaiters() {
	for i := 0; i+1 < len(s.frames); i++ {
		outer := s.leaf(i + 1)
		if outer == nil || s.caller(i) == nil || s.leaf(i) == nil || !s.frames[i+1].Application || !s.isCoroutineFrame(i) {
			continue
		}
		if b := s.evidenceFor(i + 1); b.coroutine.strength > nothing || b.closure.strength > nothing || b.said != rustname.KindUnknown {
			continue
		}
		if s.caller(i+1) == nil || s.mayBePollFn(i+1, outer) {
			continue
		}
		s.note(i+1, isCoroutine, guessed, ruleAwaits, i)
		s.note(i+1, isEitherKind, guessed, ruleUnknownRun, noFrame)
	}
}

// mayBePollFn reports whether the closure of frame i may be one that a PollFn calls, which polls and is no coroutine: it is made
// in the frame that seems to call it, where that or PollFn's poll was inlined.
func (s *stack) mayBePollFn(i int, c *rustname.Closure) bool {
	return s.isPollFnFrame(i) || c.Nested && s.caller(i).Key == c.Owner
}

// maxBetween is how many frames of plumbing are between a body and the one that awaits it, at most, for these two to be taken for
// the same in recursion.
const maxBetween = 3

// collectRecursion judges a body that another of its name awaits. Without a box, an async fn cannot call itself: most write a fn
// that returns a block in a box, or have a macro do so.
func (s *stack) collectRecursion(i int) {
	c := s.leaf(i)
	if c == nil || c.Nested || c.Index > 0 || !s.isCoroutineFrame(i) {
		return
	}
	for outer := i + 1; outer <= i+1+maxBetween && s.caller(outer-1) != nil; outer++ {
		if s.frames[outer].Key == s.frames[i].Key {
			if s.isCoroutineFrame(outer) {
				s.note(i, isEitherKind, guessed, ruleRecursion, noFrame)
				s.note(outer, isEitherKind, guessed, ruleRecursion, noFrame)
			}
			return
		}
	}
}
