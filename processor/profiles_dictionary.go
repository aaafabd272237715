package processor

// What a dictionary of profiles says. Nothing in it is trusted: indices may be out of range, tables may lack the
// zero value at index 0 or have real data there. Index 0 is taken to mean none, as the specification has it, and what
// stands there is never changed.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// The attribute of a location that says what its code is
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/profile/).
const (
	frameTypeKey    = "profile.frame.type"
	frameTypeNative = "native"
	frameTypeRust   = "rust"
)

// tables are the tables of a dictionary.
type tables struct {
	strings    pcommon.StringSlice
	mappings   pprofile.MappingSlice
	locations  pprofile.LocationSlice
	functions  pprofile.FunctionSlice
	links      pprofile.LinkSlice
	attributes pprofile.KeyValueAndUnitSlice
	stacks     pprofile.StackSlice
}

func (t *tables) open(d pprofile.ProfilesDictionary) {
	t.strings, t.mappings, t.locations = d.StringTable(), d.MappingTable(), d.LocationTable()
	t.functions, t.links, t.attributes, t.stacks = d.FunctionTable(), d.LinkTable(), d.AttributeTable(), d.StackTable()
}

// sizes returns the number of entries of each table, in the order of dictionaryTables.
func (t *tables) sizes() [len(dictionaryTables)]int {
	return [...]int{
		t.strings.Len(), t.mappings.Len(), t.locations.Len(), t.functions.Len(), t.attributes.Len(), t.stacks.Len(),
	}
}

// textBytes returns the bytes of all strings.
func (t *tables) textBytes() int {
	n := 0
	for i := range t.strings.Len() {
		n += len(t.strings.At(i))
	}
	return n
}

// text returns a string of the table, "" where the index stands for none or is out of range.
func (t *tables) text(index int32) string {
	if index <= 0 || int(index) >= t.strings.Len() {
		return ""
	}
	return t.strings.At(int(index))
}

// frameType is what a location says its code is.
type frameType uint8

const (
	unsetType frameType = iota
	nativeType
	rustType
	otherType
)

// location is what is known of an entry of the location table.
type location struct {
	kind      frameType
	sure      bool         // it has a frame that is surely Rust's
	inRust    bool         // it is in a stack of Rust, whatever the others are
	named     bool         // it has a function with a name
	mapping   int32        // 0 where there is none
	lines     int32        // where the functions of its lines start in profileCleaner.lineFunctions
	count     int32        // of its lines
	kindAt    int32        // where in its attributes the frame type stands; -1 where it does not
	first     ref          // what was planned for firstForm
	firstForm rewrite.Form // the form that was planned for first; Gone where none was yet
}

// What profileCleaner.runs has for locations that have no run.
const (
	unread     rewrite.Run = -1 // no stack that may be cleaned has it
	wanted     rewrite.Run = -2 // one has, and it was not read yet
	unreadable rewrite.Run = -3
)

// readStack is a stack that may be cleaned: the part of profileCleaner.indices that is its own.
type readStack struct {
	at       int32
	from, to int32
	inRange  bool // all its locations are in the table
}

// read reads the stacks that may be cleaned and what they refer to, each table in its own order, which is how it
// lies in memory. It reports whether there is anything that may be Rust.
func (c *profileCleaner) read() bool {
	c.functions = zeroed(c.functions, c.tables.functions.Len())
	c.given = zeroed(c.given, c.tables.strings.Len())
	c.room = maxGrowth*c.tables.textBytes() + minGrowth
	c.locations = zeroed(c.locations, c.tables.locations.Len())
	c.cleaned = zeroed(c.cleaned, len(c.use))
	c.runs = zeroed(c.runs, len(c.locations))
	for i := range c.runs {
		c.runs[i] = unread
	}
	c.readFrameTypes()
	c.toPlan, c.indices, c.lineFunctions = c.toPlan[:0], c.indices[:0], c.lineFunctions[:0]
	found := false
	for at, use := range c.use {
		if use&(undeclared|declared) != 0 {
			c.toPlan = append(c.toPlan, c.readStack(at))
			found = found || use&declared != 0
		}
	}
	for i, run := range c.runs {
		if run == wanted {
			c.runs[i] = c.readLocation(i)
		}
	}
	if c.room < 0 {
		c.batch.stacks[stackUnreadable] += len(c.toPlan)
		return false
	}
	rustMappings := make([]bool, max(c.tables.mappings.Len(), 1)) // the table may lack even the entry for none
	for i := range c.locations {
		l := &c.locations[i]
		l.sure = l.sure || l.kind == rustType
		if l.sure {
			found, rustMappings[l.mapping] = true, l.mapping > 0
		}
	}
	for i := range c.locations {
		l := &c.locations[i]
		l.inRust = l.sure || rustMappings[l.mapping] && l.named && l.kind != otherType
	}
	return found
}

// readStack reads the indices of a stack.
func (c *profileCleaner) readStack(at int) readStack {
	s := readStack{at: int32(at), from: int32(len(c.indices)), inRange: true}
	entries := c.tables.stacks.At(at).LocationIndices()
	n := entries.Len()
	indices, runs := slices.Grow(c.indices, n), c.runs
	for i := range n {
		index := entries.At(i)
		if uint(index) >= uint(len(runs)) {
			s.inRange = false
			break
		}
		runs[index] = wanted
		indices = append(indices, index)
	}
	c.indices = indices
	s.to = int32(len(indices))
	return s
}

// readFrameTypes finds out of each attribute which frame type it says, if it is one.
func (c *profileCleaner) readFrameTypes() {
	c.kinds = zeroed(c.kinds, c.tables.attributes.Len())
	kinds := c.kinds
	for i := range kinds {
		attribute := c.tables.attributes.At(i)
		if c.tables.text(attribute.KeyStrindex()) != frameTypeKey {
			continue
		}
		kinds[i] = otherType
		if attribute.Value().Type() == pcommon.ValueTypeStr {
			switch attribute.Value().Str() {
			case frameTypeNative:
				kinds[i] = nativeType
			case frameTypeRust:
				kinds[i] = rustType
			}
		}
	}
}

// zeroed returns a list of n zero values, in the memory of the one given where that is enough.
func zeroed[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n, n+n/4)
	}
	list = list[:n]
	clear(list)
	return list
}

// readLocation reads a location and returns its run.
func (c *profileCleaner) readLocation(at int) rewrite.Run {
	entry, l := c.tables.locations.At(at), &c.locations[at]
	*l = location{kindAt: -1}
	if m := entry.MappingIndex(); m > 0 && int(m) < c.tables.mappings.Len() {
		l.mapping = m
	}
	attributes := entry.AttributeIndices()
	for i := range attributes.Len() {
		if a := attributes.At(i); a > 0 && int(a) < len(c.kinds) && c.kinds[a] != unsetType {
			l.kind, l.kindAt = c.kinds[a], int32(i)
		}
	}
	lines := c.scratch.lines[:0]
	entries := entry.Lines()
	l.lines, l.count = int32(len(c.lineFunctions)), int32(entries.Len())
	for i := range entries.Len() {
		index := entries.At(i).FunctionIndex()
		if index < 0 || int(index) >= len(c.functions) {
			return unreadable
		}
		c.lineFunctions = append(c.lineFunctions, index)
		function := rewrite.NoFunction
		if l.kind != otherType && at > 0 {
			function = c.function(int(index))
		}
		if function != rewrite.NoFunction {
			l.named = true
			l.sure = l.sure || c.stacks.Rust(function)
		}
		lines = append(lines, function)
	}
	if len(lines) == 0 {
		lines = append(lines, rewrite.NoFunction)
	}
	c.scratch.lines = lines
	return c.stacks.Run(lines)
}

// nameless marks functions whose name was found not to be readable.
const nameless rewrite.FunctionID = -1

// A mangled name of 100 bytes can stand for one of 64 KiB, since v0 refers back to what was before. A batch whose names
// grow by more than maxGrowth times its strings and minGrowth bytes is left alone; that of real ones is below 2.
const (
	maxGrowth = 8
	minGrowth = 1 << 20
)

// growth returns by how much the name of a function is longer than what it was read from. One that is over the limit
// of a name took the time to read that much.
func (c *profileCleaner) growth(function rewrite.FunctionID, name, symbol string) int {
	if function == rewrite.NoFunction {
		return rustname.MaxLength
	}
	return max(0, c.stacks.Length(function)-max(len(name), len(symbol)))
}

// function returns the number of an entry of the function table, NoFunction where it has no name that can be read.
func (c *profileCleaner) function(index int) rewrite.FunctionID {
	switch known := c.functions[index]; {
	case known == nameless || index == 0:
		return rewrite.NoFunction
	case known != rewrite.NoFunction:
		return known
	}
	c.functions[index] = nameless
	if c.room < 0 {
		return rewrite.NoFunction
	}
	entry := c.tables.functions.At(index)
	name, symbol := c.tables.text(entry.NameStrindex()), c.tables.text(entry.SystemNameStrindex())
	if name == "" && symbol == "" {
		return rewrite.NoFunction
	}
	function := c.stacks.Function(name, symbol, c.tables.text(entry.FilenameStrindex()))
	if name == "" || c.given[entry.NameStrindex()] == 0 { // else it was counted with another function
		c.room -= c.growth(function, name, symbol)
	}
	if function != rewrite.NoFunction {
		c.functions[index] = function
		if name != "" {
			c.given[entry.NameStrindex()] = c.stacks.Given(function) + 1
		}
	}
	return function
}
