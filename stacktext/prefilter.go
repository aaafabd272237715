package stacktext

import "strings"

// mayHoldStack is a quick look that texts without a stack do not pass, so that they cost little. It goes from
// colon to colon, because every frame that shows it is Rust's has one next to something telling, unless all its
// names are mangled. It lets through what is not certain.
func mayHoldStack(text string) bool {
	start, end := 0, -1 // the line that was looked at last
	places := placeFinder{text: text, name: -1}
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], ':')
		if i += n; n < 0 || i+1 == len(text) {
			return holdsMangled(text)
		}
		previous := byte('\n')
		if i > 0 {
			previous = text[i-1]
		}
		switch next := text[i+1]; {
		case next == ' ':
			if isDigit(previous) && afterNumber(text, i) || previous == 'n' && afterFn(text, i) {
				return true
			}
		case next == ':':
			if i > end {
				if start, end = lineAround(text, end+1, i); lineMayHoldFrame(text[start:end], i-start) {
					return true
				}
			}
			for i+1 < len(text) && (isLetter(text[i+1]) || isDigit(text[i+1]) || text[i+1] == ':') {
				i++
			}
		case previous == 's' || previous == 'm': // x.rs:1, wasm://wasm/…, or the m of a colour code
			if isDigit(next) && places.rustPlace(i) || strings.HasSuffix(text[:i], "wasm") {
				return true
			}
		case next == '[' || next == 'w':
			if strings.HasSuffix(text[:i], jsonSymbol[:len(jsonSymbol)-1]) || strings.HasPrefix(text[i+1:], "wasm-function") {
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

// placeFinder knows of the line looked at what tells a place in it. Colons are asked about in ascending order, so that
// each byte is looked at once however many there are in one line.
type placeFinder struct {
	text string
	seen int // the colon that was asked about last
	line int // where its line starts
	word int // where the word starts that holds it
	name int // where the name ends with which its line starts, or -1 before that was looked for
}

// rustPlace reports whether the colon stands between a Rust path and a line in the location of a frame.
func (p *placeFinder) rustPlace(colon int) bool {
	if !strings.HasSuffix(p.text[:colon], ".rs") && !strings.HasSuffix(p.text[:colon], ".rs\x1b[0m") {
		return false
	}
	p.advance(colon)
	return p.afterAt() || p.afterName() || p.belowName(colon)
}

// advance goes on to another colon.
func (p *placeFinder) advance(colon int) {
	passed := p.text[p.seen:colon]
	if n := strings.LastIndexByte(passed, '\n'); n >= 0 {
		p.line, p.name = p.seen+n+1, -1
		p.word = p.line
	}
	if n := strings.LastIndexByte(passed, ' '); n >= 0 {
		p.word = max(p.word, p.seen+n+1)
	}
	p.seen = colon
}

// belowName reports whether the colon ends the path in a line "path:line" that has a line with just a name above.
func (p *placeFinder) belowName(colon int) bool {
	if p.line == 0 || p.word > p.line || strings.IndexByte(p.text[p.line:colon], ':') >= 0 {
		return false
	}
	start := p.line - 1
	above := strings.TrimSuffix(p.text[strings.LastIndexByte(p.text[:start], '\n')+1:start], "\r")
	return strings.Contains(above, "::") && nameEnd(above, 0, len(above)) == len(above)
}

// afterAt reports whether the word is the path in a line "at path:line", which is indented in a stack.
func (p *placeFinder) afterAt() bool {
	before, ok := strings.CutSuffix(p.text[:p.word], "at ")
	return ok && (before == "" || strings.HasSuffix(before, "  ") || strings.IndexByte("\n\t\"n", before[len(before)-1]) >= 0)
}

// afterName reports whether the word is the path in a line "name path:line" or "name at path:line".
func (p *placeFinder) afterName() bool {
	if p.name < 0 {
		end, _ := lineAt(p.text, p.line)
		p.name = nameEnd(p.text, skipBlanks(p.text, p.line, end), end)
	}
	if p.name >= p.seen {
		return false
	}
	rest := p.text[p.name:p.seen]
	return strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, " at ") || p.name+1 == p.word
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
	}
	for path > 0 && line[path-1] > ' ' && line[path-1] != ';' {
		path--
	}
	return path > 0 && line[path-1] == ';' || strings.Contains(line, `\n`)
}

// holdsMangled reports whether the text holds a mangled symbol, which starts with _ZN or _R.
func holdsMangled(text string) bool {
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], '_')
		if n < 0 || i+n+2 > len(text) {
			return false
		}
		i += n
		if c := text[i+1]; c != 'Z' && c != 'R' {
			continue
		}
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
