// Package playground cleans texts for the page in docs/playground.
//
// In goes a text and the choices made on the page; out comes the cleaned text in pieces, including removed frames, so
// that the page can say what was done to every frame, and why. Start at Clean. Package wasm, below, is the program that
// the page runs; package build assembles the page.
package playground

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// Options are the choices made on the page, in the words of the processor's configuration.
type Options struct {
	Remove        []string
	LabelStyle    string
	MinGrade      string
	ElideGenerics bool
	Elision       bool
	KeepNumbers   bool
	Application   []string // globs over the names of the application's crates
}

// Result is what the page shows.
type Result struct {
	Outcome     string
	Reason      string
	Cleaned     string
	Pieces      []Piece // frames that were not removed are Cleaned
	Fingerprint string
	Culprit     string
}

// Piece is a piece of a text: a frame, or what is between frames.
type Piece struct {
	Text  string
	Frame *Frame
}

// Frame says what was done to one frame, and why.
type Frame struct {
	Removed bool
	Class   string
	Whose   string // own, package, std, unknown
	Name    string
	Into    string // the frame that Name was inlined into, "" where it has one of its own
	Rule    string
	Reason  string
	Why     string
	Labels  []Label
}

// Label says what a closure is.
type Label struct {
	Path     string
	Kind     string
	Grade    string
	Evidence string
}

// rewriteOptions returns the options of package rewrite. It ignores words that it does not know.
func (o *Options) rewriteOptions() rewrite.Options {
	options := rewrite.Options{
		NoElision: !o.Elision, KeepNumbers: o.KeepNumbers, ElideGenerics: o.ElideGenerics,
		Application: o.Application, Remove: rewrite.NoClass, Summarize: true, Explain: true,
	}
	_ = options.LabelStyle.UnmarshalText([]byte(o.LabelStyle))
	_ = options.MinGrade.UnmarshalText([]byte(o.MinGrade))
	for _, name := range o.Remove {
		var class rewrite.Class
		if class.UnmarshalText([]byte(name)) == nil {
			options.Remove |= rewrite.Set(class)
		}
	}
	return options
}

// Clean cleans a text.
func Clean(text string, options Options) (Result, error) {
	rewriter, err := rewrite.New(options.rewriteOptions())
	if err != nil {
		return Result{}, err
	}
	cleaned, report := rewriter.Text(text)
	return Result{
		Outcome: report.Outcome.String(), Reason: report.Reason,
		Cleaned: cleaned, Pieces: pieces(text, cleaned, report.Explanations),
		Fingerprint: report.Fingerprint, Culprit: report.Culprit.Function,
	}, nil
}

// pieces returns the cleaned text in pieces, each preceded by the frames that were removed before it. If the text's
// frames are not the ones that were explained, the whole text is one piece.
func pieces(before, after string, explanations []rewrite.Explanation) []Piece {
	from, to := frames(before), frames(after)
	if len(from) != len(explanations) || len(to) != countKept(explanations) {
		return []Piece{{Text: after}}
	}
	var pieces []Piece
	copied := 0
	for i := range explanations {
		x := &explanations[i]
		if x.Removed {
			pieces = append(pieces, Piece{from[i].Of(before), newFrame(x)})
			continue
		}
		span := to[0]
		to = to[1:]
		if span.Start > copied {
			pieces = append(pieces, Piece{Text: after[copied:span.Start]})
		}
		pieces = append(pieces, Piece{span.Of(after), newFrame(x)})
		copied = span.End
	}
	if copied < len(after) {
		pieces = append(pieces, Piece{Text: after[copied:]})
	}
	return pieces
}

// frames returns where the frames of a text are, without elision lines.
func frames(text string) []stacktext.Span {
	trace, err := stacktext.Find(text)
	if err != nil {
		return nil
	}
	var spans []stacktext.Span
	for i := range trace.Frames {
		if f := &trace.Frames[i]; f.Omitted == 0 {
			spans = append(spans, f.Span)
		}
	}
	return spans
}

func countKept(explanations []rewrite.Explanation) int {
	kept := 0
	for i := range explanations {
		if !explanations[i].Removed {
			kept++
		}
	}
	return kept
}

func newFrame(x *rewrite.Explanation) *Frame {
	f := &Frame{Removed: x.Removed, Class: x.Class.String(), Whose: x.Whose, Name: x.Name, Rule: x.Rule, Reason: x.Reason, Why: x.Why}
	if x.Result != "" {
		f.Name = x.Result
	}
	if x.Inlined {
		f.Into = x.Name
	}
	for _, label := range x.Labels {
		f.Labels = append(f.Labels, Label{label.Path, label.Kind.String(), label.Grade.String(), label.Evidence})
	}
	return f
}
