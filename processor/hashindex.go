package processor

// hashIndex finds equal things by their hashes. It is a table with open addressing whose memory is used again; Go's
// maps cost several times as much here, where keys are lists.
type hashIndex struct {
	places []int32 // number in hashes plus 1; 0 is an empty place
	hashes []uint64
	values []int32
}

// reset empties the index and makes room for n values.
func (x *hashIndex) reset(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	x.places = zeroed(x.places, size)
	x.hashes, x.values = x.hashes[:0], x.values[:0]
}

// find returns the first value that has the hash and is equal, and whether there is one.
func (x *hashIndex) find(hash uint64, equal func(value int32) bool) (int32, bool) {
	mask := uint64(len(x.places) - 1)
	for at := hash & mask; x.places[at] != 0; at = (at + 1) & mask {
		if n := x.places[at] - 1; x.hashes[n] == hash && equal(x.values[n]) {
			return x.values[n], true
		}
	}
	return 0, false
}

// add adds a value. There must be room for it.
func (x *hashIndex) add(hash uint64, value int32) {
	mask := uint64(len(x.places) - 1)
	at := hash & mask
	for x.places[at] != 0 {
		at = (at + 1) & mask
	}
	x.hashes, x.values = append(x.hashes, hash), append(x.values, value)
	x.places[at] = int32(len(x.hashes))
}

// mix adds a number to a hash.
func mix(hash, number uint64) uint64 {
	hash = (hash ^ number) * 0x9e3779b97f4a7c15
	return hash ^ hash>>29
}
