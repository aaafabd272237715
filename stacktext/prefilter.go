package stacktext

import (
	"strings"
	"unicode/utf8"
)

// signs are what the quick look finds stacks by. The rows of the layouts say which of them they have.
type signs uint16

const (
	signIndex     signs = 1 << iota // an index, a colon and a name: "  12: app::run"
	signElement                     // an element of a Debug list: "{ fn: "
	signLocation                    // a Rust file and line where frames have them: "at src/main.rs:3"
	signWasm                        // a location in WebAssembly: "wasm://wasm/" or ":wasm-function"
	signJSON                        // a name as a list of bytes in JSON, or the name of a symbol
	signNumber                      // a number or address that starts a line with a "::" in it
	signNotASCII                    // a character that starts such a line and is not ASCII
	signSemicolon                   // a ; right before a name with a "::"
	signEscaped                     // an escaped line end in a line with a "::"
	signModule                      // a ! right before a name with a "::"
	signPC                          // " pc " in a line that has such a name in parentheses
)

// quickLook rejects texts that hold no stack before they cost much. It goes from colon to colon, because a frame that shows
// that it is Rust's has one next to something telling, unless its name is mangled. In doubt it lets a text pass.
type quickLook struct {
	signs      signs
	lineStarts [256][]string // what a line with a "::" starts with, after blanks, by its first byte
}

// add adds what a layout or a transport is found by.
func (q *quickLook) add(signs signs, lineStarts []string) {
	q.signs |= signs
	for _, start := range lineStarts {
		q.lineStarts[start[0]] = append(q.lineStarts[start[0]], start)
	}
}

// find returns the offset of the first sign of a stack, or -1. The sign does not depend on the lines above the offset.
func (q *quickLook) find(text string) int {
	start, end := 0, -1 // the last line checked
	locations := locationFinder{text: text, name: -1}
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], ':')
		if i += n; n < 0 || i+1 == len(text) {
			return findMangled(text)
		}
		previous := byte('\n')
		if i > 0 {
			previous = text[i-1]
		}
		switch next := text[i+1]; {
		case next == ' ':
			if previous == '"' && i > 1 && text[i-2] == 'l' && q.has(signJSON) && strings.HasSuffix(text[:i], ipsSymbol) {
				return i
			}
			if isDigit(previous) && q.has(signIndex) && afterNumber(text, i) || previous == 'n' && q.has(signElement) && afterFn(text, i) {
				return i
			}
		case next == ':':
			if i > end {
				if start, end = lineAround(text, end+1, i); q.lineMayHoldFrame(text[start:end], i-start) {
					return i
				}
			}
			for i+1 < len(text) && (isLetter(text[i+1]) || isDigit(text[i+1]) || text[i+1] == ':') {
				i++
			}
		case previous == 's' || previous == 'm': // x.rs:1, wasm://wasm/…, or the m of a colour code
			if isDigit(next) && q.has(signLocation) {
				if sign := locations.find(i); sign >= 0 {
					return sign
				}
			}
			if q.has(signWasm) && strings.HasSuffix(text[:i], "wasm") {
				return i
			}
		case next == '[' || next == 'w':
			if q.has(signJSON) && strings.HasSuffix(text[:i], jsonSymbol[:len(jsonSymbol)-1]) ||
				q.has(signWasm) && strings.HasPrefix(text[i+1:], "wasm-function") {
				return i
			}
		case next == '"' && previous == '"':
			if i > 1 && text[i-2] == 'l' && q.has(signJSON) && strings.HasSuffix(text[:i], ipsSymbol) {
				return i
			}
		}
	}
}

func (q *quickLook) has(sign signs) bool { return q.signs&sign != 0 }

// afterNumber reports whether the colon is between the index and the name of a frame.
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

// afterFn reports whether the colon belongs to an element of a Debug list.
func afterFn(text string, colon int) bool {
	return strings.HasSuffix(text[:colon], "{ fn") && colon+2 < len(text) && strings.IndexByte(`"\<&`, text[colon+2]) >= 0
}

// locationFinder finds the locations of frames. It must be asked about colons in ascending order, so that it can remember
// what is before them and look at each byte once, however many colons a line has.
type locationFinder struct {
	text string
	seen int // the last colon asked about
	line int // where its line starts
	word int // where the word starts that holds it
	name int // where the name ends that the line starts with; -1 if not known yet
}

// find returns the offset of the location of a frame with this colon between path and line, or -1 if there is none.
func (p *locationFinder) find(colon int) int {
	if !strings.HasSuffix(p.text[:colon], ".rs") && !strings.HasSuffix(p.text[:colon], ".rs\x1b[0m") {
		return -1
	}
	p.advance(colon)
	if p.afterAt() || p.afterName() {
		return colon
	}
	return p.nameAbove(colon)
}

// advance moves on to another colon.
func (p *locationFinder) advance(colon int) {
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

// nameAbove returns the start of the line above if that is just a name and this one "path:line", where the colon ends the
// path, or -1.
func (p *locationFinder) nameAbove(colon int) int {
	if p.line == 0 || p.word > p.line || strings.IndexByte(p.text[p.line:colon], ':') >= 0 {
		return -1
	}
	end := p.line - 1
	start := strings.LastIndexByte(p.text[:end], '\n') + 1
	above := strings.TrimSuffix(p.text[start:end], "\r")
	if strings.Contains(above, "::") && nameEnd(above, 0, len(above)) == len(above) {
		return start
	}
	return -1
}

// afterAt reports whether the word is the path in a line "at path:line", which is indented in a stack.
func (p *locationFinder) afterAt() bool {
	before, ok := strings.CutSuffix(p.text[:p.word], "at ")
	return ok && (before == "" || strings.HasSuffix(before, "  ") || strings.IndexByte("\n\t\"n", before[len(before)-1]) >= 0)
}

// afterName reports whether the word is the path in a line "name path:line" or "name at path:line".
func (p *locationFinder) afterName() bool {
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

// lineAround returns the line that holds the offset, searching from the start of another line above.
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

// lineMayHoldFrame reports whether a line with a "::" can be a frame of a layout that has no index and colon before names.
func (q *quickLook) lineMayHoldFrame(line string, path int) bool {
	first := skipBlanks(line, 0, len(line))
	c := line[first]
	for _, start := range q.lineStarts[c] { // the last byte tells most lines apart, and costs no call
		if n := first + len(start); n <= len(line) && line[n-1] == start[len(start)-1] && line[first:n] == start {
			return true
		}
	}
	switch {
	case c >= utf8.RuneSelf && q.has(signNotASCII):
		return true
	case isHexDigit(c) && q.has(signNumber):
		if after := line[skipHex(line, first, len(line))]; after == ' ' || after == '`' {
			return true
		}
	}
	for path > 0 && line[path-1] > ' ' && line[path-1] != ';' && line[path-1] != '!' {
		path--
	}
	if path > 0 && (line[path-1] == ';' && q.has(signSemicolon) || line[path-1] == '!' && line[path] != '(' && q.has(signModule)) {
		return true
	}
	if line[path] == '(' && q.has(signPC) && strings.Contains(line[:path], tombstoneMark) {
		return true
	}
	return q.has(signEscaped) && strings.Contains(line, `\n`)
}

// findMangled returns the offset of the first mangled symbol, which starts with _ZN or _R, or -1.
func findMangled(text string) int {
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], '_')
		if n < 0 || i+n+2 > len(text) {
			return -1
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
			return i
		}
		i = end - 1
	}
}
