package rewrite

// The Report: counts for telemetry, and for each frame what was done and why.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// count adds the frames of one stack.
func (report *Report) count(frames []rules.Frame) {
	for i := range frames {
		f := &frames[i]
		if by, decided := f.Decider(); decided && f.Class == Application {
			report.Own[by]++
		} else if decided {
			report.Packaged[by]++
		}
		if f.Inlined && !f.Removed {
			report.Inlined++
		}
		switch {
		case f.Omitted > 0:
		case f.Removed:
			report.Removed[f.Class]++
		default:
			report.Kept[f.Class]++
			for _, v := range f.Verdicts {
				if v.Kind != rustname.KindUnknown {
					report.Labels[v.Kind][v.Grade]++
				}
			}
		}
	}
}

// explain adds an explanation for each frame.
func (r *Rewriter) explain(s *scratch, report *Report) {
	for i, stack := range s.trace.Stacks {
		report.explain(i, stack, s)
	}
}

// explain adds an explanation for each frame of one stack.
func (report *Report) explain(index int, stack stacktext.Stack, s *scratch) {
	trace := &s.trace
	for i := stack.First; i < stack.End; i++ {
		f, t := &s.frames[i], &trace.Frames[i]
		if f.Omitted > 0 {
			continue
		}
		e := f.Explain(s.known[stack.First:stack.End])
		explanation := Explanation{
			Stack: index, Number: strings.TrimSpace(t.Number.Of(trace.Text)), Name: t.Name.Of(trace.Text),
			Path: e.Path, File: e.File, Line: f.Line, Class: e.Class, Rule: e.Rule, Reason: e.Reason,
			Whose: e.Whose.String(), Removed: e.Removed, Inlined: e.Inlined, Why: e.Why,
		}
		for _, label := range e.Labels {
			explanation.Labels = append(explanation.Labels, Label(label))
		}
		if !f.Removed {
			if explanation.Result = s.edits[i].Name; explanation.Result == "" {
				explanation.Result = explanation.Name
			}
		}
		report.Explanations = append(report.Explanations, explanation)
	}
}
