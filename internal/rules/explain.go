package rules

// What was decided of a frame, in words.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Explanation says of one frame what was done and why.
type Explanation struct {
	Name    string // as printed in the input
	Result  string // the name as printed in the output; "" when the frame was removed
	Path    bool   // the name is a path of Rust's, not a name as C has them or none
	File    string
	Class   Class
	Rule    string        // which row of the frame table, or which user rule, gave the class
	Reason  string        // that row's reason
	Whose   origin.Origin // whose code it is, by that row
	Removed bool
	Inlined bool   // Result is the name of the body that was inlined into the frame
	Why     string // why the frame was kept or removed, where the class alone does not say it
	Labels  []Label
}

// Label is one closure segment's kind and what it was concluded from.
type Label struct {
	Segment  string // as printed in the input: "{closure#0}"
	Path     string // the path up to and including the segment
	Kind     coroutine.Kind
	Grade    coroutine.Grade
	Evidence string
}

// Explain says what was decided of a frame. known is what Decide was given.
func (f *Frame) Explain(known []evidence.Frame) Explanation {
	e := Explanation{
		Name: f.Printed, File: f.File, Class: f.Class, Rule: f.row.pattern, Reason: f.row.reason, Whose: f.Whose(), Removed: f.Removed, Why: f.Why,
		Path: f.HasPath(), Inlined: f.Inlined,
	}
	for j, v := range f.Verdicts {
		if v.Kind == rustname.KindUnknown {
			continue
		}
		c := &f.Closures[j]
		e.Labels = append(e.Labels, Label{
			Segment: c.Segment.Of(f.Text), Path: c.Path.Of(f.Text),
			Kind: v.Kind, Grade: v.Grade, Evidence: f.evidenceOf(v, known),
		})
	}
	return e
}

// Whose returns whose code the frame is, origin.Unknown for one that is not of Rust or has no name.
func (f *Frame) Whose() origin.Origin {
	switch {
	case f.Class == Application || f.row == rowOwnHook:
		return origin.Own
	case f.row.basis == notRust || f.row.basis == withoutName || f.row == rowOutermost:
		return origin.Unknown
	case f.row.std || f.row.basis == byStd || f.row == rowPlumbing || f.row == rowHarness || f.row.crate == "test":
		return origin.Std
	}
	return origin.Package
}

// evidenceOf says what a label rests on.
func (f *Frame) evidenceOf(v evidence.Verdict, known []evidence.Frame) string {
	if f.row == rowKnownInlined {
		return "the index of the program says it" // the name was made of that
	}
	return v.Evidence(known)
}

// ExplainStack says of each line of one stack, innermost first, what is decided and why. A line whose function is
// not known is nil. Labels of frames that go are there when Options.Explain is set.
func (r *Engine) ExplainStack(lines []*Function) []Explanation {
	frames, known := r.decideLines(lines)
	explanations := make([]Explanation, len(lines))
	for i := range lines {
		f := &frames[i]
		explanations[i] = f.Explain(known)
		if !f.Removed {
			explanations[i].Result = r.NameOf(f)
		}
	}
	return explanations
}
