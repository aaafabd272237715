package coroutine

// Evidence from which frame calls which.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// collectCall adds what follows from frame i being called by the next frame. Frames are visited outermost first,
// so that what is known of the caller is known already.
func (s *stack) collectCall(i int) {
	callee := s.leaf(i)
	if callee == nil {
		return
	}
	b := s.localBelief(i)
	caller := s.caller(i)
	if caller == nil || !s.frames[i].Located && callee.Nested {
		// Without debug information the body that called a nested closure may be inlined into the frame that
		// looks like its caller.
		s.collectAwaits(i, callee, b)
		return
	}
	boxedTraitMethod := strings.HasPrefix(callee.Owner, "<") && strings.Contains(callee.Owner, " as ") && isPinPoll(caller)
	switch {
	case caller.role == polls:
		b.add(isCoroutine, Proven, "polled by "+display(caller)+": "+caller.reason)
		if boxedTraitMethod {
			b.add(isNotFn, Inferred, "a trait's method that is polled through a pinned box returns one: #[async_trait] or an async block")
		}
	case caller.role == invokes:
		b.add(isClosure, Proven, "called by "+display(caller)+": "+caller.reason)
	case caller.role == ownFuturePoll:
		if s.freestanding(i, callee) {
			b.add(isCoroutine, Inferred, "called by a type's own Future::poll, and not made there")
		}
	case caller.erased == callee.Owner:
		b.add(isClosure, Inferred, "called by the fn it is made in")
	case isBlockOn(caller):
		b.add(isCoroutine, Inferred, "called by a fn named block_on")
	case s.isCoroutineFrame(i + 1):
		s.collectAwaited(i, callee, b)
	default:
		s.collectAwaits(i, callee, b)
	}
}

// collectAwaited judges a frame that a coroutine's body calls directly.
func (s *stack) collectAwaited(i int, callee *rustname.Closure, b *belief) {
	if s.freestanding(i, callee) {
		b.add(isCoroutine, Inferred, "awaited directly from a coroutine's body")
		return
	}
	s.collectAwaits(i, callee, b)
}

// collectAwaits judges a frame by what it calls itself: what polls is a coroutine.
func (s *stack) collectAwaits(i int, callee *rustname.Closure, b *belief) {
	if b.closure.grade > None || !s.polls(i) {
		return
	}
	b.add(isCoroutine, Inferred, "it polls what it calls")
}

// polls reports whether frame i awaits the frame that it calls: a Future::poll; or another fn's body that was
// not handed in, if frame i lies in a coroutine's body.
func (s *stack) polls(i int) bool {
	for ; i > 0; i-- {
		if s.frames[i-1].Apart || s.frames[i-1].Facts == nil {
			return false
		}
		inner := s.frames[i-1]
		if inner.Shape.Trait == "core::future::future::Future" && inner.Shape.Path == "poll" {
			return true
		}
		c := s.leaf(i - 1)
		if c == nil {
			return false
		}
		if s.freestanding(i-1, c) {
			return s.insideCoroutine(i)
		}
		if outer := s.leaf(i); outer == nil || c.Owner != outer.Key {
			return false
		}
	}
	return false
}

// insideCoroutine reports whether the closure that frame i names is made in a coroutine's body that is its
// caller.
func (s *stack) insideCoroutine(i int) bool {
	c, caller := s.leaf(i), s.caller(i)
	if c == nil || caller == nil {
		return false
	}
	outer := s.leaf(i + 1)
	return outer != nil && c.Owner == outer.Key && s.isCoroutineFrame(i+1)
}

// leaf returns the closure that frame i's name names, or nil.
func (s *stack) leaf(i int) *rustname.Closure {
	f := s.frames[i]
	if f.Facts == nil || f.Facts.leaf < 0 {
		return nil
	}
	return &f.Name.Closures[f.Facts.leaf]
}

// caller returns the facts of the frame that called frame i, or nil where the text does not show it.
func (s *stack) caller(i int) *Facts {
	if i+1 >= len(s.frames) || s.frames[i].Apart {
		return nil
	}
	return s.frames[i+1].Facts
}

// freestanding reports whether the closure can be the body of an async fn, as far as its name and the stack go:
// closure 0 directly in a fn that is not itself on the stack.
func (s *stack) freestanding(i int, c *rustname.Closure) bool {
	if c.Nested || c.OfItem || c.Index > 0 {
		return false
	}
	b := s.belief(c.Key)
	at, ok := s.outermost[c.Owner]
	return b.closure.grade == None && (!ok || at < i)
}

// isCoroutineFrame reports whether frame i is a coroutine's body by what is known so far.
func (s *stack) isCoroutineFrame(i int) bool {
	c := s.leaf(i)
	if c == nil {
		return false
	}
	if kind := s.belief(c.Key).said; kind != Unknown {
		return kind != Closure
	}
	b := s.evidenceFor(i, c)
	return b.coroutine.grade > b.closure.grade
}

// localBelief is where evidence goes that only concerns the closure that frame i names. Legacy names have no
// closure numbers, so that two closures of one fn read the same: what is known of one frame says nothing of
// another that has the same name.
func (s *stack) localBelief(i int) *belief {
	c := s.leaf(i)
	if c.Index >= 0 {
		return s.belief(c.Key)
	}
	if s.local == nil {
		s.local = make([]*belief, len(s.frames))
	}
	if s.local[i] == nil {
		s.local[i] = new(belief)
	}
	return s.local[i]
}

func isPinPoll(f *Facts) bool {
	return f.Shape.Self == "core::pin::Pin" && f.Shape.Path == "poll"
}

// isBlockOn reports whether the frame is a fn that every executor of the ecosystem gives that name.
func isBlockOn(f *Facts) bool {
	path := strings.TrimSuffix(f.Shape.Path, "::{closure}")
	return f.Shape.Trait == "" && strings.HasSuffix(path, "::block_on")
}

// display is the name of a caller, short enough for an explanation.
func display(f *Facts) string { return f.Shape.String() }
