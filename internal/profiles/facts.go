package profiles

// What is known about the functions and locations of a batch before deciding on any stack, and which of them may be Rust.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// facts are what is known about the entries of tables.
type facts struct {
	functions     []stackset.Function // by function
	originalNames []stackset.Name     // by string: the original name of a function
	lines         []stackset.Lines    // by location
	audiences     []Audience          // by location: for whom a stack with it may be cleaned
	locations     []locationFacts     // by location
	anyRust       bool                // some location is surely Rust

	wanted       []bool // by function: a location that may be Rust has it
	buffer       []stackset.Function
	rustMappings []bool
}

// locationFacts is what is known about a location.
type locationFacts struct {
	isRust bool // it has a frame that is surely Rust
	inRust bool // a stack with it is a Rust stack, whatever else is in it
	named  bool // it has a function with a name
}

// unreadable are the lines of locations whose functions are not in the table.
const unreadable stackset.Lines = -1

// learn collects the facts about tables. It is not ok if their names are too large to read.
func learn(t *tables, set *stackset.Set, into *facts) (f *facts, ok bool) {
	f = into
	f.findWanted(t)
	if !f.readFunctions(t, &set.Functions) {
		return f, false
	}
	f.lines = sized(f.lines, len(t.locations))
	f.locations = zeroed(f.locations, len(t.locations))
	for i := range f.lines {
		f.lines[i] = f.readLines(t, set, int32(i))
	}
	f.findRust(t)
	return f, true
}

// findWanted marks the functions of locations that do not say that they are another language.
func (f *facts) findWanted(t *tables) {
	f.wanted = zeroed(f.wanted, len(t.functions))
	for i := range t.locations {
		if i == 0 || t.locations[i].frameType == otherType {
			continue
		}
		for _, index := range t.functionsOf(int32(i)) {
			if index > 0 && int(index) < len(f.wanted) {
				f.wanted[index] = true
			}
		}
	}
}

// A mangled name of 100 bytes can expand to 64 KiB, since v0 has back references. A batch whose names grow by more than
// maxGrowth times its strings plus minGrowth bytes is left alone; real batches stay below 2 times.
const (
	maxGrowth = 8
	minGrowth = 1 << 20
)

// roomFor returns by how many bytes names may grow, given the length of all strings.
func roomFor(textBytes int) int64 { return maxGrowth*int64(textBytes) + minGrowth }

// readFunctions reads the wanted functions. It reports whether there was room for their names.
func (f *facts) readFunctions(t *tables, known *stackset.Functions) bool {
	f.functions = zeroed(f.functions, len(t.functions))
	f.originalNames = sized(f.originalNames, len(t.digests))
	for i := range f.originalNames {
		f.originalNames[i] = stackset.NoName
	}
	room := roomFor(t.textBytes)
	for i, wanted := range f.wanted {
		if !wanted {
			continue
		}
		growth := 0
		f.functions[i], growth = f.readFunction(t, known, &t.functions[i])
		if room -= int64(growth); room < 0 {
			return false
		}
	}
	return true
}

// readFunction returns a function, NoFunction where it has no name that can be read, and by how much its name is longer than
// what it was read from, where that was not counted with another function.
func (f *facts) readFunction(t *tables, known *stackset.Functions, entry *functionEntry) (read stackset.Function, growth int) {
	name, symbol, file := t.digest(entry.name), t.digest(entry.symbol), t.digest(entry.file)
	none := stackset.Digest{}
	if name == none && symbol == none {
		return stackset.NoFunction, 0
	}
	read, isKnown := known.Known(name, symbol, file)
	if !isKnown {
		read = known.Add(t.text(entry.name), t.text(entry.symbol), t.text(entry.file))
	}
	if name == none || f.originalNames[entry.name] == stackset.NoName {
		growth = growthOf(known, read, max(name.Length(), symbol.Length()))
	}
	if read != stackset.NoFunction && name != none {
		f.originalNames[entry.name] = known.OriginalName(read)
	}
	return read, growth
}

// growthOf returns how much longer a function's name is than its symbol. A name over the limit took as much time as the
// limit allows.
func growthOf(known *stackset.Functions, function stackset.Function, length int) int {
	if function == stackset.NoFunction {
		return rustname.MaxLength
	}
	return max(0, known.NameLength(function)-length)
}

// readLines returns the lines of a location.
func (f *facts) readLines(t *tables, set *stackset.Set, at int32) stackset.Lines {
	l, mayBeRust := &f.locations[at], t.locations[at].frameType != otherType && at > 0
	lines := f.buffer[:0]
	for _, index := range t.functionsOf(at) {
		if uint(index) >= uint(len(f.functions)) {
			return unreadable
		}
		function := stackset.NoFunction
		if mayBeRust {
			function = f.functions[index]
		}
		if function != stackset.NoFunction {
			l.named = true
			l.isRust = l.isRust || set.Functions.IsRust(function)
		}
		lines = append(lines, function)
	}
	if len(lines) == 0 {
		lines = append(lines, stackset.NoFunction)
	}
	f.buffer = lines
	return set.AddLines(lines)
}

// findRust finds the locations in Rust stacks: those that are surely Rust, and others of the same programs.
func (f *facts) findRust(t *tables) {
	f.anyRust = false
	f.audiences = zeroed(f.audiences, len(f.locations))
	f.rustMappings = zeroed(f.rustMappings, max(len(t.mappings), 1)) // the table may lack even the zero entry
	for i := range f.locations {
		l := &f.locations[i]
		l.isRust = l.isRust || t.locations[i].frameType == rustType
		if l.isRust {
			f.anyRust = true
			f.rustMappings[t.mappingOf(i)] = true
		}
	}
	f.rustMappings[0] = false
	for i := range f.locations {
		switch l := &f.locations[i]; {
		case l.isRust || l.named && t.locations[i].frameType != otherType && f.rustMappings[t.mappingOf(i)]:
			l.inRust = true
			f.audiences[i] = Undeclared | Declared
		case l.named:
			f.audiences[i] = Declared
		}
	}
}
