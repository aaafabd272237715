package stacktext

import "strings"

// The layout of snafu before 0.8 (snafu/src/backtrace_shim.rs).
//
//	frame  = number " " symbol { blanks symbol } .
//	symbol = name EOL [ blanks path ":" line EOL ] .
//	number = digits, right-aligned in as many columns as the longest has .
//
// Further symbols of a frame were inlined into it. The blanks before them reach to the column of the first name.

// readSnafu reads the stack that starts in the line at the offset.
func (f *finder) readSnafu(at int) (int, bool) {
	n := numbered{finder: f, first: len(f.trace.Frames)}
	at = n.readOmitted(at)
	last := -1
	for at < len(f.text) {
		end, next := lineAt(f.text, at)
		number, value, ok := snafuNumber(f.text, at, end)
		if !ok || value <= last || !symbol(f.text[number.End+1:end]) {
			break
		}
		last, n.column = value, number.End+1-at
		n.add(&indexLine{start: at, end: end, next: next, number: number, value: value, name: Span{number.End + 1, end}})
		at = n.readSnafuSymbols(next)
	}
	if last < 0 || !n.strong || f.tooLarge {
		f.trace.Frames = f.trace.Frames[:n.first]
		if last >= 0 {
			f.foreign, f.listEnd = true, at
		}
		return at, false
	}
	f.addStack(Stack{
		Layout: layoutSnafu, First: n.first, numberWidth: n.column - 1, indent: strings.Repeat(" ", n.column),
	})
	return at, true
}

// snafuStarts reports whether the line has a number and a name, or is an elision line.
func snafuStarts(text string, at, end int) bool {
	if number, _, ok := snafuNumber(text, at, end); ok {
		return symbol(text[number.End+1 : end])
	}
	_, ok := omitted(text[at:end])
	return ok
}

// snafuNumber reads the number at the start of a line.
func snafuNumber(text string, at, end int) (Span, int, bool) {
	i := skipBlanks(text, at, end)
	value, next, ok := number(text, i, end)
	return Span{at, next}, value, ok && next+1 < end && text[next] == ' ' && text[next+1] != ' '
}

// readSnafuSymbols reads the lines up to the next number.
func (n *numbered) readSnafuSymbols(at int) int {
	for at < len(n.text) {
		end, next := lineAt(n.text, at)
		frame := &n.trace.Frames[len(n.trace.Frames)-1]
		if file, line, ok := snafuLocation(n.text, at, end); ok && frame.File.Empty() && frame.Omitted == 0 {
			frame.File, frame.Line, frame.End, frame.tail = file, line, next, end
		} else if after := n.readOmitted(at); after > at {
			next = after
		} else if name, ok := n.inlinedName(at, end); ok {
			n.addInlined(name, at, end, next)
		} else {
			break
		}
		at = next
	}
	return at
}

// snafuPlace reads a line that is a path and a line number.
func snafuLocation(text string, at, end int) (file Span, line int, ok bool) {
	i := skipBlanks(text, at, end)
	if i == at || i == end || !isDigit(text[end-1]) {
		return file, 0, false
	}
	file, line, _ = location(text, i, end)
	return file, line, line > 0 && !symbol(text[i:end])
}
