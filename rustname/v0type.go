package rustname

// Types in v0 symbols.

// v0BasicTypes are the types of one letter.
var v0BasicTypes = [...]string{
	'a': "i8", 's': "i16", 'l': "i32", 'x': "i64", 'n': "i128", 'i': "isize",
	'h': "u8", 't': "u16", 'm': "u32", 'y': "u64", 'o': "u128", 'j': "usize",
	'f': "f32", 'd': "f64",
	'b': "bool", 'c': "char", 'e': "str", 'u': "()", 'z': "!",
	'v': "...", // the variable arguments of a C function
	'p': "_",   // a placeholder: erased or unknown
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
		p.next-- // the tag belongs to a path
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

// printTupleType: "T" { type } "E". A tuple of one type has a comma, as in the source.
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

// printPathOpen reads and writes a path, without the closing > of its generic arguments; it reports whether there are
// any.
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
