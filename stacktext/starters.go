package stacktext

// Which functions to ask whether a stack starts in a line: by its first byte, so that most lines cost few calls.

import "strings"

// What lines in which stacks can start begin with.
const (
	digits    = "0123456789"
	hexDigits = digits + "abcdefABCDEF"
	elision   = "[" // an elision line, where frames above it are gone
)

// startersByByte are what to ask about a line, by its first byte after blanks; that of a blank line is 0.
type startersByByte [256][]startFunc

// add adds a function for lines that start with one of the bytes, "" for any.
func (s *startersByByte) add(starts startFunc, first string) {
	for c := range s {
		if first == "" || strings.IndexByte(first, byte(c)) >= 0 {
			s[c] = append(s[c], starts)
		}
	}
}

// any reports whether one of the functions says yes to the line.
func (s *startersByByte) any(text string, at, end int) bool {
	first := byte(0)
	if i := skipBlanks(text, at, end); i < end {
		first = text[i]
	}
	for _, starts := range s[first] {
		if starts(text, at, end) {
			return true
		}
	}
	return false
}
