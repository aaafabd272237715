package profilefile

// What cleaning does to a profile as a whole, for people who doubt it: by class, by rule, by label, and the heaviest
// stacks line by line.

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// Summary is what cleaning does to a profile. Weights are in what was measured; that of a frame is its stack's.
type Summary struct {
	Measured      ValueType
	Before, After Extent
	// Rust is how many of the stacks before are looked at; the others are left alone.
	Rust    int
	Classes [rules.Classes]ClassSummary
	Rules   []RuleSummary  // the heaviest first
	Labels  []LabelSummary // the heaviest first
	Stacks  []Outcome      // the heaviest first
}

// Extent is how much there is.
type Extent struct {
	Stacks int
	Weight int64 // of all stacks
	Frames int64 // the weight of all frames
	// Application is the weight of the application's frames.
	Application int64
}

// ClassSummary is the weight of the frames of one class.
type ClassSummary struct{ Kept, Removed int64 }

// RuleSummary is what one rule did to frames of one class.
type RuleSummary struct {
	Class     rules.Class
	Removed   bool
	Rule      string // the row of the frame table
	Reason    string
	Why       string // why it stays or goes, where the class does not say that
	Lines     int    // of stacks
	Weight    int64
	Functions []FunctionSummary // the heaviest first
}

// FunctionSummary is a function with the weight of its frames.
type FunctionSummary struct {
	Name   string
	Weight int64
}

// LabelSummary is what a closure was found to be.
type LabelSummary struct {
	rules.Label
	Stacks int
	Weight int64
}

// Outcome is a stack as it comes out, and the heaviest of those that became it.
type Outcome struct {
	Weight   int64
	Stacks   int // that became it
	Heaviest Stack
}

// maxOutcomes is how many stacks a summary shows: a profile has thousands.
const maxOutcomes = 3

// Summarize says what cleaning does to the file, by one of its types of values.
func (f *File) Summarize(p *processor.Processor, measured int) *Summary {
	v := f.view(p)
	s := summarizer{
		Summary: Summary{Measured: f.Types()[measured]}, measured: measured,
		rules: map[ruleKey]*ruleTally{}, labels: map[rules.Label]*LabelSummary{}, outcomes: map[string]*Outcome{},
	}
	for stack := range v.allAfter {
		s.After.add(&stack, stack.Values[measured])
	}
	for before, after := range v.pairs {
		weight := before.Values[measured]
		s.Before.add(&before, weight)
		s.Before.Application += weight * before.count(rewrite.Application)
		s.After.Application += weight * after.count(rewrite.Application)
		if before.Rust {
			s.Rust++
			s.add(before)
		}
	}
	s.finish()
	return &s.Summary
}

func (e *Extent) add(stack *Stack, weight int64) {
	e.Stacks++
	e.Weight += weight
	e.Frames += weight * int64(len(stack.Lines))
}

// count returns how many frames of a class a stack has; one that is left alone has none that is known.
func (s *Stack) count(class rewrite.Class) (n int64) {
	for i := range s.Lines {
		if s.Rust && s.Lines[i].Class == class {
			n++
		}
	}
	return n
}

// ruleKey is what makes the frames of one RuleSummary.
type ruleKey struct {
	class             rules.Class
	removed           bool
	rule, reason, why string
}

type ruleTally struct {
	lines     int
	weight    int64
	functions map[string]int64
}

type summarizer struct {
	Summary
	measured int
	rules    map[ruleKey]*ruleTally
	labels   map[rules.Label]*LabelSummary
	outcomes map[string]*Outcome
}

// add adds a stack that is looked at.
func (s *summarizer) add(stack Stack) {
	weight := stack.Values[s.measured]
	var left strings.Builder
	for i := range stack.Lines {
		line := &stack.Lines[i]
		s.addRule(line, weight)
		if line.Removed {
			s.Classes[line.Class].Removed += weight
			continue
		}
		s.Classes[line.Class].Kept += weight
		left.WriteString(cmp.Or(line.Result, line.Name) + "\n")
		for _, label := range line.Labels {
			l := s.labels[label]
			if l == nil {
				l = &LabelSummary{Label: label}
				s.labels[label] = l
			}
			l.Stacks++
			l.Weight += weight
		}
	}
	o := s.outcomes[left.String()]
	if o == nil {
		o = &Outcome{Heaviest: stack}
		s.outcomes[left.String()] = o
	}
	o.Stacks++
	o.Weight += weight
	if weight > o.Heaviest.Values[s.measured] {
		o.Heaviest = stack
	}
}

func (s *summarizer) addRule(line *Line, weight int64) {
	key := ruleKey{line.Class, line.Removed, line.Rule, line.Reason, line.Why}
	r := s.rules[key]
	if r == nil {
		r = &ruleTally{functions: map[string]int64{}}
		s.rules[key] = r
	}
	r.lines++
	r.weight += weight
	r.functions[line.Name] += weight
}

// finish brings what was added into order.
func (s *summarizer) finish() {
	for key, r := range s.rules {
		rule := RuleSummary{key.class, key.removed, key.rule, key.reason, key.why, r.lines, r.weight, nil}
		for _, name := range slices.Sorted(maps.Keys(r.functions)) {
			rule.Functions = append(rule.Functions, FunctionSummary{name, r.functions[name]})
		}
		slices.SortStableFunc(rule.Functions, func(a, b FunctionSummary) int { return cmp.Compare(b.Weight, a.Weight) })
		s.Rules = append(s.Rules, rule)
	}
	slices.SortFunc(s.Rules, func(a, b RuleSummary) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Why, b.Why),
			cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Class, b.Class))
	})
	for _, l := range s.labels {
		s.Labels = append(s.Labels, *l)
	}
	slices.SortFunc(s.Labels, func(a, b LabelSummary) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Evidence, b.Evidence))
	})
	for _, key := range slices.Sorted(maps.Keys(s.outcomes)) {
		s.Stacks = append(s.Stacks, *s.outcomes[key])
	}
	slices.SortStableFunc(s.Stacks, func(a, b Outcome) int { return cmp.Compare(b.Weight, a.Weight) })
	s.Stacks = s.Stacks[:min(len(s.Stacks), maxOutcomes)]
}
