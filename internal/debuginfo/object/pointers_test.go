package object

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// relocation is one with an addend.
func relocation(where, addend uint64) []byte {
	entry := binary.LittleEndian.AppendUint64(nil, where)
	entry = binary.LittleEndian.AppendUint64(entry, 8) // R_X86_64_RELATIVE
	return binary.LittleEndian.AppendUint64(entry, addend)
}

func TestPointers(t *testing.T) {
	data := make([]byte, 64)
	binary.LittleEndian.PutUint64(data[16:], 0x1234) // in its place, as RELR has it
	p := Pointers{
		memory:   memory{data, []Segment{{Offset: 0, Address: 0x1000, Size: 32}, {Offset: 32, Address: 0x3000, Size: 1 << 62}}, binary.LittleEndian},
		relative: bytes.Join([][]byte{relocation(0x1000, 0x2000), relocation(0x1018, 0x2008), relocation(0x3000, 0x2010)}, nil),
		decode:   plain,
	}
	for at, want := range map[uint64]uint64{0x1000: 0x2000, 0x1010: 0x1234, 0x1018: 0x2008, 0x3000: 0x2010, 0x1008: 0, 0x2000: 0, 0x3040: 0, 1<<64 - 1: 0} {
		if got, ok := p.At(at); got != want || ok != (want != 0) {
			t.Errorf("at %#x is %#x, %v, want %#x", at, got, ok, want)
		}
	}
	found := map[uint64]uint64{}
	p.Each(0xffd, 0x1018, func(at, to uint64) { found[at] = to })
	if len(found) != 2 || found[0x1000] != 0x2000 || found[0x1010] != 0x1234 {
		t.Errorf("%#x", found)
	}
	p.Each(0x3008, 1<<63, func(at, to uint64) { t.Errorf("%#x at %#x", to, at) })
}

// TestChainedFixups reads the format of pointers as linkers of macOS write it, cut off anywhere.
func TestChainedFixups(t *testing.T) {
	order := binary.LittleEndian
	data := make([]byte, 64)
	order.PutUint32(data[4:], 16)               // where the starts are
	order.PutUint32(data[16:], 3)               // segments
	order.PutUint32(data[24:], 16)              // the second has some, at 32
	order.PutUint16(data[32+6:], chainedOffset) // its format
	if got := formatOf(data, 16, order); got != chainedOffset {
		t.Errorf("%d", got)
	}
	for length := range len(data) {
		for _, starts := range []uint64{16, 0, 60, 1 << 32} {
			formatOf(data[:length], starts, order)
		}
	}
}
