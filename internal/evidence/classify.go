package evidence

// From the names of one stack to a kind for each closure segment. Evidence is of two sorts: what names say by
// themselves (Facts), and which frame calls which. Both are collected as claims about segments; resolve.go
// draws the conclusions.

import (
	"strings"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Frame is a frame as far as evidence goes.
type Frame struct {
	*Facts // nil where there is no name that is a Rust path
	// Located says that the text has a source location for the frame: then debug information was there, inlined
	// functions have frames of their own, and the next frame is the real caller.
	Located bool
	// Apart says that something is missing between this frame and the next: frames that were left out, or a
	// frame without a name.
	Apart bool
	// Generator says that the name was taken from a GenFuture::poll, into which the body was inlined.
	Generator bool
	// Body says that the name was taken from that of a frame of plumbing, into which the body was inlined.
	Body *Body
	// Application says that the frame is of the program's own code, whatever is known by a name like its.
	Application bool
	// Wanted says that the conclusions about this frame are asked for.
	Wanted bool
	// At is what is known of the frame beside its name.
	At coroutine.Place
	// Verdicts is what Classify concludes, in the order of Facts.Closures.
	Verdicts []Verdict
}

// Verdict is what is concluded of one closure segment.
type Verdict struct {
	Kind  rustname.Kind
	Grade coroutine.Grade
	// Own says that the kind rests on nothing else of the stack: the name itself says it, or an Oracle does.
	Own bool
	// Coroutine is the grade at which the segment is known to be a coroutine's body, which can be surer than
	// the kind of coroutine.
	Coroutine coroutine.Grade

	why, kind claim
}

// Evidence says in words what the verdict rests on. The frames are those that Classify was given.
func (v Verdict) Evidence(frames []Frame) string {
	if v.kind.rule == 0 {
		return v.why.text(frames)
	}
	return v.why.text(frames) + "; " + v.kind.text(frames)
}

// Classify fills in the Verdicts of the frames that are Wanted. Frames are innermost first. What the oracle knows goes
// before what the stack says; nil knows nothing.
func Classify(frames []Frame, oracle coroutine.Oracle) {
	s := stacks.Get().(*stack)
	defer stacks.Put(s)
	s.reset(frames)
	s.ask(oracle)
	for i := range frames {
		s.collect(i)
	}
	for i := len(frames) - 1; i >= 0; i-- {
		s.collectCall(i)
	}
	for i := range frames {
		s.collectSpawner(i)
	}
	s.collectAwaiters()
	for i := range frames {
		s.collectRecursion(i)
	}
	s.joinLocal()
	s.concludeAll()
	s.frames = nil
}

var stacks = sync.Pool{New: func() any { return new(stack) }}

// stack is the evidence of one stack while it is collected. Its memory is used again for the next.
type stack struct {
	frames []Frame
	claims []claims
	byKey  keyIndex // of segments in claims
	// outermost is for each name's key the outermost frame that has it.
	outermost keyIndex
	// ofFrame has for each frame the index in claims of what concerns only the closure that the frame's name
	// names, or -1; see note.
	ofFrame []int32
	// byName has for each key the index in claims of what all frames' own claims say together.
	byName keyIndex
	known  known
}

func (s *stack) reset(frames []Frame) {
	s.frames = frames
	s.claims, s.ofFrame = s.claims[:0], s.ofFrame[:0]
	closures := 0
	for i := range frames {
		s.ofFrame = append(s.ofFrame, -1)
		if frames[i].Facts != nil {
			closures += len(frames[i].segments)
		}
	}
	s.byKey.reset(closures)
	s.byName.reset(0)
	s.outermost.reset(len(frames))
	for i := range frames {
		if frames[i].Facts != nil {
			*s.outermost.at(frames[i].Key) = int32(i)
		}
	}
}

// claimsOf returns what is collected of a segment. It is good until the next call.
func (s *stack) claimsOf(key rustname.Key) *claims {
	at := s.byKey.at(key)
	if *at < 0 {
		*at = int32(len(s.claims))
		s.claims = append(s.claims, claims{})
	}
	return &s.claims[*at]
}

// frameOf returns the outermost frame whose name has the key, or -1.
func (s *stack) frameOf(key rustname.Key) int { return int(*s.outermost.at(key)) }

// ownerFrame returns the outermost frame further out than frame i of what a closure in the name of frame i is directly part
// of, or -1.
func (s *stack) ownerFrame(i int, c *rustname.Closure) int {
	outer := s.frameOf(c.Owner)
	if outer <= i || !sameImpl(c.OwnerPath.Of(s.frames[i].Text), s.frames[outer].Text) {
		return -1
	}
	return outer
}

var (
	ruleFnOnStack = newRule("its fn is itself on the stack further out, which an async fn is not once it runs")
	ruleSibling   = newRule("its fn has a further closure, and those of an async fn lie inside its body")
)

// collect adds what the name of frame i says by itself, and what follows from which names are on the stack.
func (s *stack) collect(i int) {
	f := &s.frames[i]
	if f.Facts == nil {
		return
	}
	s.collectDrop(i)
	for j := range f.segments {
		c := &f.Closures[f.segments[j].closure]
		b := s.claimsOf(c.Key)
		b.outermost = int32(i)
		own := f.segments[j].claims
		if f.Application && own.asyncClosure.strength < proven {
			own.weaken() // what is known of arguments is so of functions of known crates, not of one's own by their names
		}
		b.join(&own)
		if b.said == rustname.KindUnknown && c.Index >= 0 && isLabel(f.Text, c) {
			b.said = said[c.Said] // a legacy name says it of one closure, and others of the fn read the same
		}
		// One path may be that of several fns: of a package's library and its program, of blocks that a macro makes, of impls for
		// several types. So these two prove nothing.
		if s.ownerFrame(i, c) >= 0 {
			b.add(isNotFn, called, ruleFnOnStack, noFrame)
		}
		if c.Index > 0 && !c.Nested {
			s.claimsOf(c.First).add(isNotFn, called, ruleSibling, noFrame)
		}
	}
}

// isLabel reports whether the name says the kind in this project's own spelling. Debug information spells it with "_", and
// calls a closure beside it a closure.
func isLabel(text string, c *rustname.Closure) bool {
	return c.Said > rustname.KindClosure && !strings.Contains(c.Word.Of(text), "_")
}

// sameImpl reports whether two names of functions can be of one impl, as far as they begin with one: keys do not tell
// <Planner as Handler<Plan>> from <Planner as Handler<Stop>>, of which one may have an async fn and the other a plain one.
func sameImpl(a, b string) bool {
	if !strings.HasPrefix(a, "<") || !strings.HasPrefix(b, "<") {
		return true
	}
	end := strings.LastIndex(a, ">::")
	return end < 0 || strings.HasPrefix(b, a[:end])
}
