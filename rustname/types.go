package rustname

// Types in generic arguments and self types. They are only read as far as it takes to find the paths inside.

import "strings"

// typ reads one type, or another generic argument, and pushes exactly one Type.
func (p *Parser) typ() {
	start, base := p.at(), len(p.types)
	kind := OtherType
	var path *Path
	if p.enter() {
		p.binder()
		kind, path = p.typeAt()
	}
	p.depth--
	elems := p.keepTypes(base)
	p.types = append(p.types, Type{Span: Span{start, p.at()}, Kind: kind, Path: path, Elems: elems})
}

// typeAt reads the type at the position and pushes the types it is made of.
func (p *Parser) typeAt() (TypeKind, *Path) {
	switch c := p.peek(); {
	case c == '&':
		p.pos++
		p.lifetime()
		p.eat("mut ")
		p.typ()
		return RefType, nil
	case c == '*' && (p.eat("*const ") || p.eat("*mut ")):
		p.typ()
		return RefType, nil
	case c == '(':
		p.pos++
		p.list(')')
		return TupleType, nil
	case c == '[':
		return p.bracketed(), nil
	case c == '\'' || c == '"' || c == '{' || c == '-' || c >= '0' && c <= '9':
		p.skipAtom()
		return OtherType, nil
	case c == 'd' && p.has("dyn ") || c == 'i' && p.has("impl "):
		p.bounds()
		return DynType, nil
	case (c == 'f' || c == 'u' || c == 'e') && p.function():
		return FnType, nil
	case c == '<' || identifier[c]:
		if path := p.path(); path != nil {
			return PathType, path
		}
	}
	return OtherType, nil
}

// binder skips "for<'a, 'b> ".
func (p *Parser) binder() {
	if p.has("for<") {
		if end := strings.Index(p.text[p.pos:], "> "); end >= 0 {
			p.pos += end + 2
		}
	}
}

// lifetime skips "'a " after a "&".
func (p *Parser) lifetime() {
	if p.peek() == '\'' {
		p.pos++
		p.ident()
		p.spaces()
	}
}

// bracketed reads "[T]" and "[T; N]". It skips anything else in brackets, such as "[closure@src/lib.rs:3:9: 3:12]".
func (p *Parser) bracketed() TypeKind {
	p.pos++
	p.typ()
	p.close(']')
	return SliceType
}

// bounds reads "dyn A + B" and legacy's "dyn A+B+Output = u32".
func (p *Parser) bounds() {
	p.eat("dyn ")
	p.eat("impl ")
	for {
		p.spaces()
		p.binder()
		p.typ()
		if p.eat(" = ") || p.eat("=") {
			p.typ()
		}
		if !p.eat(" + ") && !p.eat("+") {
			return
		}
	}
}

// function reads "unsafe extern \"C\" fn(A, B) -> C" and legacy's "fn(A) .> C"; false if there is none.
func (p *Parser) function() bool {
	start := p.pos
	p.eat("unsafe ")
	if p.eat("extern \"") {
		end := strings.IndexByte(p.text[p.pos:], '"')
		if end < 0 {
			p.pos = start
			return false
		}
		p.pos += end + 1
		p.spaces()
	}
	if !p.eat("fn(") {
		p.pos = start
		return false
	}
	p.list(')')
	if p.eat(" -> ") || p.eat(" .> ") || p.eat(".>") {
		p.typ()
	}
	return true
}

// skipTo moves to the next "," or closing byte of this level. It does not recurse, so no nesting is too deep for it.
func (p *Parser) skipTo(closing byte) {
	depth := 0
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; c {
		case ',':
			if depth == 0 {
				return
			}
		case '<', '(', '[', '{':
			depth++
		case '>', ')', ']', '}':
			if depth == 0 && c == closing {
				return
			}
			if !p.arrow(c) && depth > 0 {
				depth--
			}
		case '\'', '"':
			p.skipAtom()
			continue
		}
		p.pos++
	}
}

// arrow reports whether the ">" at the position ends "->", ".>" or "=>".
func (p *Parser) arrow(c byte) bool {
	return c == '>' && p.pos > 0 && strings.IndexByte("-.=", p.text[p.pos-1]) >= 0
}

// skipAtom skips a constant, a quoted string or char, a lifetime, or something in braces.
func (p *Parser) skipAtom() {
	switch p.peek() {
	case '"':
		p.skipQuoted('"')
	case '\'':
		// 'x' and '\u{2202}' are chars, 'a without a closing quote is a lifetime.
		rest := p.text[p.pos+1:]
		if strings.HasPrefix(rest, "\\") || len(rest) > 1 && strings.IndexByte(rest[:min(len(rest), 6)], '\'') > 0 && rest[0] != ' ' {
			p.skipQuoted('\'')
		} else {
			p.pos++
			p.ident()
		}
	case '{':
		p.pos++
		for p.pos < len(p.text) && p.peek() != '}' {
			p.skipTo('}')
			if p.peek() == ',' {
				p.pos++
			}
		}
		if p.pos < len(p.text) {
			p.pos++
		} else {
			p.cut = true
		}
	default:
		p.pos++
		p.ident()
	}
}

// skipQuoted skips a quoted text with backslash escapes.
func (p *Parser) skipQuoted(quote byte) {
	for p.pos++; p.pos < len(p.text); p.pos++ {
		switch p.text[p.pos] {
		case '\\':
			p.pos++
		case quote:
			p.pos++
			return
		}
	}
	p.pos, p.cut = len(p.text), true
}
