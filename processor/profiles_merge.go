package processor

// Entries of a dictionary that will be equal: of functions, locations and stacks that are changed, each is another
// change that is equal, an entry that stays and is equal, or itself.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pprofile"
)

// functionKey is what makes two functions equal.
type functionKey struct {
	name, symbol, file int32
	line               int64
}

func (k functionKey) hash() uint64 {
	return mix(mix(uint64(uint32(k.name))|uint64(uint32(k.symbol))<<32, uint64(uint32(k.file))), uint64(k.line))
}

// functionKey returns what makes a function equal to others, as it will be, in old strings and added ones.
func (c *profileCleaner) functionKey(r ref) functionKey {
	origin, name := int32(r), int32(0)
	if n, is := r.change(); is {
		origin, name = c.changes.functions[n].origin, c.changes.functions[n].text
		if origin < 0 {
			return functionKey{name: name}
		}
	}
	f := c.tables.functions.At(int(origin))
	if r >= 0 {
		name = f.NameStrindex()
	}
	return functionKey{name, f.SystemNameStrindex(), f.FilenameStrindex(), f.StartLine()}
}

// mergeFunctions finds changes that are equal to others or to functions that stay.
func (c *profileCleaner) mergeFunctions() {
	l := &c.layout
	l.seen.reset(len(l.functions.used) + len(c.changes.functions))
	for i, used := range l.functions.used {
		if key := c.functionKey(ref(i)); used && i > 0 && int(key.name) < c.tables.strings.Len() {
			l.seen.add(key.hash(), int32(i)) // a name past the end would look like one that is added
		}
	}
	l.asFunction = zeroed(l.asFunction, len(c.changes.functions))
	for n := range c.changes.functions {
		if !c.changes.functions[n].used {
			continue
		}
		key := c.functionKey(changed(n))
		hash := key.hash()
		first, ok := l.seen.find(hash, func(r int32) bool { return c.functionKey(ref(r)) == key })
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
	l.seen.reset(len(l.locations.used) + len(c.changes.locations))
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
	for i, r := range c.changes.refs {
		if n, is := r.change(); is {
			c.changes.refs[i] = l.asLocation[n]
		}
	}
}

// hashLocation hashes what tells most locations apart.
func (c *profileCleaner) hashLocation(r ref) uint64 {
	origin, function := int32(r), ref(0)
	if n, is := r.change(); is {
		change := &c.changes.locations[n]
		origin = change.origin
		if change.from < change.to {
			function = c.changes.lines[change.from].function
		}
		if origin < 0 {
			return mix(0, uint64(uint32(function)))
		}
	}
	entry := c.tables.locations.At(int(origin))
	if r >= 0 && entry.Lines().Len() > 0 {
		function = ref(entry.Lines().At(0).FunctionIndex())
	}
	return mix(mix(entry.Address(), uint64(uint32(entry.MappingIndex()))), uint64(uint32(function)))
}

// locationView is a location as it will be.
type locationView struct {
	entry pprofile.Location
	made  bool // it is made up: there is no entry
	lines []lineChange
	whole bool // lines are those of the entry
	rust  bool
}

func (c *profileCleaner) view(r ref) locationView {
	n, is := r.change()
	if !is {
		return locationView{entry: c.tables.locations.At(int(r)), whole: true}
	}
	change := &c.changes.locations[n]
	v := locationView{made: change.origin < 0, lines: c.changes.lines[change.from:change.to], rust: change.rust}
	if !v.made {
		v.entry = c.tables.locations.At(int(change.origin))
	}
	return v
}

func (v *locationView) count() int {
	if v.whole {
		return v.entry.Lines().Len()
	}
	return len(v.lines)
}

// line returns the function of a line, and its place in the source.
func (v *locationView) line(i int) (function ref, line, column int64) {
	if v.whole {
		entry := v.entry.Lines().At(i)
		return ref(entry.FunctionIndex()), entry.Line(), entry.Column()
	}
	change := v.lines[i]
	if v.made {
		return change.function, 0, 0
	}
	entry := v.entry.Lines().At(int(change.index))
	return change.function, entry.Line(), entry.Column()
}

func (c *profileCleaner) equalLocations(a, b ref) bool {
	v, w := c.view(a), c.view(b)
	if v.made != w.made || v.rust != w.rust || v.count() != w.count() {
		return false
	}
	if !v.made && (v.entry.Address() != w.entry.Address() || v.entry.MappingIndex() != w.entry.MappingIndex() ||
		!v.entry.AttributeIndices().Equal(w.entry.AttributeIndices())) {
		return false
	}
	for i := range v.count() {
		f, line, column := v.line(i)
		g, line2, column2 := w.line(i)
		if f != g || line != line2 || column != column2 {
			return false
		}
	}
	return true
}

// mergeStacks finds cleaned stacks that are equal to others or to stacks that stay.
func (c *profileCleaner) mergeStacks() {
	l := &c.layout
	l.seen.reset(len(l.stacks.used) + len(c.changes.stacks))
	for i, used := range l.stacks.used {
		if !used || i == 0 {
			continue
		}
		if l.list = c.refsOf(ref(i), l.list[:0]); !slices.ContainsFunc(l.list, ref.outOfRange) {
			l.seen.add(hashOf(l.list), int32(i))
		}
	}
	l.asStack = zeroed(l.asStack, len(c.changes.stacks))
	for n := range c.changes.stacks {
		list := c.cleanedRefs(n)
		hash := hashOf(list)
		first, ok := l.seen.find(hash, func(other int32) bool {
			if m, is := ref(other).change(); is {
				return slices.Equal(list, c.cleanedRefs(m))
			}
			l.list = c.refsOf(ref(other), l.list[:0])
			return slices.Equal(list, l.list)
		})
		if !ok {
			first = int32(changed(n))
			l.seen.add(hash, first)
		}
		l.asStack[n] = ref(first)
	}
}

// cleanedRefs returns the locations of the n-th cleaned stack.
func (c *profileCleaner) cleanedRefs(n int) []ref {
	cleaned := &c.cleaned[c.changes.stacks[n]]
	return c.changes.refs[cleaned.from:cleaned.to]
}

// refsOf appends the locations of a stack that stays.
func (c *profileCleaner) refsOf(r ref, list []ref) []ref {
	indices := c.tables.stacks.At(int(r)).LocationIndices()
	for i := range indices.Len() {
		list = append(list, ref(indices.At(i)))
	}
	return list
}

// outOfRange reports whether what was read as an index is below 0, where refs of changes are.
func (r ref) outOfRange() bool { return r < 0 }

func hashOf(list []ref) uint64 {
	hash := uint64(len(list))
	for _, r := range list {
		hash = mix(hash, uint64(uint32(r)))
	}
	return hash
}
