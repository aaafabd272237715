package object

import (
	"debug/macho"
	"encoding/binary"
)

// Chained fixups (mach-o/fixup-chains.h), which linkers write since macOS 11: a pointer in data has its target in its low
// bits, and where the next pointer is in its high ones.
const (
	loadChainedFixups  = 0x80000034
	chainedPointer     = 2 // DYLD_CHAINED_PTR_64: the target is an address
	chainedOffset      = 6 // DYLD_CHAINED_PTR_64_OFFSET: the target is an offset from where the image starts
	chainedTarget      = 1<<36 - 1
	chainedBind        = 1 << 63 // to a symbol of another image
	chainedFormatAt    = 6       // in dyld_chained_starts_in_segment
	maxChainedSegments = 1 << 10
)

func (o *machoObject) Machine() Machine {
	switch o.file.Cpu {
	case macho.CpuAmd64:
		return AMD64
	case macho.CpuArm64:
		return ARM64
	}
	return OtherMachine
}

// Pointers reads what is in place. Older linkers write addresses there.
func (o *machoObject) Pointers() (Pointers, error) {
	segments := o.Segments()
	for i := range segments {
		segments[i].Offset += o.base
	}
	p := Pointers{memory: memory{o.data, segments, o.Order()}, decode: plain}
	format, err := o.chainedFormat()
	if err != nil {
		return p, err
	}
	start := uint64(0)
	if format == chainedOffset {
		if text := o.file.Segment("__TEXT"); text != nil {
			start = text.Addr
		}
	}
	if format == chainedPointer || format == chainedOffset {
		p.decode = func(value uint64) (uint64, bool) {
			return start + value&chainedTarget, value != 0 && value&chainedBind == 0
		}
	}
	return p, nil
}

// Imports returns nothing: Rust's libraries are linked statically on Apple's systems.
func (o *machoObject) Imports() (map[uint64]string, error) { return nil, nil }

// chainedFormat returns the format of the pointers in the first segment that has some, 0 if there are no chains:
//
//	load command    command, size, offset and size of the data (4 bytes each)
//	data            version, offset of starts, … (4 each)
//	starts          number of segments, for each the offset of what is known of it from here, 0 for none (4 each)
//	of a segment    size (4), size of a page (2), format (2), …
func (o *machoObject) chainedFormat() (uint16, error) {
	for _, load := range o.file.Loads {
		raw := load.Raw()
		if len(raw) < 16 || o.Order().Uint32(raw) != loadChainedFixups {
			continue
		}
		data, err := o.part(o.base+uint64(o.Order().Uint32(raw[8:])), uint64(o.Order().Uint32(raw[12:])))
		if err != nil || len(data) < 8 {
			return 0, err
		}
		return formatOf(data, uint64(o.Order().Uint32(data[4:])), o.Order()), nil
	}
	return 0, nil
}

func formatOf(data []byte, starts uint64, order binary.ByteOrder) uint16 {
	if starts > uint64(len(data)) || len(data[starts:]) < 4 {
		return 0
	}
	data = data[starts:]
	for i := range min(uint64(order.Uint32(data)), maxChainedSegments) {
		if uint64(len(data)) < 4*(i+2) {
			return 0
		}
		at := uint64(order.Uint32(data[4*(i+1):]))
		if at == 0 || at+chainedFormatAt+2 > uint64(len(data)) {
			continue
		}
		return order.Uint16(data[at+chainedFormatAt:])
	}
	return 0
}
