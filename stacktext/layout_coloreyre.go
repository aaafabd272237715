package stacktext

import "strings"

// The layout of color-eyre and color-backtrace (color-eyre/src/config.rs: impl Display for Frame). It is std's
// short layout with additional lines, with or without colours:
//
//	frame   = number ":" name [ hash ] { at } { source } .
//	hash    = "::h" 16 hexadecimal digits | "<unknown>" .
//	at      = 6 blanks "at" path ":" line [ ":" column ] .
//	source  = blanks line ( "│" | ">" ) text .
//	hidden  = blanks "⋮" n "frame" [ "s" ] "hidden ⋮" blanks .
//
// Every name is followed by a hash, or by <unknown> because v0 names have none. The hash belongs to Name unless a colour
// code is before it. What does not belong to Name is removed when Name is replaced.

// splitSuffix splits a name from what color-eyre prints after it.
func splitSuffix(text string, at, end int) (name, suffix Span) {
	name = Span{at, end}
	line := text[at:end]
	if esc := strings.IndexByte(line, 0x1b); esc >= 0 {
		name.End = at + esc
		const reset = "\x1b[0m"
		start := name.End
		if strings.HasPrefix(text[start:end], reset) {
			start += len(reset)
		}
		suffix = Span{start, end}
	} else if len(line) > len(unknown) && strings.HasSuffix(line, unknown) {
		name.End = end - len(unknown)
		suffix = Span{name.End, end}
	}
	return name, suffix
}

// suffixHash returns the hash that follows the name in a colour of its own, or "".
func suffixHash(suffix string) string {
	const length = len("::h0123456789abcdef")
	i := strings.Index(suffix, "::h")
	if i < 0 || len(suffix) < i+length || !isHex(suffix[i+3:i+length]) {
		return ""
	}
	return suffix[i : i+length]
}

// sourceLine reports whether the line shows a line of the source: "        10 │ fn main() {".
func sourceLine(text string, at, end int) bool {
	at = skipBlanks(text, skipColours(text, skipBlanks(text, at, end), end), end)
	_, at, ok := number(text, at, end)
	if !ok {
		return false
	}
	at = skipColours(text, skipBlanks(text, skipColours(text, at, end), end), end)
	return strings.HasPrefix(text[at:end], "│") || at < end && text[at] == '>'
}
