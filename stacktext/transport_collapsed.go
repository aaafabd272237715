package stacktext

import (
	"strconv"
	"strings"
)

// Collapsed texts: blanks and line ends that follow each other became one blank.
//
//	line = frame { " " frame } .
//	frame = number ": " name [ " at " path ":" line [ ":" column ] ] .

// readCollapsed breaks the line at the offset into the lines of a stack.
func (f *finder) readCollapsed(at int) (unwrapped, int, bool) {
	end, next := lineAt(f.text, at)
	line := f.text[at:end]
	start, value, ok := collapsedStart(line)
	if !ok {
		return unwrapped{}, at, false
	}
	text := []byte(line)
	if start > 0 {
		text[start-1] = '\n'
	}
	for i := start; i < len(line); value++ {
		frameEnd := len(line)
		if n := strings.Index(line[i:], " "+strconv.Itoa(value+1)+": "); n >= 0 {
			frameEnd = i + n
			text[frameEnd] = '\n'
		}
		breakFrame(line, text, i, frameEnd)
		i = frameEnd + 1
	}
	var b unwrapper
	b.copy(string(text), at)
	return b.done(end, noEscape), next, true
}

// collapsedStarts reports whether the line holds two frames.
func collapsedStarts(text string, at, end int) bool {
	_, _, ok := collapsedStart(text[at:end])
	return ok
}

// collapsedStart finds the first frame of a line that holds two, and its number.
func collapsedStart(line string) (start, value int, ok bool) {
	for i := 0; ; {
		n := strings.Index(line[i:], ": ")
		if n < 0 {
			return 0, 0, false
		}
		colon := i + n
		i = colon + 2
		start = colon
		for start > 0 && isDigit(line[start-1]) {
			start--
		}
		value, _, ok = number(line, start, colon)
		name, _, _ := strings.Cut(line[i:], " ")
		if !ok || start > 0 && line[start-1] != ' ' || !strings.Contains(name, "::") && !strings.HasPrefix(name, "<") {
			continue
		}
		return start, value, strings.Contains(line[i:], " "+strconv.Itoa(value+1)+": ")
	}
}

// breakFrame breaks a frame before its location and before an elision line.
func breakFrame(line string, text []byte, start, end int) {
	for _, mark := range [...]string{" at ", " [... omitted "} {
		for i := start; ; {
			n := strings.Index(line[i:end], mark)
			if n < 0 {
				break
			}
			text[i+n] = '\n'
			i += n + 1
		}
	}
}
