package stacktext

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// escape is one way in which transports escape characters.
type escape uint8

const (
	noEscape   escape = iota
	jsonEscape        // \n \" \\ \u001b, as JSON, Rust's Debug of a string, and logfmt write them
	htmlEscape        // &lt; &gt; &amp;
	byteEscape        // 95,90,78: the bytes as a list of numbers
)

// encoding is how a name was escaped, perhaps several times: two bits each, the first time lowest.
type encoding uint8

// inside returns the encoding with another escape around it.
func (e encoding) inside(outer escape) encoding {
	if outer == noEscape {
		return e
	}
	for shift := 0; shift < 8; shift += 2 {
		if e>>shift == 0 {
			return e | encoding(outer)<<shift
		}
	}
	return e
}

// ofPath returns the encoding of the paths that go with such names: only names are lists of bytes.
func (e encoding) ofPath() encoding {
	if escape(e&3) == byteEscape {
		return e>>2<<2 | encoding(jsonEscape)
	}
	return e
}

// decode returns the text before it was escaped.
func (e encoding) decode(s string) string {
	for shift := 6; shift >= 0; shift -= 2 {
		switch escape(e >> shift & 3) {
		case jsonEscape:
			s = unescapeJSON(s)
		case htmlEscape:
			s = html.UnescapeString(s)
		case byteEscape:
			s = unlistBytes(s)
		}
	}
	return s
}

// encode escapes a text in the way of the old one that it replaces: not every writer escapes < and >.
func (e encoding) encode(s, old string) string {
	for shift := 0; shift < 8; shift += 2 {
		switch escape(e >> shift & 3) {
		case jsonEscape:
			s = escapeJSON(s, old)
		case htmlEscape:
			if !strings.ContainsAny(old, "<>") {
				s = escapeHTML.Replace(s)
			}
		case byteEscape:
			s = listBytes(s)
		}
	}
	return s
}

var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escapeJSON escapes what JSON must, and < > & if the writer of the old text did, as Go's encoder does.
func escapeJSON(s, old string) string {
	if strings.ContainsAny(s, "\"\\\t") {
		s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`).Replace(s)
	}
	if strings.Contains(old, `\u003`) {
		s = strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`).Replace(s)
	}
	return s
}

// listBytes returns the bytes of a text as numbers with commas between.
func listBytes(s string) string {
	out := make([]byte, 0, 4*len(s))
	for i := range len(s) {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendUint(out, uint64(s[i]), 10)
	}
	return string(out)
}

// unlistBytes is the inverse of listBytes.
func unlistBytes(s string) string {
	out := make([]byte, 0, len(s)/3+1)
	for number := range strings.SplitSeq(s, ",") {
		value, err := strconv.ParseUint(strings.TrimSpace(number), 10, 8)
		if err != nil {
			return string(out)
		}
		out = append(out, byte(value))
	}
	return string(out)
}

func unescapeJSON(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		text, n := unescape(s[i:])
		out.WriteString(text)
		i += n
	}
	return out.String()
}

// simpleEscapes are the escapes of one character. A backslash before any other is just a backslash, as in the path of a
// Windows file that was not escaped.
var simpleEscapes = [256]string{
	'n': "\n", 'r': "\r", 't': "\t", '"': `"`, '\'': "'", '\\': `\`, '/': "/",
}

// unescape decodes the escape, or character, at the start of s and returns its length.
func unescape(s string) (text string, n int) {
	if len(s) < 2 || s[0] != '\\' {
		return s[:1], 1
	}
	if text := simpleEscapes[s[1]]; text != "" {
		return text, 2
	}
	value, n := rune(0), 0
	switch {
	case strings.HasPrefix(s, `\u{`): // Rust: \u{1b}
		for n = 3; n < len(s) && n < 9 && isHexDigit(s[n]); n++ {
			value = value<<4 | hexValue(s[n])
		}
		if n == 3 || n == len(s) || s[n] != '}' {
			return s[:1], 1
		}
		n++
	case s[1] == 'u' && len(s) >= 6: // JSON: \u001b
		n = 6
	case s[1] == 'x' && len(s) >= 4: // Rust and tracing: \x1b
		n = 4
	default:
		return s[:1], 1
	}
	if s[2] != '{' {
		for _, c := range []byte(s[2:n]) {
			if !isHexDigit(c) {
				return s[:1], 1
			}
			value = value<<4 | hexValue(c)
		}
	}
	switch {
	case value < utf8.RuneSelf:
		return ascii[value : value+1], n
	case !utf8.ValidRune(value):
		return s[:1], 1
	}
	return string(value), n
}

// ascii holds each character at its own offset.
var ascii = func() string {
	var all [utf8.RuneSelf]byte
	for i := range all {
		all[i] = byte(i)
	}
	return string(all[:])
}()

func hexValue(c byte) rune {
	switch {
	case c <= '9':
		return rune(c - '0')
	case c <= 'F':
		return rune(c-'A') + 10
	}
	return rune(c-'a') + 10
}
