package rewrite

// Texts that are still too long when they are cleaned: whole frames go, so that no backend cuts the text in the middle of one.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// whyCut is why a frame went that the rules kept.
const whyCut = "over max_bytes: frames go from the outer end, the innermost application frame last"

// shortener takes frames out of the stacks of one text until it is as short as it must be.
type shortener struct {
	rewriter *Rewriter
	scratch  *scratch
	stacks   []cuts
}

// cuts says which frames of one stack are taken out: from outer on, and then those from inner up to the pivot, which is the
// innermost frame of the application and stays.
type cuts struct {
	scratch
	stack               stacktext.Stack
	inner, pivot, outer int
	kept                int // frames that are left, and can be taken out
}

// shorten takes frames out until the printed text has room bytes, or until each stack has but one frame left. The text comes
// printed.
func (r *Rewriter) shorten(s *scratch, printed string, room int, report *Report) string {
	short := shortener{rewriter: r, scratch: s}
	for _, stack := range s.trace.Stacks {
		short.stacks = append(short.stacks, cutsOf(s.of(stack), stack))
	}
	defer func() {
		for i := range short.stacks {
			short.stacks[i].restore()
		}
	}()
	for len(printed) > room && short.take(len(printed)-room, report) {
		for i := range short.stacks {
			clear(short.stacks[i].edits)
			r.edit(short.stacks[i].frames, short.stacks[i].edits)
		}
		printed = short.print()
	}
	return printed
}

// print prints the text. Its frames and edits are in the order of the text for the time.
func (s *shortener) print() string {
	for i := range s.stacks {
		s.stacks[i].turn()
	}
	defer func() {
		for i := range s.stacks {
			s.stacks[i].turn()
		}
	}()
	return s.scratch.trace.Print(s.scratch.edits)
}

func cutsOf(part scratch, stack stacktext.Stack) cuts {
	c := cuts{scratch: part, stack: stack, pivot: max(rules.Innermost(part.frames), 0), outer: len(part.frames)}
	for c.pivot < len(part.frames)-1 && !isLeft(&part.frames[c.pivot]) {
		c.pivot++
	}
	c.inner = c.pivot
	for i := range part.frames {
		if i != c.pivot && isLeft(&part.frames[i]) {
			c.kept++
		}
	}
	return c
}

// isLeft reports whether the frame is printed, and is one.
func isLeft(f *rules.Frame) bool { return !f.Removed && f.Omitted == 0 }

// take takes out frames that come to so many bytes as they were printed, but at least one, each from the stack that has most
// frames left. It reports whether there was any.
func (s *shortener) take(bytes int, report *Report) bool {
	taken := 0
	for taken < bytes {
		longest := &s.stacks[0]
		for i := range s.stacks {
			if s.stacks[i].kept > longest.kept {
				longest = &s.stacks[i]
			}
		}
		if longest.kept == 0 {
			break
		}
		i := longest.next()
		taken += max(longest.lengthOf(i, &s.scratch.trace), 1)
		report.cut(&longest.frames[i])
	}
	return taken > 0
}

// next takes out the next frame and returns its index.
func (c *cuts) next() int {
	c.kept--
	for c.outer > c.pivot+1 {
		c.outer--
		if isLeft(&c.frames[c.outer]) {
			return c.remove(c.outer)
		}
	}
	for c.inner > 0 {
		c.inner--
		if isLeft(&c.frames[c.inner]) {
			return c.remove(c.inner)
		}
	}
	return c.pivot
}

func (c *cuts) remove(i int) int {
	c.frames[i].Removed, c.frames[i].Why, c.frames[i].Result = true, whyCut, ""
	return i
}

// lengthOf returns about how long a frame is as it was printed.
func (c *cuts) lengthOf(i int, trace *stacktext.Trace) int {
	at := c.stack.First + i
	if c.reversed {
		at = c.stack.End - 1 - i
	}
	t := &trace.Frames[at]
	length := t.End - t.Start
	if name := c.edits[i].Name; name != "" {
		length += len(name) - (t.Name.End - t.Name.Start)
	}
	return length
}

// shortenAgain shortens a text that is still too long for as long as another pass with the same limit would. In a tree of
// calls each branch is a stack that keeps its last frame; without the frames between them, two branches can read as one.
func (r *Rewriter) shortenAgain(cleaned string, room int, report *Report) string {
	for len(cleaned) > room {
		shorter, pass := r.clean(cleaned, room, false)
		if len(shorter) >= len(cleaned) {
			break
		}
		cleaned = shorter
		report.Kept = pass.Kept
		for class, frames := range pass.Removed {
			report.Removed[class] += frames
		}
	}
	return cleaned
}

// cut counts a frame that was kept at first.
func (report *Report) cut(f *rules.Frame) {
	report.Kept[f.Class]--
	report.Removed[f.Class]++
	for _, v := range f.Verdicts {
		if v.Kind != rustname.KindUnknown {
			report.Labels[v.Kind][v.Grade]--
		}
	}
}
