package profiles

// Tables of what other formats than OTLP hold, and what is added to tables.

import (
	"encoding/binary"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
)

// Builder builds tables. Index 0 of each stands for none; what is added comes behind it.
type Builder struct {
	tables Tables

	// What is known, by what it is.
	textIndex map[string]int32
	functions map[functionEntry]int32
	stacks    map[string]int32
}

// NewBuilder returns a Builder of tables in which there is nothing yet.
func NewBuilder() *Builder {
	b := builderOn(&Tables{entries: tables{areDistinct: true}})
	b.AddMapping("", Program{})
	b.AddLocation(0, 0, false, nil)
	b.AddStack(nil)
	return b
}

// builderOn returns a Builder that adds to tables, which themselves stay as they are. Where the entry for none is missing, it is
// made.
func builderOn(t *Tables) *Builder {
	b := &Builder{tables: *t, textIndex: map[string]int32{"": 0}, functions: map[functionEntry]int32{}, stacks: map[string]int32{}}
	e := &b.tables.entries
	e.locations = slices.Clone(e.locations)
	e.texts, e.digests, e.functions = slices.Clip(e.texts), slices.Clip(e.digests), slices.Clip(e.functions)
	e.lines, e.positions = slices.Clip(e.lines), slices.Clip(e.positions)
	for i, text := range e.texts {
		if _, twice := b.textIndex[text]; i > 0 && !twice {
			b.textIndex[text] = int32(i)
		}
	}
	for i, f := range e.functions {
		if i > 0 {
			b.functions[f] = int32(i)
		}
	}
	if len(e.texts) == 0 {
		b.addText("")
	}
	if len(e.functions) == 0 {
		add(&e.functions, functionEntry{})
	}
	return b
}

// Tables returns the tables as they are up to now.
func (b *Builder) Tables() *Tables {
	t := b.tables
	return &t
}

// AddMapping adds a mapping of a file.
func (b *Builder) AddMapping(file string, program Program) int32 {
	b.tables.programs = append(b.tables.programs, program)
	return add(&b.tables.entries.mappings, mapping{file: b.text(file)})
}

// AddLocation adds a location. One of another language is no frame of Rust, whatever its functions are called.
func (b *Builder) AddLocation(mapping int32, address uint64, ofAnotherLanguage bool, frames []Frame) int32 {
	entry := locationEntry{address: address, mapping: mapping, frameTypeAt: -1}
	if ofAnotherLanguage {
		entry.frameType = otherType
	}
	index := add(&b.tables.entries.locations, entry)
	b.setFrames(index, frames)
	return index
}

// AddStack returns the index of a stack, innermost location first, which is added where it is not known.
func (b *Builder) AddStack(locations []int32) int32 {
	key, _ := binary.Append(nil, binary.LittleEndian, locations) // there is no error for a list of numbers
	index, known := b.stacks[string(key)]
	if !known {
		s := &b.tables.stacks
		from := int32(len(s.locations))
		s.locations = append(s.locations, locations...)
		index = add(&s.spans, span{from, int32(len(s.locations))})
		b.stacks[string(key)] = index
	}
	return index
}

// setFrames gives a location its lines.
func (b *Builder) setFrames(location int32, frames []Frame) {
	e := &b.tables.entries
	from := int32(len(e.lines))
	for i := range frames {
		f := &frames[i]
		e.lines, e.positions = append(e.lines, b.function(&f.Function)), append(e.positions, position{f.Line, f.Column})
	}
	e.locations[location].lines = span{from, int32(len(e.lines))}
}

// function returns the index of a function, which is added where it is not known.
func (b *Builder) function(f *Function) int32 {
	entry := functionEntry{b.text(f.Name), b.text(f.Symbol), b.text(f.File), f.StartLine}
	index, known := b.functions[entry]
	if !known {
		index = add(&b.tables.entries.functions, entry)
		b.functions[entry] = index
	}
	return index
}

// text returns the index of a string, which is added where it is not known.
func (b *Builder) text(text string) int32 {
	if index, known := b.textIndex[text]; known {
		return index
	}
	return b.addText(text)
}

func (b *Builder) addText(text string) int32 {
	e := &b.tables.entries
	e.digests, e.textBytes = append(e.digests, stackset.DigestOf(text)), e.textBytes+len(text)
	b.textIndex[text] = add(&e.texts, text)
	return b.textIndex[text]
}

// add returns the index of an entry that is added to a table.
func add[T any](table *[]T, entry T) int32 {
	*table = append(*table, entry)
	return int32(len(*table) - 1)
}
