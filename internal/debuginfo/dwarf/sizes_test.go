package dwarf

// What files say may be more than an int can hold if that has 32 bits.

import (
	"encoding/binary"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// packaged is a package of split units of which only the index matters.
type packaged struct {
	object.Object
	index []byte
}

func (p packaged) Section(string) ([]byte, error) { return p.index, nil }
func (p packaged) Order() binary.ByteOrder        { return binary.LittleEndian }

func TestIndexOfMoreSplitUnitsThanThereAre(t *testing.T) {
	const over = 1 << 31                // below zero in an int of 32 bits
	for _, counts := range [][3]uint32{ // columns, units, slots
		{over, 1, 1}, {1, over, 1}, {1, over, over}, {1, 1, over}, {0, over, 0}, {over, over, over}, {1, 1<<32 - 1, 1<<32 - 1},
	} {
		index := binary.LittleEndian.AppendUint32(nil, 5)
		for _, count := range counts {
			index = binary.LittleEndian.AppendUint32(index, count)
		}
		index = append(index, make([]byte, 64)...)
		if p, err := openPackage(packaged{index: index}); err == nil {
			t.Errorf("%d columns, units and slots: %+v", counts, p)
		}
	}
}

func TestFieldOfMoreThanThereIs(t *testing.T) {
	for _, length := range []uint64{1<<32 + 1, 1<<63 + 1, 1<<64 - 1} {
		h := lineHeader{fieldReader: fieldReader{data: append(binary.AppendUvarint(nil, length), "text"...), order: binary.LittleEndian}}
		if h.value(formBlock); !h.short {
			t.Errorf("a block of %d bytes is passed over, %d are left", length, len(h.data))
		}
	}
}

func TestUnitOfMoreThanThereIs(t *testing.T) {
	info := binary.LittleEndian.AppendUint32(nil, 0xffffffff)
	info = binary.LittleEndian.AppendUint64(info, 1<<32+4)
	info = append(info, make([]byte, 64)...)
	if headers, err := unitHeaders(info, binary.LittleEndian); err == nil {
		t.Errorf("a unit that is cut off is read: %+v", headers)
	}
}
