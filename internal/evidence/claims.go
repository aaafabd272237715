package evidence

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Evidence about one closure segment.

// claims is all evidence about one segment: the best for each statement.
type claims struct {
	said                                    rustname.Kind // the kind that a name says
	coroutine, closure, notFn, asyncClosure claim
	gen, asyncGen                           claim // it is a gen body, which runs as an Iterator or AsyncIterator
	eitherKind                              claim // a fn's body and a block that a fn makes read the same there
	outermost                               int32 // the outermost frame whose name has the segment
}

// strength is how sure evidence makes a statement. It is finer than a Grade, so that of two statements that are both
// inferred the better founded holds.
type strength uint8

const (
	nothing strength = iota
	guessed          // nearly always right
	called           // the frame that calls it does so with all that it calls; see below
	proven           // cannot be wrong
	exact
)

// What calls a frame is nearly proof, but no proof: where a fn ends in a call, optimised code jumps, and the frame of that fn is
// missing, with debug information too. What PollFn's poll jumped to seems to be called by the Pin around it, and the body
// that a fn given to Iterator::map polled last seems to be called by map. docs/decisions/0004-proven-labels.md has the programs.

// grade returns the strength as a Grade.
func (s strength) grade() coroutine.Grade {
	switch s {
	case nothing:
		return coroutine.None
	case proven:
		return coroutine.Proven
	case exact:
		return coroutine.Exact
	}
	return coroutine.Inferred
}

// claim is the best evidence for one statement.
type claim struct {
	strength strength
	rule     rule
	by       int32 // the frame that called or polled; noFrame where the rule is about names alone
}

const noFrame = -1

// rule is a reason that evidence rests on: an index of rules.
type rule uint16

// rules are the reasons. They are filled when the program starts and never change after.
var rules = []string{""}

// Reasons are what verdicts can rest on, as Verdict.Evidence says it: of a caller, or of a name.
func Reasons() []string { return rules[1:] }

// newRule makes a rule of a reason.
func newRule(reason string) rule {
	rules = append(rules, reason)
	return rule(len(rules) - 1)
}

func (b *claims) of(says statement) *claim {
	switch says {
	case isClosure:
		return &b.closure
	case isNotFn:
		return &b.notFn
	case isAsyncClosure:
		return &b.asyncClosure
	case isGen:
		return &b.gen
	case isAsyncGen:
		return &b.asyncGen
	case isEitherKind:
		return &b.eitherKind
	}
	return &b.coroutine
}

func (b *claims) add(says statement, strength strength, rule rule, by int) {
	if into := b.of(says); strength > into.strength {
		*into = claim{strength, rule, int32(by)}
	}
}

// contradicts reports whether the segment is a coroutine and a closure by evidence of one strength, or by what is good
// evidence for each: then it is two closures of one name.
func (b *claims) contradicts() bool {
	less := min(b.coroutine.strength, b.closure.strength)
	return less >= called || less > nothing && b.coroutine.strength == b.closure.strength
}

// weaken makes what is proven of the kind no surer than what a call says.
func (b *claims) weaken() {
	b.coroutine.strength = min(b.coroutine.strength, called)
	b.closure.strength = min(b.closure.strength, called)
}

// join adds the claims of another about the same segment.
func (b *claims) join(other *claims) {
	b.coroutine.join(other.coroutine)
	b.closure.join(other.closure)
	b.notFn.join(other.notFn)
	b.asyncClosure.join(other.asyncClosure)
	b.gen.join(other.gen)
	b.asyncGen.join(other.asyncGen)
	b.eitherKind.join(other.eitherKind)
}

func (e *claim) join(other claim) {
	if other.strength > e.strength {
		*e = other
	}
}

// text says what the conclusion rests on.
func (e claim) text(frames []Frame) string {
	if e.by < 0 || int(e.by) >= len(frames) || frames[e.by].Facts == nil {
		return rules[e.rule]
	}
	return "called by " + frames[e.by].Shape.String() + ": " + rules[e.rule]
}
