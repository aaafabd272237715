// Package dwarf reads debug information: what a compiler wrote about a program besides its code.
//
// In goes an object file that has some; out come its compilation units, including those that were split away, each with
// its entries, lines and functions. Start at ReadUnits, and read entries with Walk. The standard library does the
// decoding; this package adds what it does not know of, and bounds what a damaged file can make it do.
package dwarf

import (
	"debug/dwarf"
	"encoding/binary"
	"fmt"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// Attributes and a language that the standard library does not name. GNU used the attributes for split units before
// DWARF 5; the numbers are from binutils' dwarf2.def.
const (
	attrGNUDwoName    dwarf.Attr = 0x2130
	attrGNUDwoID      dwarf.Attr = 0x2131
	attrGNURangesBase dwarf.Attr = 0x2132
	attrGNUAddrBase   dwarf.Attr = 0x2133

	languageRust = 0x1c
)

// Unit is a compilation unit: what the compiler wrote in one go. In Rust that is a part of a crate.
type Unit struct {
	*dwarf.Data              // holds its entries: offsets are in this data
	Entry       *dwarf.Entry // the unit's own entry
	Rust        bool         // false for C and other languages

	info object.Object
	// whole and skeleton are what the program itself has of a split unit; for other units they are Data and Entry.
	whole    *dwarf.Data
	skeleton *dwarf.Entry
	base     []dwarf.Field // what a split unit's entries need from its skeleton to read their ranges
	ranges   int64         // offset of its range lists, in GNU's form before DWARF 5
}

// Body returns a reader at the first entry below the unit's own, for Walk. It would read on into the next unit: a unit
// ends with an entry without a tag.
func (u *Unit) Body() (*dwarf.Reader, error) {
	reader := u.Reader()
	reader.Seek(u.Entry.Offset)
	_, err := reader.Next()
	return reader, err
}

// Code returns the addresses of the unit's code, or nothing if the unit does not say.
func (u *Unit) Code() ([][2]uint64, error) { return u.whole.Ranges(u.skeleton) }

// Lines returns the line table, nil if there is none. The program itself has it, even for a split unit.
func (u *Unit) Lines() (*dwarf.LineReader, error) { return u.whole.LineReader(u.skeleton) }

// RangesOf returns the addresses of the code of an entry in the unit.
func (u *Unit) RangesOf(e *dwarf.Entry) ([][2]uint64, error) {
	field := e.AttrField(dwarf.AttrRanges)
	if field == nil {
		return u.Ranges(e)
	}
	list := *field
	if offset, ok := list.Val.(int64); ok {
		list.Val = offset + u.ranges
	}
	// The standard library takes the base that a list counts from from the unit's entry. It need not read that again
	// for each list if it is given an entry that claims to be one, and a split unit's entry lacks the base anyway.
	return u.Ranges(&dwarf.Entry{
		Offset: e.Offset,
		Tag:    dwarf.TagCompileUnit,
		Field:  append([]dwarf.Field{list}, u.base...),
	})
}

// Files are the files that a program's debug information is in.
type Files interface {
	// Look reports whether there is a file, and remembers that the debug information depends on it.
	Look(path string) bool
	// Keep takes over a file that the debug information is read from.
	Keep(o object.Object)
	// Release releases all files that are kept.
	Release()
}

// ReadUnits lists the compilation units of a program, whose debug information is in the file info, and names the split
// units that were not found.
func ReadUnits(program string, info object.Object, files Files) (units []*Unit, missing []string, err error) {
	data, headers, err := wholeData(info)
	if err != nil {
		return nil, nil, err
	}
	split := &splitUnits{program: program, info: info, files: files, whole: data}
	reader := data.Reader()
	pages := Pages{Release: files.Release}
	for _, h := range headers {
		pages.At(h.entry)
		reader.Seek(h.entry)
		entry, err := reader.Next()
		if err != nil {
			return nil, nil, err
		}
		if entry == nil || (entry.Tag != dwarf.TagCompileUnit && entry.Tag != dwarf.TagSkeletonUnit) {
			continue // types, or what several units share
		}
		unit := newUnit(info, data, entry)
		if dwoName(entry) != "" {
			if unit, err = split.unit(entry, h); err != nil {
				return nil, nil, err
			}
			if unit == nil {
				missing = append(missing, dwoName(entry))
				continue
			}
		}
		units = append(units, unit)
	}
	return units, missing, nil
}

func newUnit(info object.Object, data *dwarf.Data, entry *dwarf.Entry) *Unit {
	u := &Unit{Data: data, Entry: entry, info: info, whole: data, skeleton: entry}
	u.Rust = language(entry) == languageRust
	u.base = baseFields(entry)
	return u
}

func language(unit *dwarf.Entry) int64 {
	language, _ := unit.Val(dwarf.AttrLanguage).(int64)
	return language
}

// baseFields returns what range lists count from. A unit need not begin at its base, so only the low address is kept, as
// the entry address that the standard library asks for first.
func baseFields(unit *dwarf.Entry) []dwarf.Field {
	var fields []dwarf.Field
	if base := unit.AttrField(dwarf.AttrAddrBase); base != nil {
		fields = append(fields, *base)
	}
	if low := unit.AttrField(dwarf.AttrLowpc); low != nil {
		fields = append(fields, dwarf.Field{Attr: dwarf.AttrEntrypc, Val: low.Val, Class: low.Class})
	}
	return fields
}

// unitHeader is what the header of a unit says and the standard library does not tell.
type unitHeader struct {
	entry   dwarf.Offset // of the unit's own entry
	version uint16
	wide    bool   // of 64-bit DWARF
	id      uint64 // of a split unit and its skeleton, since DWARF 5
}

// The kinds of units, as DWARF 5 section 7.5.1 numbers them.
const (
	unitCompile      = 0x01
	unitType         = 0x02
	unitSkeleton     = 0x04
	unitSplitCompile = 0x05
	unitSplitType    = 0x06
)

// unitHeaders reads the headers of all units:
//
//	length (4 bytes, or ff ff ff ff and 8), version (2), and until 4: abbreviations (4 or 8), address size (1)
//	since 5: kind (1), address size (1), abbreviations (4 or 8), and by kind the unit's id (8), or type and offset
func unitHeaders(info []byte, order binary.ByteOrder) ([]unitHeader, error) {
	if len(info) > object.MaxSection {
		return nil, fmt.Errorf("%d bytes of debug information are more than can be read", len(info))
	}
	var headers []unitHeader
	for at := 0; at < len(info); {
		r := &fieldReader{data: info[at:], order: order}
		length, width := uint64(r.uint32()), uint64(4)
		if length == 0xffffffff {
			length, width = r.uint64(), 8
		}
		if r.short || length > uint64(len(r.data)) {
			return nil, fmt.Errorf("the unit at %#x is cut off", at)
		}
		next := len(info) - len(r.data) + int(length)
		if length > 0 {
			h := r.unitHeader(width)
			if r.short {
				return nil, fmt.Errorf("the unit at %#x has no room for its header", at)
			}
			h.entry = dwarf.Offset(len(info) - len(r.data))
			h.wide = width == 8
			headers = append(headers, h)
		}
		at = next
	}
	return headers, nil
}

func (r *fieldReader) unitHeader(width uint64) (h unitHeader) {
	h.version = r.uint16()
	kind := byte(unitCompile)
	if h.version >= 5 {
		kind = r.uint8()
		r.uint8() // address size
	}
	r.skip(width) // abbreviations
	if h.version < 5 {
		r.uint8() // address size
	}
	switch kind {
	case unitSkeleton, unitSplitCompile:
		h.id = r.uint64()
	case unitType, unitSplitType:
		r.skip(8 + width) // the type's signature and where it is
	}
	return h
}
