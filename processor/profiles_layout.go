package processor

// Where entries stand in the new tables. An entry that is still used stays; one that is used in changed form only
// gives its place to its first change; further changes are added at the end; what nobody uses any more goes. Equal
// entries become one.

import (
	"slices"
	"strings"

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

	names, seen hashIndex
	wanted      []wantedText
	list        []ref
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
	if c.processor.options.Profiles.CollapseRecursion {
		for _, r := range c.changes.refs {
			c.useRef(r)
		}
		return
	}
	for _, index := range c.changes.same {
		c.useLocation(index)
	}
	for n := range c.changes.locations {
		c.useRef(changed(n))
	}
}

// useRef marks a location that a stack has.
func (c *profileCleaner) useRef(r ref) {
	n, is := r.change()
	if !is {
		c.useLocation(int32(r))
	} else if change := &c.changes.locations[n]; !change.used {
		change.used = true
		c.useFunctions(c.changes.lines[change.from:change.to])
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
	l.names.reset(len(c.changes.functions) + 1)
	l.wanted = l.wanted[:0]
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			f.text = c.want(f.name)
		}
	}
	if l.newRust {
		l.keyText = c.want(frameTypeKey)
	}
	for i := 1; i < c.tables.strings.Len(); i++ {
		text := c.tables.strings.At(i)
		if strings.HasPrefix(text, "_ZN") {
			continue // no name that is printed is mangled
		}
		n, ok := l.names.find(hashText(text), func(n int32) bool { return l.wanted[n].text == text })
		if ok && l.wanted[n].index == missing {
			l.wanted[n].index = int32(i)
		}
	}
	for i := range l.wanted {
		if w := &l.wanted[i]; w.index == missing {
			w.index = int32(c.tables.strings.Len() + len(l.added))
			l.added = append(l.added, w.text)
		}
	}
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			f.text = l.wanted[f.text].index
		}
	}
	if l.newRust {
		l.keyText = l.wanted[l.keyText].index
	}
}

// wantedText is a string that is needed, and where it is in the old table or among those that are added.
type wantedText struct {
	text  string
	index int32
}

const missing = -1

// want returns the number of a string in layout.wanted.
func (c *profileCleaner) want(text string) int32 {
	l := &c.layout
	hash := hashText(text)
	n, ok := l.names.find(hash, func(n int32) bool { return l.wanted[n].text == text })
	if !ok {
		n = int32(len(l.wanted))
		l.wanted = append(l.wanted, wantedText{text, missing})
		l.names.add(hash, n)
	}
	return n
}

// hashText hashes the ends of a text and its length, which tell most names apart.
func hashText(text string) uint64 {
	hash := uint64(len(text))
	if len(text) < 16 {
		for i := range len(text) {
			hash = mix(hash, uint64(text[i]))
		}
		return hash
	}
	middle := len(text) / 2
	for _, at := range [...]int{0, middle - 4, middle + 4 - 8, len(text) - 16, len(text) - 8} {
		hash = mix(hash, eight(text[at:]))
	}
	return hash
}

// eight returns the first eight bytes of a text as a number.
func eight(text string) uint64 {
	_ = text[7]
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
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
		if used && i > 0 {
			l.seen.add(c.functionKey(ref(i)).hash(), int32(i))
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
