// Package evidence concludes what a closure of a Rust name really is: the body of an async fn, an async block, a plain
// closure. Symbols do not carry it, so it is concluded from what names say and from which frame calls which.
//
// In go the Facts of the names of one stack, innermost first; out comes a Verdict for every closure of every name, a kind and
// how sure it is. Start at Classify. What is known of crates comes from internal/rules/crates.
package evidence

// What one name says by itself, whatever stack it is on. It is computed once a name and may be kept.

import (
	"strings"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Facts is what a name tells about the closure segments in it and about those it calls. It holds nothing of the
// rustname.Name that it was read from but the text.
type Facts struct {
	coroutine.Name
	IsPath bool

	boxable   bool // the leaf is directly in a trait's method; see ruleBoxed
	borrows   bool // the name is a method of Pin<&mut T>
	local     bool // the name is a method of Pin<Box<dyn Future>>, where that is not Send
	caller    callerFacts
	ownCaller callerFacts // caller, where the frame is the program's own
	leaf      int32       // index in Closures of the closure that the name names; -1 when it names none
	// What stands above is asked of every frame, and fills a line of the processor's cache.

	segments []segment // the different closure segments of the name, with what it says of each

	Shape rustname.Shape
}

// segment is what one name says of one closure segment.
type segment struct {
	closure int32 // index in Closures of the first of them
	claims
}

// lone is the memory of a name with one closure, as most of those with any are.
type lone struct {
	closure [1]rustname.Closure
	segment [1]segment
}

// statement is what evidence can say of a closure segment.
type statement uint8

const (
	isCoroutine statement = iota
	isClosure
	isNotFn        // if a coroutine, then not an async fn's body
	isAsyncClosure // the body of an async closure
	isGen          // the body of a gen fn or block
	isAsyncGen     // the body of an async gen fn or block
	isEitherKind   // if a coroutine, then of a fn or a block: nothing tells which
)

// Read fills in what the name tells.
func (f *Facts) Read(name *rustname.Name) {
	*f = Facts{IsPath: name.Path != nil, leaf: -1}
	f.Text = name.Text
	f.Shape, f.Key = name.ShapeAndKey()
	f.setRole()
	if f.Shape.Self == pin {
		f.borrows, f.local = isBorrow(name.Path.Self), isLocalBox(name.Path.Self, f.Text)
	}
	if len(name.Closures) > 0 {
		f.readClosures(name)
	}
}

// futurePoll ends the name of the function that polls a future: <app::f::{closure#0} as core::future::future::Future>::poll. Who
// hands it on as a closure has it called through FnOnce.
const futurePoll = " as core::future::future::Future>::poll"

var ruleFnItem = newRule("the function that it calls is Future::poll, by name")

func (f *Facts) setRole() {
	row, ok := callerTable.Lookup(f.Shape)
	if !ok && f.Shape.Trait != "" && isOfSelfCrate(f.Shape) {
		row, ok = callerTable.Path(f.Shape.Self)
	}
	if strings.HasSuffix(f.Shape.Self, futurePoll) && strings.HasPrefix(f.Shape.Trait, "core::ops::function::") {
		row, ok = callerFacts{role: crates.Polls, rule: ruleFnItem}, true
	}
	if ok {
		f.caller = row
	}
	if f.Shape.Trait != "" {
		f.ownCaller, _ = callerTable.Lookup(rustname.Shape{Trait: f.Shape.Trait, Path: f.Shape.Path})
	}
}

// isOfSelfCrate reports whether the impl can be of the crate that the self type is of: the trait is of that crate too, or of
// one that is listed. Somebody else's trait is implemented for a std type where the trait is (the orphan rule, RFC 1023):
// the code of <Mutex as app::Job>::run is app's.
func isOfSelfCrate(shape rustname.Shape) bool {
	_, listed := callerTable.Path(shape.Trait)
	return listed || nametable.Crate(shape.Trait) == nametable.Crate(shape.Self)
}

func (f *Facts) readClosures(name *rustname.Name) {
	if n := len(name.Closures); n == 1 {
		memory := new(lone)
		f.Closures, f.segments = memory.closure[:], memory.segment[:0]
	} else {
		f.Closures, f.segments = make([]rustname.Closure, n), make([]segment, 0, n)
	}
	copy(f.Closures, name.Closures)
	r := readers.Get().(*reader)
	r.Facts, r.name, r.segmentOf = f, name, r.segmentOf[:0]
	for i := range f.Closures {
		c := &f.Closures[i]
		if c.Leaf {
			f.leaf = int32(i)
			f.boxable = f.Shape.Trait != "" && strings.Count(f.Shape.Path, "::") == 1 // not in a fn that is nested in the method
		}
		r.segmentOf = append(r.segmentOf, f.segmentFor(i, c))
	}
	r.claimArguments(name.Path)
	r.Facts, r.name = nil, nil
	readers.Put(r)
}

// pin is the type through which futures are polled.
const pin = "core::pin::Pin"

// isBorrow reports whether the type is Pin<&mut T>. Legacy names say Pin<P> of every pointer.
func isBorrow(t *rustname.Type) bool {
	if t == nil || t.Path == nil || len(t.Path.Segments) == 0 {
		return false
	}
	args := t.Path.Segments[len(t.Path.Segments)-1].Args
	return len(args) > 0 && args[0].Kind == rustname.RefType
}

// isLocalBox reports whether the type is Pin<Box<dyn Future>> without Send, which #[async_trait] writes unless it is told not to.
func isLocalBox(t *rustname.Type, text string) bool {
	if t == nil || t.Path == nil {
		return false
	}
	printed := text[t.Start:t.End]
	return strings.Contains(printed, "<dyn ") && !strings.HasSuffix(strings.TrimRight(printed, ">"), " + core::marker::Send")
}

// segmentFor returns the index of the closure's segment, which it makes where there is none yet.
func (f *Facts) segmentFor(i int, c *rustname.Closure) int32 {
	for at := range f.segments {
		if f.Closures[f.segments[at].closure].Key == c.Key {
			return int32(at)
		}
	}
	f.segments = append(f.segments, segment{closure: int32(i)})
	f.claimForm(&f.segments[len(f.segments)-1], c)
	return int32(len(f.segments) - 1)
}

var (
	ruleKindMarker = newRule("only the body of an async closure has a generic argument of its own, which stands for Fn, FnMut or FnOnce")
	ruleIndex      = newRule("an async fn's body is closure 0 of its fn")
	ruleItem       = newRule("it belongs to a constant, not to a fn")
	ruleMain       = newRule("a program's main cannot be async (E0752): #[tokio::main] and its like make a block of its body")
	ruleWord       = newRule("the symbol says that it is async")
	ruleMaker      = newRule("F and Fut of one list, where F: Fn(…) -> Fut makes the block that it holds")
	ruleStd        = newRule("the standard library has hardly any async code")
)

// claimForm reads the segment itself.
func (f *Facts) claimForm(s *segment, c *rustname.Closure) {
	if c.Generic && c.Nested && f.hasKindMarker(c, "::") {
		s.add(isCoroutine, proven, ruleKindMarker, noFrame)
		s.add(isAsyncClosure, proven, ruleKindMarker, noFrame)
	}
	if c.Generic && c.Nested && f.hasKindMarker(c, "") { // in a type of v0; or the argument of a fn in debug information
		s.add(isAsyncClosure, guessed, ruleKindMarker, noFrame)
	}
	if c.Word.Of(f.Text) == "closure:async" {
		s.add(isCoroutine, proven, ruleWord, noFrame)
	}
	if c.Index > 0 {
		s.add(isNotFn, proven, ruleIndex, noFrame)
	}
	owner := c.OwnerPath.Of(f.Text)
	if c.OfItem && strings.HasSuffix(owner, "}") {
		s.add(isNotFn, proven, ruleItem, noFrame) // one in capitals may be a fn: async fn GET
	}
	if _, fn, ok := strings.Cut(owner, "::"); ok && fn == "main" {
		s.add(isNotFn, guessed, ruleMain, noFrame)
	}
	if rule, ok := syncTraits.Path(f.Shape.Trait); ok && rule != 0 && c.Leaf && f.boxable {
		s.add(isNotFn, called, rule, noFrame) // a program's own crate may be called tower_service
	}
	if strings.HasPrefix(owner, asyncDrop) {
		s.add(isCoroutine, proven, ruleAsyncDrop, noFrame)
	} else if isStd(owner) || strings.HasPrefix(owner, "<") && c.Leaf && isStd(f.Shape.Self) && isOfSelfCrate(f.Shape) {
		s.add(isClosure, guessed, ruleStd, noFrame)
	}
}

// isStd reports whether a path is of the standard library.
func isStd(path string) bool {
	switch nametable.Crate(path) {
	case "core", "alloc", "std":
		return true
	}
	return false
}

// hasKindMarker reports whether the segment is followed by <i8>, <i16> or <i32>, which rustc puts there for the closure kind
// (rustc_middle, ty::ClosureKind::to_ty: i8 is Fn, i16 FnMut, i32 FnOnce): behind "::" in paths of values, without in types.
// In debug information, generic arguments of the fn follow its closures without "::", which says nothing.
func (f *Facts) hasKindMarker(c *rustname.Closure, separator string) bool {
	rest := f.Text[c.Segment.End:]
	for _, marker := range [...]string{"<i8>", "<i16>", "<i32>"} {
		if strings.HasPrefix(rest, separator+marker) {
			return true
		}
	}
	return false
}

// reader walks a parsed name for generic arguments and self types that say what stands for them.
type reader struct {
	*Facts
	name      *rustname.Name
	segmentOf []int32 // for each of Closures its index in segments
	erased    []byte
}

var readers = sync.Pool{New: func() any { return new(reader) }}

func (r *reader) claimArguments(path *rustname.Path) {
	if path == nil {
		return
	}
	r.claimSelf(path)
	for i := range path.Segments {
		s := &path.Segments[i]
		if len(s.Args) == 0 || !r.holdsClosure(s.Args[0].Start, s.Args[len(s.Args)-1].End) {
			continue
		}
		if i < maxArgumentSegments {
			if row, ok := argumentTable[string(r.erase(path, i+1))]; ok {
				r.claimAt(s.Args, row.Futures, assertion{isCoroutine, row.strength, row.rule})
				r.claimAt(s.Args, row.functions, assertion{isClosure, row.strength, row.rule})
			}
		}
		r.claimMakers(s.Args)
		for j := range s.Args {
			r.claimInside(&s.Args[j])
		}
	}
}

// maxListed bounds the work on a list of arguments: no fn has more.
const maxListed = 16

// claimMakers reads a closure and what is directly in it, both arguments of one list: <F, Fut> where F: Fn(…) -> Fut.
func (r *reader) claimMakers(args []rustname.Type) {
	if len(args) > maxListed {
		return
	}
	for i := range args {
		made := r.closureAt(&args[i])
		if made < 0 || !r.Closures[made].Nested {
			continue
		}
		for j := range args {
			if maker := r.closureAt(&args[j]); maker >= 0 && r.Closures[maker].Key == r.Closures[made].Owner {
				r.segments[r.segmentOf[maker]].add(isClosure, called, ruleMaker, noFrame)
				r.segments[r.segmentOf[made]].add(isCoroutine, called, ruleMaker, noFrame)
			}
		}
	}
}

// closureAt returns the index of the closure that a type is, -1 where it is something else.
func (r *reader) closureAt(t *rustname.Type) int {
	if t.Path == nil || len(t.Path.Segments) == 0 {
		return -1
	}
	span := t.Path.Segments[len(t.Path.Segments)-1].Span
	for i := range r.Closures {
		if r.Closures[i].Segment == span {
			return i
		}
	}
	return -1
}

// holdsClosure reports whether a part of the name has a closure in it, of which something can be said.
func (r *reader) holdsClosure(start, end int32) bool {
	for i := range r.Closures {
		if at := r.Closures[i].Segment.Start; start <= at && at < end {
			return true
		}
	}
	return false
}

// maxArgumentSegments bounds the work on a path: no row has more segments.
const maxArgumentSegments = 12

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
	end := path.Self.End
	if path.Trait != nil {
		end = path.Trait.End
	}
	if !r.holdsClosure(path.Start, end) {
		return
	}
	r.claimInside(path.Self)
	if path.Trait == nil {
		return
	}
	r.claimArguments(path.Trait)
	if row, ok := implementors[string(r.erase(path.Trait, len(path.Trait.Segments)))]; ok {
		r.claimType(path.Self, assertion{row.says, proven, row.rule})
	}
}

// claim is what is said of a closure.
type assertion struct {
	says     statement
	strength strength
	rule     rule
}

func (r *reader) claimAt(args []rustname.Type, indices []int, claim assertion) {
	for _, i := range indices {
		if i < len(args) {
			r.claimType(&args[i], claim)
		}
	}
}

// claimType applies a claim to the closure that the type is, or that it points to: Pin<&mut C> is a Future
// exactly when C is, and &C a Fn when C is.
func (r *reader) claimType(t *rustname.Type, claim assertion) {
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
			r.claimSpan(last.Span, claim)
			return
		}
		t = &last.Args[0]
	}
}

// claimSpan finds the closure that stands at the span, if it is one.
func (r *reader) claimSpan(span rustname.Span, claim assertion) {
	for i := range r.Closures {
		if r.Closures[i].Segment == span {
			r.segments[r.segmentOf[i]].add(claim.says, claim.strength, claim.rule, noFrame)
		}
	}
}
