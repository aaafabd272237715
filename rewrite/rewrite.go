// Package rewrite cleans Rust stack traces.
//
// In goes a text; out comes the same text without the frames that the compiler, the futures adapters and the async
// runtime put between the user's own lines, in which every closure says what it really is, together with a Report of what
// was done. Start at New and Rewriter.Text.
package rewrite

import (
	"errors"
	"math"
	"math/rand/v2"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lru"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// A symbol of 100 bytes can expand to a name of 64 KiB, since v0 has back references. A text whose names add up to more
// than maxGrowth times its length plus minGrowth bytes is left alone; real texts stay below 2 times.
const (
	maxGrowth = 8
	minGrowth = 1 << 20
)

var errGrowth = errors.New("demangled names over the size limit")

// Rewriter cleans texts with fixed options. It is safe for concurrent use.
type Rewriter struct {
	options Options
	rules   *rules.Engine
	texts   *lru.Cache[*knownText]
	stable  *lru.Cache[stable] // texts that a pass does not change
	salt    uint64             // part of the keys of texts, so that Rewriters with different oracles can share a cache
}

// New returns a Rewriter, or every mistake in the options at once.
func New(options Options) (*Rewriter, error) {
	engine, err := rules.New(options.rules())
	if err != nil {
		return nil, err
	}
	return &Rewriter{
		options: options, rules: engine,
		texts:  lru.New[*knownText](maxTextsHalf, usualText),
		stable: lru.New[stable](maxStableHalf, lru.Overhead),
	}, nil
}

// With returns a Rewriter with the same options that asks an oracle about closures. It shares the caches of the Rewriter
// it is made from, but no results. The oracle's answers must never change.
func (r *Rewriter) With(oracle coroutine.Oracle) *Rewriter {
	return &Rewriter{options: r.options, rules: r.rules.With(oracle), texts: r.texts, stable: r.stable, salt: rand.Uint64()}
}

// keyOf returns the key of a text in the caches.
func (r *Rewriter) keyOf(text string) lru.Key {
	key := lru.KeyOf(text)
	key[0] ^= r.salt
	return key
}

// Text returns the cleaned text and a report. Text that holds no Rust stack comes back as it is. Text above the first
// stack cannot affect it; only the rest is rewritten.
func (r *Rewriter) Text(text string) (string, Report) {
	if len(text) > stacktext.MaxText {
		return text, reportError(stacktext.ErrTooLarge)
	}
	start, ok := stacktext.Start(text)
	if !ok {
		return text, Report{Outcome: NotRust}
	}
	cleaned, report := r.stacks(text[start:], r.roomBehind(start))
	if report.Outcome != Cleaned {
		return text, report
	}
	return text[:start] + cleaned, report
}

// noLimit is the room of a text that may have any length.
const noLimit = math.MaxInt

// roomBehind returns how long what follows a message may be, in bytes.
func (r *Rewriter) roomBehind(message int) int {
	if r.options.MaxBytes <= 0 {
		return noLimit
	}
	return max(r.options.MaxBytes-message, 0)
}

// stacks does what Text does, for a text that starts where its stacks do and has room for so many bytes. It caches the result, since an error that
// occurs once occurs again, perhaps with another message. It returns "" for an unchanged text.
func (r *Rewriter) stacks(text string, room int) (string, Report) {
	if r.options.Explain {
		return r.newText(text, room)
	}
	key := r.keyOf(text)
	if room != noLimit {
		key[1] ^= uint64(room)
	}
	known, found := r.texts.Load(key, costOfText)
	if !found {
		known = newKnownText(r.newText(text, room))
		if cost := costOfText(known); cost <= maxTextShare {
			r.texts.Store(key, known, cost)
		}
	}
	return known.cleaned, known.report
}

// newText does what Text does, for a text that is not in the cache.
//
// Cleaning the result again never changes it: newText tries, which costs little since the result is short. If it would
// change, the text was misunderstood, such as a stack right before a line that only looks like its next frame, and comes
// back as it is. A shortened text must be left unchanged without the limit too, or it stays as long as it is.
func (r *Rewriter) newText(text string, room int) (string, Report) {
	cleaned, report := r.clean(text, room, r.options.Explain)
	if report.Outcome == Cleaned {
		cleaned = r.shortenAgain(cleaned, room, &report)
	}
	if report.Outcome != Cleaned || r.isStable(cleaned) {
		return cleaned, report
	}
	if room != noLimit {
		return r.newText(text, noLimit)
	}
	return text, reportAmbiguous
}

// isStable reports whether a pass leaves the text unchanged. Many stacks differ only in frames that are removed.
func (r *Rewriter) isStable(text string) bool {
	key := r.keyOf(text)
	if _, found := r.stable.Load(key, costOfStable); found {
		return true
	}
	if _, ok := stacktext.Start(text); ok {
		if again, _ := r.clean(text, noLimit, false); again != text {
			return false
		}
	}
	r.stable.Store(key, stable{}, costOfStable(stable{}))
	return true
}

// clean is one pass over a text that may hold a stack, and has room for so many bytes.
func (r *Rewriter) clean(text string, room int, explain bool) (string, Report) {
	s := scratches.Get().(*scratch)
	defer s.release()
	if err := s.trace.Read(text); err != nil {
		return text, reportError(err)
	}
	report, err := r.trace(s)
	if err != nil {
		return text, reportError(err)
	}
	cleaned := s.trace.Print(s.edits)
	if len(cleaned) > room {
		cleaned = r.shorten(s, cleaned, room, &report)
	}
	if explain {
		r.explain(s, &report)
	}
	if cleaned != text {
		report.Outcome = Cleaned
	}
	return cleaned, report
}

// trace decides on the edits of the stacks that were found.
func (r *Rewriter) trace(s *scratch) (Report, error) {
	if err := r.read(&s.trace, s); err != nil {
		return Report{}, err
	}
	report := Report{Outcome: Unchanged}
	for _, stack := range s.trace.Stacks {
		r.stack(s.of(stack), &report)
	}
	return report, nil
}

// stack decides on the edits of one stack.
func (r *Rewriter) stack(s scratch, report *Report) {
	r.rules.Decide(s.frames, s.known)
	r.edit(s.frames, s.edits)
	report.count(s.frames)
	if r.options.Summarize {
		report.summarize(s.frames)
	}
	s.restore()
}

// read reads all frames. A name over a limit makes the whole text unreadable.
func (r *Rewriter) read(trace *stacktext.Trace, s *scratch) error {
	s.reset(len(trace.Frames))
	for i := range trace.Frames {
		t, f := &trace.Frames[i], &s.frames[i]
		f.Omitted, f.Numbered = t.Omitted, !t.Number.Empty()
		f.SetPlace(trace.File(i), t.Line, t.Column)
		if hasName(t) {
			f.Printed = trace.Name(i)
			s.keys[i] = rules.KeyOfName(f.Printed)
		}
	}
	return r.readNames(trace, s)
}

// hasName reports whether a frame has a name to read.
func hasName(f *stacktext.Frame) bool { return f.Omitted == 0 && f.Resolved && !f.Name.Empty() }

// readNames reads the names of all frames. It looks up all known ones first, one right after the other, so that the
// memory accesses overlap.
func (r *Rewriter) readNames(trace *stacktext.Trace, s *scratch) error {
	for i := range trace.Frames {
		if hasName(&trace.Frames[i]) {
			s.frames[i].NameFacts = r.rules.Known(s.keys[i])
		}
	}
	room := maxGrowth*len(trace.Text) + minGrowth
	for i := range trace.Frames {
		f := &s.frames[i]
		if !hasName(&trace.Frames[i]) {
			continue
		}
		if f.NameFacts == nil {
			facts, err := r.rules.Read(s.keys[i], f.Printed)
			if err != nil {
				return err
			}
			f.NameFacts = facts
		}
		if room -= len(f.Text); room < 0 {
			return errGrowth
		}
	}
	return nil
}

// reportAmbiguous is the report on a text that a second pass would change.
var reportAmbiguous = Report{Outcome: Unreadable, Reason: "ambiguous"}

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
	case errors.Is(err, errGrowth):
		return Report{Outcome: TooLarge, Reason: "growth"}
	}
	return Report{Outcome: Unreadable, Reason: "layout"}
}
