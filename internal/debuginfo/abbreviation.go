package debuginfo

import (
	"bytes"
	"encoding/binary"
)

// Before DWARF 5, GNU had forms of its own for what DWARF 5 then took over: the number of an address, or of a
// string. They are read in the same way, and the standard library knows the later ones only, so in the
// abbreviations, which say the form of each attribute, one is written over the other. A number takes as many bytes as
// the other when the unused bits are written too.
var plainForm = map[uint64][]byte{
	0x1f01: {0x9b, 0x00}, // DW_FORM_GNU_addr_index: DW_FORM_addrx
	0x1f02: {0x9a, 0x00}, // DW_FORM_GNU_str_index: DW_FORM_strx
}

const formImplicitConst = 0x21 // the one form whose value stands in the abbreviation

// plainForms returns abbreviations without forms that are GNU's own:
//
//	{ number, tag, has children (1 byte), { attribute, form, [value] }, 0, 0 }, 0 and so on to the end
func plainForms(abbreviations []byte) []byte {
	plain := bytes.Clone(abbreviations)
	rest := plain
	number := func() uint64 {
		value, n := binary.Uvarint(rest)
		rest = rest[max(n, min(1, len(rest))):]
		return value
	}
	for len(rest) > 0 {
		if number() == 0 {
			continue // the end of a unit's
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
			if replacement := plainForm[form]; replacement != nil && len(at)-len(rest) == len(replacement) {
				copy(at, replacement)
			}
			if form == formImplicitConst {
				number()
			}
		}
	}
	return plain
}
