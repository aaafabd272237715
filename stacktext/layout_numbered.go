package stacktext

import "strings"

// The numbered layouts: std's Display of a Backtrace, short {} and full {:#}, which the panic handler, anyhow
// and eyre print too (library/std/src/backtrace.rs, library/std/src/sys/backtrace.rs, backtrace/src/print.rs).
//
//	stack   = frame { frame | omitted } .
//	frame   = number ":" [ address [ " - " ] ] [ name ] { at } .                          one at since 1.33
//	number  = digits, right-aligned in 4 columns .
//	address = 18 columns on 64 bits, 10 on 32: blanks, "0x", hexadecimal digits .
//	name    = symbol | "<unknown>" .
//	at      = blanks "at" path ":" line [ ":" column ] .
//	omitted = blanks "[... omitted" n "frame" [ "s" ] " ...]" .
//
// Accepted too, although std does not print it: any indentation, unaligned numbers (a transport trimmed the lines), gaps in
// the numbers, blank lines after each line, a first frame in the middle of a line ("Backtrace(   0: a::b"), and
// something after the last location or elision line, such as the quote or the tag that ends the text around the stack.
// That does not belong to the frame.

// readNumbered reads the stack that starts in the line at the offset.
func (f *finder) readNumbered(at int) (int, bool) {
	n := numbered{finder: f, first: len(f.trace.Frames), headed: f.headed, spans: f.spans}
	start := n.readOmitted(at)
	line, ok := f.firstLine(&n, start)
	if !ok {
		f.trace.Frames = f.trace.Frames[:n.first]
		f.listEnd = start
		return at, false
	}
	end := n.read(line)
	if !n.accept(end) {
		f.trace.Frames = f.trace.Frames[:n.first]
		f.listEnd = end
		return end, false
	}
	f.addStack(Stack{Layout: n.layout(), First: n.first, numberWidth: n.width(), indent: n.elisionIndent()})
	return end, true
}

// numberedStarts reports whether the line has a number and a name, or is an elision line.
func numberedStarts(text string, at, end int) bool {
	line := text[at:end]
	if _, ok := omitted(line); ok {
		return true
	}
	if _, ok := hidden(line); ok {
		return true
	}
	index := indexLine{start: at, end: end}
	if index.read(text) {
		return symbol(index.name.Of(text))
	}
	_, _, ok := prefixOf(line)
	return ok
}

// firstLine reads the first line of a stack. The frame may start in the middle of it, if the next line continues the stack.
func (f *finder) firstLine(n *numbered, at int) (indexLine, bool) {
	if at == len(f.text) {
		return indexLine{}, false
	}
	line, ok := f.indexLine(at)
	if ok {
		return line, symbol(line.name.Of(f.text))
	}
	_, field, ok := prefixOf(f.text[line.start:line.end])
	if !ok {
		return line, false
	}
	line.start += field
	n.midline = true
	ok = line.read(f.text)
	return line, ok && n.continues(line.next, line.value+1)
}

// numbered is the state of reading one numbered stack.
type numbered struct {
	*finder
	first    int // index of its first frame
	last     int // the number of the last frame read
	column   int // the column of the names, where inlined names start too
	leftmost int // the column where the first number ends
	behind   int // where something after the location or elision in the last line starts, or 0

	midline   bool // the first frame starts in the middle of a line
	headed    bool // "stack backtrace:" is above it
	doubled   bool // there are blank lines after each line
	suffixed  bool // there is something after lines in the middle too, like <br/> after each
	indented  bool // the lines are indented, none is trimmed
	addresses bool // of the full layout
	inlined   bool // there are inlined symbols without a number
	coloured  bool // there is something that only color-eyre prints
	spans     bool // it is a SpanTrace: a frame has a line "with name=value …"
	unnamed   bool // there is an <unknown>
	rust      bool // there is a name that only Rust prints
	strong    bool // and that is not just a path of the standard library
	locations bool // there is a location
	columns   bool // a location has a column
	rustFile  bool // a location is a Rust file
	cppFile   bool // one is C++
}

// read reads frames until a line does not belong to the stack, and returns its offset.
func (n *numbered) read(line indexLine) int {
	n.doubled = n.continuesBelowBlanks(line.next, line.value+1)
	n.add(&line)
	at := line.next
	for at < len(n.text) {
		end, next := lineAt(n.text, at)
		behind := n.behind
		n.behind = 0
		if n.readLine(at, end, next) {
			n.suffixed = n.suffixed || behind > 0
			at = next
			continue
		}
		n.behind = behind
		if next, ok := n.afterForeignLines(at); ok {
			at = next
		} else {
			break
		}
	}
	if n.behind > 0 && !n.suffixed {
		frame := &n.trace.Frames[len(n.trace.Frames)-1]
		frame.End, frame.tail = n.behind, n.behind
	}
	return at
}

// readLine reads a further line of the stack: an index line, or one that belongs to the frame above.
func (n *numbered) readLine(at, end, next int) bool {
	frame := &n.trace.Frames[len(n.trace.Frames)-1]
	i := skipBlanks(n.text, at, end)
	if i == end {
		if n.doubled = n.doubled && next < len(n.text); n.doubled {
			frame.End = next
		}
		return n.doubled
	}
	switch c := n.text[i]; {
	case isDigit(c) || c == 0x1b:
		line := indexLine{start: at, end: end, next: next}
		if line.read(n.text) && line.value > n.last && !n.leftOf(&line) && (line.address || !line.name.Empty()) {
			n.add(&line)
			return true
		}
		if c == 0x1b && n.addOmitted(at, end, next) {
			return true
		}
	case c == 'a' && n.readAt(frame, at, i, end):
		frame.End, frame.tail = next, end
		return true
	case c == '[' || c >= 0x80:
		if n.addOmitted(at, end, next) {
			return true
		}
	case strings.HasPrefix(n.text[i:end], "with ") && i > at:
		n.spans = true
		frame.End, frame.tail = next, end
		return true
	}
	if !frame.File.Empty() && sourceLine(n.text, at, end) {
		frame.End, frame.tail = next, end
		return true
	}
	name, ok := n.inlinedName(at, end)
	if ok {
		n.addInlined(name, at, end, next)
	}
	return ok
}

// leftOf reports whether the number of an index line ends further to the left than that of the first frame: a list around the
// stack goes on, such as one of causes.
func (n *numbered) leftOf(line *indexLine) bool {
	return !n.midline && line.number.End-line.start < n.leftmost
}

// add appends the frame of an index line.
func (n *numbered) add(line *indexLine) {
	name := line.name.Of(n.text)
	n.last, n.behind = line.value, line.behind
	if n.leftmost == 0 {
		n.leftmost = line.number.End - line.start
	}
	n.column = line.name.Start - line.start
	n.addresses = n.addresses || line.address
	n.indented = n.indented || line.number.Start > line.start || isBlank(n.text[line.number.Start])
	n.coloured = n.coloured || !line.suffix.Empty()
	n.see(name)
	n.push(Frame{
		Span: Span{line.start, line.next}, Number: line.number, Name: line.name, suffix: line.suffix,
		Resolved: resolved(name), content: line.start, tail: line.end,
	})
}

// see notes what a name shows.
func (n *numbered) see(name string) {
	n.unnamed = n.unnamed || name == unknown
	n.strong = n.strong || strongName(name)
	n.rust = n.rust || n.strong || ownCrate(name)
}

// readAt reads "at path:line:column", or what a cut left of it, from the offset i in the line at the offset at.
func (n *numbered) readAt(frame *Frame, at, i, end int) bool {
	rest := n.text[i:end]
	if !strings.HasPrefix(rest, "at ") {
		return end == len(n.text) && i > at && strings.HasPrefix("at ", rest)
	}
	if frame.Omitted > 0 || !frame.File.Empty() && !n.furtherAt(frame, at, i, end) {
		return false
	}
	i += len("at ")
	frame.File, frame.Line, frame.Column = location(n.text, i, end)
	if frame.Line == 0 {
		if n.behind = behindLocation(n.text, i, end); n.behind > 0 {
			frame.File, frame.Line, frame.Column = location(n.text, i, n.behind)
		}
	}
	n.locations = true
	n.columns = n.columns || frame.Column > 0
	n.rustFile = n.rustFile || rustFile(frame.File.Of(n.text))
	n.cppFile = n.cppFile || cppFile(frame.File.Of(n.text))
	return true
}

// furtherAt reports whether the line is a further location of the frame, in the column of the first. To 1.32, std printed those
// of inlined functions there, without their names; the last is that of the function that has the name.
func (n *numbered) furtherAt(frame *Frame, at, i, end int) bool {
	first := strings.LastIndexByte(n.text[:frame.File.Start], '\n') + 1
	file, line, _ := location(n.text, i+len("at "), end)
	return skipBlanks(n.text, first, end)-first == i-at && line > 0 && rustFile(file.Of(n.text))
}

// continuesBelowBlanks reports whether there are blank lines at the offset, and below them a line that is a location or has
// the number. Loggers that end every line twice, and log viewers, put up to two after each line.
func (n *numbered) continuesBelowBlanks(at, value int) bool {
	const most = 2
	for blank := 0; blank <= most; blank++ {
		end, next := lineAt(n.text, at)
		if skipBlanks(n.text, at, end) < end {
			return blank > 0 && n.continues(at, value)
		}
		at = next
	}
	return false
}

// continues reports whether the line at the offset is a location or has the number.
func (n *numbered) continues(at, value int) bool {
	end, _ := lineAt(n.text, at)
	if strings.HasPrefix(n.text[skipBlanks(n.text, at, end):end], "at ") {
		return true
	}
	line, ok := n.indexLine(at)
	return ok && line.value == value
}

// accept decides whether what was read is a Rust stack.
func (n *numbered) accept(end int) bool {
	if n.tooLarge || n.spans || n.causeList(end) {
		return false
	}
	if n.unnamed && (n.headed || n.addresses || n.width() >= 4) {
		return true // no other language prints that, and a stripped program has no names to show
	}
	if !n.rustFile && (!n.rust || n.cppFile && !n.strong) {
		n.foreign = true
		return false
	}
	if n.headed || n.strong || n.columns || n.addresses {
		return true
	}
	// A SpanTrace has locations without columns and no name from outside the program. A list in prose has
	// names of the standard library and no locations, and is not printed as std does.
	first := n.trace.Frames[n.first].Number.Of(n.text)
	return n.rust && (n.locations || first == "   0")
}

// layout tells the layout by what was seen.
func (n *numbered) layout() Layout {
	switch {
	case n.coloured:
		return layoutColorEyre
	case n.inlined:
		return layoutCrate
	case n.addresses:
		return layoutFull
	}
	return layoutShort
}

// aligned returns the frames that show how the stack is aligned: not one that starts in the middle of a line.
func (n *numbered) aligned() []Frame {
	frames := n.trace.Frames[n.first:]
	for i := range frames {
		if i > 0 && n.midline && !frames[i].Number.Empty() {
			return frames[i:]
		}
	}
	return frames
}

// width returns the width of the aligned number field, or 0 where numbers are not aligned.
func (n *numbered) width() int {
	width, digits := 0, 0
	frames := n.aligned()
	for i := range frames {
		field := frames[i].Number
		if field.Empty() {
			continue
		}
		w, d := field.End-field.Start, field.End-skipBlanks(n.text, field.Start, field.End)
		if width == 0 {
			width, digits = w, d
		}
		if d != digits {
			if w != width && d <= 4 {
				return 0
			}
			return width
		}
	}
	if width < 4 {
		return 0
	}
	return width
}

// elisionIndent returns the indentation of an elision line in this stack: the stack's own and 6 blanks, as in std's.
func (n *numbered) elisionIndent() string {
	const column = "      "
	frames := n.aligned()
	for frames[0].Number.Empty() {
		frames = frames[1:]
	}
	before := n.text[frames[0].content:frames[0].Number.End]
	code := strings.IndexByte(before, 0x1b)
	if code >= 0 { // a coloured number
		before = before[:code] + frames[0].Number.Of(n.text)
	}
	switch {
	case !n.indented:
		return ""
	case n.width() == 0 && code < 0:
		return before[:skipBlanks(before, 0, len(before))] + column
	case len(before) <= 4:
		return column
	}
	return before[:len(before)-4] + column
}
