package stacktext

// lineLayout is a layout in which a line is a frame, as debuggers, profilers and some libraries print it.
type lineLayout struct {
	layout Layout
	// frame reads the line between the offsets. The caller fills in Span.
	frame func(text string, at, end int) (Frame, bool)
	// continues reports whether the line belongs to the frame above, and may add to that frame. nil: no line does.
	continues func(text string, frame *Frame, at, end int) bool
	// below reads the further lines of a frame at once, where continues cannot tell line by line. It reports whether it found
	// the end of the frame: if not, the stack is left alone, so that no half of a frame remains.
	below func(text string, frame *Frame) bool
	// least is how many frames make a stack; 0 is 1.
	least int
	// names says that only names show that a stack is Rust, because its locations are not Rust files.
	names bool
	// left says that indexes are aligned to the left.
	left bool
}

// starts reports whether the line is a frame or an elision line.
func (l *lineLayout) starts(text string, at, end int) bool {
	if _, ok := l.frame(text, at, end); ok {
		return true
	}
	_, ok := omitted(text[at:end])
	return ok
}

// read reads the stack that starts in the line at the offset.
func (l *lineLayout) read(f *finder, at int) (int, bool) {
	first, frames, rust, whole := len(f.trace.Frames), 0, false, true
	for at < len(f.text) {
		end, next := lineAt(f.text, at)
		frame, ok := l.frame(f.text, at, end)
		frame.Span, frame.content, frame.tail = Span{at, next}, at, end
		if ok {
			frames++
			whole = (l.below == nil || l.below(f.text, &frame)) && whole
			rust = rust || rustNameAt(frame.Name.Of(f.text), frame.File.Of(f.text)) || !l.names && rustFile(frame.File.Of(f.text))
		} else if frames > 0 && l.continues != nil && l.continues(f.text, &f.trace.Frames[len(f.trace.Frames)-1], at, end) {
			last := &f.trace.Frames[len(f.trace.Frames)-1]
			last.End, last.tail = next, end
			at = next
			continue
		} else if frame.Omitted, ok = omitted(f.text[at:end]); !ok || !l.layout.holdsElision() {
			break
		}
		f.push(frame)
		at = frame.End
	}
	if frames < max(l.least, 1) || !rust || !whole || f.tooLarge {
		f.foreign = f.foreign || frames > 1
		f.trace.Frames = f.trace.Frames[:first]
		if frames > 0 {
			f.listEnd = at
		}
		return at, false
	}
	f.addStack(Stack{Layout: l.layout, First: first, leftAligned: l.left, indent: l.indent(f, first)})
	return at, true
}

// indent returns the blanks before an elision line: those before the first frame, or as many as std prints.
func (l *lineLayout) indent(f *finder, first int) string {
	frame := f.trace.Frames[first]
	line := f.text[frame.content:frame.tail]
	if n := skipBlanks(line, 0, len(line)); n > 0 {
		return line[:n]
	}
	return "      "
}
