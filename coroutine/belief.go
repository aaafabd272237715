package coroutine

// Evidence about one closure segment.

// belief is all evidence about one segment: the best for each statement.
type belief struct {
	said                                    Kind // the kind that a name says
	coroutine, closure, notFn, asyncClosure item
}

// item is the best evidence for one statement.
type item struct {
	grade Grade
	rule  string
	by    *Facts // the frame that called or polled; nil where the rule is about the name alone
}

func (b *belief) of(says statement) *item {
	switch says {
	case isClosure:
		return &b.closure
	case isNotFn:
		return &b.notFn
	case isAsyncClosure:
		return &b.asyncClosure
	}
	return &b.coroutine
}

func (b *belief) add(says statement, grade Grade, rule string, by *Facts) {
	if into := b.of(says); grade > into.grade {
		*into = item{grade, rule, by}
	}
}

// join adds the evidence of another belief about the same segment.
func (b *belief) join(other *belief) {
	for says := isCoroutine; says <= isAsyncClosure; says++ {
		if into, from := b.of(says), other.of(says); from.grade > into.grade {
			*into = *from
		}
	}
}

// String says what the conclusion rests on.
func (e item) String() string {
	if e.by == nil {
		return e.rule
	}
	return "called by " + e.by.Shape.String() + ": " + e.rule
}
