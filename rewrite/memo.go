package rewrite

// memo numbers lists of numbers in the order in which they are first seen.

import (
	"math/bits"
	"slices"
)

// memo is a hash table with open addressing; the lists lie one after another in one piece of memory.
type memo struct {
	elements []Run
	ends     []int32  // of each list in elements
	hashes   []uint64 // of each list
	places   []int32  // number of the list plus 1; 0 is an empty place
}

// find returns the number of the list, and whether it was seen before. Lists with different tags are different.
func (m *memo) find(list []Run, tag uint64) (int, bool) {
	if 2*len(m.ends) >= len(m.places) {
		m.grow()
	}
	hash := hashOf(list, tag)
	mask := uint64(len(m.places) - 1)
	at := hash & mask
	for ; m.places[at] != 0; at = (at + 1) & mask {
		n := int(m.places[at] - 1)
		if m.hashes[n] == hash && slices.Equal(m.list(n), list) {
			return n, true
		}
	}
	m.elements = append(m.elements, list...)
	m.ends = append(m.ends, int32(len(m.elements)))
	m.hashes = append(m.hashes, hash)
	m.places[at] = int32(len(m.ends))
	return len(m.ends) - 1, false
}

// hashOf hashes a list in two halves, which a processor works on at once.
func hashOf(list []Run, tag uint64) uint64 {
	const multiplier = 0x9e3779b97f4a7c15
	even, odd := tag+1, uint64(len(list))
	for ; len(list) >= 2; list = list[2:] {
		even = bits.RotateLeft64((even^uint64(uint32(list[0])))*multiplier, 29)
		odd = bits.RotateLeft64((odd^uint64(uint32(list[1])))*multiplier, 31)
	}
	if len(list) > 0 {
		even = (even ^ uint64(uint32(list[0]))) * multiplier
	}
	hash := (even ^ bits.RotateLeft64(odd, 17)) * multiplier
	return hash ^ hash>>31
}

func (m *memo) list(n int) []Run {
	start := int32(0)
	if n > 0 {
		start = m.ends[n-1]
	}
	return m.elements[start:m.ends[n]]
}

func (m *memo) grow() {
	m.places = make([]int32, max(1024, 2*len(m.places)))
	mask := uint64(len(m.places) - 1)
	for n, hash := range m.hashes {
		at := hash & mask
		for m.places[at] != 0 {
			at = (at + 1) & mask
		}
		m.places[at] = int32(n + 1)
	}
}
