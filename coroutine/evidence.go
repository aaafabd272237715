package coroutine

// What one name says by itself, whatever stack it stands in. It is computed once a name and may be kept.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Facts is what a name tells about the closure segments in it and about those it calls. It holds nothing of the
// rustname.Name that it was read from but the text.
type Facts struct {
	Text     string
	IsPath   bool
	Shape    rustname.Shape
	Closures []rustname.Closure

	key    rustname.Key // of the whole path
	role   role
	reason string // of the role
	leaf   int    // index in Closures of the closure that the name names; -1 when it names none
	// segments are the different closure segments of the name, with what it says of each; segmentOf has one
	// for each of Closures.
	segments  []segment
	segmentOf []int
	boxable   bool // the leaf is of a trait's method; see boxedTraitMethod
}

// segment is what one name says of one closure segment.
type segment struct {
	*rustname.Closure
	belief
}

// statement is what evidence can say of a closure segment.
type statement uint8

const (
	isCoroutine statement = iota
	isClosure
	isNotFn        // if a coroutine, then not an async fn's body
	isAsyncClosure // the body of an async closure
)

// Read fills in what the name tells.
func (f *Facts) Read(name *rustname.Name) {
	*f = Facts{Text: name.Text, IsPath: name.Path != nil, Shape: name.Shape(), key: name.Key(), leaf: -1}
	f.setRole()
	if len(name.Closures) > 0 {
		f.readClosures(name)
	}
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

func (f *Facts) readClosures(name *rustname.Name) {
	f.Closures = append(f.Closures, name.Closures...)
	f.segmentOf = make([]int, len(f.Closures))
	for i := range f.Closures {
		c := &f.Closures[i]
		if c.Leaf {
			f.leaf = i
			f.boxable = f.Shape.Trait != "" && !c.Nested
		}
		f.segmentOf[i] = f.segment(c)
	}
	r := reader{Facts: f, name: name}
	r.claimArguments(name.Path)
}

// segment returns the index of the closure's segment, which it makes where there is none yet.
func (f *Facts) segment(c *rustname.Closure) int {
	for i := range f.segments {
		if f.segments[i].Key == c.Key {
			return i
		}
	}
	f.segments = append(f.segments, segment{Closure: c})
	f.claimForm(&f.segments[len(f.segments)-1])
	return len(f.segments) - 1
}

// claimForm reads the segment itself.
func (f *Facts) claimForm(s *segment) {
	if s.Generic && s.Nested && f.hasKindMarker(s.Closure) {
		const why = "only the body of an async closure has a generic argument of its own, which stands for Fn, FnMut or FnOnce"
		s.add(isCoroutine, Proven, why, nil)
		s.add(isAsyncClosure, Proven, why, nil)
	}
	if s.Index > 0 {
		s.add(isNotFn, Proven, "an async fn's body is closure 0 of its fn", nil)
	}
	if s.OfItem {
		s.add(isNotFn, Proven, "it belongs to a static or const, not to a fn", nil)
	}
	owner := s.OwnerPath.Of(f.Text)
	if _, fn, ok := strings.Cut(owner, "::"); ok && fn == "main" {
		s.add(isNotFn, Proven, "main cannot be async (E0752): #[tokio::main] and its like make a block of its body", nil)
	}
	switch rustname.Crate(strings.TrimPrefix(owner, "<")) {
	case "core", "alloc", "std":
		s.add(isClosure, Inferred, "the standard library has hardly any async code", nil)
	}
}

// hasKindMarker reports whether the segment is followed by <i8>, <i16> or <i32>, which rustc puts there for the
// closure kind (rustc_middle, ty::ClosureKind::to_ty: i8 is Fn, i16 FnMut, i32 FnOnce).
func (f *Facts) hasKindMarker(c *rustname.Closure) bool {
	rest := strings.TrimPrefix(f.Text[c.Segment.End:], "::")
	return strings.HasPrefix(rest, "<i8>") || strings.HasPrefix(rest, "<i16>") || strings.HasPrefix(rest, "<i32>")
}

// reader walks a parsed name for generic arguments and self types that say what stands for them.
type reader struct {
	*Facts
	name   *rustname.Name
	erased []byte
}

func (r *reader) claimArguments(path *rustname.Path) {
	if path == nil {
		return
	}
	r.claimSelf(path)
	for i := range path.Segments {
		s := &path.Segments[i]
		if len(s.Args) == 0 {
			continue
		}
		if row := argumentTable[string(r.erase(path, i+1))]; row != nil {
			r.claimAt(s.Args, row.futures, isCoroutine, row.reason)
			r.claimAt(s.Args, row.functions, isClosure, row.reason)
		}
		for j := range s.Args {
			r.claimInside(&s.Args[j])
		}
	}
}

func (r *reader) erase(path *rustname.Path, segments int) []byte {
	r.erased = r.name.AppendErased(r.erased[:0], path, segments)
	return r.erased
}

func (r *reader) claimInside(t *rustname.Type) {
	r.claimArguments(t.Path)
	for i := range t.Elems {
		r.claimInside(&t.Elems[i])
	}
}

// claimSelf reads <C as Trait>::m: what implements Future is a coroutine, what implements Fn* is a closure.
func (r *reader) claimSelf(path *rustname.Path) {
	if path.Self == nil {
		return
	}
	r.claimInside(path.Self)
	if path.Trait == nil {
		return
	}
	r.claimArguments(path.Trait)
	if row, ok := selfTraits[string(r.erase(path.Trait, len(path.Trait.Segments)))]; ok {
		r.claimType(path.Self, row.says, row.reason)
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

func (r *reader) claimAt(args []rustname.Type, indices []int, says statement, reason string) {
	for _, i := range indices {
		if i < len(args) {
			r.claimType(&args[i], says, reason)
		}
	}
}

// claimType applies a statement to the closure that the type is, or that it points to: Pin<&mut C> is a Future
// exactly when C is, and &C a Fn when C is.
func (r *reader) claimType(t *rustname.Type, says statement, reason string) {
	for {
		if t.Kind == rustname.RefType && len(t.Elems) == 1 {
			t = &t.Elems[0]
			continue
		}
		if t.Path == nil || len(t.Path.Segments) == 0 {
			return
		}
		last := &t.Path.Segments[len(t.Path.Segments)-1]
		if len(last.Args) == 0 || !transparent[string(r.erase(t.Path, len(t.Path.Segments)))] {
			r.claimSpan(last.Span, says, reason)
			return
		}
		t = &last.Args[0]
	}
}

// transparent are the types that are a Future, or a Fn, exactly when their first argument is; enum2$ is how PDB
// wraps every coroutine.
var transparent = map[string]bool{
	"core::pin::Pin": true, "alloc::boxed::Box": true, "core::panic::unwind_safe::AssertUnwindSafe": true, "enum2$": true,
}

// claimSpan finds the closure that stands at the span, if it is one.
func (r *reader) claimSpan(span rustname.Span, says statement, reason string) {
	for i := range r.Closures {
		if r.Closures[i].Segment == span {
			r.segments[r.segmentOf[i]].add(says, Proven, reason, nil)
		}
	}
}
