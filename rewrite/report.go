package rewrite

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Outcome says what became of a text.
type Outcome uint8

// The outcomes.
const (
	NotRust    Outcome = iota // there is no Rust stack in it
	Cleaned                   // something was changed
	Unchanged                 // there is a Rust stack in it, and nothing to change
	Unreadable                // there is a Rust stack in it that could not be read; Report.Reason says why
	TooLarge                  // it is over a limit
)

// Outcomes is the number of outcomes.
const Outcomes = int(TooLarge) + 1

var outcomeNames = [Outcomes]string{"not_rust", "cleaned", "unchanged", "unreadable", "too_large"}

// String returns the name that telemetry uses.
func (o Outcome) String() string { return outcomeNames[o] }

// Report is what was done to one text.
type Report struct {
	Outcome Outcome
	Reason  string // for Unreadable and TooLarge: a short constant, fit for a metric attribute
	// Kept and Removed count the frames by class.
	Kept, Removed [Classes]int
	// Inlined counts the frames that are shown as the body that was inlined into them.
	Inlined int
	// Own and Packaged count the frames of which no more is known than their crate: those that were taken for the application's
	// and for packages', by what said so.
	Own, Packaged [Deciders]int
	// Labels counts the closure segments in kept frames that were given a kind, by kind and grade.
	Labels [rustname.Kinds][coroutine.Grades]int
	// Fingerprint and Culprit are filled in when Options.Summarize is set.
	Fingerprint string
	Culprit     Culprit
	printed     bool // Fingerprint is of application frames
	// Explanations has an entry a frame, in the order of the text, when Options.Explain is set.
	Explanations []Explanation
}

// Explanation says of one frame what was done and why.
type Explanation struct {
	Stack   int    // which stack of the text, from 0
	Number  string // the index as printed in the input; "" where there is none
	Name    string // the name as printed in the input
	Result  string // the name as printed in the output; "" when the frame was removed
	Path    bool   // the name is a path of Rust's, not a name as C has them or none
	File    string
	Line    int
	Class   Class
	Rule    string // which row of the frame table, or which user rule, gave the class
	Reason  string // that row's reason
	Whose   string // whose code it is: "own", "package", "std" or "unknown"
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
