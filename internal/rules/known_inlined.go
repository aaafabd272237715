package rules

// Bodies that an oracle knows to be inlined: a legacy name does not say what a frame of plumbing runs, the code does.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// BodyOracle is an oracle that knows which bodies were compiled into functions of other names.
type BodyOracle interface {
	// Inlined returns the body of the program's own crates that was compiled into the function, if there is one. It is called
	// for many frames, by many goroutines at once, and must go on saying the same.
	Inlined(name *coroutine.Name, at coroutine.Place) (origin.Body, bool)
}

// inlinedInto returns the body that the oracle knows to be inlined into a frame that may go.
func (r *Engine) inlinedInto(f *Frame) (body origin.Body, known bool) {
	if r.bodies == nil || !f.HasPath() || f.Class == Application || f.Class == Dependency || f.isWherePlumbingIs() || !r.goes(f) {
		return body, false
	}
	body, known = r.bodies.Inlined(&f.Name, f.place())
	return body, known && body.Path != ""
}

// knowsInlined reports whether a body is known to be inlined into a frame.
func (r *Engine) knowsInlined(f *Frame) bool {
	_, known := r.inlinedInto(f)
	return known
}

// showKnown has a frame stand for the body that is known to be inlined into it, if one is, and runs.
func (r *Engine) showKnown(f, inner *Frame) bool {
	body, known := r.inlinedInto(f)
	if !known || mayRunAnother(f, inner) {
		return false
	}
	facts, err := r.read(body.Path + "::" + r.segment(f.Text, body.Kind))
	if err != nil {
		return false
	}
	f.around, f.NameFacts, f.Inlined = f.NameFacts, facts, true
	f.row, f.Class = rowKnownInlined, Application
	if f.File == "" {
		f.File, f.Line = body.File, body.Line
	}
	return true
}

// mayRunAnother reports whether what the frame polls may be another future or stream than the one whose body its code has: the
// FilterMap of a stream has the body of its filter, and polls the stream, too.
func mayRunAnother(f, inner *Frame) bool {
	if inner == nil || f.PollsOne() {
		return false
	}
	called := inner.NameFacts
	if inner.around != nil {
		called = inner.around
	}
	return called == nil || called.IsPath && (called.Polls() || called.isClosure())
}

// segment returns the last part of a body's name, in the notation of a name around it. That of legacy names has no number,
// which is known of an async fn's body alone: it is its fn's closure 0.
func (r *Engine) segment(around string, kind coroutine.Kind) string {
	word := kind.String()
	switch {
	case kind == rustname.KindUnknown || r.options.LabelStyle == LabelNone:
		word = rustname.KindClosure.String()
	case r.options.LabelStyle == LabelRustc:
		word = strings.ReplaceAll(word, "-", "_")
	}
	if kind == rustname.KindAsyncFn && strings.Contains(around, "{closure#") {
		return "{" + word + "#0}"
	}
	return "{{" + word + "}}"
}
