package rustname

// The closure-like segments of a name: where they are and which is which.

// listClosures lists the closure-like segments of the name in the order of the text.
func (p *Parser) listClosures() {
	p.closuresOfPath(p.name.Path)
	path := p.name.Path
	last := len(path.Segments) - 1
	if last < 0 || !path.Segments[last].IsClosure(p.text) {
		return
	}
	for i := range p.name.Closures {
		c := &p.name.Closures[i]
		c.Leaf = c.Segment == path.Segments[last].Span
	}
}

func (p *Parser) closuresOfPath(path *Path) {
	if path == nil {
		return
	}
	p.closuresOfType(path.Self)
	p.closuresOfPath(path.Trait)
	for i := range path.Segments {
		s := &path.Segments[i]
		if s.IsClosure(p.text) {
			p.closure(path, i)
		}
		p.closuresOfType(s.ImplSelf)
		p.closuresOfPath(s.Impl)
		for j := range s.Args {
			p.closuresOfType(&s.Args[j])
		}
	}
}

func (p *Parser) closuresOfType(t *Type) {
	if t == nil {
		return
	}
	p.closuresOfPath(t.Path)
	for i := range t.Elems {
		p.closuresOfType(&t.Elems[i])
	}
}

func (p *Parser) closure(path *Path, i int) {
	s := &path.Segments[i]
	erase := eraser{text: p.text}
	p.erased = erase.path(p.erased[:0], path, i)
	owner := keyOf(p.erased)
	p.erased = erase.closure(append(p.erased, "::"...), s)
	c := Closure{
		Segment: s.Span, Word: s.Word, Path: Span{path.Start, s.End}, Index: s.Index,
		Said: closureWords[s.Word.Of(p.text)], Key: keyOf(p.erased), Owner: owner, Generic: len(s.Args) > 0,
		OwnerPath: Span{path.Start, max(path.Start, s.Start-int32(len("::")))},
	}
	if i > 0 {
		before := &path.Segments[i-1]
		c.Nested, c.OfItem = before.IsClosure(p.text), isItem(p.text, before)
	}
	if c.First = c.Key; c.Index > 0 {
		c.First = keyOf(append(erase.path(p.erased[:0], path, i), "::{#0}"...))
	}
	p.name.Closures = append(p.name.Closures, c)
}

// keyOf hashes an erased path by FNV-1a.
func keyOf(erased []byte) Key {
	hash := uint64(14695981039346656037)
	for _, b := range erased {
		hash = (hash ^ uint64(b)) * 1099511628211
	}
	return Key(hash)
}

// isItem reports whether a segment names the initialiser of a static or const: legacy's "{{constant}}", v0's
// "{K#0}", or a name in capitals, which rustc's non_upper_case_globals lint holds statics to.
func isItem(text string, s *Segment) bool {
	if s.Special {
		word := s.Word.Of(text)
		return word == "constant" || word == "K"
	}
	capital := false
	for _, b := range []byte(s.Of(text)) {
		if b >= 'a' && b <= 'z' || b >= 0x80 {
			return false
		}
		capital = capital || b >= 'A' && b <= 'Z'
	}
	return capital
}
