package stacktext

import "strings"

// The numbered layouts: std's Display of a Backtrace, short {} and full {:#}, which the panic handler, anyhow
// and eyre print too (library/std/src/backtrace.rs, library/std/src/sys/backtrace.rs,
// backtrace/src/print.rs).
//
//	stack   = frame { frame | omitted } .
//	frame   = number ":" [ address [ " - " ] ] [ name ] { at } .
//	number  = digits, right-aligned in 4 columns .
//	address = 18 columns on 64 bits, 10 on 32: blanks, "0x", hexadecimal digits .
//	name    = symbol | "<unknown>" .
//	at      = blanks "at" path ":" line [ ":" column ] .
//	omitted = blanks "[... omitted" n "frame" [ "s" ] " ...]" .
//
// Read beyond what is printed: any indentation, numbers that are not aligned (a transport trimmed the lines),
// numbers that leave some out, blank lines between all lines, a first frame in the middle of a line
// ("Backtrace(   0: a::b").

// readNumbered reads the stack that starts in the line at the offset.
func (f *finder) readNumbered(at int) (int, bool) {
	line, ok := f.indexLine(at)
	if !ok || !symbol(line.name.Of(f.text)) {
		return at, false
	}
	n := numbered{finder: f, first: len(f.trace.Frames), headed: f.headed, spans: f.spans}
	end := n.read(line)
	f.listEnd = end
	if !n.accept(end) {
		f.trace.Frames = f.trace.Frames[:n.first]
		return end, false
	}
	layout := Short
	if n.addresses {
		layout = Full
	}
	f.addStack(Stack{Layout: layout, First: n.first, numberWidth: n.width(), indent: n.elisionIndent()})
	return end, true
}

// indexLine is a line like "  12:     0x55c478ba056b - core::ops::function::FnOnce::call_once".
type indexLine struct {
	start, end, next int
	number           Span
	value            int
	address          bool
	name, suffix     Span
}

// indexLine reads the line at the offset as the first line of a frame.
func (f *finder) indexLine(at int) (indexLine, bool) {
	end, next := lineAt(f.text, at)
	return f.indexLineIn(at, at, end, next)
}

// indexLineIn is indexLine for a frame that starts in the middle of a line.
func (f *finder) indexLineIn(start, at, end, next int) (indexLine, bool) {
	text := f.text
	line := indexLine{start: start, end: end, next: next}
	i := at
	for i < end && text[i] == '\t' {
		i++
	}
	line.number.Start = i
	i = skipBlanks(text, i, end)
	value, colon, ok := number(text, i, end)
	if !ok || colon >= end || text[colon] != ':' || colon+1 < end && text[colon+1] != ' ' {
		return line, false
	}
	line.value, line.number.End = value, colon
	i = skipColours(text, skipBlanks(text, colon+1, end), end)
	if strings.HasPrefix(text[i:end], "0x") {
		i, line.address = skipAddress(text, i, end), true
	}
	line.name, line.suffix = nameIn(text, i, end)
	return line, true
}

// skipAddress returns the offset after "0x… - ".
func skipAddress(text string, at, end int) int {
	at += len("0x")
	for at < end && isHex(text[at:at+1]) {
		at++
	}
	at = skipBlanks(text, at, end)
	if at < end && text[at] == '-' {
		at = skipBlanks(text, at+1, end)
	}
	return at
}

// nameIn returns the name that fills the line from the offset on, and what color-eyre adds to it: the hash in a
// colour of its own, or <unknown> where the name has no hash, as v0 names never have.
func nameIn(text string, at, end int) (name, suffix Span) {
	end = trimBlanks(text, at, end)
	name = Span{at, end}
	if esc := strings.IndexByte(text[at:end], 0x1b); esc >= 0 {
		name.End = at + esc
		suffix = Span{skipReset(text, name.End, end), end}
	} else if s := text[at:end]; len(s) > len(unknown) && strings.HasSuffix(s, unknown) {
		name.End = end - len(unknown)
		suffix = Span{name.End, end}
	}
	if cut := strings.TrimSuffix(name.Of(text), "..."); end == len(text) {
		name.End = name.Start + len(strings.TrimSuffix(cut, "…"))
	}
	return name, suffix
}

// skipReset returns the offset after the code that ends the colour of the name, so that it stays.
func skipReset(text string, at, end int) int {
	const reset = "\x1b[0m"
	if strings.HasPrefix(text[at:end], reset) {
		return at + len(reset)
	}
	return at
}

func trimBlanks(text string, at, end int) int {
	for end > at && isBlank(text[end-1]) {
		end--
	}
	return end
}

// numbered is the state of reading one numbered stack.
type numbered struct {
	*finder
	first     int  // index of its first frame
	last      int  // the number of the last frame read
	headed    bool // "stack backtrace:" stands before it
	addresses bool
	spans     bool // it is a SpanTrace: a frame has a line "with name=value …"
	rust      bool // a name that only Rust prints
	strong    bool // such a name outside the standard library
	columns   bool // a location has a column
	locations bool // there is a location
	rustFile  bool // one of them is a Rust file
	indented  bool // lines are indented, none is trimmed
}

// read reads frames for as long as the lines have the form and returns where it stopped.
func (n *numbered) read(line indexLine) (end int) {
	n.last = line.value - 1
	doubled := n.blankLine(line.next) && n.continues(n.skipBlankLine(line.next))
	for {
		n.add(line)
		end = n.readContinuation(line.next, doubled)
		for {
			after, ok := n.readOmitted(end)
			if !ok {
				break
			}
			end = after
		}
		next, ok := n.indexLine(end)
		if !ok || next.value <= n.last || next.name.Empty() && !next.address {
			return end
		}
		line = next
	}
}

// add appends the frame of an index line.
func (n *numbered) add(line indexLine) {
	name := line.name.Of(n.text)
	n.last = line.value
	n.addresses = n.addresses || line.address
	n.indented = n.indented || line.number.Start < line.number.End && isBlank(n.text[line.number.Start])
	n.see(name)
	n.trace.Frames = append(n.trace.Frames, Frame{
		Span: Span{line.start, line.next}, Number: line.number, Name: line.name, suffix: line.suffix,
		Resolved: name != unknown && name != "", content: line.start, tail: line.end,
	})
}

// see notes what a name shows.
func (n *numbered) see(name string) {
	if n.rust && n.strong {
		return
	}
	strong := strongName(name)
	n.strong = n.strong || strong
	n.rust = n.rust || strong || ownCrate(name)
}

// readContinuation reads the lines that belong to the frame read last.
func (n *numbered) readContinuation(at int, doubled bool) int {
	frame := &n.trace.Frames[len(n.trace.Frames)-1]
	for at < len(n.text) {
		if doubled && n.blankLine(at) {
			at = n.skipBlankLine(at)
			frame.End = at
			continue
		}
		end, next := lineAt(n.text, at)
		if !n.readAt(frame, at, end) {
			return at
		}
		at = next
		frame.End, frame.tail = next, end
	}
	return at
}

// readAt reads "at path:line:column", or what a cut left of it.
func (n *numbered) readAt(frame *Frame, at, end int) bool {
	i := skipBlanks(n.text, at, end)
	rest := n.text[i:end]
	if strings.HasPrefix(rest, "with ") && i > at {
		n.spans = true
		return true
	}
	if !strings.HasPrefix(rest, "at ") {
		return end == len(n.text) && i > at && len(rest) < len("at ") && strings.HasPrefix("at ", rest)
	}
	if !frame.File.Empty() {
		return false
	}
	frame.File, frame.Line, frame.Column = location(n.text, i+len("at "), end)
	n.locations = true
	n.columns = n.columns || frame.Column > 0
	n.rustFile = n.rustFile || rustFile(frame.File.Of(n.text))
	return true
}

// readOmitted reads a line that stands for frames left out.
func (n *numbered) readOmitted(at int) (int, bool) {
	end, next := lineAt(n.text, at)
	count, ok := omitted(n.text[at:end])
	if !ok {
		return at, false
	}
	n.trace.Frames = append(n.trace.Frames, Frame{Span: Span{at, next}, Omitted: count, content: at, tail: end})
	return next, true
}

// omitted reads std's "      [... omitted 3 frames ...]".
func omitted(line string) (int, bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "[... omitted ")
	if !ok {
		return 0, false
	}
	count, next, ok := number(rest, 0, len(rest))
	return count, ok && strings.HasPrefix(rest[next:], " frame") && count > 0
}

// blankLine reports whether the line at the offset is blank and not the last.
func (n *numbered) blankLine(at int) bool {
	end, next := lineAt(n.text, at)
	return next < len(n.text) && skipBlanks(n.text, at, end) == end
}

func (n *numbered) skipBlankLine(at int) int {
	_, next := lineAt(n.text, at)
	return next
}

// continues reports whether the line at the offset can follow inside the stack.
func (n *numbered) continues(at int) bool {
	end, _ := lineAt(n.text, at)
	if strings.HasPrefix(n.text[skipBlanks(n.text, at, end):end], "at ") {
		return true
	}
	line, ok := n.indexLine(at)
	return ok && line.value == n.last+2
}

// accept decides whether what was read is a Rust stack.
func (n *numbered) accept(end int) bool {
	if n.spans || n.causeList(end) {
		return false
	}
	if !n.rust && !n.rustFile {
		n.foreign = true
		return false
	}
	if n.headed || n.strong || n.columns || n.addresses {
		return true
	}
	// A SpanTrace has locations without columns and no name from outside the program. A list in prose has
	// names of the standard library and no locations, and is not aligned to 4 columns.
	return n.rust && (n.locations || n.width() >= 4)
}

// width returns the width of the aligned number field, or 0 where numbers are not aligned.
func (n *numbered) width() int {
	frames := n.trace.Frames[n.first:]
	width, digits := 0, 0
	for i := range frames {
		field := frames[i].Number
		if field.Empty() {
			continue
		}
		d := len(strings.TrimLeft(field.Of(n.text), " \t"))
		if width == 0 {
			width, digits = field.End-field.Start, d
		}
		if d != digits {
			if field.End-field.Start != width && d <= 4 {
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

// elisionIndent returns what stands before an elision line in this stack.
func (n *numbered) elisionIndent() string {
	const column = "      " // where std prints the names
	first := n.trace.Frames[n.first]
	if !n.indented {
		return ""
	}
	before := n.text[first.content:first.Number.End]
	if n.width() > 0 {
		if len(before) <= 4 {
			return column
		}
		return before[:len(before)-4] + column
	}
	return before[:len(before)-len(strings.TrimLeft(before, " \t"))] + column
}
