package coroutine

// From evidence to a conclusion.

import "github.com/rustasyncprocessor/rustasyncprocessor/rustname"

// said are the kinds that a name can say, as rustname.Closure.Said spells them.
var said = map[string]Kind{
	"async": Async, "async_fn": AsyncFn, "async_block": AsyncBlock, "async_closure": AsyncClosure,
	"gen_fn": GenFn, "gen_block": GenBlock, "gen_closure": GenClosure,
	"async_gen_fn": AsyncGenFn, "async_gen_block": AsyncGenBlock, "async_gen_closure": AsyncGenClosure,
}

func (s *stack) conclude(i int) []Verdict {
	f := s.frames[i]
	verdicts := make([]Verdict, len(f.Name.Closures))
	for j := range f.Name.Closures {
		c := &f.Name.Closures[j]
		b := s.belief(c.Key)
		if j == f.Facts.leaf {
			b = s.evidenceFor(i, c)
		} else if c.Index < 0 {
			b = s.agreed(c)
		}
		verdicts[j] = resolve(c, b)
	}
	return verdicts
}

// evidenceFor joins what is known of a segment with what is known of it in frame i alone.
func (s *stack) evidenceFor(i int, c *rustname.Closure) *belief {
	b := s.belief(c.Key)
	if s.local == nil || s.local[i] == nil {
		return b
	}
	return join(b, s.local[i])
}

// agreed joins what is known of all frames that name the segment. Where they disagree, they are different
// closures, and which of them is meant is not known.
func (s *stack) agreed(c *rustname.Closure) *belief {
	b := s.belief(c.Key)
	for i, local := range s.local {
		if local != nil && s.leaf(i).Key == c.Key {
			b = join(b, local)
		}
	}
	if b.coroutine.grade > None && b.closure.grade > None {
		return &belief{said: b.said}
	}
	return b
}

func join(a, b *belief) *belief {
	j := *a
	better := func(into *item, other item) {
		if other.grade > into.grade {
			*into = other
		}
	}
	better(&j.coroutine, b.coroutine)
	better(&j.closure, b.closure)
	better(&j.notFn, b.notFn)
	better(&j.asyncClosure, b.asyncClosure)
	return &j
}

// resolve draws the conclusion for one segment. Contradicting evidence of one grade gives none.
func resolve(c *rustname.Closure, b *belief) Verdict {
	switch {
	case c.Said != "" && said[c.Said] != Unknown:
		return Verdict{said[c.Said], Exact, "the name says it", Exact}
	case b.said != Unknown:
		return Verdict{b.said, Exact, "another name of the stack says it", Exact}
	case b.coroutine.grade == b.closure.grade:
		return Verdict{}
	case b.closure.grade > b.coroutine.grade:
		return Verdict{Kind: Closure, Grade: b.closure.grade, Evidence: b.closure.evidence}
	}
	kind, why := AsyncFn, item{Inferred, "directly in a fn"}
	switch {
	case b.asyncClosure.grade > None:
		kind, why = AsyncClosure, b.asyncClosure
	case c.Nested && c.Index >= 0:
		kind, why = AsyncBlock, item{Proven, "inside another closure, where no async fn's body is"}
	case c.Nested:
		// In a legacy name the body of an async closure reads the same.
		kind, why = AsyncBlock, item{Inferred, "inside another closure, where no async fn's body is"}
	case b.notFn.grade > None:
		kind, why = AsyncBlock, b.notFn
	}
	return Verdict{
		Kind: kind, Grade: min(why.grade, b.coroutine.grade), Coroutine: b.coroutine.grade,
		Evidence: b.coroutine.evidence + "; " + why.evidence,
	}
}
