package machinecode

import "encoding/binary"

// Instructions of arm64, by the bits that are the same in all of their kind (Arm Architecture Reference Manual, C4.1).
const (
	armCall, armCallMask        = 0x94000000, 0xfc000000 // bl offset: 26 bits, of words
	armJump                     = 0x14000000             // b offset, which ends a function that ends in a call
	armPage, armPageMask        = 0x90000000, 0x9f000000 // adrp register, offset: 21 bits, of pages
	armNear                     = 0x10000000             // adr register, offset: 21 bits, of bytes
	armAdd, armAddMask          = 0x91000000, 0xffc00000 // add register, register, 12 bits
	armLoad, armLoadMask        = 0xf9400000, 0xffc00000 // ldr register, [register, 12 bits, of 8 bytes]
	armRegisters         uint32 = 31
	armPageSize          uint64 = 1 << 12
)

// scanARM64 finds references in arm64 code: calls, and addresses that are made of a page and what is added to it. What else
// is written to the register meanwhile is not looked at: a target that was met by accident would have to be in the same
// page.
func scanARM64(code []byte, address uint64, t *targets, found func(reference)) {
	var pages [32]uint64 // by register
	var known [32]bool
	note := func(from, to uint64) {
		if what := t.at(to).what; what != noTarget {
			found(reference{from, to, what})
		}
	}
	for i := 0; i+4 <= len(code); i += 4 {
		word, at := binary.LittleEndian.Uint32(code[i:]), address+uint64(i)
		register, base := word&armRegisters, word>>5&armRegisters
		switch {
		case word&armCallMask == armCall || word&armCallMask == armJump:
			note(at, at+uint64(int64(int32(word<<6)>>4)))
		case word&armPageMask == armPage:
			known[register] = true
			pages[register] = at&^(armPageSize-1) + uint64(armOffset(word))*armPageSize
		case word&armPageMask == armNear:
			note(at, at+uint64(armOffset(word)))
		case word&armAddMask == armAdd && known[base]:
			note(at, pages[base]+uint64(word>>10&0xfff))
		case word&armLoadMask == armLoad && known[base]:
			note(at, pages[base]+uint64(word>>10&0xfff)*8)
		}
	}
}

// armOffset returns the 21 bits of adr and adrp.
func armOffset(word uint32) int64 {
	return int64(int32(word<<8)>>13<<2) | int64(word>>29&3)
}
