package evidence

// What an oracle knows of the closures of one stack's frames.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// known is what an oracle says of the closures of one stack's frames.
type known struct {
	candidates []kindset.Candidates
	kinds      []rustname.Kind // of an oracle that knows no candidates, for one frame
	from       []int32         // by frame: where its candidates start; -1 where it was not asked
}

// ask asks the oracle about the frames whose kinds are wanted.
func (s *stack) ask(oracle coroutine.Oracle) {
	s.known.candidates, s.known.from = s.known.candidates[:0], s.known.from[:0]
	if oracle == nil {
		return
	}
	chooser, chooses := oracle.(kindset.Chooser)
	for i := range s.frames {
		f := &s.frames[i]
		if !f.Wanted || f.Facts == nil || len(f.Closures) == 0 {
			s.known.from = append(s.known.from, -1)
			continue
		}
		from := len(s.known.candidates)
		s.known.from = append(s.known.from, int32(from))
		s.known.candidates = append(s.known.candidates, make([]kindset.Candidates, len(f.Closures))...)
		if chooses {
			chooser.Candidates(&f.Name, f.At, s.known.candidates[from:])
			continue
		}
		s.known.kinds = append(s.known.kinds[:0], make([]rustname.Kind, len(f.Closures))...)
		oracle.Kinds(&f.Name, f.At, s.known.kinds)
		for j, kind := range s.known.kinds {
			s.known.candidates[from+j] = kindset.Candidates{Kinds: kindset.Of(kind)}
		}
	}
}

// of returns what the oracle says that closure j of frame i can be.
func (k *known) of(i, j int) kindset.Candidates {
	if i >= len(k.from) || k.from[i] < 0 {
		return kindset.Candidates{Kinds: kindset.Any}
	}
	return k.candidates[int(k.from[i])+j]
}

// isCoroutine reports whether closure j of frame i is a coroutine's body, if the oracle knows it.
func (k *known) isCoroutine(i, j int) (is, known bool) {
	kinds := k.of(i, j).Kinds
	switch {
	case kinds == 0 || kinds == kindset.Any:
		return false, false
	case !kinds.Has(rustname.KindClosure):
		return true, true
	}
	return false, kinds == kindset.Of(rustname.KindClosure)
}

var (
	ruleKnown  = newRule("the index of the program says it")
	ruleAmong  = newRule("what an index of the program leaves of it")
	ruleLikely = newRule("an index of the program says that it is nearly always so")
	ruleAsync  = newRule("an index of the program says that it is async")
)

// knownAlone is the verdict about a closure of which the oracle knows the kind.
func knownAlone(kind rustname.Kind) Verdict {
	v := Verdict{Kind: kind, Grade: coroutine.Exact, Own: true, why: claim{exact, ruleKnown, noFrame}}
	if kind != rustname.KindClosure {
		v.Coroutine = coroutine.Exact
	}
	return v
}

// isOne reports whether a set of kinds has one alone.
func isOne(kinds kindset.Set) (rustname.Kind, bool) {
	kind := kinds.Kind()
	return kind, kind != rustname.KindUnknown && kind != rustname.KindAsync
}

// within changes what the stack says of a closure to what the oracle says it can be. A conclusion from both is as sure as
// the less sure of the two.
func (v *Verdict) within(can kindset.Candidates) {
	nothingKnown := can.Kinds == 0 || can.Kinds == kindset.Any && can.Likely == rustname.KindUnknown
	if nothingKnown {
		return
	}
	isAsync := can.Kinds&^kindset.AnyAsync == 0
	left, grade := can.Kinds, coroutine.Exact
	switch {
	case isAsync:
		if v.Kind == rustname.KindClosure {
			*v = Verdict{} // it is another's of the same name
		}
		v.Coroutine = coroutine.Exact
	case v.Kind == rustname.KindClosure && left.Has(v.Kind):
		left, grade = kindset.Of(v.Kind), v.Grade
	case v.Coroutine > coroutine.None && left != left.Without(rustname.KindClosure):
		left, grade = left.Without(rustname.KindClosure), v.Coroutine
	}
	switch kind, one := isOne(left); {
	case one:
		v.choose(kind, grade, ruleAmong)
	case left.Has(v.Kind) && v.Kind != rustname.KindUnknown && v.outweighs(can.Likely):
	case left.Has(can.Likely) && can.Likely != rustname.KindUnknown:
		v.choose(can.Likely, coroutine.Inferred, ruleLikely)
	case isAsync:
		*v = Verdict{
			Kind: rustname.KindAsync, Grade: coroutine.Exact, Coroutine: coroutine.Exact, Own: true, why: claim{exact, ruleAsync, noFrame},
		}
	default:
		*v = Verdict{}
	}
}

// outweighs reports whether the conclusion goes before the kind that an oracle takes for likely.
func (v *Verdict) outweighs(likely rustname.Kind) bool {
	return v.Grade >= coroutine.Proven || v.kind.strength >= called || likely == rustname.KindUnknown || likely == v.Kind
}

// choose makes a kind the conclusion, which the oracle's candidates and perhaps the stack lead to.
func (v *Verdict) choose(kind rustname.Kind, grade coroutine.Grade, why rule) {
	fromOracle := claim{guessed, why, noFrame}
	chosen := Verdict{Kind: kind, Grade: grade, Coroutine: v.Coroutine, Own: why == ruleLikely, why: v.why, kind: fromOracle}
	if kind != rustname.KindClosure {
		chosen.Coroutine = max(chosen.Coroutine, grade)
	}
	if v.why.rule == 0 || why == ruleLikely {
		chosen.why, chosen.kind = fromOracle, claim{}
	}
	*v = chosen
}
