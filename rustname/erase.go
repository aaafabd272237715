package rustname

// Erased names: without generic arguments, references' lifetimes and closure words, with one spelling for an inherent
// impl in both manglings ("a::S<T>::m" in legacy, "<a::S<u8>>::m" in v0).

import "strconv"

// eraser writes erased names.
type eraser struct {
	text      string
	anonymous bool // closures are all "{closure}" and impls "{impl}"; otherwise they have their number
}

// path appends the first n segments of a path.
func (e eraser) path(dst []byte, path *Path, n int) []byte {
	open := len(dst)
	dst = e.self(dst, path)
	for i := range path.Segments[:n] {
		if s := &path.Segments[i]; s.ImplSelf != nil {
			dst = e.segment(dst[:open], s, true)
		} else {
			dst = e.segment(dst, s, len(dst) == open)
		}
	}
	return dst
}

// self appends what comes before the segments.
func (e eraser) self(dst []byte, path *Path) []byte {
	if path.Self == nil {
		return dst
	}
	return e.impl(dst, path.Self, path.Trait)
}

// segment appends a segment; the first has no "::" before it. An impl replaces everything before it, since v0 does not
// print the module it is in. Segments must be appended in order.
func (e eraser) segment(dst []byte, s *Segment, first bool) []byte {
	switch {
	case s.ImplSelf != nil:
		return e.impl(dst, s.ImplSelf, s.Impl)
	case !s.Special:
		if !first {
			dst = append(dst, "::"...)
		}
		return append(dst, s.Of(e.text)...)
	case e.anonymous:
		return e.anonymousSegment(dst, s, first)
	case s.IsClosure:
		return closureSegment(dst, s.Index, first)
	}
	if !first {
		dst = append(dst, "::"...)
	}
	return append(dst, s.Of(e.text)...)
}

func (e eraser) anonymousSegment(dst []byte, s *Segment, first bool) []byte {
	if !first {
		dst = append(dst, "::"...)
	}
	switch {
	case s.IsClosure:
		return append(dst, "{closure}"...)
	case s.Word.Of(e.text) == "impl":
		return append(dst, "{impl}"...) // the number changes with every edit of the file; {{impl}} has none
	}
	return append(dst, s.Of(e.text)...)
}

// closureSegment appends a closure segment without its word.
func closureSegment(dst []byte, index int32, first bool) []byte {
	if !first {
		dst = append(dst, "::"...)
	}
	dst = append(dst, "{#"...)
	if index >= 0 {
		dst = strconv.AppendInt(dst, int64(index), 10)
	}
	return append(dst, '}')
}

func (e eraser) impl(dst []byte, self *Type, trait *Path) []byte {
	if trait == nil && self.Kind == PathType {
		return e.typ(dst, self)
	}
	dst = append(dst, '<')
	dst = e.typ(dst, self)
	if trait != nil {
		dst = append(dst, " as "...)
		dst = e.path(dst, trait, len(trait.Segments))
	}
	return append(dst, '>')
}

// typ writes the head of a type: what it is, not what it is made of.
func (e eraser) typ(dst []byte, t *Type) []byte {
	switch t.Kind {
	case PathType:
		return e.path(dst, t.Path, len(t.Path.Segments))
	case RefType:
		dst = append(dst, '&')
	case TupleType:
		return append(dst, "(_)"...)
	case SliceType:
		return append(dst, "[_]"...)
	case FnType:
		return append(dst, "fn"...)
	case DynType:
		dst = append(dst, "dyn "...)
	case OtherType:
		return append(dst, '_')
	}
	if len(t.Elems) > 0 {
		dst = e.typ(dst, &t.Elems[0])
	}
	return dst
}
