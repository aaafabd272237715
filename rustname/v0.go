package rustname

// The v0 mangling, rustc's default since 1.97: a grammar in prefix notation (Rust RFC 2603,
// https://doc.rust-lang.org/rustc/symbol-mangling/v0.html), in which one letter says what follows and a back reference
// repeats the path, type or constant that begins at an earlier offset.
//
//	_R  NC NvCs1234_3app3foo 0   the closure 0 in the value "foo" in the crate "app"
//
// A symbol is read once, and written while it is read. This file reads paths, v0type.go types, v0const.go constants;
// v0scan.go reads letters, numbers and identifiers.

// maxV0Expansion limits what is read by following back references, in letters of the grammar and digits of numbers. No
// symbol of rustc comes near it; it stops a symbol with much to read and little to print (a long impl path, which is not
// printed, behind many back references), where rustc-demangle would go on.
const maxV0Expansion = 8 << 20

// v0Body returns what follows the prefix of a v0 symbol; a path begins with a capital letter. Windows' dbghelp strips the
// leading underscore, and Mach-O adds one.
func v0Body(s string) (string, bool) {
	for range 2 {
		if s != "" && s[0] == '_' {
			s = s[1:]
		}
	}
	if len(s) < 2 || s[0] != 'R' || !isV0Tag(s[1]) {
		return "", false
	}
	return s[1:], true
}

// isV0Tag reports whether c can begin a path.
func isV0Tag(c byte) bool { return 'A' <= c && c <= 'Z' }

// appendV0 writes the path that body begins with, and returns what follows it and the instantiating crate.
func appendV0(text boundedText, body string, full bool) (_ boundedText, suffix string, ok bool) {
	if !isASCII(body) {
		return text, "", false
	}
	p := v0Printer{text: text, symbol: body, full: full}
	p.printPath(true)
	if text = p.text; p.failure != "" {
		// A failure may mean that body is not a path, or may only show in printing: an unbound lifetime, or the size.
		// Reading it silently tells which.
		p = v0Printer{symbol: body, silent: true}
		p.printPath(false)
	}
	p.silent = true
	if p.failure == "" && p.next < len(body) && isV0Tag(body[p.next]) {
		p.printPath(false)
	}
	if p.failure != "" {
		return text, "", false
	}
	return text, body[p.next:], true
}

// v0Printer reads a symbol and writes what it reads.
//
// After a failure nothing more is read, but everything around it is written to its end, with ? for unknown parts, so that
// the reader sees how much is right: Vec<[(A, {invalid syntax}); ?]>. A failure inside a back reference is forgotten
// after it.
type v0Printer struct {
	text    boundedText
	symbol  string
	next    int // the offset to read from
	depth   int // nesting of paths, types and constants
	failure v0Failure

	binders   uint64 // lifetimes bound by the for<…> around here
	following int    // backreferences being followed
	expansion int    // how much was read behind back references so far, see maxV0Expansion
	full      bool   // with crate disambiguators and types of constants
	silent    bool   // write nothing, follow no backreference
}

// printPath reads and writes a path. In a value, rather than a type, generic arguments have "::" before them.
func (p *v0Printer) printPath(inValue bool) {
	if !p.enter() {
		return
	}
	tag, ok := p.take()
	if !ok {
		return
	}
	switch tag {
	case 'C':
		p.printCrate()
	case 'N':
		p.printNested(inValue)
	case 'M', 'X', 'Y':
		p.printImpl(tag)
	case 'I':
		p.printPath(inValue)
		if inValue {
			p.write("::")
		}
		p.printGenericArgs()
		p.write(">")
	case 'B':
		if origin, ok := p.follow(); ok {
			p.printPath(inValue)
			p.comeBack(origin)
		}
	default:
		p.fail(v0Invalid)
	}
	p.leave()
}

// printCrate: "C" [disambiguator] identifier
func (p *v0Printer) printCrate() {
	disambiguator, ok := p.disambiguator()
	if !ok {
		return
	}
	name, ok := p.identifier()
	if !ok {
		return
	}
	p.writeIdentifier(name)
	if p.full && disambiguator != 0 {
		p.write("[")
		p.writeUint(disambiguator, 16)
		p.write("]")
	}
}

// printNested: "N" namespace path [disambiguator] identifier. Of the namespaces only those in capital letters show.
func (p *v0Printer) printNested(inValue bool) {
	namespace, ok := p.namespace()
	if !ok {
		return
	}
	p.printPath(inValue)
	if p.failure != "" {
		p.write("::") // before the ? for the name
	}
	disambiguator, ok := p.disambiguator()
	if !ok {
		return
	}
	name, ok := p.identifier()
	if !ok {
		return
	}
	if isV0Tag(namespace) {
		p.writeSpecialName(namespace, name, disambiguator)
	} else if !name.empty() {
		p.write("::")
		p.writeIdentifier(name)
	}
}

// writeSpecialName writes a segment that has no name in the source: {closure#0}, {shim:vtable#0}, and for an unknown
// namespace its letter, {K#0}.
func (p *v0Printer) writeSpecialName(namespace byte, name v0Identifier, disambiguator uint64) {
	p.write("::{")
	switch namespace {
	case 'C':
		p.write("closure")
	case 'S':
		p.write("shim")
	default:
		p.writeRune(rune(namespace))
	}
	if !name.empty() {
		p.write(":")
		p.writeIdentifier(name)
	}
	p.write("#")
	p.writeUint(disambiguator, 10)
	p.write("}")
}

// printImpl: "M" impl-path type | "X" impl-path type path | "Y" type path. The module of the impl is not printed.
func (p *v0Printer) printImpl(tag byte) {
	if tag != 'Y' {
		if _, ok := p.disambiguator(); !ok {
			return
		}
		silent := p.silent
		p.silent = true
		p.printPath(false)
		p.silent = silent
	}
	p.write("<")
	p.printType()
	if tag != 'M' {
		p.write(" as ")
		p.printPath(false)
	}
	p.write(">")
}

// printGenericArgs: { "L" lifetime | "K" const | type } "E", written without the closing >.
func (p *v0Printer) printGenericArgs() {
	p.write("<")
	for n := 0; p.more(n, ", "); n++ {
		switch {
		case p.eat('L'):
			if lifetime, ok := p.integer62(); ok {
				p.writeLifetime(lifetime)
			}
		case p.eat('K'):
			p.printConst(false)
		default:
			p.printType()
		}
	}
}
