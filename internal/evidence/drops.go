package evidence

// What drops say: of futures that are dropped before they are ready, and of code that drops asynchronously.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

var (
	ruleDropped    = newRule("its drop has a place in its body, as only that of a coroutine has")
	ruleAsyncDrop  = newRule("core has it as an async fn, of which the compiler makes the body")
	ruleDropsAsync = newRule("it drops by async_drop_in_place, which async code alone does")
)

// asyncDrop is the function by which async code drops what is dropped asynchronously.
const asyncDrop = "core::future::async_drop::async_drop_in_place"

// isDrop reports whether a path is that of the compiler's drop of a value, which has another name from 1.97 on.
func isDrop(path string) bool {
	return path == "core::ptr::drop_in_place" || path == "core::ptr::drop_glue"
}

// Dropped returns the path of the closure, or the future, that a function drops, as core::ptr::drop_in_place::<app::f::{closure#0}>
// does, and "" where it drops something else, be it what a closure is in.
func (f *Facts) Dropped() string {
	if j := f.dropped(); j >= 0 {
		return f.Closures[j].Path.Of(f.Text)
	}
	return ""
}

// dropped returns the index of the closure that is dropped, or -1.
func (f *Facts) dropped() int {
	if len(f.Closures) == 0 || !isDrop(f.Shape.Path) {
		return -1
	}
	start := strings.IndexByte(f.Text, '<') + 1
	for j := range f.Closures {
		c := &f.Closures[j]
		if int(c.Path.Start) == start && (f.Text[c.Path.End:] == ">" || f.hasKindMarker(c, "")) {
			return j
		}
	}
	return -1
}

// collectDrop adds that the closure which frame i drops is a coroutine, if its place shows that.
func (s *stack) collectDrop(i int) {
	if c := s.cancelled(i); c != nil && c.Index >= 0 {
		s.claimsOf(c.Key).add(isCoroutine, called, ruleDropped, noFrame)
	}
}

// cancelled returns the closure that frame i drops if the place shows that it is a coroutine. A coroutine's drop is made from
// its body (rustc_mir_transform, coroutine/drop.rs), and its places are in there, though rustc may print them with the file of
// drop_in_place. The drop of anything else has the place of drop_in_place itself, which starts a line.
func (s *stack) cancelled(i int) *rustname.Closure {
	f := &s.frames[i]
	if f.Facts == nil || !f.Located || f.At.Line == 0 || f.Application {
		return nil
	}
	j := f.dropped()
	if j < 0 {
		return nil
	}
	if isDropFile(f.At.File) && f.At.Column <= 1 && !s.isOtherLine(i) {
		return nil
	}
	return &f.Closures[j]
}

// isOtherLine reports whether frame i, of which the file is that of drop_in_place, has another line than the drop of something
// that is no closure has.
func (s *stack) isOtherLine(i int) bool {
	at := s.frames[i].At
	for j := range s.frames {
		f := &s.frames[j]
		if j != i && f.Facts != nil && isDrop(f.Shape.Path) && f.dropped() < 0 && f.At == (coroutine.Place{Printed: f.At.Printed, File: at.File, Line: f.At.Line, Column: at.Column}) {
			return f.At.Line != at.Line
		}
	}
	return false
}

// isDropFile reports whether a source file is the one that has drop_in_place.
func isDropFile(file string) bool {
	file = strings.ReplaceAll(file, `\`, "/")
	return strings.HasSuffix(file, "core/src/ptr/mod.rs") || strings.HasSuffix(file, "libcore/ptr/mod.rs")
}

// collectAsyncDrop adds that frame i is a coroutine where it calls what drops asynchronously.
func (s *stack) collectAsyncDrop(i int) {
	if i == 0 || s.frames[i-1].Apart || s.frames[i-1].Facts == nil {
		return
	}
	if strings.HasPrefix(s.frames[i-1].Shape.Path, asyncDrop+"::{closure}") {
		s.note(i, isCoroutine, guessed, ruleDropsAsync, noFrame)
	}
}
