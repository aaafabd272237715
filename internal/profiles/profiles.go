// Package profiles cleans the stacks of profiles, which share one dictionary.
//
// In goes a dictionary and who uses what of it; the dictionary comes out with cleaned stacks, and the samples of its
// users refer to them; samples that became equal are merged. There are four stages, each of which makes a value that is
// then only read: tables are what the dictionary says (read.go), a plan is what becomes of its stacks and of what they
// are made of (decide.go), moves are the new indices of everything (moves.go), and only write.go changes anything. Start
// at New, Cleaner.Prepare and Prepared.Write. Before all that, symbolize.go adds functions to locations that have only an
// address.
//
// Profiles in other formats than OTLP are built as Tables (build.go); Cleaner.Decide says what becomes of them.
package profiles

import (
	"sync/atomic"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Options says how to clean profiles.
type Options struct {
	// Rules says which frames to remove and how to print names.
	Rules rules.Options
	// CollapseRecursion leaves one frame where a function calls itself directly.
	CollapseRecursion bool
	// KeepRuntimeRoot puts one frame, such as [tokio], in place of the runtime's frames around a stack.
	KeepRuntimeRoot bool
	// KeepOriginalPayload keeps original_payload, which holds the profile as its producer wrote it, in profiles that were
	// changed.
	KeepOriginalPayload bool
}

// Cleaner cleans with fixed options. It is safe for concurrent use.
type Cleaner struct {
	options Options
	engine  *rules.Engine
	set     atomic.Pointer[stackset.Set] // decisions from earlier batches
	memory  *atomic.Pointer[memory]      // for the next batch
}

// New returns a Cleaner, or every mistake in the rules at once.
func New(options Options) (*Cleaner, error) {
	engine, err := rules.New(options.Rules)
	if err != nil {
		return nil, err
	}
	return &Cleaner{options: options, engine: engine, memory: new(atomic.Pointer[memory])}, nil
}

// With returns a Cleaner with the same options that asks an oracle about closures. The oracle's answers must never
// change.
func (c *Cleaner) With(oracle coroutine.Oracle) *Cleaner {
	return &Cleaner{options: c.options, engine: c.engine.With(oracle), memory: c.memory}
}

// memory is the working memory of one batch, reused for the next.
type memory struct {
	tables  tables
	facts   facts
	stacks  stackTable
	planner planner
	layout  layout
	samples sampleMemory
}

// Limits of the memory kept for the next batch: after a batch with a larger table it is freed.
const (
	maxKeptEntries        = 1 << 17
	maxKeptStackLocations = 8 * maxKeptEntries
)

// isSmall reports whether to keep the memory for the next batch.
func (m *memory) isSmall() bool {
	t := &m.tables
	return max(len(t.digests), len(t.functions), len(t.locations), len(m.stacks.spans)) <= maxKeptEntries &&
		len(m.stacks.locations) <= maxKeptStackLocations
}

// stages are the values that stages made, up to writing.
type stages struct {
	tables *tables
	stacks *stackTable // nil where it was not read
	plan   *plan       // nil where all stacks are left alone
	moves  *moves      // nil where everything stays as it is
	report Report
}

// Prepared is a batch that was decided on.
type Prepared struct {
	cleaner    *Cleaner
	dictionary Dictionary
	users      *Users
	stages
	memory *memory // nil where none was needed
	set    *stackset.Set
}

// Prepare decides what becomes of a dictionary and its users. It changes nothing, so that a panic in it leaves the batch
// as it is.
func (c *Cleaner) Prepare(dictionary Dictionary, users *Users) *Prepared {
	p := &Prepared{cleaner: c, dictionary: dictionary, users: users}
	if !users.mayClean() {
		return p
	}
	p.memory, p.set = c.take()
	m := p.memory
	read := func() *stackTable { return readStacks(dictionary, &m.stacks) }
	p.stages = c.decide(readTables(dictionary, &m.tables), read, users, m, p.set)
	return p
}

// decide goes through the stages up to writing. Stacks are read only where some may be cleaned.
func (c *Cleaner) decide(t *tables, readStacks func() *stackTable, users *Users, m *memory, set *stackset.Set) stages {
	s := stages{tables: t}
	facts, readable := learn(t, set, &m.facts)
	if !readable {
		return s.leave(users, StackUnreadable)
	}
	if !facts.anyRust && !users.anyDeclared() {
		return s.leave(users, StackNotRust)
	}
	s.stacks = readStacks()
	plan := decide(t, facts, s.stacks, users, set, &c.options, &m.planner)
	s.report = plan.report
	if len(plan.changed) > 0 {
		moves, ok := layOut(t, s.stacks, users, plan, &m.layout)
		if !ok {
			return s.leave(users, StackUnreadable)
		}
		s.moves = moves
		s.report.FunctionsRenamed = len(plan.functions)
	}
	s.plan = plan
	return s
}

// leave has all stacks stay as they are.
func (s stages) leave(users *Users, outcome Outcome) stages {
	s.report.Stacks = users.Stacks(outcome)
	return s
}

// Write changes the batch and reports what was done. It returns the memory, so call it once.
func (p *Prepared) Write() Report {
	if p.moves != nil {
		w := writer{dictionary: p.dictionary, stages: p.stages}
		p.report.SamplesMerged = w.write(p.users, &p.memory.samples, p.cleaner.options.KeepOriginalPayload)
	}
	if p.memory != nil {
		p.cleaner.giveBack(p.memory, p.set)
	}
	report := p.report
	*p = Prepared{}
	return report
}

// take returns memory for a batch. A panic may leave it in any state, and then it is not given back.
func (c *Cleaner) take() (*memory, *stackset.Set) {
	m, set := c.memory.Swap(nil), c.set.Swap(nil)
	if m == nil {
		m = new(memory)
	}
	if set == nil {
		set = stackset.New(c.engine)
	}
	return m, set
}

// giveBack keeps memory for the next batch, unless it is large.
func (c *Cleaner) giveBack(m *memory, set *stackset.Set) {
	if set.IsSmall() {
		c.set.Store(set)
	}
	if m.isSmall() {
		clear(m.tables.texts)
		m.planner.forget()
		m.layout.forget()
		c.memory.Store(m)
	}
}

// Outcome says what became of a stack of a dictionary.
type Outcome uint8

// The outcomes.
const (
	StackCleaned Outcome = iota
	StackUnchanged
	StackNotRust
	StackUnreadable
)

// Outcomes is the number of outcomes.
const Outcomes = int(StackUnreadable) + 1

var outcomeNames = [Outcomes]string{"cleaned", "unchanged", "not_rust", "unreadable"}

// String returns the name that telemetry uses.
func (o Outcome) String() string { return outcomeNames[o] }

// Report says what was done to a batch. A dictionary stores a frame that many stacks share once, so there may be more
// frames and labels than a 32-bit int holds.
type Report struct {
	Stacks           [Outcomes]int
	Kept, Removed    [rules.Classes]int64
	Labels           Labels
	FunctionsRenamed int
	SamplesMerged    int
}

// Labels counts closures that were given a kind, by kind and grade.
type Labels [rustname.Kinds][coroutine.Grades]int64

// count adds the lines and labels of that many stacks with the same decision.
func (r *Report) count(d *stackset.Decision, stacks int) {
	for class := range d.Kept {
		r.Kept[class] += int64(stacks) * int64(d.Kept[class])
		r.Removed[class] += int64(stacks) * int64(d.Removed[class])
	}
	for _, label := range d.Labels {
		r.Labels[label.Kind][label.Grade] += int64(stacks) * int64(label.Count)
	}
}
