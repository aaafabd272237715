package processor

// What becomes of the entries of a dictionary. Nothing is changed here: a stack that is cleaned is planned as a list
// of locations, each of which stays or is a change of one, and so are the functions that their lines name.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// ref is an entry of a table that stays as it is, by its index; or, below 0, the complement of the number of a change.
type ref int32

func changed(number int) ref { return ref(^number) }

// change returns the number of the change, and whether the ref is one.
func (r ref) change() (int, bool) { return int(^r), r < 0 }

// cleanedStack is what becomes of a stack.
type cleanedStack struct {
	whom     users // for whom it is cleaned; 0 where it stays as it is
	from, to int32 // in changes.refs
	index    int32 // where the cleaned stack is in the new table
}

// functionChange is a function under a new name; origin is -1 for one that is made up.
type functionChange struct {
	origin int32
	name   rules.Name
	used   bool  // a location that is used has it
	text   int32 // where the name is in the new string table
}

// locationChange is a location with some of its lines, perhaps under new names; origin is -1 for one that is made up.
type locationChange struct {
	origin   int32
	from, to int32 // in changes.lines
	rust     bool  // its frame type becomes rust
	used     bool  // a stack has it
}

// lineChange is a line that stays: its place in its location, and its function.
type lineChange struct {
	index    int32
	function ref
}

// changes are what is planned for the dictionary.
type changes struct {
	functions []functionChange
	locations []locationChange
	lines     []lineChange
	same      []int32 // locations that stay as they are
	refs      []int32 // the locations of cleaned stacks, each as a ref; mergeStacks puts their new indices in place
	stacks    []int32

	ofFunction []namedFunction   // by function: the first that was planned for it
	ofLocation []plannedLocation // by location: the first that was planned for it
	ofOther    map[functionName]ref
	ofForm     map[locationForm]ref
	collapsed  map[string]ref // by the location and the lines that are left
	roots      map[string]ref // by the crate of the runtime
}

// reset forgets what was planned for another batch.
func (c *changes) reset(functions, locations int) {
	c.functions, c.locations, c.lines = c.functions[:0], c.locations[:0], c.lines[:0]
	c.same, c.refs, c.stacks = c.same[:0], c.refs[:0], c.stacks[:0]
	c.ofFunction, c.ofLocation = zeroed(c.ofFunction, functions), zeroed(c.ofLocation, locations)
	if c.ofOther == nil {
		c.ofOther, c.ofForm = map[functionName]ref{}, map[locationForm]ref{}
		c.collapsed, c.roots = map[string]ref{}, map[string]ref{}
	}
	clear(c.collapsed)
	clear(c.roots)
	clear(c.ofOther)
	clear(c.ofForm)
}

// namedFunction is what was planned for a name of a function.
type namedFunction struct {
	ref  ref
	name rules.Name
}

// plannedLocation is what was planned for a form of a location; the form is Gone where there is none yet.
type plannedLocation struct {
	ref  ref
	form rules.Form
}

type functionName struct {
	function int32
	name     rules.Name
}

type locationForm struct {
	location int32
	form     rules.Form
}

// none stands for a plan that was not made yet; index 0 is never planned for.
const none ref = 0

// plan decides on all stacks. It reports whether anything changes.
func (c *profileCleaner) plan() bool {
	c.changes.reset(len(c.functions), len(c.locations))
	c.cleaned = zeroed(c.cleaned, len(c.use))
	c.plans = c.plans[:0]
	for at, use := range c.use {
		if use.mayClean() {
			c.planStack(int32(at))
		}
	}
	for id, n := range c.plans {
		if n > 0 {
			c.batch.addPlan(c.stacks.PlanOf(rules.PlanID(id)), n)
		}
	}
	return len(c.changes.stacks) > 0
}

// planStack decides on one stack.
func (c *profileCleaner) planStack(at int32) {
	whom, outcome := c.judge(at)
	if outcome != stackCleaned {
		c.batch.stacks[outcome]++
		return
	}
	id := c.stacks.Plan(c.scratch.runs)
	for int(id) >= len(c.plans) {
		c.plans = append(c.plans, 0)
	}
	c.plans[id]++
	if c.planLocations(c.tables.stacks.At(int(at)).LocationIndices(), id, &c.cleaned[at]) {
		c.cleaned[at].whom = whom
		c.changes.stacks = append(c.changes.stacks, at)
		c.batch.stacks[stackCleaned]++
		return
	}
	c.batch.stacks[stackUnchanged]++
}

// judge reads a stack into scratch.runs. It says for whom it may be cleaned, and with what outcome it is left alone where
// it may not.
func (c *profileCleaner) judge(at int32) (whom users, outcome stackOutcome) {
	whom, readable := c.readStack(c.tables.stacks.At(int(at)).LocationIndices())
	switch {
	case !readable:
		return 0, stackUnreadable
	case c.use[at]&whom == 0:
		return 0, stackNotRust
	}
	return whom, stackCleaned
}

// readStack reads a stack and says for whom it may be cleaned. It reports whether all its locations can be read.
func (c *profileCleaner) readStack(list pcommon.Int32Slice) (whom users, readable bool) {
	runs, known, of := sized(c.scratch.runs, list.Len()), c.runs, c.whom[:len(c.runs)]
	c.scratch.runs = runs
	least := rules.Run(0)
	for i := range runs {
		index := list.At(i)
		if uint(index) >= uint(len(known)) {
			return 0, false
		}
		run := known[index]
		runs[i] = run
		whom |= of[index]
		least = min(least, run)
	}
	return whom, least >= 0
}

// planLocations plans the locations of a stack. It reports whether they differ from those it has.
func (c *profileCleaner) planLocations(indices pcommon.Int32Slice, plan rules.PlanID, cleaned *cleanedStack) bool {
	from := len(c.changes.refs)
	lefts := c.stacks.Left(plan)
	refs := slices.Grow(c.changes.refs, len(lefts))[:from+len(lefts)]
	c.changes.refs = refs
	refs = refs[from:]
	first, least := c.changes.ofLocation, none
	for i, left := range lefts {
		index := indices.At(int(left.Index))
		planned := first[index]
		if planned.form != left.Form {
			planned.ref = c.planLocation(index, left.Form)
		}
		least = min(least, planned.ref)
		refs[i] = int32(planned.ref)
	}
	differ := len(lefts) < indices.Len() || least < 0
	if c.processor.options.Profiles.CollapseRecursion {
		differ = c.collapse(from) || differ
	}
	if c.processor.options.Profiles.KeepRuntimeRoot {
		if p := c.stacks.PlanOf(plan); p.Removed[rules.Runtime] > 0 {
			c.changes.refs = append(c.changes.refs, int32(c.root(p.Outermost)))
		}
	}
	if !differ || len(c.changes.refs) == from {
		c.changes.refs = c.changes.refs[:from]
		return false
	}
	cleaned.from, cleaned.to = int32(from), int32(len(c.changes.refs))
	return true
}

// planLocation plans a form that a location has in a stack, where it is not the one that was planned first.
func (c *profileCleaner) planLocation(index int32, form rules.Form) ref {
	if index == 0 {
		return none
	}
	first := &c.changes.ofLocation[index]
	if first.form == rules.Gone {
		first.ref, first.form = c.newLocation(index, form), form
		return first.ref
	}
	key := locationForm{index, form}
	r, ok := c.changes.ofForm[key]
	if !ok {
		r = c.newLocation(index, form)
		c.changes.ofForm[key] = r
	}
	return r
}

func (c *profileCleaner) newLocation(index int32, form rules.Form) ref {
	l := &c.locations[index]
	change := locationChange{origin: index, from: int32(len(c.changes.lines))}
	change.rust = l.sure && (l.kind == unsetType || l.kind == nativeType)
	differs := change.rust
	if functions := c.was.functionsOf(index); len(functions) > 0 {
		lines := c.stacks.Lines(form)
		differs = differs || len(lines) < len(functions)
		for _, line := range lines {
			r := c.planFunction(functions[line.Index], line, l.inRust)
			differs = differs || r < 0
			c.changes.lines = append(c.changes.lines, lineChange{line.Index, r})
		}
	}
	if !differs {
		c.changes.lines = c.changes.lines[:change.from]
		c.changes.same = append(c.changes.same, index)
		return ref(index)
	}
	change.to = int32(len(c.changes.lines))
	c.changes.locations = append(c.changes.locations, change)
	return changed(len(c.changes.locations) - 1)
}

// planFunction plans the name that a function has in a stack. One that may be of another language keeps its own.
func (c *profileCleaner) planFunction(index int32, line rules.Line, inRust bool) ref {
	if index == 0 || line.Name == rules.NoName || !inRust && !c.stacks.Rust(c.functions[index]) {
		return ref(index)
	}
	first := &c.changes.ofFunction[index]
	if first.ref == none {
		first.name = line.Name
		first.ref = c.newFunction(index, line.Name)
		return first.ref
	}
	if first.name == line.Name {
		return first.ref
	}
	key := functionName{index, line.Name}
	r, ok := c.changes.ofOther[key]
	if !ok {
		r = c.newFunction(index, line.Name)
		c.changes.ofOther[key] = r
	}
	return r
}

// newFunction returns a function under a name: itself where that is its own.
func (c *profileCleaner) newFunction(index int32, name rules.Name) ref {
	if c.stacks.Given(c.functions[index]) == name {
		return ref(index)
	}
	c.changes.functions = append(c.changes.functions, functionChange{origin: index, name: name})
	return changed(len(c.changes.functions) - 1)
}
