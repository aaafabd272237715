package stackset

// The kinds of closures.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// conclusions are those drawn from the frames that matter to a stack's closures.
type conclusions struct {
	index interner
	drawn []conclusion
	names []Name // of all conclusions
}

// conclusion has the names of the frames whose closures it is about.
type conclusion struct {
	span   // in conclusions.names
	labels []LabelCount
}

// labelling is the working memory for the closures of one stack.
type labelling struct {
	facts   []*evidence.Facts // by line; nil if it has no Rust path
	wanted  []int             // the kept lines that have closures
	shown   []int             // the lines that matter to those
	context evidence.Context
	key     []int32
}

// label names the closures of the stack in work as the rules do.
func (s *Set) label(decision *Decision) {
	w, options := &s.work, s.engine.Options()
	if options.LabelStyle == rules.LabelNone {
		return
	}
	changed, namesKind := options.Remove == 0, false
	w.facts, w.wanted = w.facts[:0], w.wanted[:0]
	for i, line := range w.lines {
		changed = changed || w.removed[i]
		f := &s.Functions.read[line]
		frame := f.Frame()
		if !frame.HasPath() {
			w.facts = append(w.facts, nil)
			continue
		}
		w.facts = append(w.facts, &frame.Facts)
		namesKind = namesKind || f.NamesKind
		if !w.removed[i] && len(frame.Closures) > 0 {
			w.wanted = append(w.wanted, i)
		}
	}
	if len(w.wanted) == 0 || !changed && !namesKind && !s.engine.HasOracle() {
		return
	}
	w.shown = w.context.Frames(w.facts, w.wanted, w.shown[:0])
	c := s.conclude(changed)
	for i, name := range s.conclusions.names[c.from:c.to] {
		w.names[w.wanted[i]] = name
	}
	decision.Labels = c.labels
}

// Marks in the key of a conclusion, below the function's number.
const (
	gapMark  = 1 // something is missing after the frame
	wantMark = 2 // its closures are to be named
)

// conclude returns the conclusion from the shown frames of the stack in work.
func (s *Set) conclude(changed bool) *conclusion {
	w := &s.work
	w.key = w.key[:0]
	next := 0
	for j, i := range w.shown {
		id := int32(-1)
		if w.facts[i] != nil {
			id = int32(w.lines[i])
		}
		id <<= 2
		if s.gapAfter(j) {
			id |= gapMark
		}
		if next < len(w.wanted) && w.wanted[next] == i {
			next++
			id |= wantMark
		}
		w.key = append(w.key, id)
	}
	tag := uint64(0)
	if changed {
		tag = 1
	}
	at, known := s.conclusions.index.find(digestOfList(w.key, tag))
	if !known {
		s.conclusions.drawn = append(s.conclusions.drawn, s.drawConclusion(changed))
	}
	return &s.conclusions.drawn[at]
}

// gapAfter reports whether something is missing between the j-th shown frame and the next.
func (s *Set) gapAfter(j int) bool {
	w := &s.work
	i := w.shown[j]
	if i+1 >= len(w.lines) {
		return w.facts[i] == nil
	}
	unknown := s.Functions.read[w.lines[i+1]].Frame().NameFacts == nil
	return w.facts[i] == nil || unknown || j+1 == len(w.shown) || w.shown[j+1] != i+1
}

// drawConclusion asks the rules about the shown frames.
func (s *Set) drawConclusion(changed bool) conclusion {
	w := &s.work
	known := w.evidenceOf(len(w.shown))
	for j, i := range w.shown {
		known[j] = s.Functions.read[w.lines[i]].Evidence()
		known[j].Apart, known[j].Wanted = s.gapAfter(j), w.key[j]&wantMark != 0
	}
	s.engine.Conclude(known, changed)
	c := conclusion{span: span{from: int32(len(s.conclusions.names))}}
	var labels labelCounts
	for j, i := range w.shown {
		if !known[j].Wanted {
			continue
		}
		labels.add(known[j].Verdicts)
		name := s.engine.NameWith(s.Functions.read[w.lines[i]].Function, known[j].Verdicts)
		s.conclusions.names = append(s.conclusions.names, s.Names.Number(name))
	}
	c.to = int32(len(s.conclusions.names))
	c.labels = labels.list()
	return c
}

// labelCounts counts closures that were given a kind, by kind and grade.
type labelCounts [rustname.Kinds][coroutine.Grades]int

func (c *labelCounts) add(verdicts []evidence.Verdict) {
	for _, v := range verdicts {
		if v.Kind != rustname.KindUnknown {
			c[v.Kind][v.Grade]++
		}
	}
}

func (c *labelCounts) list() []LabelCount {
	var list []LabelCount
	for kind := range c {
		for grade, n := range c[kind] {
			if n > 0 {
				list = append(list, LabelCount{coroutine.Kind(kind), coroutine.Grade(grade), n})
			}
		}
	}
	return list
}
