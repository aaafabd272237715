package rustname

// Erased names: without generic arguments, references' lifetimes and closure words, in one spelling for an
// inherent impl in both manglings ("a::S<T>::m" of legacy, "<a::S<u8>>::m" of v0).

import "strconv"

// eraser writes erased names.
type eraser struct {
	text      string
	anonymous bool // closures are all "{closure}" and impls "{impl}"; otherwise they have their number
}

// path appends the first n segments of a path.
func (e eraser) path(dst []byte, path *Path, n int) []byte {
	open := len(dst)
	if path.Self != nil {
		dst = e.impl(dst, path.Self, path.Trait)
	}
	for i := range path.Segments[:n] {
		s := &path.Segments[i]
		if s.ImplSelf != nil {
			// The module before it is where the impl stands, which v0 does not print.
			dst = e.impl(dst[:open], s.ImplSelf, s.Impl)
			continue
		}
		if len(dst) > open {
			dst = append(dst, "::"...)
		}
		if s.IsClosure(e.text) {
			dst = e.closure(dst, s)
		} else if e.anonymous && s.Special && s.Index >= 0 && s.Word.Of(e.text) == "impl" {
			dst = append(dst, "{impl}"...) // the number changes with every edit of the file
		} else {
			dst = append(dst, s.Of(e.text)...)
		}
	}
	return dst
}

func (e eraser) closure(dst []byte, s *Segment) []byte {
	if e.anonymous {
		return append(dst, "{closure}"...)
	}
	dst = append(dst, "{#"...)
	if s.Index >= 0 {
		dst = strconv.AppendInt(dst, int64(s.Index), 10)
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
