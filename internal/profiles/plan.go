package profiles

// What becomes of the entries of a dictionary. Nothing changes yet: the plan of a cleaned stack is a list of locations,
// each of which stays or is a change of one, and so are the functions of their lines.

import (
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// plan says what becomes of stacks, and of what they are made of.
type plan struct {
	report        Report
	stacks        []plannedStack // by stack
	changed       []int32        // the stacks to clean
	refs          []ref          // their locations
	unchanged     []int32        // locations of cleaned stacks that stay as they are
	functions     []functionChange
	locations     []locationChange
	lines         []lineChange // of all changes of locations
	names         *stackset.Names
	originalNames []stackset.Name // by string: the original name of a function
	mayHoldUnused bool            // there may be changes that no stack uses
}

// plannedStack is what becomes of a stack.
type plannedStack struct {
	audience   Audience // for whom the stack is considered
	cleanedFor Audience // for whom it is cleaned; 0 if it stays as it is
	refs       span     // in plan.refs
}

// functionChange is a function with a new name; origin is -1 for an invented one.
type functionChange struct {
	origin int32
	name   stackset.Name
}

// locationChange is a location with some of its lines, perhaps with new names; origin is -1 for an invented one.
type locationChange struct {
	origin int32
	lines  span // in plan.lines
	toRust bool // its frame type becomes rust
}

// lineChange is a line that stays: its index in its location, and its function.
type lineChange struct {
	index    int32
	function ref
}

// ref is an index of a table entry that stays as it is or, below 0, the complement of the number of a change.
type ref int32

func changed(number int) ref { return ref(^number) }

// change returns the number of the change, and whether the ref is one.
func (r ref) change() (int, bool) { return int(^r), r < 0 }

// none marks a plan that has not been made yet; index 0 is never planned for.
const none ref = 0

// open starts a plan for that many stacks.
func (p *plan) open(stacks int, names *stackset.Names) {
	*p = plan{
		stacks: zeroed(p.stacks, stacks), changed: p.changed[:0], refs: p.refs[:0], unchanged: p.unchanged[:0],
		functions: p.functions[:0], locations: p.locations[:0], lines: p.lines[:0], names: names,
	}
}

// cleans reports whether a stack is cleaned for those users.
func (p *plan) cleans(stack int32, users Audience) bool {
	return stack >= 0 && int(stack) < len(p.stacks) && p.stacks[stack].cleanedFor&users != 0
}

// refsOf returns the locations that a stack is cleaned to.
func (p *plan) refsOf(stack int32) []ref {
	s := p.stacks[stack].refs
	return p.refs[s.from:s.to]
}

// linesOf returns the lines of a change.
func (p *plan) linesOf(change *locationChange) []lineChange {
	return p.lines[change.lines.from:change.lines.to]
}

// addLocation adds a change of a location.
func (p *plan) addLocation(change locationChange, lines ...lineChange) ref {
	change.lines.from = int32(len(p.lines))
	p.lines = append(p.lines, lines...)
	change.lines.to = int32(len(p.lines))
	p.locations = append(p.locations, change)
	return changed(len(p.locations) - 1)
}

// addFunction adds a change of a function.
func (p *plan) addFunction(change functionChange) ref {
	p.functions = append(p.functions, change)
	return changed(len(p.functions) - 1)
}

// planned are the plans for the entries of a table in different stacks. Most entries become only one thing, so the first
// plan is stored apart.
type planned[K comparable] struct {
	first  []firstPlan // by entry
	others map[K]ref
}

type firstPlan struct {
	ref  ref   // none until there is a plan
	what int32 // the name or the variant
}

// functionName identifies what a function becomes.
type functionName struct {
	function int32
	name     stackset.Name
}

// locationVariant identifies what a location becomes.
type locationVariant struct {
	location int32
	variant  stackset.Variant
}

func (p *planned[K]) open(entries int) {
	p.first = zeroed(p.first, entries)
	if p.others == nil {
		p.others = map[K]ref{}
	}
	clear(p.others)
}

// planLocations appends the planned locations of a stack to plan.refs. It reports whether they differ from the stack's
// own, and any is left.
func (p *planner) planLocations(locations []int32, id stackset.DecisionID) bool {
	from := len(p.plan.refs)
	kept := p.set.Kept(id)
	p.plan.refs = slices.Grow(p.plan.refs, len(kept))[:from+len(kept)]
	refs, first, least := p.plan.refs[from:], p.locations.first, none
	for i, k := range kept {
		index := locations[k.Index]
		planned := first[index]
		if planned.what != int32(k.Variant) {
			planned.ref = p.planLocation(index, k.Variant)
		}
		least = min(least, planned.ref)
		refs[i] = planned.ref
	}
	differs := len(kept) < len(locations) || least < 0
	if p.options.CollapseRecursion {
		differs = p.collapse(from) || differs
	}
	if p.options.KeepRuntimeRoot {
		if d := p.set.Decision(id); d.Removed[rules.Runtime] > 0 {
			p.plan.refs = append(p.plan.refs, p.root(d.Outermost))
		}
	}
	return differs && len(p.plan.refs) > from
}

// planLocation plans a variant of a location, unless it is the variant that was planned first.
func (p *planner) planLocation(index int32, variant stackset.Variant) ref {
	if index == 0 {
		return none
	}
	first := &p.locations.first[index]
	if first.what == int32(stackset.Removed) {
		*first = firstPlan{p.newLocation(index, variant), int32(variant)}
		return first.ref
	}
	key := locationVariant{index, variant}
	r, ok := p.locations.others[key]
	if !ok {
		r = p.newLocation(index, variant)
		p.locations.others[key] = r
	}
	return r
}

// toRust reports whether a location should say that it is Rust.
func (p *planner) toRust(index int32) bool {
	kind := p.tables.locations[index].frameType
	return p.facts.locations[index].isRust && (kind == unsetType || kind == nativeType)
}

func (p *planner) newLocation(index int32, variant stackset.Variant) ref {
	change := locationChange{origin: index, toRust: p.toRust(index)}
	from, differs := len(p.plan.lines), change.toRust
	if functions := p.tables.functionsOf(index); len(functions) > 0 {
		lines := p.set.VariantLines(variant)
		differs = differs || len(lines) < len(functions)
		for _, line := range lines {
			r := p.planFunction(functions[line.Index], line.Name, p.facts.locations[index].inRust)
			differs = differs || r < 0
			p.plan.lines = append(p.plan.lines, lineChange{line.Index, r})
		}
	}
	if !differs {
		p.plan.lines = p.plan.lines[:from]
		p.plan.unchanged = append(p.plan.unchanged, index)
		return ref(index)
	}
	change.lines = span{int32(from), int32(len(p.plan.lines))}
	p.plan.locations = append(p.plan.locations, change)
	return changed(len(p.plan.locations) - 1)
}

// planFunction plans the name of a function in a stack. One that may be another language keeps its own.
func (p *planner) planFunction(index int32, name stackset.Name, inRust bool) ref {
	if index == 0 || name == stackset.NoName || !inRust && !p.set.Functions.IsRust(p.facts.functions[index]) {
		return ref(index)
	}
	first := &p.functions.first[index]
	switch {
	case first.ref == none:
		*first = firstPlan{p.newFunction(index, name), int32(name)}
		return first.ref
	case first.what == int32(name):
		return first.ref
	}
	key := functionName{index, name}
	r, ok := p.functions.others[key]
	if !ok {
		r = p.newFunction(index, name)
		p.functions.others[key] = r
	}
	return r
}

// newFunction returns a function with a name: the function itself if that is its own.
func (p *planner) newFunction(index int32, name stackset.Name) ref {
	if p.set.Functions.OriginalName(p.facts.functions[index]) == name {
		return ref(index)
	}
	return p.plan.addFunction(functionChange{index, name})
}
