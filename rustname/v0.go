package rustname

// The v0 mangling, rustc's default since 1.97: a grammar in prefix notation (Rust RFC 2603,
// https://doc.rust-lang.org/rustc/symbol-mangling/v0.html), in which one letter says what follows and a backreference
// stands for the path, type or constant that begins at an earlier offset.
//
//	_R  NC NvCs1234_3app3foo 0   the closure 0 in the value "foo" in the crate "app"
//
// A symbol is read once, and written while it is read. v0scan.go reads its letters, numbers and identifiers, v0const.go
// its constants; paths and types are here.

// maxV0Expansion bounds what is read in following backreferences, in letters of the grammar and digits of numbers. Of what rustc makes
// nothing comes near it; it stops a symbol that makes much to read and nothing to print (a long impl path, which is not
// shown, behind many backreferences), where rustc-demangle would go on.
const maxV0Expansion = 8 << 20

// v0Body returns what follows the prefix of a v0 symbol; a path begins with a capital letter. Windows' dbghelp takes
// the leading underscore away, and Mach-O adds one.
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
		// A failure can mean that body is no path, or lie in what is only seen in printing it: a lifetime that nothing
		// binds, or the size. Reading it in silence tells which.
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
// After a failure nothing more is read, but what encloses it is still written to its end with ? for what is unknown, so
// that the reader sees how much of it holds: Vec<[(A, {invalid syntax}); ?]>. A failure behind a backreference is
// forgotten after it.
type v0Printer struct {
	text    boundedText
	symbol  string
	next    int // the offset to read from
	depth   int // of paths, types and constants in each other
	failure v0Failure

	binders   uint64 // lifetimes bound by the for<…> around this place
	following int    // backreferences being followed
	expansion int    // what was read behind backreferences so far, see maxV0Expansion
	full      bool   // with crate disambiguators and types of constants
	silent    bool   // write nothing, follow no backreference
}

// printPath reads and writes a path. One inside a value, not a type, has "::" before its generic arguments.
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

// writeSpecialName writes what has no name in the source: {closure#0}, {shim:vtable#0}, and for a namespace that is not
// known here its letter, {K#0}.
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

// printImpl: "M" impl-path type | "X" impl-path type path | "Y" type path. Where the impl stands does not show.
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

// v0BasicTypes are the types of one letter.
var v0BasicTypes = [...]string{
	'a': "i8", 's': "i16", 'l': "i32", 'x': "i64", 'n': "i128", 'i': "isize",
	'h': "u8", 't': "u16", 'm': "u32", 'y': "u64", 'o': "u128", 'j': "usize",
	'f': "f32", 'd': "f64",
	'b': "bool", 'c': "char", 'e': "str", 'u': "()", 'z': "!",
	'v': "...", // the variable arguments of a C function
	'p': "_",   // a placeholder: erased or not known
}

// printType reads and writes a type; a path is one as well.
func (p *v0Printer) printType() {
	tag, ok := p.take()
	if !ok {
		return
	}
	if int(tag) < len(v0BasicTypes) && v0BasicTypes[tag] != "" {
		p.write(v0BasicTypes[tag])
		return
	}
	if !p.enter() {
		return
	}
	switch tag {
	case 'R', 'Q':
		p.printReference(tag)
	case 'P':
		p.write("*")
		p.write("const ")
		p.printType()
	case 'O':
		p.write("*")
		p.write("mut ")
		p.printType()
	case 'A', 'S':
		p.write("[")
		p.printType()
		if tag == 'A' {
			p.write("; ")
			p.printConst(true)
		}
		p.write("]")
	case 'T':
		p.printTupleType()
	case 'F':
		if bound, ok := p.bind(); ok {
			p.printFunctionType()
			p.binders -= bound
		}
	case 'D':
		p.printDynType()
	case 'B':
		if origin, ok := p.follow(); ok {
			p.printType()
			p.comeBack(origin)
		}
	case 'W':
		p.printType()
		p.write(" is ")
		p.printPattern()
	default:
		p.next-- // the tag is that of a path
		p.printPath(false)
	}
	p.leave()
}

// printReference: ("R" | "Q") ["L" lifetime] type
func (p *v0Printer) printReference(tag byte) {
	p.write("&")
	if p.eat('L') {
		lifetime, ok := p.integer62()
		if !ok {
			return
		}
		if lifetime != 0 {
			p.writeLifetime(lifetime)
			p.write(" ")
		}
	}
	if tag == 'Q' {
		p.write("mut ")
	}
	p.printType()
}

// printTupleType: "T" { type } "E". That of one type has a comma, as in the source.
func (p *v0Printer) printTupleType() {
	p.write("(")
	n := 0
	for ; p.more(n, ", "); n++ {
		p.printType()
	}
	if n == 1 {
		p.write(",")
	}
	p.write(")")
}

// printFunctionType: ["U"] ["K" abi] { type } "E" type
func (p *v0Printer) printFunctionType() {
	unsafe := p.eat('U')
	abi := ""
	if p.eat('K') {
		if p.eat('C') {
			abi = "C"
		} else {
			name, ok := p.identifier()
			if !ok {
				return
			}
			if name.ascii == "" || name.punycode != "" {
				p.fail(v0Invalid)
				return
			}
			abi = name.ascii
		}
	}
	if unsafe {
		p.write("unsafe ")
	}
	if abi != "" {
		p.writeABI(abi)
	}
	p.write("fn(")
	for n := 0; p.more(n, ", "); n++ {
		p.printType()
	}
	p.write(")")
	if !p.eat('u') { // no -> ()
		p.write(" -> ")
		p.printType()
	}
}

// printDynType: "D" [binder] { dyn-trait } "E" "L" lifetime
func (p *v0Printer) printDynType() {
	p.write("dyn ")
	if bound, ok := p.bind(); ok {
		for n := 0; p.more(n, " + "); n++ {
			p.printDynTrait()
		}
		p.binders -= bound
	}
	if !p.eat('L') {
		p.fail(v0Invalid)
		return
	}
	lifetime, ok := p.integer62()
	if ok && lifetime != 0 {
		p.write(" + ")
		p.writeLifetime(lifetime)
	}
}

// printDynTrait: path { "p" identifier (type | "K" const) }. The associated types go among the path's generic
// arguments: dyn Iterator<Item = u8>.
func (p *v0Printer) printDynTrait() {
	open := p.printPathOpen()
	for p.eat('p') {
		if open {
			p.write(", ")
		} else {
			p.write("<")
			open = true
		}
		name, ok := p.identifier()
		if !ok {
			return
		}
		p.writeIdentifier(name)
		p.write(" = ")
		if p.eat('K') {
			p.printConst(false)
		} else {
			p.printType()
		}
	}
	if open {
		p.write(">")
	}
}

// printPathOpen reads and writes a path, without the closing > of its generic arguments; it reports whether it has any.
func (p *v0Printer) printPathOpen() (open bool) {
	switch {
	case p.eat('B'):
		if origin, ok := p.follow(); ok {
			open = p.printPathOpen()
			p.comeBack(origin)
		}
	case p.eat('I'):
		p.printPath(false)
		p.printGenericArgs()
		open = true
	default:
		p.printPath(false)
	}
	return open
}
