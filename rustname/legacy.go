package rustname

// The legacy mangling, rustc's default until 1.96: C++'s for nested names, with a hash as the last name.
//
//	_ZN  3app  3foo  28_$u7b$$u7b$closure$u7d$$u7d$  17h0123456789abcdef  E  .suffix
//
// A name may only have characters that every assembler accepts: others are written as $..$ (rustc_symbol_mangling,
// src/legacy.rs, sanitize), "::" as "..", and "_" precedes a name that would begin with "$".

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// legacyEscape returns the character whose name is between two $, if it has one. Others are u and a hexadecimal number.
func legacyEscape(name string) string {
	switch name {
	case "SP":
		return "@"
	case "BP":
		return "*"
	case "RF":
		return "&"
	case "LT":
		return "<"
	case "GT":
		return ">"
	case "LP":
		return "("
	case "RP":
		return ")"
	case "C":
		return ","
	}
	return ""
}

// legacyBody returns what follows the prefix of a legacy symbol. Windows' dbghelp strips the leading underscore, and
// Mach-O adds one.
func legacyBody(s string) (string, bool) {
	for _, prefix := range [...]string{"_ZN", "ZN", "__ZN"} {
		if body, found := strings.CutPrefix(s, prefix); found {
			return body, true
		}
	}
	return "", false
}

// appendLegacy demangles body, and returns what follows it.
func appendLegacy(text boundedText, body string, full bool) (_ boundedText, suffix string, ok bool) {
	names, suffix, ok := scanLegacy(body)
	if !ok || !isASCII(body) {
		return text, "", false
	}
	for i := range names {
		var name string
		name, body, _ = cutLegacyName(body)
		if !full && i == names-1 && isLegacyHash(name) {
			break
		}
		if i > 0 {
			text.writeString("::")
		}
		writeLegacyName(&text, name)
	}
	return text, suffix, true
}

// scanLegacy reads { name } "E" and returns the number of names, and what follows.
func scanLegacy(body string) (names int, suffix string, ok bool) {
	for body != "" {
		if body[0] == 'E' {
			return names, body[1:], true
		}
		if _, body, ok = cutLegacyName(body); !ok {
			return 0, "", false
		}
		names++
	}
	return 0, "", false
}

// cutLegacyName splits a decimal length and the name of that length from the front of s.
func cutLegacyName(s string) (name, rest string, ok bool) {
	digits, length := 0, 0
	for ; digits < len(s) && '0' <= s[digits] && s[digits] <= '9'; digits++ {
		length = length*10 + int(s[digits]-'0')
		if length > len(s) {
			return "", "", false
		}
	}
	if digits == 0 || length > len(s)-digits {
		return "", "", false
	}
	return s[digits : digits+length], s[digits+length:], true
}

// isLegacyHash reports whether the last name of a path is the hash that rustc added: "h" and hexadecimal digits.
func isLegacyHash(name string) bool {
	digits, found := strings.CutPrefix(name, "h")
	for _, c := range []byte(digits) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return false
		}
	}
	return found
}

// writeLegacyName writes a name with its escapes undone. At an escape that rustc does not write, it stops decoding and
// writes the rest as it is.
func writeLegacyName(text *boundedText, name string) {
	if strings.HasPrefix(name, "_$") {
		name = name[1:]
	}
	for {
		plain := 0
		for plain < len(name) && name[plain] != '$' && name[plain] != '.' {
			plain++
		}
		if plain > 0 {
			text.writeString(name[:plain])
			name = name[plain:]
		}
		switch {
		case name == "":
			return
		case strings.HasPrefix(name, ".."):
			text.writeString("::")
			name = name[2:]
		case name[0] == '.':
			text.writeString(".")
			name = name[1:]
		default:
			rest, ok := writeLegacyEscape(text, name)
			if !ok {
				text.writeString(name)
				return
			}
			name = rest
		}
	}
}

// writeLegacyEscape decodes the $..$ at the front of name, and returns what follows.
func writeLegacyEscape(text *boundedText, name string) (rest string, ok bool) {
	escape, rest, ok := strings.Cut(name[1:], "$")
	if !ok {
		return "", false
	}
	if character := legacyEscape(escape); character != "" {
		text.writeString(character)
		return rest, true
	}
	digits, numbered := strings.CutPrefix(escape, "u")
	number, fits := parseLowerHex(digits)
	if !numbered || digits == "" || !fits || number > unicode.MaxRune {
		return "", false
	}
	if !utf8.ValidRune(rune(number)) || unicode.IsControl(rune(number)) {
		return "", false
	}
	text.writeRune(rune(number))
	return rest, true
}
