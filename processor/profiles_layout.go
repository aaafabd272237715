package processor

// Where entries stand in the new tables. An entry that is still used stays; one that is used in changed form only
// gives its place to its first change; further changes are added at the end; what nobody uses any more goes. Equal
// entries become one.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

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
	// ofFunction, ofLocation and ofStack say for each change where that stands in the new table.
	ofFunction, ofLocation, ofStack []int32

	textOf []int32 // by name: where it is in the old string table, or among those that are added
	wanted []rules.Name
	seen   hashIndex
}

// lay lays out the new tables. It reports whether they can be written: an index that is out of range must not come
// to mean something.
func (c *profileCleaner) lay() bool {
	t, l := &c.tables, &c.layout
	l.strings.open(t.strings.Len())
	l.mappings.open(t.mappings.Len())
	l.locations.open(t.locations.Len())
	l.functions.open(t.functions.Len())
	l.added = l.added[:0]
	c.findRust()
	c.useStacks()
	c.nameFunctions()
	c.mergeFunctions()
	c.mergeLocations()
	c.useRest()
	c.number()
	c.mergeStacks()
	c.numberStacks()
	// pdata adds the strings of resources' attributes when it marshals, so that an index past the end may not stay so.
	return l.strings.beyond == noneBeyond && l.mappings.holds() && l.locations.holds() && l.functions.holds() &&
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
			l.stacks.use(int32(at))
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
			c.useRef(ref(r))
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
	for _, function := range c.was.functionsOf(index) {
		c.layout.functions.use(function)
	}
}

// useRest marks what is used by entries that stay, by changes, and by profiles.
func (c *profileCleaner) useRest() {
	l, t := &c.layout, &c.tables
	for i, used := range l.functions.used {
		if used {
			l.strings.use(c.was.functions[i].name)
			c.useTexts(&c.was.functions[i])
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
			c.useTexts(&c.was.functions[f.origin])
		}
	}
	for i, used := range l.locations.used {
		if used {
			c.useMapping(int32(i))
		}
	}
	for i := range c.changes.locations {
		if change := &c.changes.locations[i]; change.used && change.origin >= 0 {
			c.useMapping(change.origin)
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

func (c *profileCleaner) useTexts(f *functionEntry) {
	c.layout.strings.use(f.symbol)
	c.layout.strings.use(f.file)
}

func (c *profileCleaner) useMapping(location int32) {
	c.layout.mappings.use(c.was.locations[location].mapping)
	for _, attribute := range c.was.attributesOf(location) {
		c.layout.attributes.use(attribute)
	}
}

func (c *profileCleaner) useProfile(profile pprofile.Profile) {
	l := &c.layout
	for _, valueType := range []pprofile.ValueType{profile.SampleType(), profile.PeriodType()} {
		l.strings.use(valueType.TypeStrindex())
		l.strings.use(valueType.UnitStrindex())
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
			l.strings.use(int32(i))
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
	l.strings.number()
	l.strings.size += len(l.added)
	l.mappings.number()
	l.attributes.number()
	if l.newRust {
		l.rust = int32(l.attributes.size)
		l.attributes.size++
	} else if l.rust >= 0 {
		l.rust = l.attributes.index[l.rust]
	}
	c.numberFunctions()
	c.numberLocations()
}

func (c *profileCleaner) numberFunctions() {
	l, changes := &c.layout, c.changes.functions
	l.ofFunction = zeroed(l.ofFunction, len(changes))
	l.functions.place(l.asFunction, func(n int) int32 { return changes[n].origin }, l.ofFunction)
}

func (c *profileCleaner) numberLocations() {
	l, changes := &c.layout, c.changes.locations
	l.ofLocation = zeroed(l.ofLocation, len(changes))
	l.locations.place(l.asLocation, func(n int) int32 { return changes[n].origin }, l.ofLocation)
}

func (c *profileCleaner) numberStacks() {
	l := &c.layout
	l.ofStack = zeroed(l.ofStack, len(c.changes.stacks))
	l.stacks.place(l.asStack, func(n int) int32 { return c.changes.stacks[n] }, l.ofStack)
	for n, at := range c.changes.stacks {
		c.cleaned[at].index = l.ofStack[n]
	}
}

// functionIndex returns the new index of a function.
func (c *profileCleaner) functionIndex(r ref) int32 {
	if n, is := r.change(); is {
		return c.layout.ofFunction[n]
	}
	return c.layout.functions.of(int32(r))
}
