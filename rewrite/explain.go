package rewrite

// The Report: counts for telemetry, and for each frame what was done and why.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// count adds the frames of one stack.
func (report *Report) count(frames []frame) {
	for i := range frames {
		f := &frames[i]
		switch {
		case f.omitted > 0:
		case f.removed:
			report.Removed[f.class]++
		default:
			report.Kept[f.class]++
			for _, v := range f.verdicts {
				if v.Kind != coroutine.Unknown {
					report.Labels[v.Kind][v.Grade]++
				}
			}
		}
	}
}

// explain adds an explanation for each frame of one stack.
func (r *Rewriter) explain(index int, trace *stacktext.Trace, stack stacktext.Stack, s *sheet, report *Report) {
	for i := stack.First; i < stack.End; i++ {
		f, t := &s.frames[i], &trace.Frames[i]
		if f.omitted > 0 {
			continue
		}
		e := Explanation{
			Stack: index, Number: strings.TrimSpace(t.Number.Of(trace.Text)), Name: t.Name.Of(trace.Text),
			File: f.file, Line: t.Line, Class: f.class, Rule: f.row.pattern, Reason: f.row.reason,
			Removed: f.removed, Why: f.why,
		}
		if !f.removed {
			if e.Result = s.edits[i].Name; e.Result == "" {
				e.Result = e.Name
			}
		}
		for j, v := range f.verdicts {
			if v.Kind == coroutine.Unknown {
				continue
			}
			c := &f.Closures[j]
			e.Labels = append(e.Labels, Label{
				Segment: c.Segment.Of(f.Text), Path: c.Path.Of(f.Text),
				Kind: v.Kind, Grade: v.Grade, Evidence: v.Evidence(s.evidence[stack.First:stack.End]),
			})
		}
		report.Explanations = append(report.Explanations, e)
	}
}
