package profiles

// Which entries of a dictionary will be equal: a changed function, location or stack may equal another change or an entry
// that stays.

import "slices"

func (f functionEntry) hash() uint64 {
	return mix(mix(mix(seed, uint64(uint32(f.name))|uint64(uint32(f.symbol))<<32), uint64(uint32(f.file))), uint64(f.line))
}

// newFunction returns a function as it will be, in old strings and added ones.
func newFunction(t *tables, p *plan, names []int32, r ref) functionEntry {
	n, is := r.change()
	if !is {
		return t.functions[r]
	}
	var f functionEntry
	if origin := p.functions[n].origin; origin >= 0 {
		f = t.functions[origin]
	}
	f.name = names[n]
	return f
}

// sameFunctions finds changes that are equal to others or to functions that stay.
func (l *layout) sameFunctions(t *tables, p *plan, used *uses, names []int32) sameAs {
	l.seen.reset(used.functions.count + len(p.functions))
	for i, used := range used.functions.used {
		if f := &t.functions[i]; used && i > 0 && int(f.name) < len(t.digests) {
			l.seen.add(f.hash(), int32(i)) // a name past the end would look like an added one
		}
	}
	l.functions = zeroed(l.functions, len(p.functions))
	for n, used := range used.functionChanges {
		if !used {
			continue
		}
		f := newFunction(t, p, names, changed(n))
		l.functions[n] = l.seen.findOrAdd(f.hash(), changed(n), func(r ref) bool { return newFunction(t, p, names, r) == f })
	}
	return l.functions
}

// sameLocations finds changes that are equal to others or to locations that stay. functions says which functions are the
// same.
func (l *layout) sameLocations(t *tables, p *plan, used *uses, functions sameAs) sameAs {
	l.seen.reset(used.locations.count + len(p.locations))
	for i, used := range used.locations.used {
		if used && i > 0 && !slices.ContainsFunc(t.functionsOf(int32(i)), isBelowZero) { // that would look like a change
			v := viewOf(t, p, ref(i))
			l.seen.add(v.hash(t, functions), int32(i))
		}
	}
	l.locations = zeroed(l.locations, len(p.locations))
	for n, used := range used.locationChanges {
		if !used {
			continue
		}
		v := viewOf(t, p, changed(n))
		l.locations[n] = l.seen.findOrAdd(v.hash(t, functions), changed(n), func(r ref) bool {
			w := viewOf(t, p, r)
			return v.equals(&w, t, functions)
		})
	}
	return l.locations
}

// sameStacks finds cleaned stacks that are equal to others or to stacks that stay, once locations have their new indices.
func (l *layout) sameStacks(stacks *stackTable, p *plan, used *uses) sameAs {
	m := &l.moves
	l.seen.reset(used.stacks.count + len(p.changed))
	for i, used := range used.stacks.used {
		if used && i > 0 {
			l.stack = m.movedStack(stacks.of(int32(i)), l.stack)
			l.seen.add(hashOf(l.stack), int32(i))
		}
	}
	l.stacks = zeroed(l.stacks, len(p.changed))
	for n := range p.changed {
		list := m.newStack(p, n)
		l.stacks[n] = l.seen.findOrAdd(hashOf(list), changed(n), func(r ref) bool {
			if other, is := r.change(); is {
				return slices.Equal(list, m.newStack(p, other))
			}
			l.stack = m.movedStack(stacks.of(int32(r)), l.stack)
			return slices.Equal(list, l.stack)
		})
	}
	return l.stacks
}

func isBelowZero(index int32) bool { return index < 0 }

// locationView is a location as it will be.
type locationView struct {
	origin    int32        // -1 for an invented location
	functions []int32      // of all its lines, if these stay
	lines     []lineChange // the lines otherwise
	toRust    bool
}

func viewOf(t *tables, p *plan, r ref) locationView {
	n, is := r.change()
	if !is {
		return locationView{origin: int32(r), functions: t.functionsOf(int32(r))}
	}
	change := &p.locations[n]
	return locationView{origin: change.origin, lines: p.linesOf(change), toRust: change.toRust}
}

func (v *locationView) count() int { return len(v.functions) + len(v.lines) }

// function returns the function of a line.
func (v *locationView) function(i int) ref {
	if v.lines == nil {
		return ref(v.functions[i])
	}
	return v.lines[i].function
}

// index returns the index of the i-th line in the entry.
func (v *locationView) index(i int) int32 {
	if v.lines == nil {
		return int32(i)
	}
	return v.lines[i].index
}

func (v *locationView) hash(t *tables, functions sameAs) uint64 {
	if v.origin < 0 {
		return mix(seed, uint64(uint32(functions.of(v.lines[0].function))))
	}
	entry, positions := &t.locations[v.origin], t.positionsOf(v.origin)
	hash := mix(mix(seed, entry.address), uint64(uint32(entry.mapping)))
	for i := range v.count() {
		at := &positions[v.index(i)]
		hash = mix(hash, mix(uint64(at.line), uint64(at.column))^uint64(uint32(functions.of(v.function(i)))))
	}
	for _, attribute := range t.attributesOf(v.origin) {
		hash = mix(hash, uint64(uint32(attribute)))
	}
	return hash
}

func (v *locationView) equals(w *locationView, t *tables, functions sameAs) bool {
	if v.toRust != w.toRust || v.count() != w.count() || v.origin < 0 != (w.origin < 0) {
		return false
	}
	for i := range v.count() {
		if functions.of(v.function(i)) != functions.of(w.function(i)) {
			return false
		}
	}
	return v.origin < 0 || v.hasSamePositions(w, t)
}

// hasSamePositions reports whether the original locations are equal in everything but functions.
func (v *locationView) hasSamePositions(w *locationView, t *tables) bool {
	one, other := &t.locations[v.origin], &t.locations[w.origin]
	if t.areDistinct && v.origin != w.origin || one.address != other.address || one.mapping != other.mapping ||
		!slices.Equal(t.attributesOf(v.origin), t.attributesOf(w.origin)) {
		return false
	}
	positions, otherPositions := t.positionsOf(v.origin), t.positionsOf(w.origin)
	for i := range v.count() {
		if positions[v.index(i)] != otherPositions[w.index(i)] {
			return false
		}
	}
	return true
}

func hashOf(list []int32) uint64 {
	hash := seed + uint64(len(list))
	for ; len(list) >= 2; list = list[2:] {
		hash = mix(hash, uint64(uint32(list[0]))|uint64(uint32(list[1]))<<32)
	}
	if len(list) > 0 {
		hash = mix(hash, uint64(uint32(list[0])))
	}
	return hash
}
