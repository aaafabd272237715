package rules

// What happens to each frame: keep > remove > label. An application frame is never removed, and a stack is never
// emptied.

import (
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
)

// classify gives every frame its row and class.
func (r *Engine) classify(frames []Frame) {
	c := r.newOrigins()
	defer c.release()
	rowsOf(frames, c)
	r.classesOf(frames, c)
}

// rowsOf gives every frame the row that its name and its file call for, and those of others of its crate, which it adds to c.
func rowsOf(frames []Frame, c *crateOrigins) {
	for i := range frames {
		if f := &frames[i]; f.HasPath() {
			c.add(&f.nameClass, f.File, f.source)
		}
	}
	for i := range frames {
		f := &frames[i]
		f.row = rowUnresolved
		if f.NameFacts != nil {
			f.row = rowFor(&f.nameClass, f.File, f.source, c)
		}
	}
}

// classesOf gives every frame its class: that of its row, or what the frames around it make of it. c is nil where no frame
// can have a body inlined that its name tells of.
func (r *Engine) classesOf(frames []Frame, c *crateOrigins) {
	for i := range frames {
		frames[i].Class = frames[i].row.class
	}
	classifyHook(frames)
	r.revive(frames)
	if c != nil {
		r.showInlined(frames, c)
	}
	pivot := r.pivot(frames)
	classifyErrorCrates(frames, pivot)
	classifyConversion(frames)
	classifyBetween(frames, pivot)
	classifyPlumbing(frames, pivot)
	classifyPrinting(frames)
	classifyOutermost(frames)
}

// Innermost returns the index of the frame that counts as where it happened: the innermost application frame,
// or, in a stack without one, the innermost frame of another crate that is not plumbing; -1 where there is
// neither. A panic hook of the user's is not where it happened: frames inside the panic machinery count only if
// there is none outside it.
func Innermost(frames []Frame) int {
	entry := panicEntry(frames)
	for _, from := range []int{entry + 1, 0} {
		for i := from; i < len(frames); i++ {
			if frames[i].Class == Application {
				return i
			}
		}
	}
	for i := range frames {
		if frames[i].Class == Dependency && (frames[i].row.basis == bySource || frames[i].HasPath() && frames[i].row.basis != notRust) {
			return i
		}
	}
	return -1
}

// panicEntry returns the index of the frame by which the panic machinery was entered, -1 where there is none.
func panicEntry(frames []Frame) int {
	entry := -1
	for i := range frames {
		if f := &frames[i]; f.Class == Panic && f.HasPath() && f.row.std {
			entry = i
		}
	}
	return entry
}

// hookEntry returns the frame by which the panic machinery was entered where it must stay, else -1: the application runs
// inside of it, as a panic hook does, and what panicked is plumbing that it called. Without that frame the plumbing would
// read as what called the hook, and go when it is cleaned again.
func hookEntry(frames []Frame, pivot int) int {
	entry := panicEntry(frames)
	if entry < 0 || !slices.ContainsFunc(frames[:entry], isApplication) {
		return -1
	}
	for i := entry + 1; i < pivot; i++ {
		if frames[i].Class.IsPlumbing() {
			return entry
		}
	}
	return -1
}

func isApplication(f Frame) bool { return f.Class == Application }

// pivot returns the index of the frame around which plumbing goes, or -1.
func (r *Engine) pivot(frames []Frame) int {
	at := Innermost(frames)
	if r.options.AroundApplication && at >= 0 && frames[at].Class != Application {
		return -1
	}
	return at
}

// removalsOf says which frames go.
func (r *Engine) removalsOf(frames []Frame) {
	pivot := r.pivot(frames)
	hook := hookEntry(frames, pivot)
	left := 0
	var inside inside
	for i := range frames {
		f := &frames[i]
		f.Removed = r.shouldRemove(frames, i, pivot, inside)
		if i == hook && f.Removed {
			f.Removed, f.Why = false, "a panic hook of the application runs inside of it"
		}
		inside.add(f)
		if !f.Removed && f.Omitted == 0 {
			left++
		}
	}
	if left > 0 {
		return
	}
	for i := range frames {
		f := &frames[i]
		if f.Removed && f.Class != Generator && f.Class != Adapter {
			f.Removed, f.Why = false, "nothing else would be left"
			left++
		}
	}
	for i := range frames {
		if f := &frames[i]; left == 0 && f.Removed {
			f.Removed, f.Why = false, "nothing else would be left"
		}
	}
}

// inside is what of the frames inside another matters to it.
type inside struct {
	left  *Frame // the nearest that stays, if any
	trace *Frame // the GenFuture::poll that stays for a run of them, if the nearest frame that stays is one
	calls bool   // one of them is not panic machinery
	// application says that one of them is the application's: where others of its frames are further out, those of a panic hook.
	application bool
}

func (n *inside) add(f *Frame) {
	if !f.Removed {
		n.left = f
	}
	switch {
	case f.Removed: // not every layout has a line that tells of it
	case f.row.basis == lastTrace:
		n.trace = f
	default:
		n.trace = nil
	}
	n.calls = n.calls || f.Class != Panic
	n.application = n.application || f.Class == Application
}

// shouldRemove decides on one frame.
func (r *Engine) shouldRemove(frames []Frame, i, pivot int, inside inside) bool {
	f := &frames[i]
	if f.Omitted > 0 {
		return false
	}
	if rule, ok := r.keep.match(f); ok {
		f.Why = "kept by " + rule
		return false
	}
	rule, ok := r.remove.match(f)
	switch {
	case f.Class == Application:
		if ok {
			f.Why = "application frames are never removed"
		}
		return false
	case ok:
		f.Why = "removed by " + rule
		return true
	case f.namesBody:
		f.Why = "its name alone tells of code of the application that was inlined into it"
		return false
	case !r.options.Remove.Has(f.Class):
		return false
	case f.row.basis == lastTrace && r.endsAtClosure(inside.left):
		f.Why = "nothing tells it from the adapter of the closure that is left inside it"
		return true
	case f.row.basis == lastTrace && inside.trace != nil && inside.trace.Text == f.Text:
		f.Why = "one stays for a run of equal ones"
		return true
	case f.row.basis == lastTrace && pivot < 0 && inside.left != nil:
		f.Why = "it is all that is left of an async body, but the stack has no frame of the application, and this is not innermost"
		return true
	case f.row.basis == lastTrace:
		f.Why = rowLastTrace.reason
		return false
	case f.Class == Adapter && !inside.calls:
		f.Why = "what it calls has no frame of its own" // without debug information it may be inlined into it
		return false
	case f.Class.IsPlumbing() && i < pivot && !inside.application:
		f.Why = "called by the innermost application frame: it is where it happened"
		return false
	case f.Class.IsPlumbing() && pivot < 0:
		f.Why = "there is no application frame that it is around"
		return false
	}
	return true
}

// endsAtClosure reports whether a GenFuture::poll without a body comes to stand around a closure, when what lies
// between goes. It would be taken for the closure's own, and go when it is cleaned again. A text has a line between.
func (r *Engine) endsAtClosure(left *Frame) bool {
	return !r.options.Elision && left != nil && left.isClosure() && (left.File != "" || !left.Closures[len(left.Closures)-1].Nested)
}

// labelsOf draws the conclusions about closures. A stack from which nothing goes has been cleaned before, or has
// nothing around its frames to conclude from: its evidence is gone with the frames that held it, so that what is
// left must be taken as it stands, or cleaning twice would not be cleaning once. What an oracle says of a frame it
// says again.
func (r *Engine) labelsOf(frames []Frame, known []evidence.Frame) {
	if r.options.LabelStyle == LabelNone && !r.options.Explain {
		return
	}
	changed := r.options.Remove == 0
	for i := range frames {
		f, e := &frames[i], &known[i]
		changed = changed || f.Removed || f.Inlined
		e.Apart = i+1 < len(frames) && (frames[i+1].Omitted > 0 || frames[i+1].NameFacts == nil)
		if !f.HasPath() {
			e.Apart = true
			continue
		}
		e.Facts, e.Located, e.Generator, e.Body = &f.Facts, f.File != "", f.Inlined && f.body == nil, f.body
		e.Wanted = !f.Removed || r.options.Explain
		e.Application, e.At = f.Class == Application, f.place()
	}
	r.Conclude(known, changed)
	for i := range known {
		frames[i].Verdicts = known[i].Verdicts
	}
}

// keepExact forgets every verdict that rests on other frames.
func keepExact(verdicts []evidence.Verdict) {
	for i := range verdicts {
		if !verdicts[i].Own {
			verdicts[i] = evidence.Verdict{}
		}
	}
}
