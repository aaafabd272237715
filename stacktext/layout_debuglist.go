package stacktext

import "strings"

// The Debug layouts: std's {:?} of a Backtrace, a list in one line, and {:#?}, one element per line
// (library/std/src/backtrace.rs: impl Debug for BacktraceSymbol). They are part of every struct with a backtrace in it,
// indented by 4 blanks for each struct around.
//
//	list    = "[" element { ", " element } "]"
//	        | "[" EOL { indent element "," EOL } indent "]" .
//	element = "{ fn: " ( '"' name '"' | "<unknown>" ) [ ', file: "' path '"' ] [ ", line: " line ] " }" .
//
// Name and path are not escaped: a name with a string as const argument holds quotes. There are no numbers, columns and
// addresses, and an elision line would not fit in.

const (
	element      = "{ fn: "
	debugOpening = "Backtrace ["
)

// readDebug reads the lists that start in the line at the offset: usually one, several if lines were joined.
func (f *finder) readDebug(at int) (end int, ok bool) {
	lineEnd, _ := lineAt(f.text, at)
	for end = at; ; {
		start := f.nextElement(end)
		if start >= lineEnd || !startsName(f.text[start+len(element):]) {
			return end, ok
		}
		next, read := f.readList(start, lineEnd)
		end, ok = next, ok || read
	}
}

// readList reads the list whose first element is at the offset, in the line that ends there.
func (f *finder) readList(start, lineEnd int) (int, bool) {
	first, rust := len(f.trace.Frames), strings.HasSuffix(strings.TrimRight(f.text[:start], " \t\r\n"), debugOpening)
	layout, next := layoutDebugList, start
	for strings.HasPrefix(f.text[next:], element) {
		if next >= lineEnd {
			lineEnd, _ = lineAt(f.text, next)
		}
		var frame Frame
		frame, next = f.readElement(next, lineEnd)
		if len(f.trace.Frames) == first && f.ownLine(&frame) {
			layout = layoutDebugLines
		} else if layout == layoutDebugLines && !f.ownLine(&frame) {
			layout = layoutDebugList
			f.withinLines(f.trace.Frames[first:])
		}
		rust = rust || showsRust(frame.Name.Of(f.text), frame.File.Of(f.text))
		f.push(frame)
		next = skipSeparator(f.text, next)
	}
	if !rust || f.tooLarge {
		f.foreign = true
		f.trace.Frames = f.trace.Frames[:first]
		f.listEnd = next
		return next, false
	}
	f.addStack(Stack{Layout: layout, First: first, separated: layout == layoutDebugList})
	return next, true
}

// debugStarts reports whether the line has an element, or can be the one before an element.
func debugStarts(text string, at, end int) bool {
	line := text[at:end]
	return strings.Contains(line, element) || strings.HasSuffix(strings.TrimRight(line, " \t\r"), debugOpening)
}

// startsName reports whether the text is the start of a name whose quotes are not escaped, or of what replaces a name.
func startsName(s string) bool {
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, unknown)
}

// nextElement returns the offset of the first element from the offset on, or the end of the text. It remembers it for the
// lines up to there.
func (f *finder) nextElement(at int) int {
	if f.elementAt < at || at == 0 {
		f.elementAt = len(f.text)
		if n := strings.Index(f.text[at:], element); n >= 0 {
			f.elementAt = at + n
		}
	}
	return f.elementAt
}

// readElement reads the element at the offset, or as much of it as is in the line.
func (f *finder) readElement(at, lineEnd int) (frame Frame, end int) {
	text := strings.TrimSuffix(f.text[:lineEnd], "\r")
	frame.Start, frame.content = at, at
	i := at + len(element)
	if strings.HasPrefix(text[i:], unknown) {
		frame.Name = Span{i, i + len(unknown)}
		i = frame.Name.End
	} else {
		frame.Resolved = true
		frame.Name, i = quoted(text, i)
	}
	if rest, ok := strings.CutPrefix(text[i:], ", file: "); ok {
		frame.File, i = quoted(text, len(text)-len(rest))
	}
	if rest, ok := strings.CutPrefix(text[i:], ", line: "); ok {
		frame.Line, i, _ = number(text, len(text)-len(rest), len(text))
	}
	if strings.HasPrefix(text[i:], " }") {
		i += len(" }")
	}
	frame.End, frame.tail = i, i
	return frame, i
}

// quoted reads the text between the quote at the offset and the one that ends the field: the first before another field or
// the end of the element. If the text was cut before that, the end of the line ends the field.
func quoted(text string, at int) (s Span, next int) {
	if at >= len(text) || text[at] != '"' {
		return Span{at, at}, at
	}
	at++
	for i := at; ; i++ {
		n := strings.IndexByte(text[i:], '"')
		if n < 0 {
			return Span{at, len(text)}, len(text)
		}
		i += n
		rest := text[i+1:]
		for _, after := range [...]string{" }", ", file: ", ", line: "} {
			if strings.HasPrefix(rest, after) || strings.HasPrefix(after, rest) {
				return Span{at, i}, i + 1
			}
		}
	}
}

// ownLine reports whether the element fills its line. If so, its Span becomes the line.
func (f *finder) ownLine(frame *Frame) bool {
	start := frame.Start
	for start > 0 && isBlank(f.text[start-1]) {
		start--
	}
	if start > 0 && f.text[start-1] != '\n' {
		return false
	}
	end, next := lineAt(f.text, frame.End)
	if f.text[frame.End:end] != "," {
		return false
	}
	frame.Start, frame.End, frame.content, frame.tail = start, next, start, end
	return true
}

// withinLines undoes ownLine, in a list in which not all elements fill their lines.
func (f *finder) withinLines(frames []Frame) {
	for i := range frames {
		frame := &frames[i]
		frame.Start = skipBlanks(f.text, frame.Start, frame.tail)
		frame.End = frame.tail - len(",")
		frame.content, frame.tail = frame.Start, frame.End
	}
}

// skipSeparator returns the offset of the next element, after a comma, blanks and line ends.
func skipSeparator(text string, at int) int {
	i := at
	for i < len(text) && (isBlank(text[i]) || text[i] == ',' || text[i] == '\n' || text[i] == '\r') {
		i++
	}
	if strings.HasPrefix(text[i:], element) {
		return i
	}
	return at
}
