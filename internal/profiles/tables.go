package profiles

// What the tables of a dictionary hold, as lists of numbers. The Collector keeps each entry in memory of its own; to look
// there again and again is what cleaning would spend its time on. So an entry is read once, in read.go, and written once, in
// write.go. Profiles of other formats are built as such lists, in build.go. Nothing in them is trusted: indices may be out of
// range, tables may lack the zero value at index 0 or have real data there. Index 0 is taken to mean none, as the specification
// has it, and what stands there is never changed.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"

// Tables are stacks and what they are made of, whatever the format of their profile. They come from ReadTables or a Builder, and
// are then only read.
type Tables struct {
	entries  tables
	stacks   stackTable
	programs []Program // by mapping
}

// Program says which program a mapping is of, and where in memory it is.
type Program struct {
	BuildID                              string // "" where it is not known
	MemoryStart, MemoryLimit, FileOffset uint64
}

// tables are the tables of a dictionary as they were, but for its stacks.
type tables struct {
	texts          []string
	digests        []stackset.Digest // by text
	textBytes      int               // of all texts
	mappings       []mapping
	functions      []functionEntry
	locations      []locationEntry
	lines          []int32    // the functions of the lines of all locations
	positions      []position // of the same lines
	attributes     []attribute
	attributeLists []int32 // the attributes of all locations and mappings
	areDistinct    bool    // two locations are never one: their format tells them apart by more than is here
}

// stackTable has the original stacks of a dictionary. It is large, and read only if some may be cleaned.
type stackTable struct {
	spans     []span  // by stack, of locations
	locations []int32 // of all stacks
}

// span is a part of a list.
type span struct{ from, to int32 }

type mapping struct {
	file       int32
	attributes span // of tables.attributeLists
}

// functionEntry is what makes two functions equal.
type functionEntry struct {
	name, symbol, file int32
	line               int64
}

type locationEntry struct {
	address     uint64
	mapping     int32
	lines       span  // of tables.lines
	attributes  span  // of tables.attributeLists
	frameTypeAt int32 // the index among its attributes of the one that says the frame type; -1 if none does
	frameType   frameType
}

// position is where a line is in its source file.
type position struct{ line, column int64 }

type attribute struct {
	key, unit     int32
	frameType     frameType // the frame type it says, if any
	mayHoldString bool      // its value may be the index of a string
}

// frameType is what a location says its code is.
type frameType uint8

const (
	unsetType frameType = iota
	nativeType
	rustType
	otherType
)

// BuildIDs returns the build ids of the mappings; one may come several times.
func (t *Tables) BuildIDs() []string {
	var ids []string
	for _, program := range t.programs {
		if program.BuildID != "" {
			ids = append(ids, program.BuildID)
		}
	}
	return ids
}

// text returns a string of the table, "" where the index stands for none or is out of range.
func (t *tables) text(index int32) string {
	if index <= 0 || int(index) >= len(t.texts) {
		return ""
	}
	return t.texts[index]
}

// function writes out a function; one that is not in the table has no texts.
func (t *tables) function(index int32) Function {
	if index < 0 || int(index) >= len(t.functions) {
		return Function{}
	}
	f := &t.functions[index]
	return Function{t.text(f.name), t.text(f.symbol), t.text(f.file), f.line}
}

// digest returns the digest of a string of the table, the digest of "" if the index is 0 or out of range.
func (t *tables) digest(index int32) stackset.Digest {
	if index <= 0 || int(index) >= len(t.digests) {
		return stackset.Digest{}
	}
	return t.digests[index]
}

// functionsOf returns the functions of the lines of a location.
func (t *tables) functionsOf(location int32) []int32 {
	s := t.locations[location].lines
	return t.lines[s.from:s.to]
}

// positionsOf returns where the lines of a location are.
func (t *tables) positionsOf(location int32) []position {
	s := t.locations[location].lines
	return t.positions[s.from:s.to]
}

// attributesOf returns the attributes of a location.
func (t *tables) attributesOf(location int32) []int32 {
	return t.attributeList(t.locations[location].attributes)
}

func (t *tables) attributeList(s span) []int32 { return t.attributeLists[s.from:s.to] }

// of returns the locations of a stack.
func (s *stackTable) of(index int32) []int32 {
	span := s.spans[index]
	return s.locations[span.from:span.to]
}

// mappingOf returns the mapping of a location, 0 if there is none.
func (t *tables) mappingOf(location int) int32 {
	if m := t.locations[location].mapping; m > 0 && int(m) < len(t.mappings) {
		return m
	}
	return 0
}

// zeroed returns a list of n zero values, reusing the memory of list if there is enough.
func zeroed[T any](list []T, n int) []T {
	list = sized(list, n)
	clear(list)
	return list
}

// sized returns a list of n arbitrary values, reusing the memory of list if there is enough.
func sized[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n, n+n/4)
	}
	return list[:n]
}
