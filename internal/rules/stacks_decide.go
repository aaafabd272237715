package rules

// Stacks: which lines go.

// plan decides on a stack that was not seen before.
func (s *Stacks) plan(runs []Run, plan *Plan) {
	w := &s.work
	w.lines = w.lines[:0]
	pivot, breaks := -1, false
	for i, n := range runs {
		r := &s.runs[n]
		w.lines = append(w.lines, s.lines[r.from:r.to]...)
		breaks = breaks || r.breaks
		if pivot < 0 && r.application >= 0 {
			pivot = i
		}
	}
	w.removed, w.names = w.removed[:0], w.names[:0]
	for range w.lines {
		w.names = append(w.names, plainName)
	}
	switch {
	case breaks:
		s.decideAlone(plan)
	case pivot < 0:
		s.decideOn(runs, 0, len(w.lines), plan)
		s.label(plan)
	default:
		s.decideAround(runs, pivot, plan)
		s.label(plan)
	}
	s.form(runs)
}

// decideAlone decides on a stack that cannot be taken apart.
func (s *Stacks) decideAlone(plan *Plan) {
	w, r := &s.work, s.engine
	frames, evidence := s.frames(w.lines), s.evidence(len(w.lines))
	r.Decide(frames, evidence)
	var labels labelCounts
	for i := range frames {
		f := &frames[i]
		w.removed = append(w.removed, f.Removed)
		if f.Removed {
			plan.Removed[f.Class]++
			if isOutermost(f) {
				plan.Outermost = w.lines[i]
			}
			continue
		}
		plan.Kept[f.Class]++
		labels.add(f.Verdicts)
		if f.HasPath() {
			w.names[i] = int32(s.Name(r.nameOf(f)))
		}
	}
	plan.Labels = labels.list()
}

// decideAround decides on a stack whose innermost application frame is in the run at pivot.
func (s *Stacks) decideAround(runs []Run, pivot int, plan *Plan) {
	inside, quiet := 0, s.runs[runs[pivot]].quietInside
	for _, n := range runs[:pivot] {
		inside += s.runs[n].length()
		quiet = quiet && s.runs[n].quiet
	}
	split := int(s.runs[runs[pivot]].application)
	if !quiet {
		s.decideOn(runs[:pivot+1], 0, inside+split, plan)
	} else {
		s.keep(runs[:pivot], inside, plan)
		split = 0
	}
	s.decideOn(runs[pivot:], split, len(s.work.lines)-inside, plan)
}

// keep keeps the lines of the runs inside of everything.
func (s *Stacks) keep(runs []Run, lines int, plan *Plan) {
	for range lines {
		s.work.removed = append(s.work.removed, false)
	}
	for _, n := range runs {
		for class, count := range s.runs[n].counts {
			plan.Kept[class] += int32(count)
		}
	}
}

// decideOn decides on runs and takes over what becomes of the lines from and to of them. These are the next lines of
// the stack in work.
func (s *Stacks) decideOn(runs []Run, from, to int, plan *Plan) {
	at, known := s.parts.find(digestOfList(runs, uint64(from)<<32|uint64(to)))
	if !known {
		length := 0
		for _, n := range runs {
			length += s.runs[n].length()
		}
		start := len(s.work.removed) - from
		s.decided = append(s.decided, s.decideLines(s.work.lines[start:start+length], from, to))
	}
	p := &s.decided[at]
	s.work.removed = append(s.work.removed, s.partRemoved[p.from:p.to]...)
	for class := range p.kept {
		plan.Kept[class] += p.kept[class]
		plan.Removed[class] += p.cleared[class]
	}
	if p.outermost != NoFunction {
		plan.Outermost = p.outermost
	}
}

// decideLines has the rules decide on lines and keeps what they say of those from and to.
func (s *Stacks) decideLines(lines []FunctionID, from, to int) part {
	frames := s.frames(lines)
	s.engine.classesOf(frames)
	s.engine.decide(frames)
	p := part{from: int32(len(s.partRemoved))}
	for i := from; i < to; i++ {
		f := &frames[i]
		s.partRemoved = append(s.partRemoved, f.Removed)
		if !f.Removed {
			p.kept[f.Class]++
			continue
		}
		p.cleared[f.Class]++
		if isOutermost(f) {
			p.outermost = lines[i]
		}
	}
	p.to = int32(len(s.partRemoved))
	return p
}

// isOutermost reports whether a removed frame can stand for the runtime around a stack.
func isOutermost(f *Frame) bool {
	return f.Class == Runtime && f.HasPath() && f.crate != "" && !stdCrates[f.crate]
}

func (s *Stacks) frames(lines []FunctionID) []Frame {
	w := &s.work
	if cap(w.frames) < len(lines) {
		w.frames = make([]Frame, len(lines)+64)
	}
	frames := w.frames[:len(lines)]
	for i, line := range lines {
		frames[i] = s.functions[line].prepared
	}
	return frames
}
