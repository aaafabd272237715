package rustname

// The closure-like segments of a name: where they are and which is which.

// closuresOf lists the closure-like segments of the path in the order of the text.
func closuresOf(text string, path *Path) []Closure {
	c := collector{text: text}
	c.path(path, true)
	return c.found
}

type collector struct {
	text  string
	found []Closure
}

func (c *collector) path(path *Path, own bool) {
	if path == nil {
		return
	}
	c.typ(path.Self)
	c.path(path.Trait, false)
	leaf := -1
	if own {
		leaf = leafOf(c.text, path)
	}
	for i := range path.Segments {
		s := &path.Segments[i]
		if s.IsClosure(c.text) {
			c.closure(path, i, i == leaf)
		}
		c.typ(s.ImplSelf)
		c.path(s.Impl, false)
		for j := range s.Args {
			c.typ(&s.Args[j])
		}
	}
}

func (c *collector) typ(t *Type) {
	if t == nil {
		return
	}
	c.path(t.Path, false)
	for i := range t.Elems {
		c.typ(&t.Elems[i])
	}
}

// leafOf returns the index of the closure segment that the path names, or -1. A shim that the compiler made of a
// closure ("{shim:vtable#0}") is not the closure.
func leafOf(text string, path *Path) int {
	if last := len(path.Segments) - 1; last >= 0 && path.Segments[last].IsClosure(text) {
		return last
	}
	return -1
}

func (c *collector) closure(path *Path, i int, leaf bool) {
	s := &path.Segments[i]
	erase := eraser{text: c.text}
	key := erase.path(nil, path, i)
	owner := len(key)
	key = append(key, "::"...)
	key = erase.closure(key, s)
	var before *Segment
	if i > 0 {
		before = &path.Segments[i-1]
	}
	c.found = append(c.found, Closure{
		Segment: s.Span, Word: s.Word, Path: Span{path.Start, s.End}, Index: s.Index,
		Said: closureWords[s.Word.Of(c.text)], Key: string(key), Owner: string(key[:owner]),
		Nested: before != nil && before.IsClosure(c.text), OfItem: before != nil && isItem(c.text, before),
		Leaf: leaf, Generic: len(s.Args) > 0,
	})
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
