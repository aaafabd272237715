package main

// Explain for profiles: a summary, since a profile has thousands of stacks.

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// How much of a profile to print; --json has all functions and labels.
const (
	functionsOfRule = 3
	mostRules       = 30
	mostLabels      = 40
	mostLines       = 250 // of a stack
)

// explainedProfile is what explain prints of one profile. Scripts read its JSON.
type explainedProfile struct {
	File     string `json:"file"`
	Format   string `json:"format"`
	Measured string `json:"measured"`
	// Collapsed says whether the configuration sets profiles.collapse_recursion.
	Collapsed bool                 `json:"collapsed,omitempty"`
	Before    explainedExtent      `json:"before"`
	After     explainedExtent      `json:"after"`
	Rust      int                  `json:"stacks_of_rust"`
	Classes   []explainedClass     `json:"classes"`
	Rules     []explainedRule      `json:"rules"`
	Labels    []explainedClosure   `json:"labels"`
	Heaviest  []explainedHeaviness `json:"heaviest"`
}

type explainedExtent struct {
	Weight      int64   `json:"weight"`
	Stacks      int     `json:"stacks"`
	Depth       float64 `json:"frames_a_stack"`
	Application int64   `json:"application_frames"`
}

type explainedClass struct {
	Class   string `json:"class"`
	Kept    int64  `json:"kept"`
	Removed int64  `json:"removed"`
}

type explainedRule struct {
	Action    string              `json:"action"`
	Class     string              `json:"class"`
	Rule      string              `json:"rule,omitempty"`
	Reason    string              `json:"reason,omitempty"`
	Why       string              `json:"why,omitempty"`
	Lines     int                 `json:"lines"`
	Weight    int64               `json:"weight"`
	Functions []explainedFunction `json:"functions"`
}

type explainedFunction struct {
	Name   string `json:"name"`
	Weight int64  `json:"weight"`
}

type explainedClosure struct {
	explainedLabel
	Stacks int   `json:"stacks"`
	Weight int64 `json:"weight"`
}

type explainedHeaviness struct {
	Weight int64           `json:"weight"`
	Stacks int             `json:"stacks"`
	Lines  []explainedLine `json:"lines"`
}

type explainedLine struct {
	Action string `json:"action"`
	Class  string `json:"class"`
	Name   string `json:"name"`
	Result string `json:"result,omitempty"`
}

func newExplainedProfile(file string, profile *profilefile.File, s *profilefile.Summary) *explainedProfile {
	e := &explainedProfile{
		File: file, Format: profile.Format(), Measured: s.Measured.String(), Rust: s.Rust,
		Before: newExplainedExtent(&s.Before), After: newExplainedExtent(&s.After),
	}
	for class, n := range s.Classes {
		e.Classes = append(e.Classes, explainedClass{rewrite.Class(class).String(), n.Kept, n.Removed})
	}
	for i := range s.Rules {
		r := &s.Rules[i]
		rule := explainedRule{
			Action: actionOf(r.Removed), Class: r.Class.String(), Rule: r.Rule, Reason: r.Reason, Why: r.Why,
			Lines: r.Lines, Weight: r.Weight,
		}
		for _, f := range r.Functions {
			rule.Functions = append(rule.Functions, explainedFunction(f))
		}
		e.Rules = append(e.Rules, rule)
	}
	for _, l := range s.Labels {
		e.Labels = append(e.Labels, explainedClosure{newExplainedLabel(rewrite.Label(l.Label)), l.Stacks, l.Weight})
	}
	for i := range s.Stacks {
		e.Heaviest = append(e.Heaviest, newExplainedHeaviness(&s.Stacks[i]))
	}
	return e
}

func newExplainedExtent(x *profilefile.Extent) explainedExtent {
	return explainedExtent{x.Weight, x.Stacks, float64(x.Frames) / float64(max(x.Weight, 1)), x.Application}
}

func newExplainedHeaviness(o *profilefile.Outcome) explainedHeaviness {
	h := explainedHeaviness{Weight: o.Weight, Stacks: o.Stacks}
	for i := range o.Heaviest.Lines {
		line := &o.Heaviest.Lines[i]
		h.Lines = append(h.Lines, explainedLine{actionOf(line.Removed), line.Kind(true), line.Name, line.Result})
	}
	return h
}

func actionOf(removed bool) string {
	if removed {
		return "remove"
	}
	return "keep"
}

// print prints a profile's summary.
func (e *explainedProfile) print(out io.Writer) {
	fmt.Fprintf(out, "%s: %s\n\n", e.File, e.Format)
	fmt.Fprintf(out, "%-18s %12s %12s\n", "", "before", "after")
	fmt.Fprintf(out, "%-18s %12d %12d\n", e.Measured, e.Before.Weight, e.After.Weight)
	fmt.Fprintf(out, "%-18s %12d %12d\n", "stacks", e.Before.Stacks, e.After.Stacks)
	fmt.Fprintf(out, "%-18s %12.1f %12.1f\n", "frames a stack", e.Before.Depth, e.After.Depth)
	fmt.Fprintf(out, "%-18s %12d %12d\n", "application frames", e.Before.Application, e.After.Application)
	if e.Rust == 0 {
		fmt.Fprintln(out, "No stack is Rust's: all are left alone.")
		return
	}
	fmt.Fprintf(out, "%d stacks are Rust's; the others are left alone. What follows is in frames a stack, by weight.\n", e.Rust)
	if e.Collapsed {
		fmt.Fprintln(out, "Of frames that call themselves one is left, by profiles.collapse_recursion; this is not in what follows.")
	}
	fmt.Fprintf(out, "\n%-18s %12s %12s\n", "class", "kept", "removed")
	for _, c := range e.Classes {
		if c.Kept+c.Removed > 0 {
			fmt.Fprintf(out, "%-18s %12s %12s\n", c.Class, e.frames(c.Kept), e.frames(c.Removed))
		}
	}
	e.printRules(out, "removed", func(r *explainedRule) bool { return r.Action == "remove" })
	e.printRules(out, "kept, although frames of the class go", func(r *explainedRule) bool {
		return r.Action == "keep" && r.Why != ""
	})
	e.printLabels(out)
	e.printHeaviest(out)
}

// frames prints the weight of frames as their average number in a stack.
func (e *explainedProfile) frames(weight int64) string {
	n := float64(weight) / float64(max(e.Before.Weight, 1))
	if weight > 0 && n < 0.0005 {
		return "<0.001"
	}
	return fmt.Sprintf("%.3f", n)
}

func (e *explainedProfile) printRules(out io.Writer, title string, wanted func(*explainedRule) bool) {
	printed, more := 0, 0
	for i := range e.Rules {
		r := &e.Rules[i]
		if !wanted(r) {
			continue
		}
		switch printed++; {
		case printed == 1:
			fmt.Fprintf(out, "\n%s\n", title)
		case printed > mostRules:
			more++
			continue
		}
		fmt.Fprintf(out, "%8s  %-11s  %s\n", e.frames(r.Weight), r.Class, joinNonEmpty(r.Rule, r.Reason))
		if r.Why != "" && r.Why != r.Reason {
			fmt.Fprintf(out, "%23s%s: %s\n", "", r.Action, r.Why)
		}
		for j, f := range r.Functions {
			if j == functionsOfRule {
				fmt.Fprintf(out, "%33sand %d more\n", "", len(r.Functions)-j)
				break
			}
			fmt.Fprintf(out, "%23s%8s  %s\n", "", e.frames(f.Weight), f.Name)
		}
	}
	if more > 0 {
		fmt.Fprintf(out, "%10sand %d more; --json has them all\n", "", more)
	}
}

func (e *explainedProfile) printLabels(out io.Writer) {
	fmt.Fprint(out, "\nlabels\n")
	for i, l := range e.Labels {
		if i == mostLabels {
			fmt.Fprintf(out, "%10sand %d more; --json has them all\n", "", len(e.Labels)-i)
			break
		}
		fmt.Fprintf(out, "%8s  %s\n", e.frames(l.Weight), l.String())
	}
}

func (e *explainedProfile) printHeaviest(out io.Writer) {
	for i, h := range e.Heaviest {
		left := 0
		for _, line := range h.Lines {
			if line.Action == "keep" {
				left++
			}
		}
		of := strconv.Itoa(h.Stacks) + " stacks became equal; the heaviest of them"
		if h.Stacks == 1 {
			of = "one stack"
		}
		fmt.Fprintf(out, "\nheaviest after, %d: %.1f %%, %d of %d frames left; %s\n", i+1,
			100*float64(h.Weight)/float64(max(e.Before.Weight, 1)), left, len(h.Lines), of)
		for j, line := range h.Lines {
			if j == mostLines {
				fmt.Fprintf(out, "%10sand %d more; --json has them all\n", "", len(h.Lines)-j)
				break
			}
			name := line.Result
			if name == "" {
				name = line.Name
			}
			fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("   %-6s  %-11s  %s", line.Action, line.Class, name), " "))
		}
	}
}
