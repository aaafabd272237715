package evidence

import (
	"math/bits"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// keyIndex maps keys to small numbers, without an allocation a stack: a table with open addressing that is used
// again. Keys are hashes already.
type keyIndex struct {
	keys   []rustname.Key
	values []int32
	used   int
}

// reset empties the index and makes room for n keys.
func (x *keyIndex) reset(n int) {
	size := 1 << bits.Len(uint(2*n+8))
	if size > cap(x.keys) {
		x.keys, x.values = make([]rustname.Key, size), make([]int32, size)
	}
	x.keys, x.values, x.used = x.keys[:size], x.values[:size], 0
	clear(x.keys)
}

// at returns the place of the key's value, which is -1 when the key is new. It is good until the next call.
func (x *keyIndex) at(key rustname.Key) *int32 {
	if key == 0 {
		key = 1 // 0 marks an empty place
	}
	if 2*x.used >= len(x.keys) {
		x.grow()
	}
	mask := len(x.keys) - 1
	for i := int(key) & mask; ; i = (i + 1) & mask {
		switch x.keys[i] {
		case key:
			return &x.values[i]
		case 0:
			x.keys[i], x.values[i] = key, -1
			x.used++
			return &x.values[i]
		}
	}
}

func (x *keyIndex) grow() {
	old := keyIndex{keys: x.keys, values: x.values}
	x.keys, x.values, x.used = make([]rustname.Key, 2*len(old.keys)), make([]int32, 2*len(old.keys)), 0
	for i, key := range old.keys {
		if key != 0 {
			*x.at(key) = old.values[i]
		}
	}
}
