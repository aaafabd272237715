package machinecode

import "encoding/binary"

// scanAMD64 finds references in x86-64 code without decoding it: instructions refer to code and data by 32-bit offsets from
// their own ends, and these offsets are the last of the instruction where it calls or takes an address. Any four bytes may
// be such an offset; that others happen to point to one of few targets is as unlikely as a hash that collides.
func scanAMD64(code []byte, address uint64, t *targets, found func(reference)) {
	for i := 1; i+4 <= len(code); i++ {
		offset := int32(binary.LittleEndian.Uint32(code[i:]))
		to := address + uint64(i) + 4 + uint64(int64(offset))
		if what := t.at(to).what; what != noTarget {
			found(reference{address + uint64(i), to, what})
		}
	}
}
