package rewrite

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// Options says how to clean. DefaultOptions returns the standard; the zero value removes nothing and prints labels of all
// grades. LabelNone prints none.
type Options struct {
	// Remove is the set of classes whose frames go.
	Remove ClassSet
	// Keep and RemoveMatching are the user's own rules; they come before the classes, and Keep wins.
	Keep, RemoveMatching Matcher
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

// rules returns the options of those who decide.
func (o *Options) rules() rules.Options {
	return rules.Options{
		Remove: o.Remove, Keep: rules.Matcher(o.Keep), RemoveMatching: rules.Matcher(o.RemoveMatching),
		Elision: o.Elision, LabelStyle: o.LabelStyle, MinGrade: o.MinGrade,
		ElideGenerics: o.ElideGenerics, Explain: o.Explain,
	}
}
