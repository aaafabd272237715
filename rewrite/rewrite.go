// Package rewrite cleans Rust stack traces.
//
// In goes a text; out comes the same text in which the frames that the compiler, the futures adapters and the
// async runtime put between the user's own lines are gone and every closure says what it really is, together
// with a Report of what was done. Start at New and Rewriter.Text.
package rewrite

import (
	"errors"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// Rewriter cleans texts by fixed options. It is safe for concurrent use.
type Rewriter struct {
	options Options
	keep    matcher
	remove  matcher
	names   *nameCache
}

// New returns a Rewriter, or every mistake in the options at once.
func New(options Options) (*Rewriter, error) {
	keep, keepErr := newMatcher(options.Keep)
	remove, removeErr := newMatcher(options.RemoveMatching)
	if err := errors.Join(keepErr, removeErr); err != nil {
		return nil, err
	}
	return &Rewriter{options: options, keep: keep, remove: remove, names: newNameCache()}, nil
}

// Text returns the cleaned text and what was done. Text that holds no Rust stack comes back as it is.
func (r *Rewriter) Text(text string) (string, Report) {
	trace, err := stacktext.Find(text)
	if err != nil {
		return text, reportError(err)
	}
	frames, err := r.readFrames(trace)
	if err != nil {
		return text, reportError(err)
	}
	report := Report{Outcome: Unchanged}
	edits := make([]stacktext.Edit, len(trace.Frames))
	for i, stack := range trace.Stacks {
		r.stack(frames[stack.First:stack.End], edits[stack.First:stack.End], stack.Layout, &report)
		r.explain(i, trace, stack, frames, edits, &report)
	}
	cleaned := trace.Print(edits)
	if cleaned != text {
		report.Outcome = Cleaned
	}
	return cleaned, report
}

// stack decides on the edits of one stack.
func (r *Rewriter) stack(frames []frame, edits []stacktext.Edit, layout stacktext.Layout, report *Report) {
	if layout.OutermostFirst() {
		slices.Reverse(frames)
		slices.Reverse(edits)
		defer slices.Reverse(frames)
		defer slices.Reverse(edits)
	}
	r.classify(frames)
	r.decide(frames)
	r.label(frames)
	r.edit(frames, edits)
	report.count(frames)
}

// readFrames reads the names of all frames. A name over a limit makes the whole text unreadable.
func (r *Rewriter) readFrames(trace *stacktext.Trace) ([]frame, error) {
	frames := make([]frame, len(trace.Frames))
	for i := range trace.Frames {
		f := &trace.Frames[i]
		frames[i].omitted = f.Omitted
		frames[i].file = trace.File(i)
		frames[i].origin = sourceOf(frames[i].file)
		if f.Omitted > 0 || !f.Resolved || f.Name.Empty() {
			continue
		}
		frames[i].printed = trace.Name(i)
		facts, err := r.names.facts(frames[i].printed)
		if err != nil {
			return nil, err
		}
		frames[i].nameFacts = facts
	}
	return frames, nil
}

func reportError(err error) Report {
	switch {
	case errors.Is(err, stacktext.ErrNoStack), errors.Is(err, stacktext.ErrNotRust):
		return Report{Outcome: NotRust}
	case errors.Is(err, stacktext.ErrTooLarge):
		return Report{Outcome: TooLarge, Reason: "text"}
	case errors.Is(err, rustname.ErrTooLong):
		return Report{Outcome: TooLarge, Reason: "name"}
	case errors.Is(err, rustname.ErrTooDeep):
		return Report{Outcome: TooLarge, Reason: "nesting"}
	}
	return Report{Outcome: Unreadable, Reason: "layout"}
}
