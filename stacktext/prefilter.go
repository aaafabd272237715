package stacktext

import "strings"

// mayHoldStack is a quick look that texts without a stack do not pass, so that they cost little. It goes from
// colon to colon, because every frame that shows it is Rust's has one next to something telling, unless all its
// names are mangled. It lets through what is not certain.
func mayHoldStack(text string) bool {
	start, end := 0, -1 // the line that was looked at last
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], ':')
		if n < 0 {
			return holdsMangled(text)
		}
		i += n
		if i+1 == len(text) {
			return holdsMangled(text)
		}
		switch next := text[i+1]; {
		case next == ' ':
			if afterNumber(text, i) || afterFn(text, i) {
				return true
			}
		case next == ':':
			if i > end {
				if start, end = lineAround(text, end+1, i); lineMayHoldFrame(text[start:end], i-start) {
					return true
				}
			}
			i++
		case next == '[':
			if strings.HasSuffix(text[:i], `{"name"`) {
				return true
			}
		case isDigit(next):
			if atRustFile(text, i) {
				return true
			}
		case next == '/' || next == 'w': // wasm://wasm/…, …:wasm-function[93]
			if strings.HasSuffix(text[:i], "wasm") || strings.HasPrefix(text[i+1:], "wasm-function") {
				return true
			}
		}
	}
}

// afterNumber reports whether the colon stands between the number and the name of a frame.
func afterNumber(text string, colon int) bool {
	i := colon
	for i > 0 && isDigit(text[i-1]) {
		i--
	}
	if i == colon || i > 0 && strings.IndexByte(" \t\n\"n", text[i-1]) < 0 {
		return false
	}
	rest := text[skipBlanks(text, colon+1, len(text)):]
	if strings.HasPrefix(rest, "0x") || strings.HasPrefix(rest, "<") || strings.HasPrefix(rest, "&lt;") ||
		strings.HasPrefix(strings.TrimLeft(rest[:min(len(rest), 20)], `\`), "u003c") {
		return true
	}
	const longest = 200 // bytes up to the first :: of a name
	rest = rest[:min(len(rest), longest)]
	if end := strings.IndexAny(rest, " \n"); end >= 0 {
		rest = rest[:end]
	}
	return strings.Contains(rest, "::") || len(rest) == longest
}

// afterFn reports whether the colon is that of an element of a Debug list.
func afterFn(text string, colon int) bool {
	return strings.HasSuffix(text[:colon], "{ fn") && colon+2 < len(text) && strings.IndexByte(`"\<&`, text[colon+2]) >= 0
}

// atRustFile reports whether the colon ends a Rust path in a line "at path:line", which is indented in a stack.
func atRustFile(text string, colon int) bool {
	if !strings.HasSuffix(text[:colon], ".rs") && !strings.HasSuffix(text[:colon], ".rs\x1b[0m") {
		return false
	}
	i := colon
	for i > 0 && text[i-1] > ' ' {
		i--
	}
	before, ok := strings.CutSuffix(text[:i], "at ")
	return ok && (before == "" || strings.HasSuffix(before, "  ") || strings.IndexByte("\n\t\"n", before[len(before)-1]) >= 0)
}

// lineAround returns the line that holds the offset. Lines are looked for from another line on.
func lineAround(text string, from, at int) (start, end int) {
	start = from
	for {
		n := strings.IndexByte(text[start:], '\n')
		if n < 0 {
			return start, len(text)
		}
		if start+n >= at {
			return start, start + n
		}
		start += n + 1
	}
}

// lineMayHoldFrame reports whether a line with a :: can be a frame of one of the layouts that have no number and
// colon before the name.
func lineMayHoldFrame(line string, path int) bool {
	first := skipBlanks(line, 0, len(line))
	switch c := line[first]; {
	case c == '#' || c == '*' || c == '(' || c >= 0x80,
		c == 'f' && strings.HasPrefix(line[first:], "frame #"),
		c == 'F' && strings.HasPrefix(line[first:], `File "`),
		c == 'a' && strings.HasPrefix(line[first:], "at "),
		c == 'B' && strings.HasPrefix(line[first:], "BacktraceSymbol "),
		isHexDigit(c) && line[skipHex(line, first, len(line))] == ' ':
		return true
	case strings.IndexByte(line, ';') >= 0, strings.Contains(line, `\n`):
		return true
	}
	return strings.Contains(line, ".rs:") && nameEnd(line, first, len(line)) > path
}

// holdsMangled reports whether the text holds a mangled symbol.
func holdsMangled(text string) bool {
	for _, start := range [...]string{"_ZN", "_R"} {
		for i := 0; ; i++ {
			n := strings.Index(text[i:], start)
			if n < 0 {
				break
			}
			i += n
			end := i
			for end < len(text) && (isLetter(text[end]) || isDigit(text[end]) || text[end] == '$' || text[end] == '.') {
				end++
			}
			if mangled(text[i:end]) {
				return true
			}
			i = end - 1
		}
	}
	return false
}
