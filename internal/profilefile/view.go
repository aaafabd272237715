package profilefile

// Profiles for people: stacks written out, with what is done to each line and why.

import (
	"cmp"
	"context"
	"fmt"
	"iter"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// Stack is a stack with what was measured in it.
type Stack struct {
	Lines  []Line  // innermost first
	Values []int64 // one for each of File.Types
	Rust   bool    // it is looked at, and its lines are explained
}

// Line is a line of a stack.
type Line struct {
	Name string // as the profile has it
	rules.Explanation
}

// Kind returns the class of the line's frame, or "native" for one that is not of Rust, and "other" in stacks that
// are left alone.
func (l *Line) Kind(rust bool) string {
	switch {
	case !rust:
		return Other
	case !l.Path && l.Class == rewrite.Dependency:
		return Native
	}
	return l.Class.String()
}

// What Line.Kind says beside the classes.
const (
	Native = "native"
	Other  = "other"
)

// Before returns the stacks of the file, each once for each resource that has it. Without a processor their lines are
// not explained.
func (f *File) Before(p *processor.Processor) iter.Seq[Stack] { return f.view(p).allBefore }

// After returns the stacks of the file cleaned, explained by what they were before.
func (f *File) After(p *processor.Processor) iter.Seq[Stack] { return f.view(p).allAfter }

// view is a profile that is written out.
type view struct {
	decided *profiles.Decided
	before  measured
}

func (f *File) view(p *processor.Processor) *view {
	tables := f.tables()
	v := &view{decided: tables.Undecided()}
	if p != nil {
		v.decided = p.Decide(context.Background(), tables, f.users(p))
	}
	for u, values := range f.samples(p) {
		v.before.add(u, values)
	}
	return v
}

// use is a stack as a resource has it.
type use struct {
	resource int
	audience profiles.Audience // that the resource is
	stack    int32
}

// measured is what was measured in stacks.
type measured struct {
	uses   []use // each once, in their order
	values map[use][]int64
}

// add adds what was measured in a stack. It reports whether that is a new one.
func (m *measured) add(u use, values []int64) (isNew bool) {
	sum, known := m.values[u]
	if !known {
		if m.values == nil {
			m.values = map[use][]int64{}
		}
		sum = make([]int64, len(values))
		m.uses, m.values[u] = append(m.uses, u), sum
	}
	for i, value := range values {
		sum[i] += value
	}
	return !known
}

func (v *view) allBefore(yield func(Stack) bool) {
	for _, u := range v.before.uses {
		if !yield(v.stack(u)) {
			return
		}
	}
}

// stack writes out a stack, and explains it where that is asked for.
func (v *view) stack(u use) Stack {
	explanations := v.decided.Explain(u.audience, u.stack)
	stack := Stack{Lines: linesOf(v.decided.Before(u.stack)), Values: v.before.values[u], Rust: explanations != nil}
	for i := range explanations {
		stack.Lines[i].Explanation = explanations[i]
	}
	return stack
}

// pairs calls yield with each stack before, and with what it becomes: its lines, and its part of what is measured there.
func (v *view) pairs(yield func(before, after Stack) bool) {
	for _, u := range v.before.uses {
		before := v.stack(u)
		if !yield(before, v.cleaned(u, &before)) {
			return
		}
	}
}

// allAfter calls yield with each stack after, explained by the first that became it.
func (v *view) allAfter(yield func(Stack) bool) {
	var after measured
	var first []use // that became those after
	for _, u := range v.before.uses {
		becomes := use{u.resource, u.audience, v.decided.Becomes(u.audience, u.stack)}
		if after.add(becomes, v.before.values[u]) {
			first = append(first, u)
		}
	}
	for i, u := range after.uses {
		before := v.stack(first[i])
		stack := v.cleaned(first[i], &before)
		stack.Values = after.values[u]
		if !yield(stack) {
			return
		}
	}
}

// cleaned writes out what a stack becomes.
func (v *view) cleaned(u use, before *Stack) Stack {
	return carryOver(linesOf(v.decided.After(u.audience, u.stack)), before)
}

// carryOver explains the lines of a stack by those of the one that became it: they are some of them, in the same order,
// under the names that they got. Behind them may be one that stands for the runtime.
func carryOver(lines []Line, before *Stack) Stack {
	stack := Stack{Lines: lines, Values: before.Values, Rust: before.Rust}
	next := 0
	for i := range lines {
		for next < len(before.Lines) && !before.Lines[next].became(lines[i].Name) {
			next++
		}
		if next == len(before.Lines) {
			lines[i].Explanation = rules.Explanation{Name: lines[i].Name, Path: true, Class: rules.Runtime}
			break
		}
		lines[i].Explanation = before.Lines[next].Explanation
		next++
	}
	return stack
}

// became reports whether the line is left, under that name.
func (l *Line) became(name string) bool { return !l.Removed && name == cmp.Or(l.Result, l.Name) }

// linesOf writes out the lines of locations; one without lines is named by its program and address.
func linesOf(locations []*profiles.Location) []Line {
	var lines []Line
	for _, location := range locations {
		for i := range location.Frames {
			f := &location.Frames[i]
			lines = append(lines, Line{Name: cmp.Or(f.Name, f.Symbol, "[unknown]")})
		}
		if len(location.Frames) == 0 {
			lines = append(lines, Line{Name: fmt.Sprintf("%s+0x%x", location.Program, location.Address)})
		}
	}
	return lines
}
