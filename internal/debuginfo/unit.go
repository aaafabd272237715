package debuginfo

import (
	"debug/dwarf"
	"encoding/binary"
	"fmt"
)

// Attributes that the standard library does not name, and a language: GNU's for split units before DWARF 5, as
// binutils' dwarf2.def numbers them.
const (
	attrGNUDwoName    dwarf.Attr = 0x2130
	attrGNUDwoID      dwarf.Attr = 0x2131
	attrGNURangesBase dwarf.Attr = 0x2132
	attrGNUAddrBase   dwarf.Attr = 0x2133

	languageRust = 0x1c
)

// Unit is a compilation unit: what the compiler wrote in one go. In Rust that is a part of a crate.
type Unit struct {
	*dwarf.Data              // where its entries are: offsets are those of this data
	Entry       *dwarf.Entry // the unit's own entry in it
	Rust        bool         // false for C and others

	File *File
	// whole and skeleton are what the program itself has of a split unit; of others they are Data and Entry.
	whole    *dwarf.Data
	skeleton *dwarf.Entry
	base     []dwarf.Field // what the entries of a split unit take from its skeleton, to read their ranges
	ranges   int64         // where its range lists begin, in GNU's form before DWARF 5
}

// Body returns a reader that stands before the first entry below the unit's own. It reads on into the next unit:
// the unit ends at the entry without a tag that closes it.
func (u *Unit) Body() (*dwarf.Reader, error) {
	reader := u.Reader()
	reader.Seek(u.Entry.Offset)
	_, err := reader.Next()
	return reader, err
}

// Skip goes on after an entry's children. The standard library's SkipChildren recurses, and a damaged file would
// have it use up the stack, which ends the program.
func Skip(reader *dwarf.Reader, entry *dwarf.Entry) error {
	if !entry.Children {
		return nil
	}
	if sibling, ok := entry.Val(dwarf.AttrSibling).(dwarf.Offset); ok && sibling > entry.Offset {
		reader.Seek(sibling)
		return nil
	}
	for depth := 1; depth > 0; {
		entry, err := reader.Next()
		switch {
		case err != nil:
			return err
		case entry == nil:
			return nil
		case entry.Tag == 0:
			depth--
		case entry.Children:
			depth++
		}
	}
	return nil
}

// Code returns the addresses of the unit's code, and nothing where it does not say.
func (u *Unit) Code() ([][2]uint64, error) { return u.whole.Ranges(u.skeleton) }

// Lines returns the line table, nil where there is none. Also of a split unit it is in the program itself.
func (u *Unit) Lines() (*dwarf.LineReader, error) { return u.whole.LineReader(u.skeleton) }

// RangesOf returns the addresses of the code of one of the unit's entries.
func (u *Unit) RangesOf(e *dwarf.Entry) ([][2]uint64, error) {
	field := e.AttrField(dwarf.AttrRanges)
	if field == nil {
		return u.Ranges(e)
	}
	list := *field
	if offset, ok := list.Val.(int64); ok {
		list.Val = offset + u.ranges
	}
	// The standard library takes what a list counts from of the unit's entry. Given an entry that says it is one,
	// it need not read the unit's again for each list, and a split unit's does not have it anyway.
	return u.Ranges(&dwarf.Entry{
		Offset: e.Offset,
		Tag:    dwarf.TagCompileUnit,
		Field:  append([]dwarf.Field{list}, u.base...),
	})
}

// readUnits lists the compilation units, those split away with what was split away.
func (f *File) readUnits() error {
	data, headers, err := wholeData(f.info)
	if err != nil {
		return err
	}
	split := &splitUnits{file: f, whole: data}
	reader := data.Reader()
	m := &meter{file: f}
	for _, h := range headers {
		m.at(h.entry)
		reader.Seek(h.entry)
		entry, err := reader.Next()
		if err != nil {
			return err
		}
		if entry == nil || (entry.Tag != dwarf.TagCompileUnit && entry.Tag != dwarf.TagSkeletonUnit) {
			continue // types, or what several units share
		}
		unit := newUnit(f, data, entry)
		if dwoName(entry) != "" {
			if unit, err = split.unit(entry, h); err != nil {
				return err
			}
			if unit == nil {
				f.Missing = append(f.Missing, dwoName(entry))
				continue
			}
		}
		f.Units = append(f.Units, unit)
	}
	return nil
}

func newUnit(f *File, data *dwarf.Data, entry *dwarf.Entry) *Unit {
	u := &Unit{Data: data, Entry: entry, File: f, whole: data, skeleton: entry}
	u.Rust = language(entry) == languageRust
	u.base = baseFields(entry)
	return u
}

func language(unit *dwarf.Entry) int64 {
	language, _ := unit.Val(dwarf.AttrLanguage).(int64)
	return language
}

// baseFields are what range lists count from. That the unit begins where its base is need not be so: the low
// address alone is kept, as the entry address that the standard library asks for first.
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

// unitHeader is what the header of a unit says that the standard library does not tell.
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
	if len(info) > maxSection {
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

// fieldReader reads fields of fixed size; at the end it says that the data was too short and gives zeros.
type fieldReader struct {
	data  []byte
	order binary.ByteOrder
	short bool
}

func (r *fieldReader) take(n int) []byte {
	if n > len(r.data) {
		r.short, r.data = true, nil
		return make([]byte, 8)
	}
	field := r.data[:n]
	r.data = r.data[n:]
	return field
}

// skip passes over so many bytes: as many as a file can say, which may be more than an int holds.
func (r *fieldReader) skip(n uint64) {
	if n > uint64(len(r.data)) {
		r.short, r.data = true, nil
		return
	}
	r.data = r.data[n:]
}

func (r *fieldReader) uint8() uint8   { return r.take(1)[0] }
func (r *fieldReader) uint16() uint16 { return r.order.Uint16(r.take(2)) }
func (r *fieldReader) uint32() uint32 { return r.order.Uint32(r.take(4)) }
func (r *fieldReader) uint64() uint64 { return r.order.Uint64(r.take(8)) }
