package rewrite

// Names as they are printed: Kind → "{async-fn#0}", generic arguments elided.

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// splice is a replacement in a name.
type splice struct {
	rustname.Span
	with string
}

// newName returns the name to print for a kept frame, "" where it stays as printed.
func (r *Rewriter) newName(f *frame) string {
	if f.nameFacts == nil {
		return ""
	}
	name := f.Text
	if f.named() {
		var few [8]splice
		name = apply(name, r.splices(few[:0], f))
	}
	if name == f.printed {
		return ""
	}
	return name
}

// splices appends the replacements in the name of a frame, in the order of the text.
func (r *Rewriter) splices(splices []splice, f *frame) []splice {
	if r.options.LabelStyle != LabelNone {
		for i, v := range f.verdicts {
			c := &f.Closures[i]
			if word := r.word(v); word != "" {
				splices = append(splices, splice{c.Word, word})
			}
		}
	}
	if r.options.ElideGenerics {
		if name, err := rustname.Parse(f.Text); err == nil {
			splices = elideGenerics(splices, name.Path)
		}
		slices.SortStableFunc(splices, func(a, b splice) int { return int(a.Start - b.Start) })
	}
	return splices
}

// word returns the word that a verdict puts in place of "closure"; "" where the name stays.
func (r *Rewriter) word(v coroutine.Verdict) string {
	kind := v.Kind
	switch {
	case kind == coroutine.Unknown:
		return ""
	case kind == coroutine.Closure:
		return ""
	case v.Grade < r.options.MinGrade && v.Coroutine >= r.options.MinGrade && v.Coroutine > coroutine.None:
		kind = coroutine.Async
	case v.Grade < r.options.MinGrade:
		return ""
	}
	if r.options.LabelStyle == LabelRustc {
		return strings.ReplaceAll(kind.String(), "-", "_")
	}
	return kind.String()
}

// elideGenerics adds a splice for each outermost list of generic arguments.
func elideGenerics(splices []splice, path *rustname.Path) []splice {
	if path == nil {
		return splices
	}
	splices = elideType(splices, path.Self)
	splices = elideGenerics(splices, path.Trait)
	for i := range path.Segments {
		s := &path.Segments[i]
		splices = elideType(splices, s.ImplSelf)
		splices = elideGenerics(splices, s.Impl)
		if len(s.Args) > 0 {
			splices = append(splices, splice{rustname.Span{Start: s.Args[0].Start, End: s.Args[len(s.Args)-1].End}, "_"})
		}
	}
	return splices
}

func elideType(splices []splice, t *rustname.Type) []splice {
	if t == nil {
		return splices
	}
	splices = elideGenerics(splices, t.Path)
	for i := range t.Elems {
		splices = elideType(splices, &t.Elems[i])
	}
	return splices
}

// longestWord is the length by which a label may be longer than what it replaces.
const longestWord = len("async-gen-closure") - len("closure")

// apply makes the replacements, which are in the order of the text. One that lies inside another is covered by it.
func apply(name string, splices []splice) string {
	if len(splices) == 0 {
		return name
	}
	var out strings.Builder
	out.Grow(len(name) + longestWord*len(splices))
	at := int32(0)
	for i, s := range splices {
		if s.Start < at || coveredLater(splices[i+1:], s) {
			continue
		}
		out.WriteString(name[at:s.Start])
		out.WriteString(s.with)
		at = s.End
	}
	out.WriteString(name[at:])
	return out.String()
}

// coveredLater reports whether a splice at the same start is longer.
func coveredLater(rest []splice, s splice) bool {
	return len(rest) > 0 && rest[0].Start == s.Start && rest[0].End > s.End
}
