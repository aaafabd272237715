// Package stackset decides on many stacks at once.
//
// In go functions, the lines of each location, and stacks as lists of these; out comes what is left of each location in
// each stack, with its names, and counts. The stacks of a profile share most of their parts: the same calls are around
// most samples. So a stack is divided at its innermost application frame, since no rule looks past it from either side,
// and each part is decided on once. The kinds of closures depend on the whole stack, but only on the frames that matter
// to them. The result is what the rules say about each stack on its own; a test checks this. Start at New.
package stackset

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// Set decides on the stacks of one batch after another. Add all functions and lines of a batch before its first stack.
// The Set keeps its decisions, since the same stacks come again and again; this changes no result.
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
	// Outermost is the outermost removed runtime frame, if any.
	Outermost Function
}

// DecisionID is a number for a decision; equal stacks have the same one.
type DecisionID int32

// LabelCount is the number of closures that were given a kind at a grade.
type LabelCount struct {
	Kind  coroutine.Kind
	Grade coroutine.Grade
	Count int
}

// Kept is what is left of the Lines at an index of a stack.
type Kept struct {
	Index   int32 // in the stack
	Variant Variant
}

// decisions are those on stacks seen so far.
type decisions struct {
	index interner
	made  []Decision
	spans []span // by decision: its range of kept
	kept  []Kept
}

// New returns an empty Set.
func New(engine *rules.Engine) *Set {
	s := &Set{engine: engine, variants: newVariants()}
	s.Functions = newFunctions(engine, &s.Names)
	return s
}

// Limits of what to keep for the next batch, about 40 MB together.
const (
	maxKeptFunctions = 1 << 15
	maxKeptStacks    = 1 << 16
	maxKeptLines     = 1 << 20
)

// IsSmall reports whether to keep the Set for the next batch, which otherwise starts anew.
func (s *Set) IsSmall() bool {
	return len(s.Functions.found) <= maxKeptFunctions && s.Names.Len() <= 2*maxKeptFunctions &&
		max(len(s.decisions.made), len(s.conclusions.drawn), len(s.parts.decided)) <= maxKeptStacks &&
		max(len(s.lines.functions), len(s.decisions.kept), len(s.parts.removed), len(s.variants.lines)) <= maxKeptLines
}

// AddLines adds lines, innermost first.
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

// Decision returns a decision. It is valid until the next call of Decide.
func (s *Set) Decision(id DecisionID) *Decision { return &s.decisions.made[id] }

// Kept returns the indices of a stack at which a decision leaves something, in order.
func (s *Set) Kept(id DecisionID) []Kept {
	return s.decisions.kept[s.decisions.spans[id].from:s.decisions.spans[id].to]
}

// keepVariants stores what is left at each index of the stack in work.
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

// variantOf returns what is left of lines whose first is at the index in work.
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
