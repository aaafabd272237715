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
	// numbers says how indexes are written, and width what they are aligned to on the right.
	numbers numbering
	width   int
	// prefix returns the length of what the tool prints before each line of the stack, such as a process id. nil: nothing.
	prefix func(line string) int
}

// content returns the offset of what follows the prefix of the line.
func (l *lineLayout) content(text string, at, end int) int {
	if l.prefix == nil {
		return at
	}
	return at + l.prefix(text[at:end])
}

// starts reports whether the line is a frame or an elision line.
func (l *lineLayout) starts(text string, at, end int) bool {
	at = l.content(text, at, end)
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
		content := l.content(f.text, at, end)
		frame, ok := l.frame(f.text, content, end)
		frame.Span, frame.content, frame.tail = Span{at, next}, content, end
		if ok {
			frames++
			whole = (l.below == nil || l.below(f.text, &frame)) && whole
			rust = rust || rustNameAt(frame.Name.Of(f.text), frame.File.Of(f.text)) || !l.names && rustFile(frame.File.Of(f.text))
		} else if frames > 0 && l.continues != nil && l.continues(f.text, &f.trace.Frames[len(f.trace.Frames)-1], at, end) {
			last := &f.trace.Frames[len(f.trace.Frames)-1]
			last.End, last.tail = next, end
			at = next
			continue
		} else if frame.Omitted, ok = omitted(f.text[content:end]); !ok || !l.layout.holdsElision() {
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
	f.addStack(Stack{
		Layout: l.layout, First: first, numbers: l.numbering(f, first), numberWidth: l.width, indent: l.indent(f, first),
	})
	return at, true
}

// numbering returns how the numbers of the stack are written. Sanitizers print stacks as gdb does, but do not align numbers:
// there is one blank after a single digit.
func (l *lineLayout) numbering(f *finder, first int) numbering {
	for i := first; i < len(f.trace.Frames) && l.numbers == leftAligned; i++ {
		if number := f.trace.Frames[i].Number.Of(f.text); len(number) == 1 {
			return rightAligned
		}
	}
	return l.numbers
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
