package dwarf

import (
	"bytes"
	"encoding/binary"
)

// Before DWARF 5, GNU had its own forms for what DWARF 5 then adopted: the number of an address, or of a string. Both
// are read in the same way, but the standard library knows only DWARF 5's. So these are written over GNU's in the
// abbreviations, which say the form of each attribute. They take as many bytes if their unused bits are written too.
var standardForms = map[uint64][]byte{
	0x1f01: {0x9b, 0x00}, // DW_FORM_GNU_addr_index: DW_FORM_addrx
	0x1f02: {0x9a, 0x00}, // DW_FORM_GNU_str_index: DW_FORM_strx
}

// lazyForms keep the standard library from making a string of every name that it passes: read as numbers, they are the
// offsets of the texts in .debug_str.
var lazyForms = map[uint64][]byte{
	0x0e: {0x06}, // DW_FORM_strp: DW_FORM_data4
}

const formImplicitConst = 0x21 // the only form whose value is in the abbreviation

// replaceForms returns the abbreviations with some forms replaced by others of the same length:
//
//	{ number, tag, has children (1 byte), { attribute, form, [value] }, 0, 0 }, 0 and so on to the end
func replaceForms(abbreviations []byte, forms map[uint64][]byte) []byte {
	replaced := bytes.Clone(abbreviations)
	rest := replaced
	number := func() uint64 {
		value, n := binary.Uvarint(rest)
		rest = rest[max(n, min(1, len(rest))):]
		return value
	}
	for len(rest) > 0 {
		if number() == 0 {
			continue // the end of a unit's abbreviations
		}
		number()
		rest = rest[min(1, len(rest)):]
		for len(rest) > 0 {
			attribute := number()
			at := rest
			form := number()
			if attribute == 0 && form == 0 {
				break
			}
			if replacement := forms[form]; replacement != nil && len(at)-len(rest) == len(replacement) {
				copy(at, replacement)
			}
			if form == formImplicitConst {
				number()
			}
		}
	}
	return replaced
}
