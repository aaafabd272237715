package evidence

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Evidence about one closure segment.

// belief is all evidence about one segment: the best for each statement.
type belief struct {
	said                                    rustname.Kind // the kind that a name says
	coroutine, closure, notFn, asyncClosure item
	gen, asyncGen                           item // it is a gen body, which runs as an Iterator or AsyncIterator
}

// item is the best evidence for one statement.
type item struct {
	grade coroutine.Grade
	rule  rule
	by    int32 // the frame that called or polled; noFrame where the rule is about names alone
}

const noFrame = -1

// rule is a reason that evidence rests on: an index of rules.
type rule uint16

// rules are the reasons. They are filled when the program starts and never change after.
var rules = []string{""}

// newRule makes a rule of a reason.
func newRule(reason string) rule {
	rules = append(rules, reason)
	return rule(len(rules) - 1)
}

func (b *belief) of(says statement) *item {
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
	}
	return &b.coroutine
}

func (b *belief) add(says statement, grade coroutine.Grade, rule rule, by int) {
	if into := b.of(says); grade > into.grade {
		*into = item{grade, rule, int32(by)}
	}
}

// contradicts reports whether the segment is a coroutine and a closure by evidence of one grade.
func (b *belief) contradicts() bool {
	return b.coroutine.grade > coroutine.None && b.coroutine.grade == b.closure.grade
}

// join adds the evidence of another belief about the same segment.
func (b *belief) join(other *belief) {
	b.coroutine.join(other.coroutine)
	b.closure.join(other.closure)
	b.notFn.join(other.notFn)
	b.asyncClosure.join(other.asyncClosure)
	b.gen.join(other.gen)
	b.asyncGen.join(other.asyncGen)
}

func (e *item) join(other item) {
	if other.grade > e.grade {
		*e = other
	}
}

// text says what the conclusion rests on.
func (e item) text(frames []Frame) string {
	if e.by < 0 || int(e.by) >= len(frames) || frames[e.by].Facts == nil {
		return rules[e.rule]
	}
	return "called by " + frames[e.by].Shape.String() + ": " + rules[e.rule]
}
