package rustname

// Constants in v0 symbols: the arguments of const generics, the lengths of arrays, the bounds of pattern types.

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// printConst reads and writes a constant. Anything but a literal gets braces if it is a generic argument, but not as part
// of another value.
func (p *v0Printer) printConst(inValue bool) {
	tag, ok := p.take()
	if !ok || !p.enter() {
		return
	}
	switch tag {
	case 'p':
		p.write("_")
	case 'h', 't', 'm', 'y', 'o', 'j':
		p.printUint(tag)
	case 'a', 's', 'l', 'x', 'n', 'i':
		if p.eat('n') {
			p.write("-")
		}
		p.printUint(tag)
	case 'b':
		p.printBool()
	case 'c':
		p.printChar()
	case 'B':
		if origin, ok := p.follow(); ok {
			p.printConst(inValue)
			p.comeBack(origin)
		}
	case 'R':
		if p.eat('e') { // "…" is a &str
			p.printStr()
			break
		}
		p.printCompound(tag, inValue)
	case 'e', 'Q', 'A', 'T', 'V':
		p.printCompound(tag, inValue)
	default:
		p.fail(v0Invalid)
	}
	p.leave()
}

// printCompound reads and writes constants other than literals.
func (p *v0Printer) printCompound(tag byte, inValue bool) {
	if !inValue {
		p.write("{")
	}
	complete := true
	switch tag {
	case 'e': // a str without a reference
		p.write("*")
		p.printStr()
	case 'R':
		p.write("&")
		p.printConst(true)
	case 'Q':
		p.write("&")
		p.write("mut ")
		p.printConst(true)
	case 'A':
		p.write("[")
		p.printConsts()
		p.write("]")
	case 'T':
		p.write("(")
		if p.printConsts() == 1 {
			p.write(",")
		}
		p.write(")")
	case 'V':
		complete = p.printVariant()
	}
	if !inValue && complete {
		p.write("}")
	}
}

// printConsts: { const } "E"
func (p *v0Printer) printConsts() (count int) {
	for ; p.more(count, ", "); count++ {
		p.printConst(true)
	}
	return count
}

// printVariant: path ("U" | "T" { const } "E" | "S" { field } "E"): a unit, tuple or braced struct or enum variant. It
// reports whether it read past the letter that says which.
func (p *v0Printer) printVariant() (complete bool) {
	p.printPath(true)
	kind, ok := p.take()
	if !ok {
		return false
	}
	switch kind {
	case 'U':
	case 'T':
		p.write("(")
		p.printConsts()
		p.write(")")
	case 'S':
		p.write(" { ")
		for n := 0; p.more(n, ", "); n++ {
			p.printField()
		}
		p.write(" }")
	default:
		p.fail(v0Invalid)
		return false
	}
	return true
}

// printField: [disambiguator] identifier const
func (p *v0Printer) printField() {
	if _, ok := p.disambiguator(); !ok {
		return
	}
	name, ok := p.identifier()
	if !ok {
		return
	}
	p.writeIdentifier(name)
	p.write(": ")
	p.printConst(true)
}

// printUint: hexadecimal. A number of more than 64 bits stays hexadecimal.
func (p *v0Printer) printUint(tag byte) {
	digits, ok := p.hexadecimal()
	if !ok {
		return
	}
	if value, fits := parseLowerHex(digits); fits {
		p.writeUint(value, 10)
	} else {
		p.write("0x")
		p.write(digits)
	}
	if p.full {
		p.write(v0BasicTypes[tag])
	}
}

func (p *v0Printer) printBool() {
	digits, ok := p.hexadecimal()
	if !ok {
		return
	}
	value, fits := parseLowerHex(digits)
	switch {
	case fits && value == 0:
		p.write("false")
	case fits && value == 1:
		p.write("true")
	default:
		p.fail(v0Invalid)
	}
}

func (p *v0Printer) printChar() {
	digits, ok := p.hexadecimal()
	if !ok {
		return
	}
	value, fits := parseLowerHex(digits)
	if !fits || value > unicode.MaxRune || !utf8.ValidRune(rune(value)) {
		p.fail(v0Invalid)
		return
	}
	p.writeRune('\'')
	p.writeEscaped(rune(value), '\'')
	p.writeRune('\'')
}

// printStr: hexadecimal, the bytes of a string in UTF-8.
func (p *v0Printer) printStr() {
	digits, ok := p.hexadecimal()
	if !ok {
		return
	}
	for rest := digits; rest != ""; {
		if _, rest, ok = cutHexRune(rest); !ok {
			p.fail(v0Invalid)
			return
		}
	}
	if p.silent {
		return
	}
	p.writeRune('"')
	for r := rune(0); digits != "" && !p.text.over; {
		r, digits, _ = cutHexRune(digits)
		p.writeEscaped(r, '"')
	}
	p.writeRune('"')
}

// cutHexRune splits one character off the front of the hexadecimal digits of a UTF-8 text.
func cutHexRune(digits string) (r rune, rest string, ok bool) {
	var encoded [utf8.UTFMax]byte
	for n := 0; n < len(encoded) && len(digits) >= 2; n++ {
		octet, _ := parseLowerHex(digits[:2])
		encoded[n] = byte(octet)
		digits = digits[2:]
		if utf8.FullRune(encoded[:n+1]) {
			r, size := utf8.DecodeRune(encoded[:n+1])
			return r, digits, r != utf8.RuneError || size > 1
		}
	}
	return utf8.RuneError, "", false
}

// writeEscaped writes a character like Rust's char::escape_debug, but without escaping one kind of quote inside the
// other. Which characters are printable depends on the version of Unicode, and so on the rustc that built the
// rustc-demangle to compare with.
func (p *v0Printer) writeEscaped(r, quote rune) {
	switch {
	case (r == '"' || r == '\'') && r != quote:
		p.writeRune(r)
	case r == 0:
		p.writeEscape('0')
	case r == '\t':
		p.writeEscape('t')
	case r == '\r':
		p.writeEscape('r')
	case r == '\n':
		p.writeEscape('n')
	case r == '"' || r == '\'' || r == '\\':
		p.writeEscape(r)
	case unicode.IsPrint(r) && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Other_Grapheme_Extend):
		p.writeRune(r)
	default:
		p.writeEscape('u')
		p.write("{")
		var buffer [8]byte
		for _, digit := range strconv.AppendUint(buffer[:0], uint64(r), 16) {
			p.writeRune(rune(digit))
		}
		p.write("}")
	}
}

func (p *v0Printer) writeEscape(r rune) {
	p.writeRune('\\')
	p.writeRune(r)
}

// printPattern reads and writes the pattern of a pattern type: "R" const const, a range; "O" { pattern } "E", one of
// several; "N", not null.
func (p *v0Printer) printPattern() {
	tag, ok := p.take()
	if !ok {
		return
	}
	switch tag {
	case 'R':
		p.printConst(false)
		p.write("..=")
		p.printConst(false)
	case 'O':
		p.printAlternatives()
	case 'N':
		p.write("!null")
	default:
		p.fail(v0Invalid)
	}
}

// printAlternatives: pattern { pattern } "E"
func (p *v0Printer) printAlternatives() {
	if !p.enter() {
		return
	}
	p.printPattern()
	for !p.eat('E') {
		if p.failure != "" {
			p.fail(v0Invalid)
			return
		}
		p.write(" | ")
		p.printPattern()
	}
	p.leave()
}
