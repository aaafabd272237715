package coroutine

// From the names of one stack to a kind for each closure segment. Evidence is of two sorts: what names say by
// themselves (Facts), and which frame calls which. Both are collected as beliefs about segments; resolve.go
// draws the conclusions.

import "strings"

// Frame is a frame as far as evidence goes.
type Frame struct {
	*Facts
	// Located says that the text has a source location for the frame: then debug information was there, inlined
	// functions have frames of their own, and the next frame is the real caller.
	Located bool
	// Apart says that something is missing between this frame and the next: frames that were left out, or a
	// frame without a name.
	Apart bool
}

// Verdict is what is concluded of one closure segment.
type Verdict struct {
	Kind     Kind
	Grade    Grade
	Evidence string
	// Coroutine is the grade at which the segment is known to be a coroutine's body, which can be surer than
	// the kind of coroutine.
	Coroutine Grade
}

// Classify returns the verdicts for the closures of each frame's name, in the order of Name.Closures. Frames are
// innermost first. Frames whose Facts is nil have no name that could be read.
func Classify(frames []Frame) [][]Verdict {
	s := stack{frames: frames, beliefs: map[string]*belief{}, outermost: map[string]int{}}
	for i, f := range frames {
		if f.Facts != nil {
			s.outermost[f.erased] = i
		}
	}
	for i := range frames {
		s.collect(i)
	}
	for i := len(frames) - 1; i >= 0; i-- {
		s.collectCall(i)
	}
	for i := range frames {
		s.collectSpawner(i)
	}
	verdicts := make([][]Verdict, len(frames))
	for i, f := range frames {
		if f.Facts != nil && len(f.Name.Closures) > 0 {
			verdicts[i] = s.conclude(i)
		}
	}
	return verdicts
}

// stack is the evidence of one stack while it is collected.
type stack struct {
	frames  []Frame
	beliefs map[string]*belief // by Closure.Key
	local   []*belief          // by frame, for the closure that the frame's name names; see localBelief
	// outermost is for each erased name the outermost frame that has it.
	outermost map[string]int
}

// belief is all evidence about one closure segment.
type belief struct {
	said                                    Kind
	coroutine, closure, notFn, asyncClosure item
}

// item is the best evidence for one statement.
type item struct {
	grade    Grade
	evidence string
}

func (b *belief) add(says statement, grade Grade, evidence string) {
	into := &b.coroutine
	switch says {
	case isClosure:
		into = &b.closure
	case isNotFn:
		into = &b.notFn
	case isAsyncClosure:
		into = &b.asyncClosure
	}
	if grade > into.grade {
		*into = item{grade, evidence}
	}
}

func (s *stack) belief(key string) *belief {
	b := s.beliefs[key]
	if b == nil {
		b = new(belief)
		s.beliefs[key] = b
	}
	return b
}

// collect adds what the name of frame i says by itself, and what follows from which names are on the stack.
func (s *stack) collect(i int) {
	f := s.frames[i]
	if f.Facts == nil {
		return
	}
	for j := range f.Name.Closures {
		c := &f.Name.Closures[j]
		b := s.belief(c.Key)
		if kind, ok := said[c.Said]; ok && b.said == Unknown && c.Index >= 0 {
			b.said = kind // a legacy name says it of one closure, and others of the fn read the same
		}
		if at, ok := s.outermost[c.Owner]; ok && at > i {
			b.add(isNotFn, Proven, "its fn is itself on the stack further out, which an async fn is not once it runs")
		}
		if c.Index > 0 && !c.Nested {
			first := strings.TrimSuffix(c.Key, c.Key[len(c.Owner):]) + "::{#0}"
			s.belief(first).add(isNotFn, Proven, "its fn has a further closure, and those of an async fn lie inside its body")
		}
	}
	for _, c := range f.claims {
		s.belief(f.Name.Closures[c.closure].Key).add(c.says, c.grade, c.evidence)
	}
}
