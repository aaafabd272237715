package machinecode

import "encoding/binary"

// scanAMD64 finds references in x86-64 code without decoding all of it: instructions refer to code and data by 32-bit offsets
// from their own ends, which end an instruction that calls or takes an address. Any four bytes may be such an offset; few of
// those that happen to point to a target come after the bytes that such an instruction has before it.
func scanAMD64(code []byte, address uint64, t *targets, found func(reference)) {
	for i := 2; i+4 <= len(code); i++ {
		offset := int32(binary.LittleEndian.Uint32(code[i:]))
		to := address + uint64(i) + 4 + uint64(int64(offset))
		if what := t.at(to).what; what != noTarget && refersAMD64(code[i-2], code[i-1]) {
			found(reference{address + uint64(i), to, what})
		}
	}
}

// refersAMD64 reports whether the two bytes before an offset are of an instruction that calls or takes an address (Intel's
// manual, volume 2, appendix A):
//
//	e8 and e9         call, jmp
//	0f 80 to 0f 8f    jumps under a condition
//	8d, 8b, ff /r     lea, mov, call or jmp through memory, where the operand /r is memory at the offset
func refersAMD64(first, second byte) bool {
	const memoryMask, atOffset = 0xc7, 0x05
	switch {
	case second == 0xe8 || second == 0xe9:
		return true
	case first == 0x0f:
		return second&0xf0 == 0x80
	case second&memoryMask == atOffset:
		return first == 0x8d || first == 0x8b || first == 0xff
	}
	return false
}
