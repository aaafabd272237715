package stacktext

import "strings"

// indexLine is the first line of a frame, like
//
//	"  12:     0x55c478ba056b - core::ops::function::FnOnce::call_once".
type indexLine struct {
	start, end, next int  // the line, without and with its line end
	number           Span // the digits and the blanks before them
	value            int
	address          bool // there is one, perhaps with the module that wasmtime puts before the name: "app.wasm!"
	name, suffix     Span
	behind           int // where a tag or quotes after the name start, or 0
}

// indexLine reads the line at the offset as the first line of a frame.
func (f *finder) indexLine(at int) (indexLine, bool) {
	line := indexLine{start: at}
	line.end, line.next = lineAt(f.text, at)
	ok := line.read(f.text)
	return line, ok
}

// read reads a line whose ends are known. It may start in the middle of one.
func (line *indexLine) read(text string) bool {
	i, end := line.start, line.end
	for i < end && text[i] == '\t' {
		i++
	}
	line.number.Start = i
	i = skipBlanks(text, i, end)
	value, colon, ok := number(text, i, end)
	line.number.End = colon
	if !ok {
		line.number, value, colon, ok = colouredNumber(text, i, end)
	}
	if !ok || colon >= end || text[colon] != ':' || colon+1 < end && text[colon+1] != ' ' {
		return false
	}
	line.value = value
	i = skipColours(text, skipBlanks(text, colon+1, end), end)
	if strings.HasPrefix(text[i:end], "0x") {
		i, line.address = afterModule(text, skipAddress(text, i, end), end), true
	}
	if behind := beforeQuotes(text, i, beforeTag(text, i, end)); behind < end {
		line.behind, end = behind, behind
	}
	if cut := beforeAddress(text, i, end); cut < end {
		end, line.address = cut, true
	}
	line.name, line.suffix = nameIn(text, i, end)
	return true
}

// colouredNumber reads a number between two colour codes. The blanks that align it are before both.
func colouredNumber(text string, at, end int) (digits Span, value, next int, ok bool) {
	digits.Start = skipColours(text, at, end)
	value, digits.End, ok = number(text, digits.Start, end)
	next = skipColours(text, digits.End, end)
	return digits, value, next, ok && digits.Start > at && next > digits.End
}

// beforeTag returns where the "</pre>" starts that ends the line, or the end. No name ends so.
func beforeTag(text string, at, end int) int {
	if at == end || text[end-1] != '>' {
		return end
	}
	if open := strings.LastIndexByte(text[at:end], '<'); open < 0 || text[at+open+1] != '/' {
		return end // nearly all lines
	}
	return at + strings.Index(text[at:end], "</")
}

// beforeQuotes returns where the quotes start that end the line, perhaps with punctuation after them, or the end. No name ends in a
// quote: that is the end of a string in TOML, YAML, Python or Rust.
func beforeQuotes(text string, at, end int) int {
	i := end
	for i > at && isClosing(text[i-1]) {
		i--
	}
	if i == at || text[i-1] != '"' && text[i-1] != '\'' {
		return end // nearly all lines
	}
	for i > at && (text[i-1] == '"' || text[i-1] == '\'') {
		i--
	}
	if i == at {
		return end
	}
	return i
}

// isClosing reports whether the character can be between the end of a string and the end of a line.
func isClosing(c byte) bool { return c == ',' || c == ';' || c == ')' || c == ']' || c == '}' }

// beforeAddress returns where the " (0x5619ac12deaf)" starts that ends the line, or the end. Old versions of the backtrace
// crate wrote addresses there.
func beforeAddress(text string, at, end int) int {
	const mark = " (0x"
	if at == end || text[end-1] != ')' {
		return end
	}
	n := strings.LastIndex(text[at:end], mark)
	if n <= 0 || !isHex(text[at+n+len(mark):end-1]) {
		return end
	}
	return at + n
}

// skipAddress returns the offset after "0x… - ".
func skipAddress(text string, at, end int) int {
	at += len("0x")
	for at < end && isHex(text[at:at+1]) {
		at++
	}
	at = skipBlanks(text, at, end)
	if at < end && text[at] == '-' {
		at = skipBlanks(text, at+1, end)
	}
	return at
}

// nameIn returns the name that fills the rest of the line, without what color-eyre adds and without the dots of a text that
// was cut there.
func nameIn(text string, at, end int) (name, suffix Span) {
	end = trimBlanks(text, at, end)
	name, suffix = splitSuffix(text, at, end)
	if end == len(text) {
		cut := strings.TrimSuffix(name.Of(text), "...")
		name.End = name.Start + len(strings.TrimSuffix(cut, "…"))
	}
	return name, suffix
}
