package stacktext

import "strings"

// Prefixed texts: a logger, a container runtime or syslog put something before every line.
//
//	line   = prefix text EOL                                  2026-11-21T20:59:36.527Z stderr F    0: a::b
//	       | prefix '"' text-escaped '\n"' more EOL .         {"log":"   0: a::b\n","stream":"stderr"}
//
// The prefixes of two lines differ in digits alone, except that one may lack the fraction of a second, and that a partial
// line has a P where a full one has an F. The first line of a stack, which has a number and a name, shows where the prefix
// ends. Lines in between without it are foreign.

// prefixedStarts reports whether there is something before a frame in the line.
func prefixedStarts(text string, at, end int) bool {
	_, _, ok := prefixOf(text[at:end])
	return ok
}

// readPrefixed removes the prefixes of the lines from the offset on, if a frame starts in the first.
func (f *finder) readPrefixed(at int) (unwrapped, int, bool) {
	end, next := lineAt(f.text, at)
	length, _, ok := prefixOf(f.text[at:end])
	if !ok || next == len(f.text) {
		return unwrapped{}, at, false
	}
	p := prefix{text: f.text[at : at+length]}
	p.quoted = p.text[length-1] == '"'
	if e, _ := lineAt(f.text, next); !p.matches(f.text[next:e]) && !p.blankLinesUpTo(f.text, next) {
		return unwrapped{}, at, false
	}
	var b unwrapper
	start := f.firstWith(p, at)
	for start < len(f.text) {
		end, next := lineAt(f.text, start)
		n, ok := p.length(f.text[start:end])
		if !ok && !p.foreignLinesUpTo(f.text, start) && !p.blankLinesUpTo(f.text, start) {
			break
		}
		if ok {
			end = p.add(&b, f.text, Span{start, end}, start+n)
		} else {
			b.piece(start, start)
			b.text.WriteString(f.text[start:end])
		}
		if next > end {
			b.put("\n", end, false)
		}
		start = next
	}
	e := noEscape
	if p.quoted {
		e = jsonEscape
	}
	return b.done(start, e), start, true
}

// prefixOf returns the length of what is before a frame in the line, with one of the blanks at its end, and the offset of
// the number of the frame, with the blanks that align it.
func prefixOf(line string) (length, field int, ok bool) {
	const longest = 32 << 10 // bytes; only a whole text escaped into one line is longer
	const tries = 8          // the number of a frame is near the start of its line
	for i, try := 0, 0; try < tries && len(line) <= longest; try++ {
		n := strings.Index(line[i:], ": ")
		if n < 0 {
			break
		}
		colon := i + n
		i = colon + len(": ")
		field = colon
		for field > 0 && isDigit(line[field-1]) {
			field--
		}
		if field == colon || field == 0 || !isBlank(line[field-1]) && line[field-1] != '"' || !startsFrame(line, i, line[:field]) {
			continue
		}
		length = field
		for length > 0 && isBlank(line[length-1]) {
			length--
		}
		if length == 0 {
			break
		}
		field = max(min(field, colon-4), length)
		if length < field && line[length-1] != '"' {
			length++
		}
		return length, field, true
	}
	return 0, 0, false
}

// startsFrame reports whether the line has a name, or an address and a name, from the offset on.
func startsFrame(line string, at int, before string) bool {
	name := strings.TrimLeft(line[at:], " ")
	if strings.HasPrefix(name, "0x") {
		name = name[skipAddress(name, 0, len(name)):]
	}
	if strings.HasSuffix(strings.TrimRight(before, " "), `"`) {
		name = name[:stringEnd(name)]
		if n := strings.Index(name, `\n`); n >= 0 && n+len(`\n`) < len(name) {
			return false // a text of several lines in one string
		}
		name = strings.TrimSuffix(strings.TrimSuffix(name, `\n`), `\r`)
		name = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(name)
	}
	return symbol(uncoloured(name[:beforeAddress(name, 0, len(name))]))
}

// escapeCharacter is ESC, as it is and as transports write it.
var escapeCharacter = [...]string{"\x1b", `\u001b`, `\x1b`, `\u{1b}`}

// uncoloured returns the name without the colour code before it and without what follows in other colours. The escape
// character may itself be escaped.
func uncoloured(name string) string {
	for _, esc := range escapeCharacter {
		if strings.HasPrefix(name, esc+"[") {
			_, name, _ = strings.Cut(name, "m")
			name, _, _ = strings.Cut(name, esc)
			break
		}
	}
	return name
}

// prefix is what is before every line.
type prefix struct {
	text   string
	quoted bool // it ends in the quote of a string that holds the line
}

// firstWith returns the start of the first of the lines up to the offset that all have the prefix.
func (f *finder) firstWith(p prefix, at int) int {
	for at > f.passed {
		start := strings.LastIndexByte(f.text[:at-1], '\n') + 1
		end, _ := lineAt(f.text, start)
		for start > f.passed && p.blankLinesUpTo(f.text, start) {
			start = strings.LastIndexByte(f.text[:start-1], '\n') + 1
			end, _ = lineAt(f.text, start)
		}
		if start < f.passed || !p.matches(f.text[start:end]) {
			break
		}
		at = start
	}
	return at
}

// blankLinesUpTo reports whether there is nothing but blank lines from the offset up to a line with the prefix, as where a log
// viewer puts one after each line.
func (p prefix) blankLinesUpTo(text string, at int) bool {
	const most = 2
	for blank := 0; blank <= most; blank++ {
		end, next := lineAt(text, at)
		if end > at {
			return blank > 0 && p.matches(text[at:end])
		}
		if next == len(text) {
			return false
		}
		at = next
	}
	return false
}

func (p prefix) matches(line string) bool {
	_, ok := p.length(line)
	return ok
}

// length returns the length of the prefix of a line, in which numbers may differ from those in the first line's.
func (p prefix) length(line string) (int, bool) {
	i, j := 0, 0
	for i < len(p.text) {
		if isDigit(p.text[i]) {
			start := j
			i, j = skipDigits(p.text, i), skipDigits(line, j)
			if start == j {
				return 0, false
			}
			continue
		}
		if j == len(line) { // a blank line whose blanks were trimmed
			return j, i > 0 && strings.TrimLeft(p.text[i:], " ") == ""
		}
		if line[j] != p.text[i] {
			afterI, afterJ := skipFraction(p.text, i), skipFraction(line, j)
			if afterI == i && afterJ == j && !bothTagged(p.text, line, i, j) {
				return 0, false
			}
			if afterI > i || afterJ > j {
				i, j = afterI, afterJ
				continue
			}
		}
		i, j = i+1, j+1
	}
	return j, true
}

// skipFraction returns the offset after the fraction of a second. Formats that trim its zeros, like Go's RFC3339Nano, print
// none when it is zero.
func skipFraction(text string, at int) int {
	if at < len(":00") || text[at] != '.' || text[at-3] != ':' || !isDigit(text[at-2]) || !isDigit(text[at-1]) {
		return at
	}
	if end := skipDigits(text, at+1); end > at+1 {
		return end
	}
	return at
}

// bothTagged reports whether both texts have a tag of the Kubernetes log format there: F for full or P for partial.
func bothTagged(a, b string, i, j int) bool {
	tag := func(text string, at int) bool {
		return (text[at] == 'F' || text[at] == 'P') && (strings.HasSuffix(text[:at], " stderr ") || strings.HasSuffix(text[:at], " stdout "))
	}
	return tag(a, i) && tag(b, j)
}

// add appends a line without its prefix and returns where it ends. The rest, up to the next line, is its line end.
func (p prefix) add(b *unwrapper, text string, line Span, content int) (end int) {
	b.piece(content, line.Start)
	if !p.quoted {
		b.text.WriteString(text[content:line.End])
		return line.End
	}
	end = content + stringEnd(text[content:line.End])
	for strings.HasSuffix(text[content:end], `\n`) || strings.HasSuffix(text[content:end], `\r`) {
		end -= len(`\n`)
	}
	for i := content; i < end; {
		s, n := unescape(text[i:end])
		if n > 1 {
			b.put(s, i, false)
			b.piece(i+n, i+n)
		} else {
			b.text.WriteString(s)
		}
		i += n
	}
	return end
}
