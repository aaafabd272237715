package rustname

import "slices"

// The closure-like segments of a name: where they are and which is which.

// noteClosures adds the closure-like segments of a path that was just read. It goes through the path once, whatever its
// length, and keeps the key of the part it has seen.
func (p *Parser) noteClosures(path *Path) {
	last := -1
	for i := range path.Segments {
		if path.Segments[i].IsClosure {
			last = i
		}
	}
	if last < 0 || len(p.name.Closures) > maxClosures {
		return
	}
	erase := eraser{text: p.text}
	p.erased = erase.self(p.erased[:0], path)
	key := newKey.add(p.erased)
	for i := range path.Segments[:last+1] {
		s := &path.Segments[i]
		if s.IsClosure {
			p.noteClosure(path, i, key)
		}
		if s.ImplSelf != nil {
			p.erased, key = p.erased[:0], newKey // it replaces its module
		}
		before := len(p.erased)
		p.erased = erase.segment(p.erased, s, before == 0)
		key = key.add(p.erased[before:])
	}
}

// noteClosure adds segment i of the path, which is directly part of the path with the key.
func (p *Parser) noteClosure(path *Path, i int, owner Key) {
	s := &path.Segments[i]
	c := Closure{
		Segment: s.Span, Word: s.Word, Path: Span{path.Start, s.End}, Index: s.Index,
		Said: s.said, Key: owner.add(closureSegment(p.buffer[:0], s.Index, i == 0)),
		Owner: owner, Generic: len(s.Args) > 0,
		OwnerPath: Span{path.Start, max(path.Start, s.Start-int32(len("::")))},
	}
	if c.First = c.Key; c.Index > 0 {
		c.First = owner.add(closureSegment(p.buffer[:0], 0, i == 0))
	}
	if i > 0 {
		before := &path.Segments[i-1]
		c.Nested, c.OfItem = before.IsClosure, isItem(p.text, before)
	}
	p.name.Closures = append(p.name.Closures, c)
}

// orderClosures sorts the closures of a completely read name by their position in the text, rather than by where their
// paths ended, and finds the one that the name names.
func (p *Parser) orderClosures() {
	closures := p.name.Closures
	if len(closures) == 0 {
		return
	}
	slices.SortFunc(closures, func(a, b Closure) int { return int(a.Segment.Start - b.Segment.Start) })
	segments := p.name.Path.Segments
	if len(segments) == 0 {
		return
	}
	leaf := segments[len(segments)-1].Span
	for i := range closures {
		closures[i].Leaf = closures[i].Segment == leaf
	}
}

// newKey is the key of nothing, from which keys are made: FNV-1a, which can be continued.
const newKey Key = 14695981039346656037

// add returns the key of the path with more appended.
func (k Key) add(erased []byte) Key {
	for _, b := range erased {
		k = (k ^ Key(b)) * 1099511628211
	}
	return k
}

// isItem reports whether a segment names the initialiser of a static or const: legacy's "{{constant}}", v0's "{K#0}", or
// a name in capitals, which rustc's non_upper_case_globals lint wants for statics.
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
