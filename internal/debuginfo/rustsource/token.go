package rustsource

// Tokens of Rust, as far as they tell where code is: comments are passed, and what is in a literal is no code.

import (
	"strings"
	"unicode/utf8"
)

type tokenKind uint8

const (
	endOfFile tokenKind = iota
	word                // an identifier or keyword, with r# of a raw one
	literal             // a string, character, byte or number
	lifetime            // 'a
	mark                // punctuation, of one byte or of joinedMarks
)

type token struct {
	kind         tokenKind
	start, end   int32 // in the file
	line, column int32
}

// joinedMarks are those of several bytes that mean something else than their bytes.
var joinedMarks = []string{"->", "=>", "||", "&&", "::", ".."}

// lexer reads tokens one after the other.
type lexer struct {
	text      string
	at        int
	line      int32
	lineStart int // where the line starts
	counted   int // up to where columns are counted
	column    int32
}

func newLexer(text string) *lexer { return &lexer{text: text, line: 1, column: 1} }

// next returns the next token.
func (l *lexer) next() token {
	l.pass()
	t := token{start: int32(l.at), line: l.line, column: l.columnAt(l.at)}
	if l.at >= len(l.text) {
		t.end = t.start
		return t
	}
	rest := l.text[l.at:]
	switch {
	case isStart(rest[0]):
		t.kind = l.wordOrPrefix(rest)
	case rest[0] >= '0' && rest[0] <= '9':
		t.kind = literal
		l.to(l.at + len(rest) - len(strings.TrimLeftFunc(rest, isNumber)))
	case rest[0] == '"':
		t.kind = literal
		l.quoted(l.at+1, '"')
	case rest[0] == '\'':
		t.kind = l.character(rest)
	default:
		t.kind = mark
		length := 1
		for _, joined := range joinedMarks {
			if strings.HasPrefix(rest, joined) {
				length = len(joined)
			}
		}
		l.to(l.at + length)
	}
	t.end = int32(l.at)
	return t
}

// pass goes on behind white space and comments.
func (l *lexer) pass() {
	for l.at < len(l.text) {
		rest := l.text[l.at:]
		switch {
		case strings.HasPrefix(rest, "//"):
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			l.to(l.at + end)
		case strings.HasPrefix(rest, "/*"):
			l.to(l.at + commentLength(rest))
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\n':
			l.to(l.at + 1)
		default:
			return
		}
	}
}

// commentLength returns the length of the comment that a text begins with. Comments nest.
func commentLength(text string) int {
	depth := 0
	for i := 0; i+1 < len(text); i++ {
		switch text[i : i+2] {
		case "/*":
			depth++
			i++
		case "*/":
			depth--
			i++
			if depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

// to goes on to a place further on, and counts lines.
func (l *lexer) to(at int) {
	at = min(at, len(l.text))
	passed := l.text[l.at:at]
	if n := strings.Count(passed, "\n"); n > 0 {
		l.line += int32(n)
		l.lineStart = l.at + strings.LastIndexByte(passed, '\n') + 1
		l.counted, l.column = l.lineStart, 1
	}
	l.at = at
}

// columnAt returns the column of a place in the line that is read, in characters.
func (l *lexer) columnAt(at int) int32 {
	l.column += int32(utf8.RuneCountInString(l.text[l.counted:at]))
	l.counted = at
	return l.column
}

// wordOrPrefix reads an identifier, or a literal that has letters before its quote: r"", br#""#, c"", b'x'.
func (l *lexer) wordOrPrefix(rest string) tokenKind {
	length := wordLength(rest)
	prefix, behind := rest[:length], rest[length:]
	if len(prefix) > 2 || strings.Trim(prefix, "rbc") != "" || behind == "" {
		l.to(l.at + length)
		return word
	}
	raw := strings.HasSuffix(prefix, "r")
	hashes := len(behind) - len(strings.TrimLeft(behind, "#"))
	switch {
	case raw && strings.HasPrefix(behind[hashes:], `"`):
		inside := length + hashes + 1
		end := strings.Index(rest[inside:], `"`+behind[:hashes])
		if end < 0 {
			l.to(len(l.text))
		} else {
			l.to(l.at + inside + end + 1 + hashes)
		}
		return literal
	case prefix == "r" && hashes == 1: // a raw identifier
		l.to(l.at + length + 1 + wordLength(behind[1:]))
		return word
	case !raw && behind[0] == '"':
		l.quoted(l.at+length+1, '"')
		return literal
	case prefix == "b" && behind[0] == '\'':
		l.quoted(l.at+length+1, '\'')
		return literal
	}
	l.to(l.at + length)
	return word
}

// quoted goes on behind the quote that ends what starts at a place.
func (l *lexer) quoted(from int, quote byte) {
	for i := from; i < len(l.text); i++ {
		switch l.text[i] {
		case '\\':
			i++
		case quote:
			l.to(i + 1)
			return
		}
	}
	l.to(len(l.text))
}

// character reads a character, or a lifetime, which has no second quote.
func (l *lexer) character(rest string) tokenKind {
	if strings.HasPrefix(rest, `'\`) {
		l.quoted(l.at+1, '\'')
		return literal
	}
	_, size := utf8.DecodeRuneInString(rest[1:])
	if strings.HasPrefix(rest[min(1+size, len(rest)):], "'") {
		l.to(l.at + 1 + size + 1)
		return literal
	}
	l.to(l.at + 1 + wordLength(rest[1:]))
	return lifetime
}

// wordLength returns how much of a text's beginning can be in an identifier.
func wordLength(text string) int {
	length := 0
	for length < len(text) && (isStart(text[length]) || text[length] >= '0' && text[length] <= '9') {
		length++
	}
	return length
}

// isStart reports whether a byte can begin an identifier. Of letters beyond ASCII, all bytes can.
func isStart(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= utf8.RuneSelf
}

func isNumber(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
