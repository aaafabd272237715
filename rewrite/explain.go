package rewrite

// The Report: counts for telemetry, and for each frame what was done and why.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
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
				if v.Kind != rustname.KindUnknown {
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
		e := f.explain(s.evidence[stack.First:stack.End])
		e.Stack, e.Number = index, strings.TrimSpace(t.Number.Of(trace.Text))
		e.Name, e.Line = t.Name.Of(trace.Text), t.Line
		if !f.removed {
			if e.Result = s.edits[i].Name; e.Result == "" {
				e.Result = e.Name
			}
		}
		report.Explanations = append(report.Explanations, e)
	}
}

// explain says what was decided of a frame, beside its name and where it stands in a text.
func (f *frame) explain(evidence []evidence.Frame) Explanation {
	e := Explanation{
		File: f.file, Class: f.class, Rule: f.row.pattern, Reason: f.row.reason, Removed: f.removed, Why: f.why,
		Path: f.named(),
	}
	for j, v := range f.verdicts {
		if v.Kind == rustname.KindUnknown {
			continue
		}
		c := &f.Closures[j]
		e.Labels = append(e.Labels, Label{
			Segment: c.Segment.Of(f.Text), Path: c.Path.Of(f.Text),
			Kind: v.Kind, Grade: v.Grade, Evidence: v.Evidence(evidence),
		})
	}
	return e
}

// ExplainStack says of each line of one stack, innermost first, what Stack decides and why. A line whose function is
// not known is nil. Labels of frames that go are there when Options.Explain is set.
func (r *Rewriter) ExplainStack(lines []*Function) []Explanation {
	s := sheets.Get().(*sheet)
	defer s.release()
	s.reset(len(lines))
	r.decideLines(s, lines)
	explanations := make([]Explanation, len(lines))
	for i := range lines {
		f := &s.frames[i]
		explanations[i] = f.explain(s.evidence)
		explanations[i].Name = f.printed
		if !f.removed {
			explanations[i].Result = r.nameOf(f)
		}
	}
	return explanations
}
