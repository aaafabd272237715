package rewrite

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// Options says how to clean. The zero value is the standard: what the processor does when nothing is configured.
type Options struct {
	// Remove is the set of classes whose frames go; where it is zero, Standard. NoClass removes none.
	Remove ClassSet
	// Keep and RemoveMatching are the user's own rules; they come before the classes, and Keep wins. They cost a match a frame.
	Keep, RemoveMatching Matcher
	// Application are globs over the names of crates that are the application's: "shop", "shop_*". Where there are any, all
	// other crates are dependencies; else it is concluded from source files, the stack and what is known of public crates.
	Application []string
	// NoElision leaves no line that tells how many frames were left out where runtime, server or combinator frames went.
	NoElision bool
	// KeepNumbers leaves the frames the numbers they had.
	KeepNumbers bool
	// LabelStyle says how labels are spelled.
	LabelStyle LabelStyle
	// MinGrade is the least sure grade that is printed; there is none below coroutine.Inferred.
	MinGrade coroutine.Grade
	// ElideGenerics prints <_> for generic arguments. It reads each name again that is printed.
	ElideGenerics bool
	// Summarize fills Report.Fingerprint and Report.Culprit, at the cost of a SHA-256 a stack.
	Summarize bool
	// Explain fills Report.Explanations. Nothing is remembered of texts that are explained.
	Explain bool
}

// rules returns the options of those who decide.
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
