package rules

// Names as they are printed: Kind → "{async-fn#0}", generic arguments elided.

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/enum"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// LabelStyle is the spelling of labels.
type LabelStyle uint8

// The styles.
const (
	LabelHyphen LabelStyle = iota // {async-fn#0}
	LabelRustc                    // {async_fn#0}, as in rustc's debug information
	LabelNone                     // names are left alone
)

var labelStyleNames = [...]string{"hyphen", "rustc", "none"}

// String returns the name that configuration uses.
func (s LabelStyle) String() string { return labelStyleNames[s] }

// MarshalText returns what String does.
func (s LabelStyle) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a name as String returns it.
func (s *LabelStyle) UnmarshalText(name []byte) error {
	i, err := enum.Index(labelStyleNames[:], name)
	*s = LabelStyle(i)
	return err
}

// splice is a replacement in a name.
type splice struct {
	rustname.Span
	with string
}

// NewName returns the name to print for a kept frame, "" where it stays as printed.
func (r *Engine) NewName(f *Frame) string {
	if f.NameFacts == nil {
		return ""
	}
	name := f.Text
	if f.HasPath() {
		name = r.labelled(f)
	}
	if name == f.Printed {
		return ""
	}
	return name
}

// labelled is a name with the kinds that it was last printed with. It is kept since a function has the same kinds in
// nearly every stack; all Rewriters that share what was read of names print them alike.
type labelled struct {
	kinds [4]coroutine.Kind // of its closures, of which few names have more
	name  string
}

// labelled returns the name of a frame under the options.
func (r *Engine) labelled(f *Frame) string {
	var kinds [len(labelled{}.kinds)]coroutine.Kind
	if len(f.Verdicts) > len(kinds) {
		return apply(f.Text, r.splices(f))
	}
	for i, v := range f.Verdicts {
		kinds[i] = r.shown(v)
	}
	if last := f.NameFacts.labelled.Load(); last != nil && last.kinds == kinds {
		return last.name
	}
	name := apply(f.Text, r.splices(f))
	f.NameFacts.labelled.Store(&labelled{kinds, name})
	return name
}

// splices returns the replacements in the name of a frame, in the order of the text.
func (r *Engine) splices(f *Frame) []splice {
	var splices []splice
	for i, v := range f.Verdicts {
		if word := r.word(v); word != "" {
			splices = append(splices, splice{f.Closures[i].Word, word})
			splices = appendMarker(splices, f.Text, &f.Closures[i], r.shown(v))
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

// appendMarker takes the argument that rustc leaves on the body of an async closure, for Fn, FnMut or FnOnce, out of a name that
// has it: {closure#0}::<i16>. The label says more.
func appendMarker(splices []splice, text string, c *rustname.Closure, kind coroutine.Kind) []splice {
	if kind != rustname.KindAsyncClosure || !c.Generic {
		return splices
	}
	rest := text[c.Segment.End:]
	for _, marker := range [...]string{"<i8>", "<i16>", "<i32>"} {
		length := len(rest) - len(strings.TrimPrefix(strings.TrimPrefix(rest, "::"), marker))
		if strings.HasSuffix(rest[:length], marker) {
			return append(splices, splice{rustname.Span{Start: c.Segment.End, End: c.Segment.End + int32(length)}, ""})
		}
	}
	return splices
}

// shown returns the kind that a verdict has in names, Unknown where they stay as they are.
func (r *Engine) shown(v evidence.Verdict) coroutine.Kind {
	switch {
	case v.Kind == rustname.KindUnknown || v.Kind == rustname.KindClosure || r.options.LabelStyle == LabelNone:
		return rustname.KindUnknown
	case v.Grade >= r.options.MinGrade:
		return v.Kind
	case v.Coroutine >= r.options.MinGrade && v.Coroutine > coroutine.None:
		return rustname.KindAsync
	}
	return rustname.KindUnknown
}

// word returns the word that a verdict puts in place of "closure"; "" where the name stays.
func (r *Engine) word(v evidence.Verdict) string {
	kind := r.shown(v)
	if kind == rustname.KindUnknown {
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
