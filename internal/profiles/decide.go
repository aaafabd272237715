package profiles

// Which stacks to clean, and for whom.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"

// planner makes a plan.
type planner struct {
	plan    plan
	tables  *tables
	facts   *facts
	set     *stackset.Set
	options *Options

	functions planned[functionName]
	locations planned[locationVariant]
	collapsed map[string]ref // locations by the lines left after collapsing recursion
	roots     map[string]ref // locations by the crate of the runtime they replace
	counts    []int          // by decision: the number of stacks that share it
	stack     []stackset.Lines
}

// decide plans what becomes of the stacks of a dictionary. It changes nothing.
func decide(t *tables, f *facts, stacks *stackTable, u *Users, set *stackset.Set, options *Options, into *planner) *plan {
	p := into
	p.open(t, f, set, options, len(u.stacks))
	for at, audience := range u.stacks {
		if audience.mayClean() {
			p.plan.report.Stacks[p.planStack(int32(at), stacks.of(int32(at)), audience)]++
		}
	}
	for id, n := range p.counts {
		if n > 0 {
			p.plan.report.count(set.Decision(stackset.DecisionID(id)), n)
		}
	}
	return &p.plan
}

// open forgets the plan of the batch before.
func (p *planner) open(t *tables, f *facts, set *stackset.Set, options *Options, stacks int) {
	p.plan.open(stacks, &set.Names)
	p.tables, p.facts, p.set, p.options = t, f, set, options
	p.plan.mayHoldUnused, p.plan.originalNames = options.CollapseRecursion, f.originalNames
	p.functions.open(len(t.functions))
	p.locations.open(len(t.locations))
	if p.collapsed == nil {
		p.collapsed, p.roots = map[string]ref{}, map[string]ref{}
	}
	clear(p.collapsed)
	clear(p.roots)
	p.counts = p.counts[:0]
}

// planStack decides on one stack.
func (p *planner) planStack(at int32, locations []int32, users Audience) Outcome {
	audience, readable := p.readStack(locations)
	switch {
	case !readable:
		return StackUnreadable
	case users&audience == 0:
		return StackNotRust
	}
	id := p.set.Decide(p.stack)
	for int(id) >= len(p.counts) {
		p.counts = append(p.counts, 0)
	}
	p.counts[id]++
	planned := &p.plan.stacks[at]
	planned.audience = audience
	from := len(p.plan.refs)
	if !p.planLocations(locations, id) {
		p.plan.refs = p.plan.refs[:from]
		return StackUnchanged
	}
	planned.cleanedFor, planned.refs = audience, span{int32(from), int32(len(p.plan.refs))}
	p.plan.changed = append(p.plan.changed, at)
	return StackCleaned
}

// readStack reads a stack into p.stack and returns for whom it may be cleaned, and whether all its locations are
// readable.
func (p *planner) readStack(locations []int32) (audience Audience, readable bool) {
	stack, known := sized(p.stack, len(locations)), p.facts.lines
	audiences := p.facts.audiences[:len(known)]
	p.stack = stack
	least := stackset.Lines(0)
	for i, index := range locations {
		if uint(index) >= uint(len(known)) {
			return 0, false
		}
		lines := known[index]
		stack[i] = lines
		audience |= audiences[index]
		least = min(least, lines)
	}
	return audience, least >= 0
}

// forget drops references to memory that the planner does not own.
func (p *planner) forget() {
	p.tables, p.facts, p.set, p.options = nil, nil, nil, nil
	p.plan.names = nil
}
