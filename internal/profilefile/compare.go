package profilefile

// Profiles before and after. What a frame is, is said before: a stack that was cleaned may have nothing left by which to
// know that it is Rust's, or whose code its frames are.

import (
	"cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// comparison is a file before and after.
type comparison struct{ before, after *view }

func (f *File) compare(p *processor.Processor) (*comparison, error) {
	before := newView(f, f.profiles(), p)
	cleaned, err := f.cleaned(p)
	if err != nil {
		return nil, err
	}
	return &comparison{before, newView(f, cleaned, nil)}, nil
}

// pairs calls yield with each stack before, and with what it becomes: its lines, and its part of what is measured there.
func (c *comparison) pairs(yield func(before, after Stack) bool) {
	for u, values := range c.before.uses {
		before := c.before.stack(u, values)
		if !yield(before, carryOver(c.after.lines(c.becomes(u).stack), &before)) {
			return
		}
	}
}

// allAfter calls yield with each stack after, explained by the first that became it.
func (c *comparison) allAfter(yield func(Stack) bool) {
	explained := map[use]Stack{}
	for u, values := range c.before.uses {
		becomes := c.becomes(u)
		if _, known := explained[becomes]; !known {
			before := c.before.stack(u, values)
			explained[becomes] = carryOver(c.after.lines(becomes.stack), &before)
		}
	}
	for u, values := range c.after.uses {
		stack := explained[u]
		stack.Values = values
		if !yield(stack) {
			return
		}
	}
}

func (c *comparison) becomes(u use) use {
	return use{u.resource, c.before.explanation.Becomes(c.before.resource(u), u.stack)}
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
