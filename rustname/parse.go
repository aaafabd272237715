package rustname

// The grammar of what rustc, its demanglers and debuggers print. Anything unknown is skipped up to the next delimiter of
// its level, so that an unknown type never hides the path around it.
//
//	path    = ( "<" type [ " as " path ] ">" | segment ) { "::" ( segment | args ) }
//	segment = ident [ args ] [ "{{" word "}}" ] | "{" word "#" n "}" | "{{" word "}}" | "<impl " … ">"
//	args    = "<" [ type { "," type } ] ">"
//	type    = path | "&" type | "*const " type | "(" types ")" | "[" type [ "; " n ] "]" | "fn(" types ") -> " type
//	        | "dyn " bound { "+" bound } | constant | lifetime

import "strings"

// Parse reads a demangled name without a hash; Read takes other names too. For a text that is not a Rust path, the Name's
// Path is nil.
func Parse(text string) (*Name, error) { return new(Parser).parse(text) }

// Parser reads one name after another in the same memory, which costs much less. The zero value is ready for use.
type Parser struct {
	text     string
	pos      int
	depth    int
	tooDeep  bool
	cut      bool
	dollars  bool // the text has any
	name     Name
	segments []Segment // of paths that are not complete yet
	types    []Type    // of types that are not complete yet
	erased   []byte
	buffer   [16]byte
	// The name's own memory. When it is full, new memory is allocated, so that pointers into the old stay valid.
	own struct {
		paths    []Path
		segments []Segment
		types    []Type
	}
}

// parse is like Parse, but the Name and all that it points to are only valid until the next call.
func (p *Parser) parse(text string) (*Name, error) {
	if len(text) > MaxLength {
		return nil, ErrTooLong
	}
	p.text, p.pos, p.depth, p.tooDeep, p.cut = text, moduleEnd(text), 0, false, false
	p.dollars = strings.IndexByte(text, '$') >= 0
	p.segments, p.types = p.segments[:0], p.types[:0]
	p.own.paths, p.own.segments, p.own.types = p.own.paths[:0], p.own.segments[:0], p.own.types[:0]
	p.name = Name{Text: text, Closures: p.name.Closures[:0]}
	path := p.path()
	if p.tooDeep {
		return nil, ErrTooDeep
	}
	if path != nil && (p.pos == len(text) || p.atSuffix()) {
		path.End = int32(len(text))
		p.name.Path, p.name.Cut = path, p.cut
		p.orderClosures()
	} else {
		p.name.Closures = p.name.Closures[:0]
	}
	if len(p.name.Closures) > maxClosures {
		return nil, ErrTooDeep
	}
	return &p.name, nil
}

// identifier has the bytes of identifiers: all but the delimiters of the grammar.
var identifier = func() (table [256]bool) {
	for c := range table {
		table[c] = c > ' ' && !strings.ContainsRune("<>(){}[],:;&*+='\"!|\\/`", rune(c)) && c != 0x7f
	}
	return table
}()

// at returns the position as Spans have it.
func (p *Parser) at() int32 { return int32(p.pos) }

func (p *Parser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

func (p *Parser) has(prefix string) bool { return strings.HasPrefix(p.text[p.pos:], prefix) }

func (p *Parser) eat(prefix string) bool {
	if !p.has(prefix) {
		return false
	}
	p.pos += len(prefix)
	return true
}

func (p *Parser) spaces() {
	for p.peek() == ' ' {
		p.pos++
	}
}

// enter counts one level of nesting; the caller leaves it with p.depth--. Beyond the limit it returns false, and the
// whole name is given up.
func (p *Parser) enter() bool {
	if p.depth++; p.depth > maxDepth {
		p.tooDeep = true
	}
	return !p.tooDeep
}

// path reads a path, or returns nil if there is none.
func (p *Parser) path() *Path {
	start, base := p.at(), len(p.segments)
	var self *Type
	var trait *Path
	if p.peek() == '<' && !p.has("<impl ") {
		p.pos++
		self, trait = p.qualified()
		if self == nil || !p.eat("::") && !p.cut && !p.cutMethod(self, trait) {
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
	*path = Path{Span: Span{start, p.at()}, Self: self, Trait: trait, Segments: p.keepSegments(base)}
	p.noteClosures(path)
	return path
}

// cutMethod reports whether the text ends where the method of an impl would follow, and takes it for cut. Tokio's task dumps and
// scoped-trace print names without their last part, which is the hash of a legacy name and the method of a v0 one.
func (p *Parser) cutMethod(self *Type, trait *Path) bool {
	if p.pos < len(p.text) || p.depth > 0 || trait == nil && (self.Path == nil || len(self.Path.Segments) < 2) {
		return false
	}
	p.cut = true
	return true
}

// qualified reads "Self as Trait>" or "Self>", after the "<".
func (p *Parser) qualified() (*Type, *Path) {
	base := len(p.types)
	p.typ()
	self := &p.keepTypes(base)[0]
	var trait *Path
	if p.eat(" as ") {
		if p.enter() {
			trait = p.path()
		}
		p.depth--
	}
	p.close('>')
	return self, trait
}

// segment reads one segment and its arguments, and pushes it. Generic arguments on their own ("::<T>") belong to the
// segment before.
func (p *Parser) segment(follows bool) bool {
	start := p.at()
	switch c := p.peek(); {
	case c == '<' && p.has("<impl "):
		p.impl()
	case c == '<' && follows:
		p.segments[len(p.segments)-1].Args = p.args()
		return true
	case c == '{':
		if !p.special() {
			p.pos = int(start)
			return false
		}
	case identifier[c]:
		if p.ident(); p.at() == start {
			return false // the arrow of a fn type
		}
		*p.newSegment() = Segment{Span: Span{start, p.at()}, Index: -1}
		if p.dollars {
			p.dollar()
		}
	default:
		return false
	}
	if p.peek() == '<' && !p.has("<impl ") {
		last := len(p.segments) - 1
		args := p.args()
		p.segments[last].Args = args
	}
	if p.peek() == '{' && p.has("{{") { // call_once{{vtable.shim}} has no "::" in between
		p.special()
	}
	return true
}

// newSegment returns memory for the next segment, with whatever it held before.
func (p *Parser) newSegment() *Segment {
	n := len(p.segments)
	if n == cap(p.segments) {
		p.segments = append(p.segments, Segment{})
	}
	p.segments = p.segments[:n+1]
	return &p.segments[n]
}

// ident moves past an identifier. The ".>" of a legacy "fn(u8) .> u32" and the "->" of a v0 one end it.
func (p *Parser) ident() {
	for p.pos < len(p.text) && identifier[p.text[p.pos]] {
		if c := p.text[p.pos]; (c == '.' || c == '-') && p.pos+1 < len(p.text) && p.text[p.pos+1] == '>' {
			return
		}
		p.pos++
	}
	if p.pos == len(p.text) && p.depth > 0 {
		p.cut = true
	}
}

// dollar makes an identifier like "async_fn$0" or "impl$3" special: PDB's notation (rustc_codegen_ssa,
// debuginfo/type_names.rs, cpp_like_debuginfo).
func (p *Parser) dollar() {
	s := &p.segments[len(p.segments)-1]
	text := s.Of(p.text)
	i := strings.LastIndexByte(text, '$')
	if i <= 0 || i == len(text)-1 {
		return
	}
	if n, ok := number(text[i+1:]); ok {
		s.setWord(p.text, Span{s.Start, s.Start + int32(i)}, n)
		if s.IsClosure && s.said == KindUnknown {
			s.said = KindClosure
		}
	}
}

// special reads "{closure#0}", "{shim:vtable#0}", "{impl#3}", "{{closure}}" or "{{vtable.shim}}".
func (p *Parser) special() bool {
	start := p.at()
	double := p.eat("{{")
	if !double {
		p.pos++
	}
	length := strings.IndexByte(p.text[p.pos:], '}')
	if length < 0 {
		p.cut, p.pos = true, len(p.text)
		return false
	}
	word := Span{p.at(), p.at() + int32(length)}
	index := int32(-1)
	if hash := strings.LastIndexByte(word.Of(p.text), '#'); hash >= 0 {
		n, ok := number(word.Of(p.text)[hash+1:])
		if !ok {
			return false
		}
		index, word.End = n, word.Start+int32(hash)
	}
	p.pos += length + 1
	if double && !p.eat("}") || !isWord(word.Of(p.text)) {
		return false
	}
	s := p.newSegment()
	*s = Segment{Span: Span{start, p.at()}}
	s.setWord(p.text, word, index)
	return true
}

// isWord reports whether a text in braces is the word of a segment, rather than code or a type.
func isWord(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case ' ', '@', '(', '<', '"':
			return false
		}
	}
	return true
}

// impl reads "<impl Trait for Self>" or "<impl Self>", as legacy names have for impls away from their type.
func (p *Parser) impl() {
	start, base := p.at(), len(p.types)
	p.pos += len("<impl ")
	word := Span{start + 1, start + int32(len("<impl"))}
	p.typ()
	var trait *Path
	if p.eat(" for ") {
		trait = p.types[base].Path
		p.types = p.types[:base]
		p.typ()
	}
	self := &p.keepTypes(base)[0]
	p.close('>')
	*p.newSegment() = Segment{Span: Span{start, p.at()}, Word: word, Special: true, Index: -1, ImplSelf: self, Impl: trait}
}

// args reads "<A, B>".
func (p *Parser) args() []Type {
	base := len(p.types)
	p.pos++
	p.list('>')
	return p.keepTypes(base)
}

// list pushes types separated by commas up to and including the closing byte.
func (p *Parser) list(closing byte) {
	for p.pos < len(p.text) && !p.tooDeep {
		p.spaces()
		if p.peek() == closing {
			p.pos++
			return
		}
		p.typ()
		if p.eat(" = ") { // an associated type: dyn Fn<(u8,), Output = u8>
			p.typ()
		}
		p.skipTo(closing)
		if p.peek() == ',' {
			p.pos++
		} else {
			break
		}
	}
	p.close(closing)
}

// close moves past the closing byte, over whatever is before it.
func (p *Parser) close(closing byte) {
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

// keepTypes moves the types above base into the name's memory.
func (p *Parser) keepTypes(base int) []Type {
	n := len(p.types) - base
	if n == 0 {
		return nil
	}
	if cap(p.own.types)-len(p.own.types) < n {
		p.own.types = make([]Type, 0, max(2*cap(p.own.types), n, 16))
	}
	at := len(p.own.types)
	p.own.types = append(p.own.types, p.types[base:]...)
	p.types = p.types[:base]
	return p.own.types[at : at+n : at+n]
}

func (p *Parser) keepSegments(base int) []Segment {
	n := len(p.segments) - base
	if cap(p.own.segments)-len(p.own.segments) < n {
		p.own.segments = make([]Segment, 0, max(2*cap(p.own.segments), n, 16))
	}
	at := len(p.own.segments)
	p.own.segments = append(p.own.segments, p.segments[base:]...)
	p.segments = p.segments[:base]
	return p.own.segments[at : at+n : at+n]
}

func (p *Parser) newPath() *Path {
	if len(p.own.paths) == cap(p.own.paths) {
		p.own.paths = make([]Path, 0, max(2*cap(p.own.paths), 8))
	}
	p.own.paths = append(p.own.paths, Path{})
	return &p.own.paths[len(p.own.paths)-1]
}

// number reads a decimal number of at most nine digits.
func number(digits string) (int32, bool) {
	if digits == "" || len(digits) > 9 {
		return 0, false
	}
	n := int32(0)
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
		n = n*10 + int32(digits[i]-'0')
	}
	return n, true
}
