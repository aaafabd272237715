package stacktext

import (
	"strconv"
	"strings"
)

// Elision lines, which say how many frames the writer of the text left out. The panic handler prints them
// (library/std/src/sys/backtrace.rs), Elide does in most layouts, and color-eyre has its own.
//
//	omitted = blanks "[... omitted" n "frame" [ "s" ] " ...]" .
//	hidden  = blanks "⋮" n "frame" [ "s" ] "hidden ⋮" blanks .

const omittedStart = "[... omitted "

// omitted reads std's "      [... omitted 3 frames ...]".
func omitted(line string) (int, bool) {
	i := skipBlanks(line, 0, len(line))
	rest, ok := strings.CutPrefix(line[i:], omittedStart)
	if !ok {
		return 0, false
	}
	count, next, ok := number(rest, 0, len(rest))
	return count, ok && count > 0 && strings.HasPrefix(rest[next:], " frame")
}

// hidden reads "⋮ 6 frames hidden ⋮".
func hidden(line string) (int, bool) {
	const mark = "⋮ "
	i := skipBlanks(line, 0, len(line))
	i = skipBlanks(line, skipColours(line, i, len(line)), len(line))
	if !strings.HasPrefix(line[i:], mark) {
		return 0, false
	}
	count, next, ok := number(line, i+len(mark), len(line))
	rest := line[next:]
	return count, ok && count > 0 && (strings.HasPrefix(rest, " frames hidden ⋮") || strings.HasPrefix(rest, " frame hidden ⋮"))
}

// readOmitted reads elision lines and returns the offset after them.
func (n *numbered) readOmitted(at int) int {
	for at < len(n.text) {
		end, next := lineAt(n.text, at)
		if !n.addOmitted(at, end, next) {
			break
		}
		at = next
	}
	return at
}

// addOmitted appends the frame of an elision line, if it is one.
func (n *numbered) addOmitted(at, end, next int) bool {
	line := n.text[at:end]
	count, ok := omitted(line)
	if !ok {
		if count, ok = hidden(line); !ok {
			return false
		}
		n.coloured = true
	}
	n.push(Frame{Span: Span{at, next}, Omitted: count, content: at, tail: end})
	if _, rest, ok := strings.Cut(line, " ...]"); ok && trimColours(rest, 0, len(rest)) > 0 {
		n.behind = end - len(rest)
	}
	return true
}

// skipOmitted returns the offset after the elision lines.
func (n *numbered) skipOmitted(at int) int {
	for at < len(n.text) {
		end, next := lineAt(n.text, at)
		if _, ok := omitted(n.text[at:end]); !ok {
			break
		}
		at = next
	}
	return at
}

// elide prints an elision line instead of a frame, as the panic handler does.
func (p *printer) elide(s Stack, f *Frame, count int) {
	p.copyTo(f.content)
	p.out.WriteString(s.encoding.encode(s.indent, ""))
	p.out.WriteString(omittedStart)
	p.out.WriteString(strconv.Itoa(count))
	p.out.WriteString(" frame")
	if count != 1 {
		p.out.WriteByte('s')
	}
	p.out.WriteString(" ...]")
	p.out.WriteString(lineColourEnd(p.Text[f.Start:f.content], p.Text[f.content:f.tail]))
	_, next := lineAt(p.Text, f.tail)
	p.copied = min(next, f.End) // the elision line has one line end, and all of it is in one part
	p.out.WriteString(p.Text[f.tail:p.copied])
	p.copyTo(f.End)
}

// lineColourEnd returns the code that ends the colour of a line, if the text before the line started it.
func lineColourEnd(before, line string) string {
	for _, esc := range escapeCharacter {
		n := strings.LastIndex(line, esc+"[")
		if n >= 0 && strings.Contains(before, esc+"[") && strings.IndexByte(line[n:], 'm') == len(line)-n-1 {
			return line[n:]
		}
	}
	return ""
}
