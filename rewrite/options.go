package rewrite

import "github.com/rustasyncprocessor/rustasyncprocessor/coroutine"

// Options says how to clean. DefaultOptions returns the standard; the zero value removes nothing and prints labels of all
// grades. LabelNone prints none.
type Options struct {
	// Remove is the set of classes whose frames go.
	Remove ClassSet
	// Keep and RemoveMatching are the user's own rules; they come before the classes, and Keep wins.
	Keep, RemoveMatching Matcher
	// AroundApplication removes combinator, server and runtime frames only where there is an application frame
	// inside them: a profile must not call a worker that waits something else.
	AroundApplication bool
	// Elision leaves a line that tells how many frames were left out where runtime, server or combinator
	// frames went.
	Elision bool
	// KeepNumbers leaves the frames the numbers they had.
	KeepNumbers bool
	// LabelStyle says how labels are spelled.
	LabelStyle LabelStyle
	// MinGrade is the least sure grade that is printed; there is none below coroutine.Inferred.
	MinGrade coroutine.Grade
	// ElideGenerics prints <_> for generic arguments.
	ElideGenerics bool
	// Summarize fills Report.Fingerprint and Report.Culprit.
	Summarize bool
	// Explain fills Report.Explanations, at a cost in time and memory.
	Explain bool
}

// DefaultOptions returns what the processor does when nothing is configured.
func DefaultOptions() Options {
	return Options{
		Remove:   Set(Generator, Adapter, Combinator, Server, Runtime, Panic),
		Elision:  true,
		MinGrade: coroutine.Inferred,
	}
}

// ClassSet is a set of classes.
type ClassSet uint16

// Set returns the set of these classes.
func Set(classes ...Class) ClassSet {
	var s ClassSet
	for _, c := range classes {
		s |= 1 << c
	}
	return s
}

// Has reports whether the class is in the set.
func (s ClassSet) Has(c Class) bool { return s&(1<<c) != 0 }

// Matcher is a user's rule for frames. A frame matches when any of the lists does.
type Matcher struct {
	Crates  []string // crate that owns the frame: "sqlx"
	Paths   []string // a path and all in it: "sqlx::pool"; or globs: "sqlx::**::connect", * is one segment or a part
	Sources []string // globs over the source file: "**/vendor/**"
}

// LabelStyle is the spelling of labels.
type LabelStyle uint8

// The styles.
const (
	LabelHyphen LabelStyle = iota // {async-fn#0}
	LabelRustc                    // {async_fn#0}, as in rustc's debug information
	LabelNone                     // names are left alone
)
