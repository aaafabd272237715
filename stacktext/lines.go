package stacktext

import "strings"

// The small scanners that layouts and transports are built from. Most take offsets into one text and return offsets.

// lineAt returns where the line that starts at the offset ends, without and with its line end.
func lineAt(text string, at int) (end, next int) {
	n := strings.IndexByte(text[at:], '\n')
	if n < 0 {
		return len(text), len(text)
	}
	end, next = at+n, at+n+1
	if end > at && text[end-1] == '\r' {
		end--
	}
	return end, next
}

// skipBlanks returns the first offset from at that holds no space or tab.
func skipBlanks(text string, at, end int) int {
	for at < end && isBlank(text[at]) {
		at++
	}
	return at
}

// skipColours returns the first offset from at that does not start a colour code, ESC [ … m.
func skipColours(text string, at, end int) int {
	for at+1 < end && text[at] == 0x1b && text[at+1] == '[' {
		n := strings.IndexByte(text[at:end], 'm')
		if n < 0 {
			return end
		}
		at += n + 1
	}
	return at
}

// trimColours returns the last offset up to end that is not after blanks or a colour code.
func trimColours(text string, at, end int) int {
	for end > at {
		if isBlank(text[end-1]) {
			end--
			continue
		}
		if text[end-1] != 'm' {
			break
		}
		const longest = len("\x1b[38;2;255;255;255m")
		from := max(at, end-longest)
		esc := strings.LastIndexByte(text[from:end], 0x1b)
		if esc < 0 || skipColours(text, from+esc, end) != end {
			break
		}
		end = from + esc
	}
	return end
}

// number reads the decimal digits at the offset, at most nine: no frame or line has a longer number.
func number(text string, at, end int) (value, next int, ok bool) {
	next = at
	for next < end && isDigit(text[next]) {
		if next-at >= 9 {
			return 0, at, false
		}
		value = value*10 + int(text[next]-'0')
		next++
	}
	return value, next, next > at
}

// location reads "path:line:column" or "path:line" between the offsets, coloured or not. The path may hold
// colons, as in C:\src\main.rs. Miri prints where the expression ends, too: "path:3:5: 3:9".
func location(text string, at, end int) (file Span, line, column int) {
	at = skipColours(text, at, end)
	end = trimColours(text, at, end)
	file.Start, file.End = at, end
	last, fileEnd, ok := numberBefore(text, at, end)
	if !ok {
		return file, 0, 0
	}
	file.End, line = fileEnd, last
	if first, fileEnd, ok := numberBefore(text, at, fileEnd); ok {
		file.End, line, column = fileEnd, first, last
		if text[fileEnd+1] == ' ' { // those were where a range ends
			return location(text, at, fileEnd)
		}
	}
	return file, line, column
}

// behindLocation returns where something starts after "path:line:column" or "path:line" that cannot be part of a path, or
// 0. Dots do not count: they say that the text was cut there.
func behindLocation(text string, at, end int) int {
	end = trimColours(text, at, end)
	if end == at || isDigit(text[end-1]) {
		return 0
	}
	for i := at; i < end; i++ {
		next := skipNumberAfterColon(text, i, end)
		if next == i {
			continue
		}
		i = next - 1
		next = skipNumberAfterColon(text, next, end)
		if c := text[next]; !isLetter(c) && !strings.ContainsRune(`.:-/\`, rune(c)) && !strings.HasPrefix(text[next:], "…") {
			return next
		}
	}
	return 0
}

// skipNumberAfterColon returns the offset after ":digits", or the one given.
func skipNumberAfterColon(text string, at, end int) int {
	if at < end && text[at] == ':' {
		if _, next, ok := number(text, at+1, end); ok {
			return next
		}
	}
	return at
}

// numberBefore reads the ":digits" that ends at end and returns where the text before it ends.
func numberBefore(text string, at, end int) (value, before int, ok bool) {
	i := end
	for i > at && isDigit(text[i-1]) {
		i--
	}
	value, next, ok := number(text, i, end)
	i = trimColours(text, at, i)
	if !ok || next != end || i == at || text[i-1] != ':' {
		return 0, end, false
	}
	return value, trimColours(text, at, i-1), true
}

// symbol reports whether the text can be the first symbol of a stack. It may have blanks inside brackets alone, where
// generic arguments are, so that neither prose nor source code passes.
func symbol(name string) bool {
	if name == unknown {
		return true
	}
	depth := 0
	for i := range len(name) {
		switch c := name[i]; c {
		case '<', '{', '[', '(':
			if c == '(' && depth == 0 {
				return false
			}
			depth++
		case '>':
			if i > 0 && (name[i-1] == '-' || name[i-1] == '.') { // fn(u8) -> u32, in legacy names .>
				continue
			}
			depth--
		case '}', ']', ')':
			depth--
		case ' ', '"', '\\', ';', '=', ',', '\'', '`', '/':
			if depth <= 0 {
				return false
			}
		}
	}
	return name != "" && !isDigit(name[0]) && name[len(name)-1] != ':'
}

const unknown = "<unknown>"

// nameEnd returns the offset of the first blank or parenthesis that is not inside brackets.
func nameEnd(text string, at, end int) int {
	depth := 0
	for i := at; i < end; i++ {
		switch text[i] {
		case '<', '{', '[':
			depth++
		case '(':
			if depth == 0 {
				return i
			}
			depth++
		case '>':
			if i > at && text[i-1] != '-' && text[i-1] != '.' {
				depth--
			}
		case '}', ']', ')':
			depth--
		case ' ', '\t':
			if depth <= 0 {
				return i
			}
		}
	}
	return end
}

// skipHex returns the first offset from at that holds no hexadecimal digit.
func skipHex(text string, at, end int) int {
	for at < end && isHexDigit(text[at]) {
		at++
	}
	return at
}

// resolved reports whether a name is one, and not what a tool prints when it has none.
func resolved(name string) bool {
	switch name {
	case "", unknown, "<unresolved>", "??", "[unknown]", "n/a", "???":
		return false
	}
	return true
}

// knownWord reports whether a list of words, each with a blank on both sides, has the word.
func knownWord(list, word string) bool {
	for i := 0; ; {
		n := strings.Index(list[i:], word)
		if n < 0 {
			return false
		}
		i += n
		if list[i-1] == ' ' && list[i+len(word)] == ' ' {
			return true
		}
		i++
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isHex reports whether s is nothing but hexadecimal digits, and at least one.
func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isDigit(c) && !('a' <= c && c <= 'f') {
			return false
		}
	}
	return s != ""
}

func isHexDigit(c byte) bool { return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }

// fieldAfter returns what is between the first occurrence of start and the next of stop.
func fieldAfter(text string, at, end int, start, stop string) (Span, bool) {
	n := strings.Index(text[at:end], start)
	if n < 0 {
		return Span{}, false
	}
	at += n + len(start)
	n = strings.Index(text[at:end], stop)
	return Span{at, at + n}, n >= 0
}

func trimBlanks(text string, at, end int) int {
	for end > at && isBlank(text[end-1]) {
		end--
	}
	return end
}

// stringEnd returns the offset of the quote that ends a string, or the length.
func stringEnd(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(s)
}

func skipDigits(text string, at int) int {
	for at < len(text) && isDigit(text[at]) {
		at++
	}
	return at
}

// startsWithAny reports whether s starts with one of the prefixes.
func startsWithAny(s string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}
