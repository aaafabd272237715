package processor

// What is known of the functions and locations of a batch before any stack is decided on, and which of them may be
// Rust.

import (
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// location is what is known of an entry of the location table.
type location struct {
	kind   frameType
	sure   bool  // it has a frame that is surely Rust's
	inRust bool  // it is in a stack of Rust, whatever the others are
	named  bool  // it has a function with a name
	kindAt int32 // where in its attributes the frame type stands; -1 where it does not
}

// unreadable is the run of locations whose lines have functions that are not in the table.
const unreadable rules.Run = -1

// wantedFunction marks functions of locations that may be Rust's, before they are read.
const wantedFunction rules.FunctionID = -1

// read reads the dictionary. It reports whether there is anything in it that may be Rust.
func (c *profileCleaner) read() bool {
	if !slices.ContainsFunc(c.use, users.mayClean) {
		return false
	}
	c.was.read(&c.tables)
	c.kinds = c.tables.frameTypes(c.kinds)
	c.findFunctions()
	c.readFunctions()
	if c.room < 0 {
		c.leave(stackUnreadable)
		return false
	}
	c.readRuns()
	if c.findRustLocations() || slices.ContainsFunc(c.use, func(use users) bool { return use&declared != 0 }) {
		return true
	}
	c.leave(stackNotRust)
	return false
}

// findFunctions marks the functions of the locations that do not say that they are of another language.
func (c *profileCleaner) findFunctions() {
	c.functions = zeroed(c.functions, len(c.was.functions))
	c.locations = zeroed(c.locations, len(c.was.locations))
	for i := range c.locations {
		l := &c.locations[i]
		l.kindAt = -1
		for j, a := range c.was.attributesOf(int32(i)) {
			if a > 0 && int(a) < len(c.kinds) && c.kinds[a] != unsetType {
				l.kind, l.kindAt = c.kinds[a], int32(j)
			}
		}
		if i == 0 || l.kind == otherType {
			continue
		}
		for _, index := range c.was.functionsOf(int32(i)) {
			if index > 0 && int(index) < len(c.functions) {
				c.functions[index] = wantedFunction
			}
		}
	}
}

// A mangled name of 100 bytes can stand for one of 64 KiB, since v0 refers back to what was before. A batch whose names
// grow by more than maxGrowth times its strings and minGrowth bytes is left alone; that of real ones is below 2.
const (
	maxGrowth = 8
	minGrowth = 1 << 20
)

// readFunctions reads the functions that are wanted, as long as there is room for their names.
func (c *profileCleaner) readFunctions() {
	c.given = zeroed(c.given, len(c.was.texts))
	c.room = maxGrowth*int64(c.was.textBytes) + minGrowth
	for i, function := range c.functions {
		if function == wantedFunction {
			c.functions[i] = rules.NoFunction
			if c.room >= 0 {
				c.functions[i] = c.readFunction(&c.was.functions[i])
			}
		}
	}
}

// readFunction returns the number of a function, NoFunction where it has no name that can be read.
func (c *profileCleaner) readFunction(entry *functionEntry) rules.FunctionID {
	name, symbol, file := c.digest(entry.name), c.digest(entry.symbol), c.digest(entry.file)
	none := rules.Digest{}
	if name == none && symbol == none {
		return rules.NoFunction
	}
	function, known := c.stacks.Known(name, symbol, file)
	if !known {
		function = c.stacks.Function(c.tables.text(entry.name), c.tables.text(entry.symbol), c.tables.text(entry.file))
	}
	if name == none || c.given[entry.name] == 0 { // else it was counted with another function
		c.room -= int64(c.growth(function, max(name.Length(), symbol.Length())))
	}
	if function != rules.NoFunction && name != none {
		c.given[entry.name] = c.stacks.Given(function) + 1
	}
	return function
}

// digest returns that of a string of the table, that of "" where the index stands for none or is out of range.
func (c *profileCleaner) digest(index int32) rules.Digest {
	if index <= 0 || int(index) >= len(c.was.texts) {
		return rules.Digest{}
	}
	return c.was.texts[index]
}

// growth returns by how much the name of a function is longer than what it was read from. One that is over the limit
// of a name took the time to read that much.
func (c *profileCleaner) growth(function rules.FunctionID, length int) int {
	if function == rules.NoFunction {
		return rustname.MaxLength
	}
	return max(0, c.stacks.Length(function)-length)
}

// readRuns finds the run of each location.
func (c *profileCleaner) readRuns() {
	c.runs, c.whom = sized(c.runs, len(c.locations)), zeroed(c.whom, len(c.locations))
	for i := range c.runs {
		c.runs[i] = c.readRun(int32(i))
	}
}

// readRun returns the run of a location.
func (c *profileCleaner) readRun(at int32) rules.Run {
	l := &c.locations[at]
	lines := c.scratch.lines[:0]
	for _, index := range c.was.functionsOf(at) {
		if uint(index) >= uint(len(c.functions)) {
			return unreadable
		}
		function := rules.NoFunction
		if l.kind != otherType && at > 0 {
			function = c.functions[index]
		}
		if function != rules.NoFunction {
			l.named = true
			l.sure = l.sure || c.stacks.Rust(function)
		}
		lines = append(lines, function)
	}
	if len(lines) == 0 {
		lines = append(lines, rules.NoFunction)
	}
	c.scratch.lines = lines
	return c.stacks.Run(lines)
}

// findRustLocations finds out which locations are in stacks of Rust: those that are surely Rust's, and others of the same
// programs. It reports whether there is any.
func (c *profileCleaner) findRustLocations() bool {
	found := false
	rustMappings := make([]bool, max(c.tables.mappings.Len(), 1)) // the table may lack even the entry for none
	for i := range c.locations {
		l := &c.locations[i]
		l.sure = l.sure || l.kind == rustType
		if l.sure {
			found = true
			rustMappings[c.mapping(i)] = true
		}
	}
	rustMappings[0] = false
	for i := range c.locations {
		switch l := &c.locations[i]; {
		case l.sure || l.named && l.kind != otherType && rustMappings[c.mapping(i)]:
			l.inRust = true
			c.whom[i] = undeclared | declared
		case l.named:
			c.whom[i] = declared
		}
	}
	return found
}

// mapping returns the mapping of a location, 0 where there is none.
func (c *profileCleaner) mapping(location int) int32 {
	if m := c.was.locations[location].mapping; m > 0 && int(m) < c.tables.mappings.Len() {
		return m
	}
	return 0
}
