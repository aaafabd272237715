package stacktext

import "strings"

// The layout of miri's stacks up to 2025, notes of a diagnostic; later ones are std's below a heading (miri/src/diagnostics.rs).
//
//	frame = blanks "= note: inside " ( "`" name "`" | "closure" ) " at " path ":" line ":" column [ ": " line ":" column ] .
//
// A frame of the program's own is a diagnostic by itself, with a piece of source code, and ends the stack.

var miri = lineLayout{layout: layoutMiri, frame: miriFrame, prefix: miriPrefix}

const miriNote = "= note: "

// miriPrefix returns the length of the blanks and the "= note: " that the line starts with, or 0.
func miriPrefix(line string) int {
	i := skipBlanks(line, 0, len(line))
	if !strings.HasPrefix(line[i:], miriNote) {
		return 0
	}
	return i + len(miriNote)
}

func miriFrame(text string, at, end int) (frame Frame, ok bool) {
	const inside = "inside "
	if !strings.HasPrefix(text[at:end], inside) {
		return frame, false
	}
	i := at + len(inside)
	n := strings.LastIndex(text[i:end], " at ")
	if n <= 0 {
		return frame, false
	}
	frame.Name = Span{i, i + n}
	if name := frame.Name.Of(text); len(name) > 2 && name[0] == '`' && name[n-1] == '`' {
		frame.Name = Span{i + 1, i + n - 1}
	}
	frame.Resolved = true
	frame.File, frame.Line, frame.Column = location(text, i+n+len(" at "), end)
	return frame, frame.Line > 0
}
