package rustname

// The grammar, for what rustc, its demanglers and debuggers print. Everything that is not understood is skipped
// to the next delimiter of its level, so that an unknown type never hides the path around it.
//
//	path    = ( "<" type [ " as " path ] ">" | segment ) { "::" ( segment | args ) }
//	segment = ident [ args ] [ "{{" word "}}" ] | "{" word "#" n "}" | "{{" word "}}" | "<impl " … ">"
//	args    = "<" [ type { "," type } ] ">"
//	type    = path | "&" type | "*const " type | "(" types ")" | "[" type [ "; " n ] "]" | "fn(" types ") -> " type
//	        | "dyn " bound { "+" bound } | constant | lifetime

import (
	"strings"
	"sync"
)

// Parse reads a demangled name without hash. A text that is no Rust path gives a Name whose Path is nil.
func Parse(text string) (*Name, error) {
	if len(text) > MaxLength {
		return nil, ErrTooLong
	}
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	name, err := p.parse(text)
	p.text = ""
	return name, err
}

var parsers = sync.Pool{New: func() any { return new(parser) }}

// parser holds one pass over one name. Segments and types are collected on stacks that are kept from name to
// name, and copied into the Name's own memory when the path or list that they belong to is complete.
type parser struct {
	text     string
	pos      int
	depth    int
	tooDeep  bool
	cut      bool
	segments []Segment
	types    []Type
	own      slabs
}

// slabs is memory that one Name owns, allocated a chunk at a time.
type slabs struct {
	paths    []Path
	segments []Segment
	types    []Type
}

func (p *parser) parse(text string) (*Name, error) {
	p.text, p.pos, p.depth, p.tooDeep, p.cut = text, 0, 0, false, false
	p.segments, p.types, p.own = p.segments[:0], p.types[:0], slabs{}
	name := &Name{Text: text}
	path := p.path()
	if p.tooDeep {
		return nil, ErrTooDeep
	}
	if path == nil || p.pos < len(text) && !p.atSuffix() {
		return name, nil
	}
	path.End = len(text)
	name.Path, name.Cut = path, p.cut
	name.Closures = closuresOf(text, path)
	return name, nil
}

// atSuffix reports whether what is left is a part that linkers, gdb and lldb add behind a name: " [inlined]".
func (p *parser) atSuffix() bool {
	return strings.HasPrefix(p.text[p.pos:], " [") || strings.HasPrefix(p.text[p.pos:], " (.")
}

// identifier bytes: everything but the delimiters of the grammar.
var identifier = func() (table [256]bool) {
	for c := range table {
		table[c] = c > ' ' && !strings.ContainsRune("<>(){}[],:;&*+='\"!|\\/`", rune(c)) && c != 0x7f
	}
	return table
}()

func (p *parser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

func (p *parser) has(prefix string) bool { return strings.HasPrefix(p.text[p.pos:], prefix) }

func (p *parser) eat(prefix string) bool {
	if !p.has(prefix) {
		return false
	}
	p.pos += len(prefix)
	return true
}

func (p *parser) spaces() {
	for p.peek() == ' ' {
		p.pos++
	}
}

// enter counts one level of nesting; the caller leaves it with p.depth--. Past the limit it says false, and the
// whole name is given up.
func (p *parser) enter() bool {
	if p.depth++; p.depth > MaxDepth {
		p.tooDeep = true
	}
	return !p.tooDeep
}

// path reads a path, or nil where none begins.
func (p *parser) path() *Path {
	defer func() { p.depth-- }()
	if !p.enter() {
		return nil
	}
	start, base := p.pos, len(p.segments)
	var self *Type
	var trait *Path
	if p.peek() == '<' && !p.has("<impl ") {
		p.pos++
		self, trait = p.qualified()
		if self == nil || !p.eat("::") && !p.cut {
			return nil
		}
	}
	for p.segment(len(p.segments) > base) {
		if !p.eat("::") {
			break
		}
	}
	if len(p.segments) == base && self == nil {
		return nil
	}
	path := p.newPath()
	*path = Path{Span: Span{start, p.pos}, Self: self, Trait: trait, Segments: p.keepSegments(base)}
	return path
}

// qualified reads "Self as Trait>" or "Self>", after the "<".
func (p *parser) qualified() (*Type, *Path) {
	base := len(p.types)
	p.typ()
	self := &p.keepTypes(base)[0]
	var trait *Path
	if p.eat(" as ") {
		trait = p.path()
	}
	p.close('>')
	return self, trait
}

// segment reads one segment with what hangs on it and pushes it. Generic arguments that stand alone ("::<T>")
// go to the segment before.
func (p *parser) segment(follows bool) bool {
	start := p.pos
	switch c := p.peek(); {
	case p.has("<impl "):
		p.impl()
	case c == '<' && follows:
		p.segments[len(p.segments)-1].Args = p.args()
		return true
	case c == '{':
		if !p.special() {
			p.pos = start
			return false
		}
	case identifier[c]:
		p.ident()
		p.push(Segment{Span: Span{start, p.pos}, Index: -1})
		p.dollar()
	default:
		return false
	}
	if p.peek() == '<' && !p.has("<impl ") {
		last := len(p.segments) - 1
		args := p.args()
		p.segments[last].Args = args
	}
	if p.has("{{") { // call_once{{vtable.shim}} has no "::" between
		p.special()
	}
	return true
}

func (p *parser) push(s Segment) { p.segments = append(p.segments, s) }

// ident moves past an identifier. The ".>" of a legacy "fn(u8) .> u32" and the "->" of a v0 one end it.
func (p *parser) ident() {
	for p.pos < len(p.text) && identifier[p.text[p.pos]] {
		if c := p.text[p.pos]; (c == '.' || c == '-') && p.pos+1 < len(p.text) && p.text[p.pos+1] == '>' {
			return
		}
		p.pos++
	}
	if p.pos == len(p.text) && p.depth > 1 {
		p.cut = true
	}
}

// dollar makes an identifier like "async_fn$0" or "impl$3" special: PDB's notation (rustc_codegen_ssa,
// debuginfo/type_names.rs, cpp_like_debuginfo).
func (p *parser) dollar() {
	s := &p.segments[len(p.segments)-1]
	text := s.Of(p.text)
	i := strings.LastIndexByte(text, '$')
	if i <= 0 || i == len(text)-1 {
		return
	}
	if n, ok := number(text[i+1:]); ok {
		s.Special, s.Index, s.Word = true, n, Span{s.Start, s.Start + i}
	}
}

// special reads "{closure#0}", "{shim:vtable#0}", "{impl#3}", "{{closure}}" or "{{vtable.shim}}".
func (p *parser) special() bool {
	start := p.pos
	double := p.eat("{{")
	if !double {
		p.pos++
	}
	length := strings.IndexByte(p.text[p.pos:], '}')
	if length < 0 {
		p.cut, p.pos = true, len(p.text)
		return false
	}
	word := Span{p.pos, p.pos + length}
	index := -1
	if hash := strings.LastIndexByte(word.Of(p.text), '#'); hash >= 0 {
		n, ok := number(p.text[word.Start+hash+1 : word.End])
		if !ok {
			return false
		}
		index, word.End = n, word.Start+hash
	}
	p.pos += length + 1
	if double && !p.eat("}") || strings.ContainsAny(word.Of(p.text), " @(<\"") {
		return false
	}
	p.push(Segment{Span: Span{start, p.pos}, Word: word, Special: true, Index: index})
	return true
}

// impl reads "<impl Trait for Self>" or "<impl Self>", as legacy names have for impls away from their type.
func (p *parser) impl() {
	start, base := p.pos, len(p.types)
	p.pos += len("<impl ")
	word := Span{start + 1, start + len("<impl")}
	p.typ()
	var trait *Path
	if p.eat(" for ") {
		trait = p.types[base].Path
		p.types = p.types[:base]
		p.typ()
	}
	self := &p.keepTypes(base)[0]
	p.close('>')
	p.push(Segment{Span: Span{start, p.pos}, Word: word, Special: true, Index: -1, ImplSelf: self, Impl: trait})
}

// args reads "<A, B>".
func (p *parser) args() []Type {
	base := len(p.types)
	p.pos++
	p.list('>')
	return p.keepTypes(base)
}

// list pushes types separated by commas up to and including the closing byte.
func (p *parser) list(closing byte) {
	for p.pos < len(p.text) && !p.tooDeep {
		p.spaces()
		if p.peek() == closing {
			p.pos++
			return
		}
		p.typ()
		p.skipTo(closing)
		if p.peek() == ',' {
			p.pos++
		} else {
			break
		}
	}
	p.close(closing)
}

// close moves past the closing byte, over whatever stands before it.
func (p *parser) close(closing byte) {
	p.skipTo(closing)
	for p.peek() == ',' {
		p.pos++
		p.skipTo(closing)
	}
	if p.peek() == closing {
		p.pos++
	} else {
		p.cut = true
	}
}

// keepTypes moves the types above base into the Name's memory.
func (p *parser) keepTypes(base int) []Type {
	n := len(p.types) - base
	if n == 0 {
		return nil
	}
	if cap(p.own.types)-len(p.own.types) < n {
		p.own.types = make([]Type, 0, max(n, 8, len(p.text)/32))
	}
	at := len(p.own.types)
	p.own.types = append(p.own.types, p.types[base:]...)
	p.types = p.types[:base]
	return p.own.types[at : at+n : at+n]
}

func (p *parser) keepSegments(base int) []Segment {
	n := len(p.segments) - base
	if cap(p.own.segments)-len(p.own.segments) < n {
		p.own.segments = make([]Segment, 0, max(n, 8, len(p.text)/16))
	}
	at := len(p.own.segments)
	p.own.segments = append(p.own.segments, p.segments[base:]...)
	p.segments = p.segments[:base]
	return p.own.segments[at : at+n : at+n]
}

func (p *parser) newPath() *Path {
	if len(p.own.paths) == cap(p.own.paths) {
		p.own.paths = make([]Path, 0, 1+len(p.text)/32)
	}
	p.own.paths = append(p.own.paths, Path{})
	return &p.own.paths[len(p.own.paths)-1]
}

// number reads a decimal number of at most nine digits.
func number(digits string) (int, bool) {
	if digits == "" || len(digits) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
		n = n*10 + int(digits[i]-'0')
	}
	return n, true
}
