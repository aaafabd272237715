package processor

// Entries of a dictionary that will be equal: of functions, locations and stacks that are changed, each is another
// change that is equal, an entry that stays and is equal, or itself.

import "slices"

func (f functionEntry) hash() uint64 {
	return mix(mix(mix(seed, uint64(uint32(f.name))|uint64(uint32(f.symbol))<<32), uint64(uint32(f.file))), uint64(f.line))
}

// functionEntry returns a function as it will be, in old strings and added ones.
func (c *profileCleaner) functionEntry(r ref) functionEntry {
	n, is := r.change()
	if !is {
		return c.was.functions[r]
	}
	var f functionEntry
	change := &c.changes.functions[n]
	if change.origin >= 0 {
		f = c.was.functions[change.origin]
	}
	f.name = change.text
	return f
}

// mergeFunctions finds changes that are equal to others or to functions that stay.
func (c *profileCleaner) mergeFunctions() {
	l := &c.layout
	l.seen.reset(l.functions.kept + len(c.changes.functions))
	for i, used := range l.functions.used {
		if f := &c.was.functions[i]; used && i > 0 && int(f.name) < len(c.was.texts) {
			l.seen.add(f.hash(), int32(i)) // a name past the end would look like one that is added
		}
	}
	l.asFunction = zeroed(l.asFunction, len(c.changes.functions))
	for n := range c.changes.functions {
		if !c.changes.functions[n].used {
			continue
		}
		f := c.functionEntry(changed(n))
		hash := f.hash()
		first, ok := l.seen.find(hash, func(r int32) bool { return c.functionEntry(ref(r)) == f })
		if !ok {
			first = int32(changed(n))
			l.seen.add(hash, first)
		}
		l.asFunction[n] = ref(first)
	}
	for i := range c.changes.lines {
		if n, is := c.changes.lines[i].function.change(); is {
			c.changes.lines[i].function = l.asFunction[n]
		}
	}
}

// mergeLocations finds changes that are equal to others or to locations that stay.
func (c *profileCleaner) mergeLocations() {
	l := &c.layout
	l.seen.reset(l.locations.kept + len(c.changes.locations))
	for i, used := range l.locations.used {
		if used && i > 0 {
			l.seen.add(c.hashLocation(ref(i)), int32(i))
		}
	}
	l.asLocation = zeroed(l.asLocation, len(c.changes.locations))
	for n := range c.changes.locations {
		if !c.changes.locations[n].used {
			continue
		}
		hash := c.hashLocation(changed(n))
		first, ok := l.seen.find(hash, func(r int32) bool { return c.equalLocations(ref(r), changed(n)) })
		if !ok {
			first = int32(changed(n))
			l.seen.add(hash, first)
		}
		l.asLocation[n] = ref(first)
	}
}

// hashLocation hashes a location as it will be.
func (c *profileCleaner) hashLocation(r ref) uint64 {
	v := c.view(r)
	if v.origin < 0 {
		return mix(seed, uint64(uint32(v.lines[0].function)))
	}
	entry, places := &c.was.locations[v.origin], c.was.placesOf(v.origin)
	hash := mix(mix(seed, entry.address), uint64(uint32(entry.mapping)))
	for i := range v.count() {
		hash = mix(hash, places[v.index(i)]^uint64(uint32(v.function(i))))
	}
	for _, attribute := range c.was.attributesOf(v.origin) {
		hash = mix(hash, uint64(uint32(attribute)))
	}
	return hash
}

// locationView is a location as it will be.
type locationView struct {
	origin    int32        // -1 for one that is made up
	functions []int32      // of all its lines, where these stay
	lines     []lineChange // else
	rust      bool
}

func (c *profileCleaner) view(r ref) locationView {
	n, is := r.change()
	if !is {
		return locationView{origin: int32(r), functions: c.was.functionsOf(int32(r))}
	}
	change := &c.changes.locations[n]
	return locationView{origin: change.origin, lines: c.changes.lines[change.from:change.to], rust: change.rust}
}

func (v *locationView) count() int { return len(v.functions) + len(v.lines) }

// function returns the function of a line.
func (v *locationView) function(i int) ref {
	if v.lines == nil {
		return ref(v.functions[i])
	}
	return v.lines[i].function
}

// index returns which line of the entry the i-th is.
func (v *locationView) index(i int) int32 {
	if v.lines == nil {
		return int32(i)
	}
	return v.lines[i].index
}

func (c *profileCleaner) equalLocations(a, b ref) bool {
	v, w := c.view(a), c.view(b)
	if v.rust != w.rust || v.count() != w.count() || v.origin < 0 != (w.origin < 0) {
		return false
	}
	for i := range v.count() {
		if v.function(i) != w.function(i) {
			return false
		}
	}
	return c.samePlaces(&v, &w)
}

// samePlaces reports whether what locations were made from is equal beside the functions.
func (c *profileCleaner) samePlaces(v, w *locationView) bool {
	if v.origin < 0 {
		return true
	}
	one, other := &c.was.locations[v.origin], &c.was.locations[w.origin]
	if one.address != other.address || one.mapping != other.mapping ||
		!slices.Equal(c.was.attributesOf(v.origin), c.was.attributesOf(w.origin)) {
		return false
	}
	lines, otherLines := c.tables.locations.At(int(v.origin)).Lines(), c.tables.locations.At(int(w.origin)).Lines()
	for i := range v.count() {
		a, b := lines.At(int(v.index(i))), otherLines.At(int(w.index(i)))
		if a.Line() != b.Line() || a.Column() != b.Column() {
			return false
		}
	}
	return true
}

// mergeStacks gives cleaned stacks their new locations, and finds those that are equal to others or to stacks that stay.
func (c *profileCleaner) mergeStacks() {
	l := &c.layout
	l.seen.reset(l.stacks.kept + len(c.changes.stacks))
	for i, used := range l.stacks.used {
		if used && i > 0 {
			l.seen.add(hashOf(c.stayingStack(int32(i))), int32(i))
		}
	}
	stay, change, refs := l.locations.index, l.ofLocation, c.changes.refs
	for i, r := range refs {
		if n, is := ref(r).change(); is {
			refs[i] = change[n]
		} else {
			refs[i] = stay[r]
		}
	}
	l.asStack = zeroed(l.asStack, len(c.changes.stacks))
	for n := range c.changes.stacks {
		list := c.cleanedStack(n)
		hash := hashOf(list)
		first, ok := l.seen.find(hash, func(other int32) bool {
			if m, is := ref(other).change(); is {
				return slices.Equal(list, c.cleanedStack(m))
			}
			return slices.Equal(list, c.stayingStack(other))
		})
		if !ok {
			first = int32(changed(n))
			l.seen.add(hash, first)
		}
		l.asStack[n] = ref(first)
	}
}

// cleanedStack returns the new locations of the n-th cleaned stack.
func (c *profileCleaner) cleanedStack(n int) []int32 {
	cleaned := &c.cleaned[c.changes.stacks[n]]
	return c.changes.refs[cleaned.from:cleaned.to]
}

// stayingStack returns the new locations of a stack that stays. The list is good until the next.
func (c *profileCleaner) stayingStack(at int32) []int32 {
	list := c.scratch.indices[:0]
	indices := c.tables.stacks.At(int(at)).LocationIndices()
	for i := range indices.Len() {
		list = append(list, c.layout.locations.of(indices.At(i)))
	}
	c.scratch.indices = list
	return list
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
