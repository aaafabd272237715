package stacktext

import "strings"

// The layout of macOS's sample(1) and of Activity Monitor's samples: a call tree whose root is a thread.
//
//	tree   = { thread { frame } } .
//	frame  = guides count " " name "  (in " module ")" [ " + " offset { "," offset } ] "  [0x" address { ",0x" address } "]"
//	         [ "  " path ":" line ] .
//	guides = { " " | "+" | "!" | ":" | "|" } .
//
// What a frame calls is further to the right. A frame that calls several has a branch for each, which is a Stack of its own:
// the frames of one Stack call each other. When a frame is removed, what it calls stays where it is.

// sampleGuides are the characters that lead from a frame down to the next that its caller calls.
const sampleGuides = " +!:|"

// sampleStarts reports whether the line is a frame.
func sampleStarts(text string, at, end int) bool {
	_, _, ok := sampleFrame(text, at, end)
	return ok
}

// readSample reads the tree whose root is in the line at the offset. It is Rust's or not as a whole: a branch may have no name
// that shows it.
func (f *finder) readSample(at int) (int, bool) {
	frames, stacks, rust := len(f.trace.Frames), len(f.trace.Stacks), false
	first := frames
	for depth := -1; at < len(f.text); {
		end, next := lineAt(f.text, at)
		frame, column, ok := sampleFrame(f.text, at, end)
		if !ok {
			break
		}
		if column <= depth {
			f.addStack(Stack{Layout: layoutSample, First: first})
			first = len(f.trace.Frames)
		}
		depth = column
		frame.Span, frame.content, frame.tail = Span{at, next}, at, end
		rust = rust || showsRust(frame.Name.Of(f.text), frame.File.Of(f.text))
		f.push(frame)
		at = next
	}
	if len(f.trace.Frames) == frames {
		return at, false
	}
	if !rust || f.tooLarge {
		f.trace.Frames, f.trace.Stacks = f.trace.Frames[:frames], f.trace.Stacks[:stacks]
		f.foreign, f.listEnd = true, at
		return at, false
	}
	f.addStack(Stack{Layout: layoutSample, First: first})
	return at, true
}

// sampleFrame reads a frame and the column of its count.
func sampleFrame(text string, at, end int) (frame Frame, column int, ok bool) {
	const module, address = "  (in ", "  [0x"
	i := at
	for i < end && strings.IndexByte(sampleGuides, text[i]) >= 0 {
		i++
	}
	_, next, ok := number(text, i, end)
	if !ok || next == end || text[next] != ' ' {
		return frame, 0, false
	}
	n := strings.LastIndex(text[next:end], module)
	if n <= 1 || !strings.Contains(text[next+n:end], address) {
		return frame, 0, false
	}
	frame.Name = Span{next + 1, next + n}
	frame.Resolved = resolved(frame.Name.Of(text))
	if n := strings.LastIndex(text[next:end], "]  "); n > 0 {
		frame.File, frame.Line, frame.Column = location(text, next+n+len("]  "), end)
	}
	return frame, i - at, true
}
