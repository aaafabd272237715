// Package profiles cleans the stacks of profiles, which share one dictionary.
//
// In goes a dictionary and who uses what of it; the dictionary comes out with cleaned stacks, and the samples of its
// users refer to them; samples that became equal are merged. There are four stages, each of which makes a value that is
// then only read: tables are what the dictionary says (read.go), a plan is what becomes of its stacks and of what they
// are made of (decide.go), moves are the new indices of everything (moves.go), and only write.go changes anything. Start
// at New, Cleaner.Prepare and Prepared.Write. Before all that, symbolize.go adds functions to locations that have only an
// address.
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

// Prepared is a batch after all decisions and before any change.
type Prepared struct {
	cleaner    *Cleaner
	dictionary Dictionary
	users      *Users

	tables *tables
	stacks *stackTable
	plan   *plan  // nil if all stacks are left alone
	moves  *moves // nil if everything stays as it is
	report Report

	memory *memory // nil if none was needed
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
	tables := readTables(dictionary, &p.memory.tables)
	facts, readable := learn(tables, p.set, &p.memory.facts)
	if !readable {
		return p.leave(StackUnreadable)
	}
	if !facts.anyRust && !users.anyDeclared() {
		return p.leave(StackNotRust)
	}
	stacks := readStacks(dictionary, &p.memory.stacks)
	plan := decide(tables, facts, stacks, users, p.set, &c.options, &p.memory.planner)
	p.report = plan.report
	if len(plan.changed) > 0 {
		moves, ok := layOut(tables, stacks, users, plan, &p.memory.layout)
		if !ok {
			return p.leave(StackUnreadable)
		}
		p.moves = moves
	}
	p.tables, p.stacks, p.plan = tables, stacks, plan
	return p
}

// leave makes all stacks stay as they are.
func (p *Prepared) leave(outcome Outcome) *Prepared {
	p.report.Stacks = p.users.Stacks(outcome)
	return p
}

// Write changes the batch and reports what was done. It returns the memory, so call it once.
func (p *Prepared) Write() Report {
	if p.moves != nil {
		p.report.FunctionsRenamed = len(p.plan.functions)
		w := writer{dictionary: p.dictionary, tables: p.tables, stacks: p.stacks, plan: p.plan, moves: p.moves}
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
		m.tables.texts = nil
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
