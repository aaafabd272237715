package evidence

// From evidence to a conclusion.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// said are the kinds that a name can say.
var said = [...]rustname.Kind{
	rustname.KindUnknown: rustname.KindUnknown, rustname.KindClosure: rustname.KindClosure, rustname.KindAsync: rustname.KindAsync,
	rustname.KindAsyncFn: rustname.KindAsyncFn, rustname.KindAsyncBlock: rustname.KindAsyncBlock, rustname.KindAsyncClosure: rustname.KindAsyncClosure,
	rustname.KindGenFn: rustname.KindGenFn, rustname.KindGenBlock: rustname.KindGenBlock, rustname.KindGenClosure: rustname.KindGenClosure,
	rustname.KindAsyncGenFn: rustname.KindAsyncGenFn, rustname.KindAsyncGenBlock: rustname.KindAsyncGenBlock,
	rustname.KindAsyncGenClosure: rustname.KindAsyncGenClosure,
}

// concludeAll fills in the verdicts, all in one piece of memory.
func (s *stack) concludeAll() {
	total := 0
	for i := range s.frames {
		if f := &s.frames[i]; f.Wanted && f.Facts != nil {
			total += len(f.Closures)
		}
	}
	if total == 0 {
		return
	}
	verdicts := make([]Verdict, total)
	for i := range s.frames {
		f := &s.frames[i]
		if !f.Wanted || f.Facts == nil {
			continue
		}
		n := len(f.Closures)
		f.Verdicts, verdicts = verdicts[:n:n], verdicts[n:]
		for j := range f.Closures {
			s.conclude(i, j, &f.Verdicts[j])
		}
	}
}

// conclude judges closure j of frame i.
func (s *stack) conclude(i, j int, v *Verdict) {
	c := &s.frames[i].Closures[j]
	if saysGen(c.Word.Of(s.frames[i].Text)) {
		return // of which no word says whether it is a fn's body or a block
	}
	known := s.known.of(i, j)
	if kind, one := isOne(known.Kinds); one && c.Said == rustname.KindUnknown {
		*v = knownAlone(kind)
		return
	}
	b := *s.claimsOf(c.Key)
	switch {
	case j == int(s.frames[i].leaf):
		b = s.evidenceFor(i)
		resolve(c, &b, v)
	case c.Index < 0 && s.isMadeForEach(i, c): // of the one around it and the closure beside that, which read the same, it is rather the closure
	case c.Index < 0:
		b = s.agreed(c)
		if s.cancelled(i) == c {
			b.add(isCoroutine, called, ruleDropped, noFrame)
		}
		resolve(c, &b, v)
		v.borrow()
	default:
		resolve(c, &b, v)
	}
	if c.Said == rustname.KindUnknown {
		v.within(known)
	}
}

// saysGen reports whether the word for a closure is one that is proposed for gen bodies (rust-lang/rust#104830).
func saysGen(word string) bool { return word == "closure:gen" || word == "closure:async_gen" }

// isMadeForEach reports whether what frame i names is directly in closure c of its name, and one of many futures, which closures
// make: it is polled as one that may fail, or by a stream.
func (s *stack) isMadeForEach(i int, c *rustname.Closure) bool {
	leaf, caller := s.leaf(i), s.caller(i)
	if leaf == nil || caller == nil || !c.Nested || leaf.Owner != c.Key {
		return false
	}
	return caller.Shape.Trait == "futures_core::future::TryFuture" || caller.Shape.Trait == "futures_core::stream::Stream"
}

// borrow lowers what was proven of another frame whose closure has the same name. A legacy name has no closure numbers:
// f::{{closure}} may be the async block in one frame and, in the path of another, the closure beside it.
func (v *Verdict) borrow() {
	if v.Grade == coroutine.Proven {
		v.Grade = coroutine.Inferred
	}
	v.Coroutine = min(v.Coroutine, v.Grade)
}

// evidenceFor joins what is known of the closure that frame i names with what is known of it in that frame alone.
// Where what is known of the name contradicts itself, it stands for two closures, and the frame's own counts.
func (s *stack) evidenceFor(i int) claims {
	c := s.leaf(i)
	b := *s.claimsOf(c.Key)
	if at := s.ofFrame[i]; at >= 0 {
		if b.contradicts() {
			b.coroutine, b.closure = s.claims[at].coroutine, s.claims[at].closure
		} else {
			b.join(&s.claims[at])
		}
	}
	return b
}

// joinLocal joins for each key what is known of the frames that it names.
func (s *stack) joinLocal() {
	for i, at := range s.ofFrame {
		if at < 0 {
			continue
		}
		joined := s.byName.at(s.leaf(i).Key)
		if *joined < 0 {
			*joined = int32(len(s.claims))
			s.claims = append(s.claims, claims{})
		}
		s.claims[*joined].join(&s.claims[at])
	}
}

// agreed joins what is known of all frames that name the segment. Where they disagree, they are different
// closures, and which of them is meant is not known.
func (s *stack) agreed(c *rustname.Closure) claims {
	b := *s.claimsOf(c.Key)
	if at := *s.byName.at(c.Key); at >= 0 {
		b.join(&s.claims[at])
	}
	if b.coroutine.strength > nothing && b.closure.strength > nothing {
		return claims{said: b.said}
	}
	return b
}

var (
	ruleSaid      = newRule("the name says it")
	ruleSaidThere = newRule("another name of the stack says it")
	ruleInFn      = newRule("directly in a fn")
	ruleBare      = newRule("a name without a path is that of debug information, which tells a closure from the others")
	ruleNested    = newRule("inside another closure, where no async fn's body is")
)

// isBare reports whether the closure has no path: "{closure#0}". Where a program has line tables only, backtraces print
// the names of debug information, the last part alone, and those say {async_fn#0} of what is one.
func isBare(c *rustname.Closure) bool {
	return c.Segment.Start == c.Path.Start && c.Index >= 0
}

// resolve draws the conclusion for one segment. Contradicting evidence of one strength gives none.
func resolve(c *rustname.Closure, b *claims, v *Verdict) {
	switch {
	case c.Said != rustname.KindUnknown:
		*v = Verdict{Kind: said[c.Said], Grade: coroutine.Exact, Own: true, why: claim{exact, ruleSaid, noFrame}}
		if c.Said != rustname.KindClosure {
			v.Coroutine = coroutine.Exact
		}
		return
	case isBare(c):
		*v = Verdict{Kind: rustname.KindClosure, Grade: coroutine.Exact, Own: true, why: claim{exact, ruleBare, noFrame}}
		return
	case b.said != rustname.KindUnknown && b.closure.strength == nothing:
		*v = Verdict{Kind: b.said, Grade: coroutine.Exact, Coroutine: coroutine.Exact, why: claim{exact, ruleSaidThere, noFrame}}
		return
	case b.asyncGen.strength > nothing:
		resolveGen(c, b, b.asyncGen, [...]rustname.Kind{rustname.KindAsyncGenFn, rustname.KindAsyncGenBlock}, v)
		return
	case b.gen.strength > nothing:
		resolveGen(c, b, b.gen, [...]rustname.Kind{rustname.KindGenFn, rustname.KindGenBlock}, v)
		return
	case b.coroutine.strength == b.closure.strength:
		return
	case b.closure.strength > b.coroutine.strength:
		*v = Verdict{Kind: rustname.KindClosure, Grade: b.closure.strength.grade(), why: b.closure}
		return
	}
	kind, why := rustname.KindAsyncFn, claim{guessed, ruleInFn, noFrame}
	switch {
	case b.asyncClosure.strength > nothing:
		kind, why = rustname.KindAsyncClosure, b.asyncClosure
	case c.Nested && c.Index >= 0:
		kind, why = rustname.KindAsyncBlock, claim{proven, ruleNested, noFrame}
	case c.Nested && b.eitherKind.strength > nothing:
		kind, why = rustname.KindAsync, b.eitherKind
	case c.Nested:
		// In a legacy name the body of an async closure reads the same.
		kind, why = rustname.KindAsyncBlock, claim{guessed, ruleNested, noFrame}
	case b.notFn.strength > nothing:
		kind, why = rustname.KindAsyncBlock, b.notFn
	case b.eitherKind.strength > nothing:
		kind, why = rustname.KindAsync, b.eitherKind
	}
	*v = Verdict{Kind: kind, Grade: min(why.strength, b.coroutine.strength).grade(), Coroutine: b.coroutine.strength.grade(), why: b.coroutine, kind: why}
}

// resolveGen draws the conclusion for the body of a gen or async gen fn or block, of which kinds are given. It goes before
// that a method of Iterator calls it, as adapters call closures: Iterator::fold of a gen body calls the body.
func resolveGen(c *rustname.Closure, b *claims, gen claim, kinds [2]rustname.Kind, v *Verdict) {
	kind, why := kinds[0], claim{guessed, ruleInFn, noFrame}
	switch {
	case c.Nested:
		kind, why = kinds[1], claim{proven, ruleNested, noFrame}
	case b.notFn.strength > nothing:
		kind, why = kinds[1], b.notFn
	}
	*v = Verdict{Kind: kind, Grade: min(why.strength, gen.strength).grade(), why: gen, kind: why}
}
