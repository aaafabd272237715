package rewrite

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// Options says how to clean. The zero value is the default: what the processor does when nothing is configured.
type Options struct {
	// Remove is the set of classes whose frames are removed; zero means Standard, and NoClass removes none.
	Remove ClassSet
	// Keep and RemoveMatching are the user's own rules; they come before the classes, and Keep wins. They cost a match
	// per frame.
	Keep, RemoveMatching Matcher
	// Application are globs over the names of the application's crates: "shop", "shop_*". If there are any, all other crates are
	// dependencies; otherwise source files, the stack and what is known of public crates decide.
	Application []string
	// NoElision leaves out the line that says how many runtime, server or combinator frames were removed.
	NoElision bool
	// KeepNumbers leaves frames their original numbers.
	KeepNumbers bool
	// MaxBytes is how long a cleaned text may be, in bytes; 0 is any length. Where it is longer, whole frames go from the outer
	// end of its stacks, the innermost application frame last, and the elision line counts them. Text outside of stacks is
	// never cut, nor is the last frame of a stack.
	MaxBytes int
	// LabelStyle says how labels are spelled.
	LabelStyle LabelStyle
	// MinGrade is the lowest grade that is printed; values below coroutine.Inferred mean coroutine.Inferred.
	MinGrade coroutine.Grade
	// ElideGenerics prints <_> for generic arguments. It parses each printed name once more.
	ElideGenerics bool
	// Summarize fills Report.Fingerprint and Report.Culprit, at the cost of a SHA-256 per stack.
	Summarize bool
	// Explain fills Report.Explanations. Explained texts are not cached.
	Explain bool
}

// rules returns the options of package rules.
func (o *Options) rules() rules.Options {
	remove := o.Remove
	if remove == 0 {
		remove = Standard
	}
	return rules.Options{
		Remove: remove &^ NoClass, Keep: rules.Matcher(o.Keep), RemoveMatching: rules.Matcher(o.RemoveMatching),
		Application: o.Application, Elision: !o.NoElision, LabelStyle: o.LabelStyle,
		MinGrade:      max(o.MinGrade, coroutine.Inferred),
		ElideGenerics: o.ElideGenerics, Explain: o.Explain,
	}
}
