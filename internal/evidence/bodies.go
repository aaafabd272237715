package evidence

// Which closures and fns the name of a frame of plumbing says that the frame runs. In optimised code the body of a task, a
// future or a handler is inlined into what polls it, and the name of that is all that is left of it:
//
//	<tokio::time::timeout::Timeout<app::slow::{closure#0}> as core::future::future::Future>::poll
//
// polls app::slow's body and nothing else of the application's.

import (
	"slices"
	"strings"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Body is a closure or fn that a name has in a place where only a Future or only a Fn can be, so that a frame of that name
// runs it.
type Body struct {
	Text string       // the name of its function, as far as the name that it was read from shows it
	Key  rustname.Key // of Text
	By   rustname.Key // of the closure or fn that is named; another than Key where it is that one's future which is run
	claim
	says   statement
	either bool // its kind is open: what is polled there is as often a block as a fn's body
}

// IsFuture reports whether the body is polled as a future.
func (b *Body) IsFuture() bool { return b.says == isCoroutine }

// Role returns what frames of the name do with the closure-like frame that they call, as far as it is known.
func (f *Facts) Role() crates.Role { return f.caller.role }

// PollsOne reports whether the name is of a type that polls a single future, and no stream, service or what a closure makes: it
// is one future that is polled through its methods then, whatever their code has of others. A pointer may be one to anything.
func (f *Facts) PollsOne() bool {
	of := f.Shape.Self
	if of == "" {
		of = strings.TrimSuffix(f.Shape.Path, "::"+lastOf(f.Shape.Path))
	}
	row, known := argumentTable[of]
	return known && !transparent[of] && len(row.Futures) == 1 && len(row.Services) == 0 && len(row.Makers) == 0
}

// Polls reports whether the name is of a method by which a future or a stream is polled.
func (f *Facts) Polls() bool {
	name := lastOf(f.Shape.Path)
	return strings.HasPrefix(name, "poll") || strings.HasPrefix(name, "try_poll")
}

// maxBodies is how many bodies of a name are told apart: none that was seen has more than three.
const maxBodies = 4

// keeping are the functions that are given a future, a closure or a type of either and do not run it, by the last part of
// their path.
var keeping = map[string]string{
	"spawn":                 "hands the future over to a scheduler, or the closure to a thread",
	"spawn_local":           "hands the future over to a scheduler",
	"spawn_inner":           "hands the future over to a scheduler",
	"spawn_blocking":        "hands the closure over to a pool",
	"spawn_blocking_inner":  "hands the closure over to a pool",
	"spawn_unchecked":       "starts the thread that calls the closure",
	"spawn_unchecked_":      "starts the thread that calls the closure",
	"bind":                  "adds the task to a list",
	"bind_inner":            "adds the task to a list",
	"new":                   "moves the future or closure into a new value",
	"new_task":              "moves the future into a task",
	"schedule":              "queues the task",
	"complete":              "the task's future is at its end",
	"dealloc":               "frees the memory of the task",
	"shutdown":              "drops the task's future",
	"cancel_task":           "drops the task's future",
	"set_stage":             "drops the task's future",
	"drop_reference":        "drops the task's future",
	"drop_join_handle_slow": "drops what the task's future returned",
	"drop_future_or_output": "drops the task's future",
	"drop":                  "drops the future or closure",
	"try_read_output":       "reads what the task's future returned",
	"into_future":           "hands the future on",
	"poll_ready":            "asks the service whether it takes a request",
	"size_hint":             "asks the iterator for its length",
	"fmt":                   "prints the value",
	"clone":                 "copies the closure",
}

// Bodies returns what frames of the name run, as far as the name says. Others says that they may run something else too: a
// future of a named type beside the closure that takes what it returns.
func Bodies(f *Facts, name *rustname.Name) (bodies []Body, others bool) {
	if name.Path == nil || f.leaf < 0 && keeping[lastOf(f.Shape.Path)] != "" {
		return nil, false
	}
	finder := finders.Get().(*finder)
	defer finders.Put(finder)
	finder.name, finder.calls, finder.others = name, f.leaf < 0 && f.Shape.Path == "call", false
	finder.path(name.Path)
	bodies, finder.found, finder.name = finder.found, nil, nil
	for i := range bodies {
		bodies[i].either = f.caller.either && bodies[i].IsFuture()
	}
	return bodies, finder.others
}

var finders = sync.Pool{New: func() any { return new(finder) }}

// lastOf returns the last part of a path.
func lastOf(path string) string { return path[strings.LastIndexByte(path, ':')+1:] }

// finder walks a name along the places that futures, closures and services can be in.
type finder struct {
	reader
	calls  bool // what is named makes a future that the frame does not poll
	found  []Body
	others bool
}

// place is what is known of a generic argument or self type.
type place struct {
	says  statement // isCoroutine or isClosure
	makes bool      // it is the future of the closure that is polled
	claim
}

func (f *finder) path(path *rustname.Path) {
	if path == nil {
		return
	}
	f.self(path)
	for i := range min(len(path.Segments), maxArgumentSegments) {
		s := &path.Segments[i]
		if len(s.Args) == 0 {
			continue
		}
		if row, ok := argumentTable[string(f.erase(path, i+1))]; ok {
			f.arguments(s.Args, &row)
		}
	}
}

func (f *finder) self(path *rustname.Path) {
	if path.Self == nil {
		return
	}
	if path.Trait != nil {
		row, ok := implementors[string(f.erase(path.Trait, len(path.Trait.Segments)))]
		if ok && (row.says == isCoroutine || row.says == isClosure) {
			f.at(path.Self, place{row.says, row.makes, claim{proven, row.rule, noFrame}})
			return
		}
	}
	f.inside(path.Self)
}

// inside looks for places in a type of which nothing is known.
func (f *finder) inside(t *rustname.Type) {
	for t.Kind == rustname.RefType && len(t.Elems) == 1 {
		t = &t.Elems[0]
	}
	f.path(t.Path)
}

func (f *finder) arguments(args []rustname.Type, row *argumentFacts) {
	f.each(args, row.Futures, place{isCoroutine, false, claim{row.strength, row.rule, noFrame}})
	f.each(args, row.Functions, place{isClosure, false, claim{row.strength, row.rule, noFrame}})
	f.each(args, row.Makers, place{isClosure, true, claim{row.strength, row.rule, noFrame}})
	for _, i := range row.Services {
		if i < len(args) {
			f.inside(&args[i])
		}
	}
}

func (f *finder) each(args []rustname.Type, indices []int, p place) {
	for _, i := range indices {
		if i < len(args) {
			found := len(f.found)
			f.at(&args[i], p)
			f.others = f.others || p.says == isCoroutine && len(f.found) == found && !f.rests(&args[i])
		}
	}
}

// resting are the futures that have nothing to run.
var resting = map[string]bool{
	"core::future::ready::Ready": true, "core::future::pending::Pending": true,
	"futures_util::future::ready::Ready": true, "futures_util::future::pending::Pending": true,
	"futures_lite::future::Ready": true, "futures_lite::future::Pending": true,
}

func (f *finder) rests(t *rustname.Type) bool {
	return t.Path != nil && resting[string(f.erase(t.Path, len(t.Path.Segments)))]
}

// at finds what stands at a place: the closure or fn itself, what a pointer or wrapper points to, or what a type of plumbing
// has at places of its own.
func (f *finder) at(t *rustname.Type, p place) {
	for t.Kind == rustname.RefType && len(t.Elems) == 1 {
		t = &t.Elems[0]
	}
	if t.Kind != rustname.PathType || t.Path == nil || len(t.Path.Segments) == 0 {
		return
	}
	last := &t.Path.Segments[len(t.Path.Segments)-1]
	before := len(f.found)
	if len(last.Args) > 0 && transparent[string(f.erase(t.Path, len(t.Path.Segments)))] {
		f.at(&last.Args[0], p)
		return
	}
	if f.path(t.Path); len(f.found) > before {
		return // a closure of plumbing, which runs what it was given
	}
	switch {
	case last.IsClosure, p.says == isClosure && f.isFn(t.Path, last):
		f.add(t.Path, last, p)
	case p.says == isCoroutine && !f.isFn(t.Path, last) && f.isOfUnknownCrate(t.Path):
		f.addPoll(t)
	}
}

// isFn reports whether the path is that of a fn: types are written in camel case (rustc's lint non_camel_case_types).
func (f *finder) isFn(path *rustname.Path, last *rustname.Segment) bool {
	if last.Special || len(path.Segments) == 1 && path.Self == nil {
		return false
	}
	first := last.Of(f.name.Text)[0]
	return first >= 'a' && first <= 'z' || first == '_'
}

func (f *finder) add(path *rustname.Path, last *rustname.Segment, p place) {
	key := f.name.KeyOf(path)
	if len(f.found) == maxBodies || slices.ContainsFunc(f.found, func(b Body) bool { return b.By == key }) {
		return
	}
	b := Body{Text: path.Of(f.name.Text), Key: key, By: key, claim: p.claim, says: p.says}
	if p.makes && !f.calls && !last.IsClosure {
		b.Text, b.Key, b.says = b.Text+"::{closure#0}", 0, isCoroutine
		b.claim = claim{guessed, ruleMade, noFrame}
	}
	f.found = append(f.found, b)
}

// isOfUnknownCrate reports whether nothing is known of the crate that a type is of.
func (f *finder) isOfUnknownCrate(path *rustname.Path) bool {
	if path.Self != nil || len(path.Segments) < 2 {
		return false
	}
	erased := f.erase(path, len(path.Segments))
	crate, _, _ := strings.Cut(string(erased), "::")
	return !isStd(crate+"::") && !knownCrates[crate]
}

// knownCrates are those of which something is known.
var knownCrates = func() map[string]bool {
	known := map[string]bool{}
	for _, crate := range crates.All {
		known[crate.Name] = true
	}
	return known
}()

// addPoll adds the poll of a type that is a future. There is no closure in it to conclude anything of.
func (f *finder) addPoll(t *rustname.Type) {
	key := f.name.KeyOf(t.Path)
	if len(f.found) == maxBodies || slices.ContainsFunc(f.found, func(b Body) bool { return b.By == key }) {
		return
	}
	text := "<" + t.Path.Of(f.name.Text) + " as core::future::future::Future>::poll"
	f.found = append(f.found, Body{Text: text, By: key, says: isCoroutine})
}

var ruleMade = newRule("the future that a handler makes is the body of an async fn")
