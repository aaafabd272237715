package rules

// Stacks: the kinds of closures, and what is left of a stack's runs.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// conclusion is what is concluded from the frames that matter to a stack's closures.
type conclusion struct {
	from, to int32 // in Stacks.contextNames: the names of the frames that were asked about
	labels   []LabelCount
}

// label names the closures of the stack in work as Engine.label does.
func (s *Stacks) label(plan *Plan) {
	w, r := &s.work, s.engine
	if r.options.LabelStyle == LabelNone {
		return
	}
	changed, says := r.options.Remove == 0, false
	w.facts, w.wanted = w.facts[:0], w.wanted[:0]
	for i, line := range w.lines {
		changed = changed || w.removed[i]
		f := s.functions[line]
		if !f.prepared.HasPath() {
			w.facts = append(w.facts, nil)
			continue
		}
		w.facts = append(w.facts, &f.prepared.Facts)
		says = says || f.says
		if !w.removed[i] && len(f.prepared.Closures) > 0 {
			w.wanted = append(w.wanted, i)
		}
	}
	if len(w.wanted) == 0 || !changed && !says && r.oracle == nil {
		return
	}
	w.shown = w.context.Frames(w.facts, w.wanted, w.shown[:0])
	c := s.conclude(changed)
	for i, name := range s.contextNames[c.from:c.to] {
		w.names[w.wanted[i]] = name
	}
	plan.Labels = c.labels
}

// conclude returns the conclusion from the shown frames of the stack in work.
func (s *Stacks) conclude(changed bool) *conclusion {
	w := &s.work
	w.key = w.key[:0]
	next := 0
	for j, i := range w.shown {
		id := int32(-1)
		if w.facts[i] != nil {
			id = int32(w.lines[i])
		}
		id <<= 2
		if s.apart(j) {
			id |= 1
		}
		if next < len(w.wanted) && w.wanted[next] == i {
			next++
			id |= 2
		}
		w.key = append(w.key, Run(id))
	}
	tag := uint64(0)
	if changed {
		tag = 1
	}
	at, known := s.contexts.find(digestOfList(w.key, tag))
	if !known {
		s.concluded = append(s.concluded, s.classify(changed))
	}
	return &s.concluded[at]
}

// apart reports whether something is missing between the j-th shown frame and the next.
func (s *Stacks) apart(j int) bool {
	w := &s.work
	i := w.shown[j]
	if i+1 >= len(w.lines) {
		return w.facts[i] == nil
	}
	unknown := s.functions[w.lines[i+1]].prepared.NameFacts == nil
	return w.facts[i] == nil || unknown || j+1 == len(w.shown) || w.shown[j+1] != i+1
}

// classify draws the conclusion from the shown frames.
func (s *Stacks) classify(changed bool) conclusion {
	w, r := &s.work, s.engine
	known := s.evidence(len(w.shown))
	for j, i := range w.shown {
		e := &known[j]
		*e = evidence.Frame{Facts: w.facts[i], Apart: s.apart(j), Wanted: w.key[j]&2 != 0}
		f := s.functions[w.lines[i]]
		e.Located = w.facts[i] != nil && f.prepared.File != ""
		e.Application, e.At = f.prepared.Class == Application, f.prepared.place()
	}
	evidence.Classify(known, r.oracle)
	c := conclusion{from: int32(len(s.contextNames))}
	var labels labelCounts
	for j, i := range w.shown {
		if !known[j].Wanted {
			continue
		}
		if !changed {
			keepExact(known[j].Verdicts)
		}
		f := s.functions[w.lines[i]].prepared
		f.Verdicts = known[j].Verdicts
		labels.add(f.Verdicts)
		s.contextNames = append(s.contextNames, int32(s.Name(r.nameOf(&f))))
	}
	c.to = int32(len(s.contextNames))
	c.labels = labels.list()
	return c
}

func (s *Stacks) evidence(n int) []evidence.Frame {
	w := &s.work
	if cap(w.evidence) < n {
		w.evidence = make([]evidence.Frame, n+64)
	}
	known := w.evidence[:n]
	clear(known)
	return known
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

// form says what is left of each run of the stack in work.
func (s *Stacks) form(runs []Run) {
	at := 0
	for i, n := range runs {
		length := s.runs[n].length()
		if form := s.formOf(n, at, at+length); form != Gone {
			s.planLeft = append(s.planLeft, Left{int32(i), form})
		}
		at += length
	}
}

// formOf says what is left of a run whose lines are those from and to in work.
func (s *Stacks) formOf(n Run, from, to int) Form {
	w, r := &s.work, &s.runs[n]
	left, plain := 0, true
	for i := from; i < to; i++ {
		if !w.removed[i] {
			left++
			plain = plain && w.names[i] == plainName
		}
	}
	switch {
	case left == 0 && to > from:
		return Gone
	case left == to-from && plain && r.whole != Gone:
		return r.whole
	}
	w.key = w.key[:0]
	for i := from; i < to; i++ {
		if w.removed[i] {
			continue
		}
		name := w.names[i]
		if name == plainName && w.lines[i] != NoFunction {
			name = s.functions[w.lines[i]].name
		}
		w.key = append(w.key, Run(i-from), Run(name))
	}
	f := s.newForm()
	if left == to-from && plain {
		s.runs[n].whole = f
	}
	return f
}

// newForm returns the form that has the lines in work.key.
func (s *Stacks) newForm() Form {
	at, known := s.formLines.find(digestOfList(s.work.key, 0))
	if !known {
		from := int32(len(s.kept))
		for i := 0; i < len(s.work.key); i += 2 {
			s.kept = append(s.kept, Line{int32(s.work.key[i]), Name(s.work.key[i+1])})
		}
		s.forms = append(s.forms, span{from, int32(len(s.kept))})
	}
	return Form(at + 1)
}

// says reports whether the name gives the kind of a coroutine in it.
func says(f *evidence.Facts) bool {
	for i := range f.Closures {
		if f.Closures[i].Said > rustname.KindClosure {
			return true
		}
	}
	return false
}
