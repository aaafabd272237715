// Package rules decides about the frames of one stack: what each is, whether it goes, what every closure in its name is, and
// why.
//
// In go Frames, innermost first, as texts and profiles have them; Decide fills in their Class, Removed and Verdicts, and
// NewName says how a name is printed. Start at New. What is known of crates is in the tables; what is concluded about
// closures, in internal/evidence.
package rules

import (
	"errors"
	"strings"
	"unsafe"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lru"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Options says how to decide.
type Options struct {
	// Remove is the set of classes whose frames go.
	Remove ClassSet
	// Keep and RemoveMatching are the user's own rules; they come before the classes, and Keep wins.
	Keep, RemoveMatching Matcher
	// Application are globs over the names of crates that are the application's; where there are any, all others are not.
	Application []string
	// AroundApplication removes combinator, server and runtime frames only where there is an application frame
	// inside them: a profile must not call a worker that waits something else.
	AroundApplication bool
	// Elision says that a line will stand where plumbing went.
	Elision bool
	// LabelStyle says how labels are spelled, MinGrade which are.
	LabelStyle LabelStyle
	MinGrade   coroutine.Grade
	// ElideGenerics prints <_> for generic arguments.
	ElideGenerics bool
	// Explain says that verdicts are wanted for frames that go too.
	Explain bool
}

// Engine decides by fixed options. It is safe for concurrent use.
type Engine struct {
	options Options
	keep    matcher
	remove  matcher
	names   *lru.Cache[*NameFacts]
	oracle  coroutine.Oracle // nil where there is none
	index   CrateOracle      // nil where the oracle knows no crates
	bodies  BodyOracle       // nil where the oracle knows nothing of inlined bodies
	own     crateGlobs       // the crates that the configuration says are the application's
}

// maxNamesHalf is what one half of the cache of names takes, in bytes; usualName is what a name comes to.
const (
	maxNamesHalf = 16 << 20
	usualName    = 1024
)

// New returns an Engine, or every mistake in the options at once.
func New(options Options) (*Engine, error) {
	keep, keepErr := newMatcher(options.Keep)
	remove, removeErr := newMatcher(options.RemoveMatching)
	own, ownErr := newCrateGlobs(options.Application)
	if err := errors.Join(keepErr, removeErr, ownErr); err != nil {
		return nil, err
	}
	return &Engine{
		options: options, keep: keep, remove: remove, own: own, names: lru.New[*NameFacts](maxNamesHalf, usualName),
	}, nil
}

// With returns an Engine with the same options that goes by what an oracle knows of closures. It shares what was read of
// names. The oracle must go on saying the same.
func (r *Engine) With(oracle coroutine.Oracle) *Engine {
	with := *r
	with.oracle = oracle
	with.index, _ = oracle.(CrateOracle)
	with.bodies, _ = oracle.(BodyOracle)
	return &with
}

// Decide classifies the frames of one stack, innermost first, decides which go and what their closures are. known is memory
// for as many frames, which Explain reads.
func (r *Engine) Decide(frames []Frame, known []evidence.Frame) {
	r.classify(frames)
	r.removalsOf(frames)
	r.labelsOf(frames, known)
}

// DecideSettled is Decide for frames of functions that are settled, without conclusions about closures.
func (r *Engine) DecideSettled(frames []Frame) {
	r.classesOf(frames, nil)
	r.removalsOf(frames)
}

// Conclude draws the conclusions about closures. Where nothing else is changed about a stack, only those are left that rest
// on no other frame.
func (r *Engine) Conclude(known []evidence.Frame, changed bool) {
	evidence.Classify(known, r.oracle)
	if changed {
		return
	}
	for i := range known {
		keepExact(known[i].Verdicts)
	}
}

// Options returns what the Engine decides by.
func (r *Engine) Options() *Options { return &r.options }

// HasOracle reports whether an oracle is asked about closures.
func (r *Engine) HasOracle() bool { return r.oracle != nil }

// KeyOfName returns the same key for names that differ only in their hashes, since they read alike.
func KeyOfName(printed string) lru.Key {
	name, cut := rustname.CutHash(printed)
	key := lru.KeyOf(name)
	if cut {
		key[1]++ // what is left may end in a hash too, which then is part of the name
	}
	return key
}

// Known returns what the name with the key says, nil where it was not read or is forgotten.
func (r *Engine) Known(key lru.Key) *NameFacts {
	facts, _ := r.names.Load(key, costOfName)
	return facts
}

// Read returns what a name says; key is its KeyOfName.
func (r *Engine) Read(key lru.Key, name string) (*NameFacts, error) {
	if known := r.Known(key); known != nil {
		return known, nil
	}
	facts, err := newNameFacts(strings.Clone(name)) // the text that it is part of must not stay in memory for its sake
	if err != nil {
		return nil, err
	}
	facts.nameClass.configured = r.own.originOf(&facts.nameClass)
	if facts.runs != nil {
		r.readBodies(facts.runs)
	}
	r.names.Store(key, facts, costOfName(facts))
	return facts, nil
}

func (r *Engine) read(name string) (*NameFacts, error) { return r.Read(KeyOfName(name), name) }

// costOfName estimates the memory that a name takes: its texts as printed, as read and as labelled, what is fixed, and
// what each closure segment adds.
func costOfName(facts *NameFacts) int {
	const closure = 160
	cost := lru.Overhead + int(unsafe.Sizeof(*facts)) + 3*len(facts.Text) + closure*len(facts.Closures)
	if facts.runs != nil {
		for i := range facts.runs.bodies {
			b := &facts.runs.bodies[i]
			cost += int(unsafe.Sizeof(*b)+unsafe.Sizeof(*facts)) + 3*len(b.Text) + closure*len(facts.Closures)
		}
	}
	return cost
}
