package profiles

import "math/rand/v2"

// hashIndex finds equal things by their hashes. It is an open-addressing table that reuses its memory; Go's maps cost
// several times as much here, where keys are lists.
type hashIndex struct{ slots []slot }

// slot is a value and the upper half of its hash with the lowest bit set. It is empty if that half is 0.
type slot struct {
	half  uint32
	value int32
}

func halfOf(hash uint64) uint32 { return uint32(hash>>32) | 1 }

// reset empties the index and makes room for n values.
func (x *hashIndex) reset(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	x.slots = zeroed(x.slots, size)
}

// find returns the first equal value with that hash, and whether there is one.
func (x *hashIndex) find(hash uint64, equal func(value int32) bool) (int32, bool) {
	mask := uint64(len(x.slots) - 1)
	half := halfOf(hash)
	for at := hash & mask; x.slots[at].half != 0; at = (at + 1) & mask {
		if p := x.slots[at]; p.half == half && equal(p.value) {
			return p.value, true
		}
	}
	return 0, false
}

// add adds a value. There must be room for it.
func (x *hashIndex) add(hash uint64, value int32) {
	mask := uint64(len(x.slots) - 1)
	at := hash & mask
	for x.slots[at].half != 0 {
		at = (at + 1) & mask
	}
	x.slots[at] = slot{halfOf(hash), value}
}

// findOrAdd returns the first equal value with that hash, or adds this one and returns it.
func (x *hashIndex) findOrAdd(hash uint64, value ref, equal func(value ref) bool) ref {
	first, ok := x.find(hash, func(other int32) bool { return equal(ref(other)) })
	if ok {
		return ref(first)
	}
	x.add(hash, int32(value))
	return value
}

// seed starts every hash, so that nobody can send data whose hashes all collide.
var seed = rand.Uint64()

// mix adds a number to a hash.
func mix(hash, number uint64) uint64 {
	hash = (hash ^ number) * 0x9e3779b97f4a7c15
	return hash ^ hash>>29
}
