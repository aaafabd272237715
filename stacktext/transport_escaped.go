package stacktext

import "strings"

// Escaped texts: a stack, or a text with one, in a string of JSON, logfmt or Rust's Debug, all in one line.
//
//	line   = { text | string } .
//	string = '"' { character | escape } '"' .
//	escape = "\n" | `\"` | `\\` | "\u001b" | … .
//
// A text that was escaped twice is unwrapped twice. A quote that is not escaped ends a string and the last line in it. Two
// strings with a comma between are two lines of an array, unless the second is the key of an object.

// readEscaped undoes the escapes of the line at the offset, if there is an escaped stack in it.
func (f *finder) readEscaped(at int) (unwrapped, int, bool) {
	lineEnd, next := lineAt(f.text, at)
	line := f.text[at:lineEnd]
	if !escapedStack(line) {
		return unwrapped{}, at, false
	}
	var b unwrapper
	b.text.Grow(len(line))
	for i := 0; i < len(line); {
		if n := special(line[i:]); n > 0 {
			b.copy(line[i:i+n], at+i)
			i += n
			continue
		}
		if line[i] == '"' {
			n := separator(line[i:])
			b.put("\n", at+i, n == 1)
			i += n
			continue
		}
		text, n := unescape(line[i:])
		b.put(text, at+i, false)
		i += n
	}
	return b.done(lineEnd, jsonEscape), next, true
}

func escapedStarts(text string, at, end int) bool { return escapedStack(text[at:end]) }

// special returns the offset of the first backslash or quote, or the length.
func special(s string) int {
	for i := range len(s) {
		if s[i] == '\\' || s[i] == '"' {
			return i
		}
	}
	return len(s)
}

// escapedStack reports whether the line has an escaped line end before what looks like the line of a stack, an escaped
// element of a Debug list, or two strings of an array that look like lines of a stack.
func escapedStack(line string) bool {
	for i := 0; ; {
		i += special(line[i:])
		if i == len(line) {
			return false
		}
		rest := line[i:]
		if rest[0] == '"' {
			n := separator(rest)
			if n > 1 && stackLine(rest[n:]) {
				return true
			}
			i += n
			continue
		}
		slashes := 0
		for slashes < len(rest) && rest[slashes] == '\\' {
			slashes++
		}
		i += slashes
		rest = rest[slashes:]
		if rest == "" {
			return false
		}
		if rest[0] == 'n' && stackLine(rest[1:]) || rest[0] == '"' && strings.HasSuffix(line[:i-slashes], "{ fn: ") {
			return true
		}
		i++
	}
}

// stackLine reports whether the text looks like the start of a line of a stack.
func stackLine(s string) bool {
	i := skipBlanks(s, 0, len(s))
	rest := s[i:]
	if _, next, ok := number(rest, 0, len(rest)); ok {
		return strings.HasPrefix(rest[next:], ": ") || next == len(rest) || i > 0 && rest[next] == ' '
	}
	return strings.HasPrefix(rest, omittedStart) || startsWithAny(rest, lineStarts)
}

// separator returns the length of what separates two lines at the start of s, which is a quote: '", "' between two elements
// of an array, or the quote alone.
func separator(s string) int {
	i := skipBlanks(s, 1, len(s))
	if i == len(s) || s[i] != ',' {
		return 1
	}
	i = skipBlanks(s, i+1, len(s))
	if i == len(s) || s[i] != '"' {
		return 1
	}
	for end := i + 1; end < len(s); end++ {
		switch s[end] {
		case '\\':
			end++
		case '"':
			if after := skipBlanks(s, end+1, len(s)); after < len(s) && s[after] == ':' {
				return 1
			}
			return i + 1
		}
	}
	return i + 1
}
