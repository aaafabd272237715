package processor

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// What the tables of a dictionary hold, as lists of numbers. pdata keeps each entry in memory of its own; to look
// there again and again is what cleaning would spend its time on. So an entry is read once, here or, as the
// stacks are, where it is planned what becomes of it, and written once, in profiles_write.go.

// entries are the entries of the tables as they were.
type entries struct {
	texts      []rules.Digest // by string
	textBytes  int            // of all strings
	functions  []functionEntry
	locations  []locationEntry
	lines      []int32  // the functions of the lines of all locations
	places     []uint64 // of the same lines: a hash of line and column
	attributes []int32  // of all locations
}

// part is a part of a list.
type part struct{ from, to int32 }

// functionEntry is what makes two functions equal.
type functionEntry struct {
	name, symbol, file int32
	line               int64
}

type locationEntry struct {
	address    uint64
	mapping    int32
	lines      part // of entries.lines
	attributes part // of entries.attributes
}

// read reads the tables, each in its own order, which is about how it lies in memory.
func (e *entries) read(t *tables) {
	e.readTexts(t)
	e.readFunctions(t)
	e.readLocations(t)
}

func (e *entries) readTexts(t *tables) {
	e.texts, e.textBytes = sized(e.texts, t.strings.Len()), 0
	for i := range e.texts {
		text := t.strings.At(i)
		e.texts[i] = rules.DigestOf(text)
		e.textBytes += len(text)
	}
}

func (e *entries) readFunctions(t *tables) {
	e.functions = sized(e.functions, t.functions.Len())
	for i := range e.functions {
		f := t.functions.At(i)
		e.functions[i] = functionEntry{f.NameStrindex(), f.SystemNameStrindex(), f.FilenameStrindex(), f.StartLine()}
	}
}

func (e *entries) readLocations(t *tables) {
	e.locations, e.attributes = sized(e.locations, t.locations.Len()), e.attributes[:0]
	e.lines, e.places = e.lines[:0], e.places[:0]
	for i := range e.locations {
		entry := t.locations.At(i)
		l := &e.locations[i]
		l.address, l.mapping = entry.Address(), entry.MappingIndex()
		lines, attributes := entry.Lines(), entry.AttributeIndices()
		l.lines.from, l.attributes.from = int32(len(e.lines)), int32(len(e.attributes))
		for j := range lines.Len() {
			line := lines.At(j)
			e.lines = append(e.lines, line.FunctionIndex())
			e.places = append(e.places, mix(uint64(line.Line()), uint64(line.Column())))
		}
		for j := range attributes.Len() {
			e.attributes = append(e.attributes, attributes.At(j))
		}
		l.lines.to, l.attributes.to = int32(len(e.lines)), int32(len(e.attributes))
	}
}

// functionsOf returns the functions of the lines of a location.
func (e *entries) functionsOf(location int32) []int32 {
	p := e.locations[location].lines
	return e.lines[p.from:p.to]
}

// placesOf returns the hashes of where the lines of a location are.
func (e *entries) placesOf(location int32) []uint64 {
	p := e.locations[location].lines
	return e.places[p.from:p.to]
}

// attributesOf returns the attributes of a location.
func (e *entries) attributesOf(location int32) []int32 {
	p := e.locations[location].attributes
	return e.attributes[p.from:p.to]
}
