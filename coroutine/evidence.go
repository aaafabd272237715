package coroutine

// What one name says by itself, whatever stack it stands in. It is computed once a name and may be kept.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Facts is what a name tells about the closure segments in it and about those it calls.
type Facts struct {
	Name  *rustname.Name
	Shape rustname.Shape
	// erased is the path without generic arguments, as Closure.Owner spells it.
	erased string
	role   role
	reason string // of the role
	leaf   int    // index in Name.Closures of the closure that the name names; -1 when it names none
	claims []claim
}

// claim is one statement about one closure of a name.
type claim struct {
	closure  int
	says     statement
	grade    Grade
	evidence string
}

// statement is what evidence can say of a closure segment.
type statement uint8

const (
	isCoroutine statement = iota
	isClosure
	isNotFn        // if a coroutine, then not an async fn's body
	isAsyncClosure // the body of an async closure
)

// Read returns what the name tells.
func Read(name *rustname.Name) *Facts {
	f := &Facts{Name: name, Shape: name.Shape(), leaf: -1}
	f.setRole()
	if len(name.Closures) == 0 {
		f.erased = f.Shape.String()
		return f
	}
	f.erased = name.Erased()
	for i := range name.Closures {
		c := &name.Closures[i]
		if c.Leaf {
			f.leaf = i
		}
		f.claimForm(i, c)
	}
	f.claimArguments(name.Path)
	return f
}

func (f *Facts) setRole() {
	row, ok := callerTable.Lookup(f.Shape)
	if !ok && f.Shape.Trait != "" {
		row, ok = callerTable.Path(f.Shape.Self)
	}
	if ok {
		f.role, f.reason = row.role, row.reason
	}
}

func (f *Facts) claim(closure int, says statement, grade Grade, evidence string) {
	f.claims = append(f.claims, claim{closure, says, grade, evidence})
}

// claimForm reads the segment itself.
func (f *Facts) claimForm(i int, c *rustname.Closure) {
	if c.Generic && c.Nested && f.hasKindMarker(c) {
		f.claim(i, isCoroutine, Proven, "only the body of an async closure has a generic argument of its own, which stands for Fn, FnMut or FnOnce")
		f.claim(i, isAsyncClosure, Proven, "only the body of an async closure has a generic argument of its own, which stands for Fn, FnMut or FnOnce")
	}
	if c.Index > 0 {
		f.claim(i, isNotFn, Proven, "an async fn's body is closure 0 of its fn")
	}
	if c.OfItem {
		f.claim(i, isNotFn, Proven, "it belongs to a static or const, not to a fn")
	}
	if _, fn, ok := strings.Cut(c.Owner, "::"); ok && fn == "main" {
		f.claim(i, isNotFn, Proven, "main cannot be async (E0752): #[tokio::main] and its like make a block of its body")
	}
	switch rustname.Crate(strings.TrimPrefix(c.Owner, "<")) {
	case "core", "alloc", "std":
		f.claim(i, isClosure, Inferred, "the standard library has hardly any async code")
	}
}

// hasKindMarker reports whether the segment is followed by <i8>, <i16> or <i32>, which rustc puts there for the
// closure kind (rustc_middle, ty::ClosureKind::to_ty: i8 is Fn, i16 FnMut, i32 FnOnce).
func (f *Facts) hasKindMarker(c *rustname.Closure) bool {
	rest := strings.TrimPrefix(f.Name.Text[c.Segment.End:], "::")
	return strings.HasPrefix(rest, "<i8>") || strings.HasPrefix(rest, "<i16>") || strings.HasPrefix(rest, "<i32>")
}

// claimArguments walks the name for generic arguments and self types that say what stands for them.
func (f *Facts) claimArguments(path *rustname.Path) {
	if path == nil {
		return
	}
	f.claimSelf(path)
	for i := range path.Segments {
		s := &path.Segments[i]
		if len(s.Args) == 0 {
			continue
		}
		if row := argumentTable[f.Name.ErasedPath(path, i+1)]; row != nil {
			f.claimAt(s.Args, row.futures, isCoroutine, row.reason)
			f.claimAt(s.Args, row.functions, isClosure, row.reason)
		}
		for j := range s.Args {
			f.claimInside(&s.Args[j])
		}
	}
}

func (f *Facts) claimInside(t *rustname.Type) {
	f.claimArguments(t.Path)
	for i := range t.Elems {
		f.claimInside(&t.Elems[i])
	}
}

// claimSelf reads <C as Trait>::m: what implements Future is a coroutine, what implements Fn* is a closure.
func (f *Facts) claimSelf(path *rustname.Path) {
	if path.Self == nil {
		return
	}
	f.claimInside(path.Self)
	if path.Trait == nil {
		return
	}
	f.claimArguments(path.Trait)
	trait := f.Name.ErasedPath(path.Trait, len(path.Trait.Segments))
	if row, ok := selfTraits[trait]; ok {
		f.claimType(path.Self, row.says, row.reason)
	}
}

// selfTraits are the traits that only futures, or only closures, implement, and by which both are called.
var selfTraits = map[string]struct {
	says   statement
	reason string
}{
	"core::future::future::Future":                {isCoroutine, "it is polled as a Future, which closures do not implement"},
	"core::future::into_future::IntoFuture":       {isCoroutine, "it is turned into a Future, which closures do not implement"},
	"futures_core::future::TryFuture":             {isCoroutine, "it is a TryFuture, which closures do not implement"},
	"futures_util::future::future::FutureExt":     {isCoroutine, "it is a Future, which closures do not implement"},
	"core::async_iter::async_iter::AsyncIterator": {isCoroutine, "it is an AsyncIterator, which closures do not implement"},
	"core::ops::function::FnOnce":                 {isClosure, "it is called through FnOnce, which coroutines do not implement"},
	"core::ops::function::FnMut":                  {isClosure, "it is called through FnMut, which coroutines do not implement"},
	"core::ops::function::Fn":                     {isClosure, "it is called through Fn, which coroutines do not implement"},
	"futures_util::fns::FnOnce1":                  {isClosure, "it is called through FnOnce, which coroutines do not implement"},
	"futures_util::fns::FnMut1":                   {isClosure, "it is called through FnMut, which coroutines do not implement"},
}

func (f *Facts) claimAt(args []rustname.Type, indices []int, says statement, reason string) {
	for _, i := range indices {
		if i < len(args) {
			f.claimType(&args[i], says, reason)
		}
	}
}

// claimType applies a statement to the closure that the type is, or that it points to: Pin<&mut C> is a Future
// exactly when C is, and &C a Fn when C is.
func (f *Facts) claimType(t *rustname.Type, says statement, reason string) {
	for {
		switch {
		case t.Kind == rustname.RefType && len(t.Elems) == 1:
			t = &t.Elems[0]
			continue
		case t.Path == nil || len(t.Path.Segments) == 0:
			return
		}
		last := len(t.Path.Segments) - 1
		inner := t.Path.Segments[last].Args
		switch f.Name.ErasedPath(t.Path, last+1) {
		case "core::pin::Pin", "alloc::boxed::Box", "core::panic::unwind_safe::AssertUnwindSafe", "enum2$":
			if len(inner) == 0 {
				return
			}
			t = &inner[0]
			continue
		}
		f.claimSpan(t.Path.Segments[last].Span, says, reason)
		return
	}
}

// claimSpan finds the closure that stands at the span, if it is one.
func (f *Facts) claimSpan(span rustname.Span, says statement, reason string) {
	for i := range f.Name.Closures {
		if f.Name.Closures[i].Segment == span {
			f.claim(i, says, Proven, reason)
		}
	}
}
