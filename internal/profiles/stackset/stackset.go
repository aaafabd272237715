// Package stackset decides on many stacks at once.
//
// In go functions, the lines of each location, and stacks as lists of these; out comes what is left of each location in each
// stack, under which names, and counts. The stacks of a profile are made of few parts: the same calls lie around most samples.
// So a stack is decided on in two parts that meet at its innermost application frame, since no rule looks past it from either
// side, and each part is decided on once. Kinds of closures, which do rest on the whole stack, are concluded from the frames
// that matter to them. What comes out is what the rules say of each stack by itself; a test holds it. Start at New.
package stackset

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// Set decides on the stacks of one batch after another. All functions and lines of a batch must be added before its first
// stack. What was decided is kept, since the same stacks come again and again; it changes no result.
type Set struct {
	Names     Names
	Functions Functions

	engine      *rules.Engine
	lines       lineLists
	variants    variants
	parts       parts
	conclusions conclusions
	decisions   decisions
	work        work
}

// Decision is what becomes of a stack.
type Decision struct {
	Kept, Removed [rules.Classes]int32 // lines by class
	Labels        []LabelCount
	// Outermost is the outermost runtime frame that was removed, if any.
	Outermost Function
}

// DecisionID is a number for a decision; equal stacks have the same.
type DecisionID int32

// LabelCount says how many closures were given a kind at a grade.
type LabelCount struct {
	Kind  coroutine.Kind
	Grade coroutine.Grade
	Count int
}

// Kept is what is left of the lines at a place of a stack.
type Kept struct {
	Index   int32 // the place
	Variant Variant
}

// decisions are those on stacks that were seen.
type decisions struct {
	index interner
	made  []Decision
	spans []span // by decision: the part of kept that it keeps
	kept  []Kept
}

// New returns a Set without stacks.
func New(engine *rules.Engine) *Set {
	s := &Set{engine: engine, variants: newVariants()}
	s.Functions = newFunctions(engine, &s.Names)
	return s
}

// Limits of what is kept for the next batch. They come to some 40 MB.
const (
	maxKeptFunctions = 1 << 15
	maxKeptStacks    = 1 << 16
	maxKeptLines     = 1 << 20
)

// IsSmall reports whether the Set may be kept for the next batch, which begins anew where it is too large.
func (s *Set) IsSmall() bool {
	return len(s.Functions.found) <= maxKeptFunctions && s.Names.Len() <= 2*maxKeptFunctions &&
		max(len(s.decisions.made), len(s.conclusions.drawn), len(s.parts.decided)) <= maxKeptStacks &&
		max(len(s.lines.functions), len(s.decisions.kept), len(s.parts.removed), len(s.variants.lines)) <= maxKeptLines
}

// AddLines takes up lines, innermost first.
func (s *Set) AddLines(functions []Function) Lines { return s.lines.add(functions) }

// VariantLines returns the lines of a variant.
func (s *Set) VariantLines(v Variant) []Line { return s.variants.of(v) }

// Decide decides on a stack, innermost first.
func (s *Set) Decide(stack []Lines) DecisionID {
	if !s.Functions.isSettled() {
		s.Functions.settle()
		s.lines.settle(&s.Functions, true)
	} else if s.lines.settled < len(s.lines.lists) {
		s.lines.settle(&s.Functions, false)
	}
	d := &s.decisions
	at, known := d.index.find(digestOfList(stack, 0))
	if !known {
		from := int32(len(d.kept))
		d.made = append(d.made, Decision{})
		s.decide(stack, &d.made[at])
		s.keepVariants(stack)
		d.spans = append(d.spans, span{from, int32(len(d.kept))})
	}
	return DecisionID(at)
}

// Decision returns a decision. It is good until the next stack is decided on.
func (s *Set) Decision(id DecisionID) *Decision { return &s.decisions.made[id] }

// Kept returns the places of a stack at which a decision leaves something, in order.
func (s *Set) Kept(id DecisionID) []Kept {
	return s.decisions.kept[s.decisions.spans[id].from:s.decisions.spans[id].to]
}

// keepVariants says what is left at each place of the stack in work.
func (s *Set) keepVariants(stack []Lines) {
	at := 0
	for i, n := range stack {
		list := &s.lines.lists[n]
		if variant := s.variantOf(list, at); variant != Removed {
			s.decisions.kept = append(s.decisions.kept, Kept{int32(i), variant})
		}
		at += list.length()
	}
}

// variantOf says what is left of lines whose first is at the index in work.
func (s *Set) variantOf(list *lineList, from int) Variant {
	w := &s.work
	to := from + list.length()
	left, plain := 0, true
	for i := from; i < to; i++ {
		if !w.removed[i] {
			left++
			plain = plain && w.names[i] == plainName
		}
	}
	isWhole := left == list.length() && plain
	switch {
	case left == 0 && to > from:
		return Removed
	case isWhole && list.whole != Removed:
		return list.whole
	}
	s.variants.start()
	for i := from; i < to; i++ {
		if w.removed[i] {
			continue
		}
		name := w.names[i]
		if name == plainName && w.lines[i] != NoFunction {
			name = s.Functions.read[w.lines[i]].plainName
		}
		s.variants.addLine(i-from, name)
	}
	variant := s.variants.finish()
	if isWhole {
		list.whole = variant
	}
	return variant
}
