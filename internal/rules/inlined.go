package rules

// Bodies that have no frame of their own. In optimised code the body of an async fn, a task or a handler is inlined into what
// polls or calls it, and the name of that is all that is left: it is shown under the body's name then, and is the
// application's.

import (
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// revive finds the GenFuture::poll frames whose async body was inlined into them: where the body has no frame of
// its own, the adapter is the only trace of it. In v0 it says whose it is and takes its place, with the class that
// the body has; in legacy it is kept as it is.
func (r *Engine) revive(frames []Frame) {
	for i := range frames {
		f := &frames[i]
		if f.NameFacts == nil || f.Class != Generator || !f.generator || hasBody(frames, i) {
			continue
		}
		f.row = rowLastTrace
		if f.polled.body == "" {
			continue
		}
		facts, err := r.read(f.polled.body)
		if err != nil {
			continue
		}
		f.around, f.NameFacts, f.Inlined = f.NameFacts, facts, true
		if row := rowFor(&facts.nameClass, "", unknownSource, &crateOrigins{index: r.index}); row.class != Application {
			f.row = row
		}
		f.Class, f.Why = f.row.class, rowLastTrace.reason
		if f.row.basis == lastTrace {
			f.Class = Application
		}
	}
}

// maxHelpers is how many frames may stand between a GenFuture::poll and its body: five did in 1.39.
const maxHelpers = 8

// hasBody reports whether the frame that a GenFuture::poll calls is the async body it is for.
func hasBody(frames []Frame, i int) bool {
	for j := i - 1; j >= max(0, i-maxHelpers); j-- {
		inner := &frames[j]
		switch {
		case inner.Omitted > 0 || !inner.HasPath():
			return false
		case inner.row.class == Generator && !inner.generator:
			continue // the helpers of 1.39 to 1.44 stand between
		case !inner.isClosure():
			return false
		case frames[i].polled.body == "" && inner.File == "" && inner.Closures[len(inner.Closures)-1].Nested:
			return false // without debug information: a plain closure that the body called, inlined as that is
		}
		return frames[i].polled.body == "" || frames[i].bodyKey == inner.Key
	}
	return false
}

// runs is what frames of a name run, where the name tells it.
type runs struct {
	bodies []body
	others bool // they may run something else, too
}

// body is a closure or fn that frames of a name run.
type body struct {
	evidence.Body
	facts *NameFacts
}

// setRuns reads what frames of the name run. Only names of what may go matter, and of the standard library's functions, which
// go where plumbing calls them.
func (f *NameFacts) setRuns(name *rustname.Name) {
	row := f.nameClass.row
	if row == nil || f.generator || !(row.class.IsPlumbing() || row.class == Adapter || row.class == Std) {
		return
	}
	bodies, others := evidence.Bodies(&f.Facts, name)
	if len(bodies) == 0 {
		return
	}
	f.runs = &runs{bodies: make([]body, len(bodies)), others: others}
	for i, b := range bodies {
		f.runs.bodies[i].Body = b
	}
}

// readBodies reads the names of bodies. One that cannot be read is as good as none.
func (r *Engine) readBodies(runs *runs) {
	for i := range runs.bodies {
		b := &runs.bodies[i]
		b.facts = r.readBody(b.Text)
	}
}

// readBody reads the name of a body, but not what frames of that would run, which may be the same again.
func (r *Engine) readBody(name string) *NameFacts {
	if known := r.Known(KeyOfName(name)); known != nil {
		return known
	}
	facts, err := newNameFacts(name)
	if err != nil {
		return nil
	}
	facts.runs = nil
	facts.nameClass.configured = r.own.originOf(&facts.nameClass)
	return facts
}

// isApplication reports whether the body is the application's, by its name and what is known of the crates of its stack.
func (b *body) isApplication(c *crateOrigins) bool {
	return b.facts != nil && b.facts.IsPath && rowFor(&b.facts.nameClass, "", unknownSource, c).class == Application
}

// mayRunInlined reports whether there can be a body of the application's inlined into the frame: its name tells of one, and
// it does not lie in the source file of the plumbing, which it does where inlined functions have frames of their own.
func (f *Frame) mayRunInlined(c *crateOrigins) bool {
	if f.NameFacts == nil || f.runs == nil || f.isWherePlumbingIs() {
		return false
	}
	for i := range f.runs.bodies {
		if f.runs.bodies[i].isApplication(c) {
			return true
		}
	}
	return false
}

// isWherePlumbingIs reports whether a frame of plumbing has a source file that can be its own.
func (f *Frame) isWherePlumbingIs() bool {
	switch f.source.of(f.File, f.row.crate) {
	case unknownSource, ownSource:
		return false
	case elsewhere:
		return f.row.crate == "" || mentionsCrate(f.File, f.row.crate)
	}
	return true
}

// showInlined finds the frames that have a body of the application's inlined and shows them under its name: of the frames
// whose names tell of it, the innermost, where no frame inside is the body's own.
func (r *Engine) showInlined(frames []Frame, c *crateOrigins) {
	var inside insideOf
	defer inside.release()
	for i := range frames {
		f := &frames[i]
		if f.Class == Panic { // what a hook runs is the hook
			inside.pass(f)
			continue
		}
		if r.bodies != nil && r.showKnown(f, inside.last) {
			inside.pass(f)
			continue
		}
		if f.mayRunInlined(c) && r.goes(f) && !inside.runsTask && !inside.failed() {
			inside.mention(frames[:i])
			f.setInlined(&inside, c)
		}
		inside.pass(f)
	}
}

// setInlined has a frame stand for the body that was inlined into it, if any was.
func (f *Frame) setInlined(inside *insideOf, c *crateOrigins) {
	b, found := f.runs.inlined(inside.mentions, c)
	switch {
	case !found:
	case b == nil || f.row.class == Std:
		f.namesBody = !f.runs.others || !inside.plumbing
	default:
		f.ranTask = f.Role() == crates.PollsTask
		f.around, f.NameFacts, f.Inlined, f.body = f.NameFacts, b.facts, true, &b.Body
		f.row, f.Class = rowInlined, Application
	}
}

// goes reports whether a frame of plumbing may go: what stays keeps its name.
func (r *Engine) goes(f *Frame) bool {
	if _, keep := r.keep.match(f); keep {
		return false
	}
	return f.row.class == Std || r.options.Remove.Has(f.row.class) || f.row == rowOwnSource
}

// insideOf is what the frames inside of one say about whether a body is inlined into it.
type insideOf struct {
	last *Frame
	// runsTask says that the plumbing right inside runs a task of its own. Then the frame is that of a scheduler, which
	// block_on of a runtime with one thread is, and not what polls the future that its name tells of.
	runsTask bool
	// plumbing says that the nearest frame that says anything of who called is plumbing.
	plumbing bool
	// application says that one of them is the application's.
	application bool
	mentions    *mentions // nil until they are asked for
}

// pass takes the next frame into account.
func (n *insideOf) pass(f *Frame) {
	n.last = f
	switch {
	case f.ranTask || f.HasPath() && f.Class == Runtime && f.Role() == crates.PollsTask:
		n.runsTask = true
	case !f.Inlined && !f.Class.IsPlumbing() && f.Class != Adapter && f.Class != Std:
		n.runsTask = false
	}
	if f.Class != Adapter && f.Class != Panic && f.Class != Std {
		n.plumbing = f.Class.IsPlumbing()
	}
	n.application = n.application || f.Class == Application
}

// failed reports whether it is plumbing that failed before it ran anything: what the next frame calls is its own, as
// enter_runtime is block_on's, and nothing inside is the application's.
func (n *insideOf) failed() bool {
	return !n.application && n.last != nil && n.last.HasPath() && n.last.Class.IsPlumbing() && n.last.Role() == crates.Wraps
}

// mention takes what the frames mention into account. It is called with ever more frames of one stack.
func (n *insideOf) mention(frames []Frame) {
	if n.mentions == nil {
		n.mentions = mentionsPool.Get().(*mentions)
	}
	n.mentions.add(frames)
}

func (n *insideOf) release() {
	if n.mentions != nil {
		n.mentions.release()
	}
}

// inlined returns the body that is inlined into a frame, of whose name these are, inside of which are those mentions; nil
// where there is one and it is not known which.
func (r *runs) inlined(inside *mentions, c *crateOrigins) (one *body, found bool) {
	ambiguous := r.others
	for i := range r.bodies {
		b := &r.bodies[i]
		if inside.keys[b.By] || b.facts != nil && inside.keys[b.facts.Key] {
			return nil, false
		}
		switch {
		case !b.isApplication(c):
			ambiguous = ambiguous || !b.isPlumbing()
		case one == nil || one.makes(b):
			one = b
		default:
			ambiguous = ambiguous || !b.makes(one)
		}
	}
	if ambiguous {
		return nil, one != nil
	}
	return one, one != nil
}

// isPlumbing reports whether the body is one of plumbing: the closure with which an executor queues a task is no more.
func (b *body) isPlumbing() bool { return b.facts != nil && b.facts.nameClass.row != nil }

// makes reports whether the body is a closure or fn in which the other, a future, is made: where a type has both, as
// Unfold<T, F, Fut> has, it calls the one and polls what comes of it.
func (b *body) makes(future *body) bool {
	if b.IsFuture() || !future.IsFuture() || future.facts == nil || !future.facts.isClosure() {
		return false
	}
	return future.facts.Closures[len(future.facts.Closures)-1].Owner == b.By
}

// isClosure reports whether the name ends in a closure segment.
func (f *NameFacts) isClosure() bool {
	return f.IsPath && len(f.Closures) > 0 && f.Closures[len(f.Closures)-1].Leaf
}

// mentions are the closures and fns that frames are, or name.
type mentions struct {
	keys map[rustname.Key]bool
	next int // the frame to go on with
}

var mentionsPool = sync.Pool{New: func() any { return &mentions{keys: map[rustname.Key]bool{}} }}

// add adds what frames mention. It is called with ever more frames of one stack.
func (m *mentions) add(frames []Frame) {
	for ; m.next < len(frames); m.next++ {
		f := &frames[m.next]
		if !f.HasPath() {
			continue
		}
		m.keys[f.Key] = true
		for i := range f.Closures {
			m.keys[f.Closures[i].Key], m.keys[f.Closures[i].Owner] = true, true
		}
		if f.runs == nil {
			continue
		}
		for i := range f.runs.bodies {
			m.keys[f.runs.bodies[i].By] = true
		}
	}
}

// release forgets the stack and gives the memory back. A map never shrinks, so that of a large stack is let go.
func (m *mentions) release() {
	const most = 1024
	if len(m.keys) > most {
		return
	}
	clear(m.keys)
	m.next = 0
	mentionsPool.Put(m)
}
