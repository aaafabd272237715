package stackset

// interner numbers texts and lists of numbers in the order in which they are first seen.

import (
	"hash/maphash"
	"math/bits"
	"math/rand/v2"
)

// Digest identifies a text or a list, so that it need not be kept or compared: 128 bits, made with seeds of this process,
// that practically never collide.
type Digest [2]uint64

var textSeed = maphash.MakeSeed()

// DigestOf returns the digest of a text. The digest of "" is zero.
func DigestOf(text string) Digest {
	if text == "" {
		return Digest{}
	}
	return Digest{maphash.String(textSeed, text), uint64(len(text))}
}

// Length returns the length of the text.
func (d Digest) Length() int { return int(d[1]) }

// digestOfFunction returns the digest of what a function is read from.
func digestOfFunction(name, symbol, file Digest) Digest {
	const one, other = 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f
	return Digest{(name[0]*one+symbol[0])*one + file[0], (name[1]*other+symbol[1]+symbol[0])*other + file[1] + file[0]}
}

// interner is an open-addressing hash table. It keeps only digests. The cost of a search is cache misses, so the slots,
// which are read at random, are small; and since sequences tend to repeat, it first tries the entry that came after the
// last one found.
type interner struct {
	digests []Digest
	slots   []int32 // the digest's number plus 1; 0 is an empty slot
	next    int     // the number after the last one found
}

// find returns the number of a digest, and whether it was seen before.
func (m *interner) find(digest Digest) (int, bool) {
	if n, found := m.lookUp(digest); found {
		return n, true
	}
	if 2*len(m.digests) >= len(m.slots) {
		m.grow()
	}
	m.digests = append(m.digests, digest)
	*m.search(digest) = int32(len(m.digests))
	return len(m.digests) - 1, false
}

// lookUp returns the number of a digest, and whether it was seen before.
func (m *interner) lookUp(digest Digest) (int, bool) {
	n := m.next
	if n >= len(m.digests) || m.digests[n] != digest {
		if len(m.slots) == 0 {
			return 0, false
		}
		if n = int(*m.search(digest)) - 1; n < 0 {
			return 0, false
		}
	}
	m.next = n + 1
	return n, true
}

// search returns the slot of the digest, or the empty slot where it belongs.
func (m *interner) search(digest Digest) *int32 {
	mask := uint64(len(m.slots) - 1)
	for at := digest[0] & mask; ; at = (at + 1) & mask {
		if slot := &m.slots[at]; *slot == 0 || m.digests[*slot-1] == digest {
			return slot
		}
	}
}

var seeds = [2]uint64{rand.Uint64(), rand.Uint64()}

// digestOfList digests a list in two halves, which the CPU works on in parallel. Lists with different tags are different.
func digestOfList[T ~int32](list []T, tag uint64) Digest {
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
	return Digest{even ^ even>>31, odd ^ odd>>29}
}

func (m *interner) grow() {
	m.slots = make([]int32, max(1024, 2*len(m.slots)))
	for n, digest := range m.digests {
		*m.search(digest) = int32(n + 1)
	}
}
