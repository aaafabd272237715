package stackset

// Which lines to remove.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// parts are the parts of stacks that have been decided on.
type parts struct {
	index   interner
	decided []part
	removed []bool // by line of all parts
}

// part is what becomes of a part of a stack.
type part struct {
	span          // in parts.removed
	kept, cleared [rules.Classes]int32
	outermost     Function
}

// plainName marks lines in work.names that keep the plain name of their function.
const plainName = NoName

// work is the working memory for one stack.
type work struct {
	lines    []Function
	removed  []bool // by line
	names    []Name // by line
	frames   []rules.Frame
	evidence []evidence.Frame
	labelling
}

// framesOf returns the functions as frames.
func (w *work) framesOf(functions []function, lines []Function) []rules.Frame {
	if cap(w.frames) < len(lines) {
		w.frames = make([]rules.Frame, len(lines)+64)
	}
	frames := w.frames[:len(lines)]
	for i, line := range lines {
		frames[i] = *functions[line].Frame()
	}
	return frames
}

// evidenceOf returns memory for the evidence of n frames.
func (w *work) evidenceOf(n int) []evidence.Frame {
	if cap(w.evidence) < n {
		w.evidence = make([]evidence.Frame, n+64)
	}
	known := w.evidence[:n]
	clear(known)
	return known
}

// decide decides on a new stack. Afterwards work has the lines to remove, and the names.
func (s *Set) decide(stack []Lines, decision *Decision) {
	w := &s.work
	w.lines = w.lines[:0]
	pivot, needsWhole := -1, false
	for i, n := range stack {
		list := &s.lines.lists[n]
		w.lines = append(w.lines, s.lines.of(list)...)
		needsWhole = needsWhole || list.needsWholeStack
		if pivot < 0 && list.application >= 0 {
			pivot = i
		}
	}
	w.removed, w.names = w.removed[:0], w.names[:0]
	for range w.lines {
		w.names = append(w.names, plainName)
	}
	switch {
	case needsWhole:
		s.decideWhole(decision)
	case pivot < 0:
		s.decidePart(stack, 0, len(w.lines), decision)
		s.label(decision)
	default:
		s.decideAround(stack, pivot, decision)
		s.label(decision)
	}
}

// decideWhole decides on a stack that cannot be divided into parts.
func (s *Set) decideWhole(decision *Decision) {
	w := &s.work
	frames := w.framesOf(s.Functions.read, w.lines)
	s.engine.Decide(frames, w.evidenceOf(len(w.lines)))
	var labels labelCounts
	for i := range frames {
		f := &frames[i]
		w.removed = append(w.removed, f.Removed)
		if f.Removed {
			decision.Removed[f.Class]++
			if f.NamesRuntime() {
				decision.Outermost = w.lines[i]
			}
			continue
		}
		decision.Kept[f.Class]++
		labels.add(f.Verdicts)
		if f.HasPath() {
			w.names[i] = s.Names.Number(s.engine.NameOf(f))
		}
	}
	decision.Labels = labels.list()
}

// decideAround decides on a stack whose innermost application frame is in the lines at pivot.
func (s *Set) decideAround(stack []Lines, pivot int, decision *Decision) {
	lists := s.lines.lists
	inside, stays := 0, lists[stack[pivot]].insideStays
	for _, n := range stack[:pivot] {
		inside += lists[n].length()
		stays = stays && lists[n].staysInside
	}
	split := int(lists[stack[pivot]].application)
	if !stays {
		s.decidePart(stack[:pivot+1], 0, inside+split, decision)
	} else {
		s.keep(stack[:pivot], inside, decision)
		split = 0
	}
	s.decidePart(stack[pivot:], split, len(s.work.lines)-inside, decision)
}

// keep keeps all lines of these Lines, which are inside of the pivot.
func (s *Set) keep(stack []Lines, lines int, decision *Decision) {
	for range lines {
		s.work.removed = append(s.work.removed, false)
	}
	for _, n := range stack {
		for class, count := range s.lines.lists[n].classes {
			decision.Kept[class] += int32(count)
		}
	}
}

// decidePart decides on a part of a stack and applies the result to the next lines in work, which are lines from to to of
// the part.
func (s *Set) decidePart(stack []Lines, from, to int, decision *Decision) {
	at, known := s.parts.index.find(digestOfList(stack, uint64(from)<<32|uint64(to)))
	if !known {
		length := 0
		for _, n := range stack {
			length += s.lines.lists[n].length()
		}
		start := len(s.work.removed) - from
		s.parts.decided = append(s.parts.decided, s.decideLines(s.work.lines[start:start+length], from, to))
	}
	p := &s.parts.decided[at]
	s.work.removed = append(s.work.removed, s.parts.removed[p.from:p.to]...)
	for class := range p.kept {
		decision.Kept[class] += p.kept[class]
		decision.Removed[class] += p.cleared[class]
	}
	if p.outermost != NoFunction {
		decision.Outermost = p.outermost
	}
}

// decideLines asks the rules about lines and stores the answer for lines from to to.
func (s *Set) decideLines(lines []Function, from, to int) part {
	frames := s.work.framesOf(s.Functions.read, lines)
	s.engine.DecideSettled(frames)
	p := part{span: span{from: int32(len(s.parts.removed))}}
	for i := from; i < to; i++ {
		f := &frames[i]
		s.parts.removed = append(s.parts.removed, f.Removed)
		if !f.Removed {
			p.kept[f.Class]++
			continue
		}
		p.cleared[f.Class]++
		if f.NamesRuntime() {
			p.outermost = lines[i]
		}
	}
	p.to = int32(len(s.parts.removed))
	return p
}
