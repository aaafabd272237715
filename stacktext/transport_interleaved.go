package stacktext

import "strings"

// Foreign lines: a program that logs while it prints a stack, or several programs that share a log, put lines between those
// of a stack. They are printed as they are, and the stack goes on below:
//
//	stack = frames { foreign { foreign } frames } .
//
// The frames below must continue the numbers of those above, in the same columns. A line that could belong to another
// stack, or announce one, is not foreign.

// maxForeignLines is how many foreign lines may come together. What is further away likely belongs to another stack.
const maxForeignLines = 4

// foreignLine reports whether the line can be one that does not belong to the stack around it. A line that ends in a source
// location may belong to the frame above in some unknown way, and must not be left behind by it.
func foreignLine(text string, at, end int) bool {
	line := strings.TrimSpace(text[at:end])
	if line == "" || startsWithAny(line, otherLineStarts) || strings.HasPrefix(line, "note: ") || strings.HasPrefix(line, "Caused by") {
		return false
	}
	if file, _, _ := location(text, at, end); rustFile(file.Of(text)) || heading(line) || spanHeading(line) || panicHeader(line) {
		return false
	}
	return !interrupters.any(text, at, end)
}

// afterForeignLines returns the offset of the line with which the stack goes on after foreign lines, which start at the
// offset.
func (n *numbered) afterForeignLines(at int) (int, bool) {
	for range maxForeignLines {
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

// goesOn reports whether the line has the next number, in the columns of the frames above.
func (n *numbered) goesOn(line *indexLine) bool {
	trimmed := !n.indented && isDigit(n.text[line.start])
	return line.value == n.last+1 && line.address == n.addresses && symbol(line.name.Of(n.text)) &&
		(trimmed || line.name.Start-line.start == n.column)
}

// foreignLinesUpTo reports whether there are only foreign lines from the offset up to a line with the prefix.
func (p prefix) foreignLinesUpTo(text string, at int) bool {
	for range maxForeignLines {
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
