package stacktext

import "strings"

// Stacks copied from an IDE, the current trace of async-backtrace and the answers of addr2line -p: a name and a location.
//
//	frame = [ "(inlined by) " ] name [ "(" arguments ")" ] [ " at" ] " " path ":" line [ ":" column ] .
//
// That is little to go by, so a stack needs two frames, and the first a Rust file.

var paste = lineLayout{layout: layoutPaste, frame: pasteFrame, least: 2}

// pasteStarts reports whether the line is a frame with a path in a Rust file.
func pasteStarts(text string, at, end int) bool {
	frame, ok := pasteFrame(text, at, end)
	return ok && rustFile(frame.File.Of(text)) && strings.Contains(frame.Name.Of(text), "::")
}

// readPaste reads the stack whose first line is at the offset.
func (f *finder) readPaste(at int) (int, bool) {
	if end, _ := lineAt(f.text, at); !pasteStarts(f.text, at, end) {
		return at, false
	}
	return paste.read(f, at)
}

func pasteFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	if rest, ok := strings.CutPrefix(text[i:end], "(inlined by) "); ok {
		i = end - len(rest)
	}
	if i == end || end-i < len("a b:1") || !isDigit(text[end-1]) {
		return frame, false
	}
	next := nameEnd(text, i, end)
	frame.Name = Span{i, next}
	if name := frame.Name.Of(text); !symbol(name) || strings.HasSuffix(name, ".") {
		return frame, false
	}
	if next < end && text[next] == '(' {
		if next = nameEnd(text, next+1, end); next < end && text[next] == ')' {
			next++
		} else if next = closing(text, frame.Name.End, end); next == end {
			return frame, false
		}
	}
	if next == end || text[next] != ' ' {
		return frame, false
	}
	i = next + 1
	if rest, ok := strings.CutPrefix(text[i:end], "at "); ok {
		i = end - len(rest)
	}
	frame.Resolved = resolved(frame.Name.Of(text))
	frame.File, frame.Line, frame.Column = location(text, i, end)
	file := frame.File.Of(text)
	return frame, frame.Line > 0 && strings.Contains(file, ".") && !strings.ContainsAny(file, " \"'(:,")
}

// closing returns the offset after the parenthesis that closes the one at the offset.
func closing(text string, at, end int) int {
	depth := 0
	for ; at < end; at++ {
		switch text[at] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return end
}
