package stacktext

import (
	"strings"
	"unicode/utf8"
)

// signs are what a quick look finds stacks by, next to a colon where not said otherwise. What each looks like in the
// grammar of its layouts is said there.
type signs uint16

const (
	signIndex     signs = 1 << iota // a number before the colon, and a name behind it: "  12: app::run"
	signElement                     // an element of a Debug list
	signPlace                       // a Rust file and a line in it, where a frame has them
	signWasm                        // a place in WebAssembly
	signJSON                        // a name in JSON, as bytes
	signNumber                      // a line with a "::" that starts with a number or an address
	signNotASCII                    // one that does not start with ASCII
	signSemicolon                   // a ; before a name with a "::"
	signEscaped                     // an escaped line end in a line with a "::"
)

// quickLook tells texts that cannot hold a stack from the others, so that they cost little. It goes from colon to colon,
// because every frame that shows it is Rust's has one next to something telling, unless all its names are mangled. What
// is not certain passes.
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

// find returns where the first sign of a stack is in the text, or -1. Nothing before that line is part of the sign.
func (q *quickLook) find(text string) int {
	start, end := 0, -1 // the line that was looked at last
	places := placeFinder{text: text, name: -1}
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
			if isDigit(next) && q.has(signPlace) {
				if sign := places.find(i); sign >= 0 {
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
		}
	}
}

func (q *quickLook) has(sign signs) bool { return q.signs&sign != 0 }

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

// find returns where the location of a frame is that has the colon between a Rust path and a line, or -1.
func (p *placeFinder) find(colon int) int {
	if !strings.HasSuffix(p.text[:colon], ".rs") && !strings.HasSuffix(p.text[:colon], ".rs\x1b[0m") {
		return -1
	}
	p.advance(colon)
	if p.afterAt() || p.afterName() {
		return colon
	}
	return p.nameAbove(colon)
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

// nameAbove returns where the line starts that is just a name, above a line "path:line" whose path the colon ends, or -1.
func (p *placeFinder) nameAbove(colon int) int {
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

// lineMayHoldFrame reports whether a line with a "::" can be a frame of one of the layouts that have no number and colon
// before the name.
func (q *quickLook) lineMayHoldFrame(line string, path int) bool {
	first := skipBlanks(line, 0, len(line))
	c := line[first]
	for _, start := range q.lineStarts[c] {
		if strings.HasPrefix(line[first:], start) {
			return true
		}
	}
	switch {
	case c >= utf8.RuneSelf && q.has(signNotASCII),
		isHexDigit(c) && line[skipHex(line, first, len(line))] == ' ' && q.has(signNumber):
		return true
	}
	for path > 0 && line[path-1] > ' ' && line[path-1] != ';' {
		path--
	}
	return path > 0 && line[path-1] == ';' && q.has(signSemicolon) || q.has(signEscaped) && strings.Contains(line, `\n`)
}

// findMangled returns where the first mangled symbol is, which starts with _ZN or _R, or -1.
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
