package processor

// Where entries stand in the new tables. An entry that is still used stays; one that is used in changed form only
// gives its place to its first change; further changes are added at the end; what nobody uses any more goes. Equal
// entries become one.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// space is the indices of one table, old and new.
type space struct {
	used   []bool  // by old index
	taken  []int32 // by old index: the change that takes the place, plus 1
	index  []int32 // by old index: the new one
	size   int     // of the new table
	beyond int32   // the smallest index met that is past the end of the old table
}

const noneBeyond = int32(1<<31 - 1)

// open starts with a table of that size, of which only the entry at 0 is used.
func (s *space) open(size int) {
	s.used, s.taken, s.index = zeroed(s.used, size), zeroed(s.taken, size), zeroed(s.index, size)
	s.size, s.beyond = 0, noneBeyond
	if size > 0 {
		s.used[0] = true
	}
}

// use marks an entry as used. It reports whether it was not before.
func (s *space) use(index int32) bool {
	switch {
	case index < 0:
		return false
	case int(index) >= len(s.used):
		s.beyond = min(s.beyond, index)
		return false
	case s.used[index]:
		return false
	}
	s.used[index] = true
	return true
}

// of returns the new index for an old one. What is out of range stays as it is.
func (s *space) of(index int32) int32 {
	if index < 0 || int(index) >= len(s.index) {
		return index
	}
	return s.index[index]
}

// take gives a change the place of the entry that it was made from, if that is free.
func (s *space) take(origin int32, change int) {
	if origin >= 0 && !s.used[origin] && s.taken[origin] == 0 {
		s.taken[origin] = int32(change) + 1
	}
}

// number gives entries that stay, and changes that take the place of one, their new indices.
func (s *space) number(placed func(change int, index int32)) {
	for i := range s.used {
		switch {
		case s.used[i]:
			s.index[i] = int32(s.size)
		case s.taken[i] > 0:
			placed(int(s.taken[i]-1), int32(s.size))
		default:
			continue
		}
		s.size++
	}
}

// holds reports whether indices that are out of range now stay so.
func (s *space) holds() bool { return int(s.beyond) >= s.size }

// layout is where everything stands.
type layout struct {
	strings, mappings, locations, functions, attributes, stacks space
	added                                                       []string // to the string table
	rust                                                        int32    // the attribute profile.frame.type=rust; -1 where it is not needed
	newRust                                                     bool     // it must be made
	keyText                                                     int32    // old or added string of its key
	// asFunction, asLocation and asStack say for each change what it is equal to: itself, an earlier one, or an
	// entry that stays.
	asFunction, asLocation, asStack []ref
}

// lay lays out the new tables. It reports whether they can be written: an index that is out of range must not come
// to mean something.
func (c *profileCleaner) lay() bool {
	t, l := &c.tables, &c.layout
	l.strings.open(t.strings.Len())
	l.mappings.open(t.mappings.Len())
	l.locations.open(t.locations.Len())
	l.functions.open(t.functions.Len())
	l.attributes.open(t.attributes.Len())
	l.stacks.open(t.stacks.Len())
	l.added = l.added[:0]
	c.findRust()
	c.useStacks()
	c.nameFunctions()
	c.mergeFunctions()
	c.mergeLocations()
	c.mergeStacks()
	c.useRest()
	c.number()
	return l.strings.holds() && l.mappings.holds() && l.locations.holds() && l.functions.holds() &&
		l.attributes.holds() && l.stacks.holds()
}

// findRust finds the attribute that says of a location that its code is Rust.
func (c *profileCleaner) findRust() {
	l := &c.layout
	l.rust, l.newRust = -1, false
	if !slices.ContainsFunc(c.changes.locations, func(change locationChange) bool { return change.rust }) {
		return
	}
	for i, kind := range c.kinds {
		if i > 0 && kind == rustType && c.tables.attributes.At(i).UnitStrindex() == 0 {
			l.rust = int32(i)
			return
		}
	}
	l.newRust = true
}

// useStacks marks what is used by stacks, cleaned or not.
func (c *profileCleaner) useStacks() {
	l := &c.layout
	for at, use := range c.use {
		if at == 0 || use&^c.cleaned[at].whom != 0 {
			l.stacks.used[at] = true
			indices := c.tables.stacks.At(at).LocationIndices()
			for i := range indices.Len() {
				c.useLocation(indices.At(i))
			}
		}
	}
	if c.tables.locations.Len() > 0 {
		c.useLines(0)
	}
	for _, r := range c.changes.refs {
		if n, is := r.change(); !is {
			c.useLocation(int32(r))
		} else if change := &c.changes.locations[n]; !change.used {
			change.used = true
			c.useFunctions(c.changes.lines[change.from:change.to])
		}
	}
}

// useFunctions marks the functions of lines of a change, or the changes that they are.
func (c *profileCleaner) useFunctions(lines []lineChange) {
	for _, line := range lines {
		if n, is := line.function.change(); is {
			c.changes.functions[n].used = true
		} else {
			c.layout.functions.use(int32(line.function))
		}
	}
}

func (c *profileCleaner) useLocation(index int32) {
	if c.layout.locations.use(index) {
		c.useLines(index)
	}
}

func (c *profileCleaner) useLines(index int32) {
	lines := c.tables.locations.At(int(index)).Lines()
	for i := range lines.Len() {
		c.layout.functions.use(lines.At(i).FunctionIndex())
	}
}

// nameFunctions finds the new names in the string table, and adds those that are not there.
func (c *profileCleaner) nameFunctions() {
	l := &c.layout
	const missing = -1
	known := make(map[string]int32, len(c.changes.functions)+1)
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			known[f.name] = missing
		}
	}
	if l.newRust {
		known[frameTypeKey] = missing
	}
	for i := 1; i < c.tables.strings.Len(); i++ {
		text := c.tables.strings.At(i)
		if at, ok := known[text]; ok && at == missing {
			known[text] = int32(i)
		}
	}
	find := func(text string) int32 {
		at := known[text]
		if at == missing {
			at = int32(c.tables.strings.Len() + len(l.added))
			l.added = append(l.added, text)
			known[text] = at
		}
		return at
	}
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			f.text = find(f.name)
		}
	}
	if l.newRust {
		l.keyText = find(frameTypeKey)
	}
}

// useRest marks what is used by entries that stay, by changes, and by profiles.
func (c *profileCleaner) useRest() {
	l, t := &c.layout, &c.tables
	for i, used := range l.functions.used {
		if used {
			c.useTexts(t.functions.At(i), true)
		}
	}
	for i := range c.changes.functions {
		f := &c.changes.functions[i]
		if !f.used {
			continue
		}
		if int(f.text) < len(l.strings.used) {
			l.strings.use(f.text)
		}
		if f.origin >= 0 {
			c.useTexts(t.functions.At(int(f.origin)), false)
		}
	}
	for i, used := range l.locations.used {
		if used {
			c.useMapping(t.locations.At(i))
		}
	}
	for i := range c.changes.locations {
		if change := &c.changes.locations[i]; change.used && change.origin >= 0 {
			c.useMapping(t.locations.At(int(change.origin)))
		}
	}
	c.profiles(func(profile pprofile.Profile, _ users) { c.useProfile(profile) })
	for i, used := range l.mappings.used {
		if used {
			l.strings.use(t.mappings.At(i).FilenameStrindex())
			useAll(&l.attributes, t.mappings.At(i).AttributeIndices())
		}
	}
	if l.rust >= 0 && !l.newRust {
		l.attributes.use(l.rust)
	}
	if l.newRust && int(l.keyText) < len(l.strings.used) {
		l.strings.use(l.keyText)
	}
	c.useAttributeTexts()
}

func (c *profileCleaner) useTexts(f pprofile.Function, name bool) {
	l := &c.layout
	if name {
		l.strings.use(f.NameStrindex())
	}
	l.strings.use(f.SystemNameStrindex())
	l.strings.use(f.FilenameStrindex())
}

func (c *profileCleaner) useMapping(entry pprofile.Location) {
	c.layout.mappings.use(entry.MappingIndex())
	useAll(&c.layout.attributes, entry.AttributeIndices())
}

func (c *profileCleaner) useProfile(profile pprofile.Profile) {
	l := &c.layout
	for _, valueType := range []pprofile.ValueType{profile.SampleType(), profile.PeriodType()} {
		l.strings.use(valueType.TypeStrindex())
		l.strings.use(valueType.UnitStrindex())
	}
	useAll(&l.attributes, profile.AttributeIndices())
	samples := profile.Samples()
	for i := range samples.Len() {
		sample := samples.At(i)
		l.stacks.note(sample.StackIndex())
		useAll(&l.attributes, sample.AttributeIndices())
	}
}

// note takes account of an index without marking the entry.
func (s *space) note(index int32) {
	if int(index) >= len(s.used) {
		s.beyond = min(s.beyond, index)
	}
}

func useAll(s *space, indices pcommon.Int32Slice) {
	for i := range indices.Len() {
		s.use(indices.At(i))
	}
}

// useAttributeTexts marks the strings of attributes. A value may itself be the index of a string, which pdata does
// not show: then all strings stay where they are.
func (c *profileCleaner) useAttributeTexts() {
	l, t := &c.layout, &c.tables
	hidden := false
	for i, used := range l.attributes.used {
		if used {
			attribute := t.attributes.At(i)
			l.strings.use(attribute.KeyStrindex())
			l.strings.use(attribute.UnitStrindex())
			hidden = hidden || i > 0 && mayHideIndex(attribute.Value())
		}
	}
	if hidden {
		for i := range l.strings.used {
			l.strings.used[i] = true
		}
	}
}

// mayHideIndex reports whether a value, or one inside it, is empty.
func mayHideIndex(value pcommon.Value) bool {
	switch value.Type() {
	case pcommon.ValueTypeEmpty:
		return true
	case pcommon.ValueTypeSlice:
		for _, element := range value.Slice().All() {
			if mayHideIndex(element) {
				return true
			}
		}
	case pcommon.ValueTypeMap:
		for _, element := range value.Map().All() {
			if mayHideIndex(element) {
				return true
			}
		}
	}
	return false
}

// number gives everything its new index.
func (c *profileCleaner) number() {
	l := &c.layout
	l.strings.number(nil)
	l.strings.size += len(l.added)
	l.mappings.number(nil)
	l.attributes.number(nil)
	if l.newRust {
		l.rust = int32(l.attributes.size)
		l.attributes.size++
	} else if l.rust >= 0 {
		l.rust = l.attributes.index[l.rust]
	}
	functions := c.changes.functions
	for n := range functions {
		if l.asFunction[n] == changed(n) {
			l.functions.take(functions[n].origin, n)
		}
	}
	l.functions.number(func(n int, index int32) { functions[n].index = index })
	for n := range functions {
		f := &functions[n]
		if l.asFunction[n] == changed(n) && (f.origin < 0 || l.functions.taken[f.origin] != int32(n)+1) {
			f.index = int32(l.functions.size)
			l.functions.size++
		}
	}
	locations := c.changes.locations
	for n := range locations {
		if l.asLocation[n] == changed(n) {
			l.locations.take(locations[n].origin, n)
		}
	}
	l.locations.number(func(n int, index int32) { locations[n].index = index })
	for n := range locations {
		f := &locations[n]
		if l.asLocation[n] == changed(n) && (f.origin < 0 || l.locations.taken[f.origin] != int32(n)+1) {
			f.index = int32(l.locations.size)
			l.locations.size++
		}
	}
	for n, at := range c.changes.stacks {
		if l.asStack[n] == changed(n) {
			l.stacks.take(at, n)
		}
	}
	l.stacks.number(func(n int, index int32) { c.cleaned[c.changes.stacks[n]].index = index })
	for n, at := range c.changes.stacks {
		if l.asStack[n] == changed(n) && l.stacks.taken[at] != int32(n)+1 {
			c.cleaned[at].index = int32(l.stacks.size)
			l.stacks.size++
		}
	}
	for n, at := range c.changes.stacks {
		if other := l.asStack[n]; other >= 0 {
			c.cleaned[at].index = l.stacks.index[other]
		} else if m, _ := other.change(); m != n {
			c.cleaned[at].index = c.cleaned[c.changes.stacks[m]].index
		}
	}
}

// functionIndex returns the new index of a function.
func (c *profileCleaner) functionIndex(r ref) int32 {
	n, is := r.change()
	if is {
		if r = c.layout.asFunction[n]; r < 0 {
			n, _ = r.change()
			return c.changes.functions[n].index
		}
	}
	return c.layout.functions.of(int32(r))
}

// locationIndex returns the new index of a location.
func (c *profileCleaner) locationIndex(r ref) int32 {
	n, is := r.change()
	if is {
		if r = c.layout.asLocation[n]; r < 0 {
			n, _ = r.change()
			return c.changes.locations[n].index
		}
	}
	return c.layout.locations.of(int32(r))
}

// functionKey is what makes two functions equal.
type functionKey struct {
	name, symbol, file int32
	line               int64
}

func keyOf(f pprofile.Function, name int32) functionKey {
	return functionKey{name, f.SystemNameStrindex(), f.FilenameStrindex(), f.StartLine()}
}

// mergeFunctions finds changes that are equal to others or to functions that stay.
func (c *profileCleaner) mergeFunctions() {
	l, t := &c.layout, &c.tables
	seen := make(map[functionKey]ref, len(c.changes.functions))
	for i, used := range l.functions.used {
		if used && i > 0 {
			f := t.functions.At(i)
			seen[keyOf(f, f.NameStrindex())] = ref(i)
		}
	}
	l.asFunction = zeroed(l.asFunction, len(c.changes.functions))
	for n := range c.changes.functions {
		f := &c.changes.functions[n]
		if !f.used {
			continue
		}
		key := functionKey{name: f.text}
		if f.origin >= 0 {
			key = keyOf(t.functions.At(int(f.origin)), f.text)
		}
		first, ok := seen[key]
		if !ok {
			first = changed(n)
			seen[key] = first
		}
		l.asFunction[n] = first
	}
	for i := range c.changes.lines {
		if n, is := c.changes.lines[i].function.change(); is {
			c.changes.lines[i].function = l.asFunction[n]
		}
	}
}

// locationKey is what equal locations have in common; they need not be equal for it.
type locationKey struct {
	address  uint64
	mapping  int32
	lines    int32
	function ref
	line     int64
}

// mergeLocations finds changes that are equal to others or to locations that stay.
func (c *profileCleaner) mergeLocations() {
	l := &c.layout
	seen := make(map[locationKey][]ref, len(c.changes.locations))
	for i, used := range l.locations.used {
		if used && i > 0 {
			key := c.locationKey(ref(i))
			seen[key] = append(seen[key], ref(i))
		}
	}
	l.asLocation = zeroed(l.asLocation, len(c.changes.locations))
	for n := range c.changes.locations {
		if !c.changes.locations[n].used {
			continue
		}
		key := c.locationKey(changed(n))
		l.asLocation[n] = changed(n)
		same := slices.IndexFunc(seen[key], func(r ref) bool { return c.equalLocations(r, changed(n)) })
		if same >= 0 {
			l.asLocation[n] = seen[key][same]
			continue
		}
		seen[key] = append(seen[key], changed(n))
	}
	for i, r := range c.changes.refs {
		if n, is := r.change(); is {
			c.changes.refs[i] = l.asLocation[n]
		}
	}
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

func (c *profileCleaner) locationKey(r ref) locationKey {
	v := c.view(r)
	key := locationKey{lines: int32(v.count())}
	if !v.made {
		key.address, key.mapping = v.entry.Address(), v.entry.MappingIndex()
	}
	if key.lines > 0 {
		key.function, key.line, _ = v.line(0)
	}
	return key
}

func (c *profileCleaner) equalLocations(a, b ref) bool {
	v, w := c.view(a), c.view(b)
	if v.made != w.made || v.rust != w.rust || v.count() != w.count() {
		return false
	}
	if !v.made && !v.entry.AttributeIndices().Equal(w.entry.AttributeIndices()) {
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
	seen := make(map[uint64][]ref, len(c.changes.stacks))
	var list []ref
	for i, used := range l.stacks.used {
		if list = c.refsOf(ref(i), list[:0]); used && i > 0 && !slices.ContainsFunc(list, ref.outOfRange) {
			hash := hashOf(list)
			seen[hash] = append(seen[hash], ref(i))
		}
	}
	l.asStack = zeroed(l.asStack, len(c.changes.stacks))
	var other []ref
	for n := range c.changes.stacks {
		list = c.refsOf(changed(n), list[:0])
		hash := hashOf(list)
		l.asStack[n] = changed(n)
		found := false
		for _, r := range seen[hash] {
			if other = c.refsOf(r, other[:0]); slices.Equal(list, other) {
				l.asStack[n], found = r, true
				break
			}
		}
		if !found {
			seen[hash] = append(seen[hash], changed(n))
		}
	}
}

// refsOf appends the locations of a stack that stays or of a cleaned one.
func (c *profileCleaner) refsOf(r ref, list []ref) []ref {
	if n, is := r.change(); is {
		cleaned := &c.cleaned[c.changes.stacks[n]]
		return append(list, c.changes.refs[cleaned.from:cleaned.to]...)
	}
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
		hash = (hash ^ uint64(uint32(r))) * 0x9e3779b97f4a7c15
		hash ^= hash >> 29
	}
	return hash
}
