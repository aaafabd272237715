package rewrite

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Outcome says what became of a text.
type Outcome uint8

// The outcomes.
const (
	NotRust    Outcome = iota // no Rust stack in it
	Cleaned                   // something was changed
	Unchanged                 // has a Rust stack, and nothing to change
	Unreadable                // has a Rust stack that could not be read; Report.Reason says why
	TooLarge                  // over a limit
)

// Outcomes is the number of outcomes.
const Outcomes = int(TooLarge) + 1

var outcomeNames = [Outcomes]string{"not_rust", "cleaned", "unchanged", "unreadable", "too_large"}

// String returns the name that telemetry uses.
func (o Outcome) String() string { return outcomeNames[o] }

// Report says what was done to one text.
type Report struct {
	Outcome Outcome
	Reason  string // for Unreadable and TooLarge: a short constant, fit for a metric attribute
	// Kept and Removed count the frames by class.
	Kept, Removed [Classes]int
	// Inlined counts the frames that are shown as the body that was inlined into them.
	Inlined int
	// Own and Packaged count the frames of which no more is known than their crate: those that were taken for the application's
	// and for packages', by what said so.
	Own, Packaged [rules.Deciders]int
	// Labels counts the closure segments in kept frames that were given a kind, by kind and grade.
	Labels [rustname.Kinds][coroutine.Grades]int
	// Fingerprint and Culprit are filled in when Options.Summarize is set.
	Fingerprint string
	Culprit     Culprit
	printed     bool // Fingerprint is of application frames
	// Explanations has an entry for each frame, in the order of the text, when Options.Explain is set.
	Explanations []Explanation
}

// Explanation says what was done to one frame, and why.
type Explanation struct {
	Stack   int    // the stack's index in the text
	Number  string // as printed in the input, "" if there is none
	Name    string // as printed in the input
	Result  string // the name in the output; "" if the frame was removed
	Path    bool   // the name is a Rust path, rather than a C name or missing
	File    string
	Line    int
	Class   Class
	Rule    string // the row of the frame table, or the user's rule, that gave the class
	Reason  string // the reason in that row
	Whose   string // whose code it is: "own", "package", "std" or "unknown"
	Removed bool
	Inlined bool   // Result is the name of the body that was inlined into the frame
	Why     string // why the frame was kept or removed, if the class alone does not say
	Labels  []Label
}

// Label is one closure segment's kind and the evidence for it.
type Label struct {
	Segment  string // as printed in the input: "{closure#0}"
	Path     string // the path up to and including the segment
	Kind     coroutine.Kind
	Grade    coroutine.Grade
	Evidence string
}
