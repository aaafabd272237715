package stacktext

import "strings"

// Interleaved texts: a program that logs while it prints a stack, or several programs that write to one log, put
// lines between those of a stack. They stay where they are, and the stack goes on after them:
//
//	stack = frames { stray { stray } frames } .
//
// Frames after the stray lines go on with the numbers of those before, in the same columns. Whatever can be a part of
// another stack, or announce one, is not stray.

// mostStray is how many lines of others are passed. What is further away is likely another stack's.
const mostStray = 4

// foreignLine reports whether the line can be one of others between two lines of a stack. A line that ends in a source
// location may belong to the frame before in a way that is not read, and would be left behind by it.
func foreignLine(text string, at, end int) bool {
	line := strings.TrimSpace(text[at:end])
	if line == "" || startsWithAny(line, linesOfFrame) || strings.HasPrefix(line, "note: ") || strings.HasPrefix(line, "Caused by") {
		return false
	}
	if file, _, _ := location(text, at, end); rustFile(file.Of(text)) || heading(line) || spanHeading(line) || panicHeader(line) {
		return false
	}
	for _, starts := range interrupters {
		if starts(text, at, end) {
			return false
		}
	}
	return true
}

// afterStray returns the offset of the line with which the stack goes on after the stray lines from the offset on.
func (n *numbered) afterStray(at int) (int, bool) {
	for range mostStray {
		end, next := lineAt(n.text, at)
		if n.spans || next == len(n.text) || !foreignLine(n.text, at, end) {
			return 0, false
		}
		at = next
		after := n.skipOmitted(at)
		if line, ok := n.indexLine(after); ok && n.goesOn(&line) || !ok && after > at {
			return at, true
		}
	}
	return 0, false
}

// goesOn reports whether the line has the number that comes next, in the columns of the frames before.
func (n *numbered) goesOn(line *indexLine) bool {
	trimmed := !n.indented && isDigit(n.text[line.start])
	return line.value == n.last+1 && line.address == n.addresses && symbol(line.name.Of(n.text)) &&
		(trimmed || line.name.Start-line.start == n.column)
}

// strayUpTo reports whether the lines from the offset on are stray up to one that has the prefix.
func (p prefix) strayUpTo(text string, at int) bool {
	for range mostStray {
		end, next := lineAt(text, at)
		if next == len(text) || !foreignLine(text, at, end) {
			return false
		}
		at = next
		if end, _ = lineAt(text, at); p.matches(text[at:end]) {
			return true
		}
	}
	return false
}
