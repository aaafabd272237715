package rewrite

// memo numbers lists of numbers in the order in which they are first seen.

import (
	"math/bits"
	"math/rand/v2"
)

// memo is a hash table with open addressing. It keeps no lists: two that have the same two hashes of 64 bits, under
// seeds of this process, are practically never different. What a search costs is memory that is not in the
// processor's cache, so the places, which are looked at here and there, are small; the hashes are met in about the
// order that they have, since what comes again comes in about the same order.
type memo struct {
	hashes [][2]uint64 // of each list
	places []int32     // number of the list plus 1; 0 is an empty place
}

// find returns the number of the list, and whether it was seen before. Lists with different tags are different.
func (m *memo) find(list []Run, tag uint64) (int, bool) {
	return m.findHash(hashOf(list, tag))
}

// findHash returns the number of what has the hash, and whether it was seen before.
func (m *memo) findHash(hash [2]uint64) (int, bool) {
	if 2*len(m.hashes) >= len(m.places) {
		m.grow()
	}
	p := m.search(hash)
	if *p > 0 {
		return int(*p - 1), true
	}
	m.hashes = append(m.hashes, hash)
	*p = int32(len(m.hashes))
	return len(m.hashes) - 1, false
}

// search returns the place of the hash, or the empty one where it belongs.
func (m *memo) search(hash [2]uint64) *int32 {
	mask := uint64(len(m.places) - 1)
	for at := hash[0] & mask; ; at = (at + 1) & mask {
		if p := &m.places[at]; *p == 0 || m.hashes[*p-1] == hash {
			return p
		}
	}
}

var seeds = [2]uint64{rand.Uint64(), rand.Uint64()}

// hashOf hashes a list in two halves, which a processor works on at once.
func hashOf(list []Run, tag uint64) [2]uint64 {
	const one, other = 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f
	even, odd := seeds[0]^tag, seeds[1]^uint64(len(list))
	for ; len(list) >= 2; list = list[2:] {
		pair := uint64(uint32(list[0])) | uint64(uint32(list[1]))<<32
		even = bits.RotateLeft64((even^pair)*one, 29)
		odd = bits.RotateLeft64((odd+pair)*other, 31)
	}
	if len(list) > 0 {
		even = (even ^ uint64(uint32(list[0]))) * one
		odd = (odd + uint64(uint32(list[0]))) * other
	}
	even, odd = (even^bits.RotateLeft64(odd, 17))*one, (odd^even)*other
	return [2]uint64{even ^ even>>31, odd ^ odd>>29}
}

func (m *memo) grow() {
	m.places = make([]int32, max(1024, 2*len(m.places)))
	for n, hash := range m.hashes {
		*m.search(hash) = int32(n + 1)
	}
}
