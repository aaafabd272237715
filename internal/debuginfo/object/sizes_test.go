package object

// What files say may be more than an int can hold if that has 32 bits.

import (
	"bytes"
	"debug/elf"
	"io/fs"
	"testing"
)

func TestSectionThatBecomesTooMuch(t *testing.T) {
	s := &elf.Section{SectionHeader: elf.SectionHeader{Name: ".debug_info", Size: MaxSection + 1, FileSize: MaxSection}}
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
