package debuginfo

// What files say may be more than an int holds, where that has 32 bits.

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"io/fs"
	"testing"
)

// packaged is a package of split units of which only the index matters.
type packaged struct {
	object
	index []byte
}

func (p packaged) section(string) ([]byte, error) { return p.index, nil }
func (p packaged) order() binary.ByteOrder        { return binary.LittleEndian }

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

func TestSectionThatBecomesTooMuch(t *testing.T) {
	s := &elf.Section{SectionHeader: elf.SectionHeader{Name: ".debug_info", Size: maxSection + 1, FileSize: maxSection}}
	s.ReaderAt = bytes.NewReader(nil)
	if data, err := uncompress(s); err == nil {
		t.Errorf("%d bytes of nothing", len(data))
	}
}

// sized is a file of which only the size is known.
type sized struct {
	fs.FileInfo
	size int64
}

func (s sized) Size() int64       { return s.size }
func (s sized) Mode() fs.FileMode { return 0 }

func TestFileThatIsTooLargeForMemory(t *testing.T) {
	for size, want := range map[int64]bool{0: false, 1: true, 1 << 20: true, maxMapped: true, maxMapped + 1: false, 1<<63 - 1: false} {
		if got, err := sizeInMemory(sized{size: size}); (err == nil) != want || want && int64(got) != size {
			t.Errorf("%d bytes: %d, %v", size, got, err)
		}
	}
}
