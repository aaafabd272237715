package profiles

// Where entries are in the new tables. An entry that is still used stays. If it is used only in changed form, its first
// change takes its index; further changes are added at the end. Unused entries are dropped. Equal entries become one.

import "slices"

// moves are the new indices of everything.
type moves struct {
	texts, mappings, locations, functions, attributes, stacks indexMap

	addedTexts []string
	names      []int32       // by change of a function: its name, an old string or an added one
	rust       rustAttribute // the attribute that says that a location is Rust
	locationOf []int32       // by ref of the plan: the new index
	cleaned    []int32       // by stack: the new index of its cleaned form, 0 if it stays
}

// rustAttribute is the attribute profile.frame.type=rust.
type rustAttribute struct {
	isNew bool
	index int32 // the new one; meaningless if no location gets it
	key   int32 // old or added string of its key, if the attribute is new
}

// layout makes moves. It reuses its memory.
type layout struct {
	moves     moves
	uses      uses
	names     nameSearch
	functions sameAs
	locations sameAs
	stacks    sameAs
	seen      hashIndex
	stack     []int32
}

// layOut lays out the new tables. It is not ok if they cannot be written: an index that is out of range must not come to
// mean something.
func layOut(t *tables, stacks *stackTable, u *Users, p *plan, into *layout) (m *moves, ok bool) {
	m = &into.moves
	old, needed := findRust(t, p)
	isNew := needed && old < 0
	used := usesOf(t, stacks, u, p, &into.uses)
	names, added, key := into.names.find(t, p, used, isNew, m.names, m.addedTexts)
	functions := into.sameFunctions(t, p, used, names)
	locations := into.sameLocations(t, p, used, functions)
	used.addRest(t, u, p, names)
	if needed {
		used.addRust(old, key)
	}
	used.addAttributeTexts(t)

	m.names, m.addedTexts = names, added
	m.texts.number(used.texts.used)
	m.texts.size += len(added)
	m.mappings.number(used.mappings.used)
	m.attributes.number(used.attributes.used)
	m.rust = rustAttribute{isNew, m.attributes.of(old), key}
	if isNew {
		m.rust.index = int32(m.attributes.size)
		m.attributes.size++
	}
	m.functions.numberChanges(used.functions.used, functions, func(n int) int32 { return p.functions[n].origin })
	m.locations.numberChanges(used.locations.used, locations, func(n int) int32 { return p.locations[n].origin })
	m.locationOf = sized(m.locationOf, len(p.refs))
	for i, r := range p.refs {
		m.locationOf[i] = m.locations.ofRef(r)
	}
	m.stacks.numberChanges(used.stacks.used, into.sameStacks(stacks, p, used), func(n int) int32 { return p.changed[n] })
	m.cleaned = zeroed(m.cleaned, len(p.stacks))
	for n, at := range p.changed {
		m.cleaned[at] = m.stacks.changed[n]
	}
	return m, used.stayOutOfRange(m)
}

// forget drops texts.
func (l *layout) forget() { clear(l.moves.addedTexts) }

// findRust finds the attribute that says that a location is Rust, -1 if there is none, and whether it is needed.
func findRust(t *tables, p *plan) (index int32, needed bool) {
	if !slices.ContainsFunc(p.locations, func(change locationChange) bool { return change.toRust }) {
		return -1, false
	}
	for i := 1; i < len(t.attributes); i++ {
		if a := &t.attributes[i]; a.frameType == rustType && a.unit == 0 {
			return int32(i), true
		}
	}
	return -1, true
}

// newStack returns the new locations of the n-th cleaned stack.
func (m *moves) newStack(p *plan, n int) []int32 {
	s := p.stacks[p.changed[n]].refs
	return m.locationOf[s.from:s.to]
}

// movedStack returns the new locations of a stack that stays, in the memory of into.
func (m *moves) movedStack(locations, into []int32) []int32 {
	into = into[:0]
	for _, location := range locations {
		into = append(into, m.locations.of(location))
	}
	return into
}

// textOf returns the new index of a string, old or added.
func (m *moves) textOf(index int32) int32 {
	old := len(m.texts.used)
	if added := int(index) - old; added >= 0 && added < len(m.addedTexts) {
		return int32(m.texts.size - len(m.addedTexts) + added)
	}
	return m.texts.of(index)
}
