package object

// Addresses in a program's data. Where a program can be loaded anywhere, its file has notes on what to add there, and not
// always the address itself.

import (
	"debug/elf"
	"encoding/binary"
	"slices"
	"sort"
)

// Pointers are the addresses in a program's data.
type Pointers struct {
	memory   memory
	relative []byte // relative relocations with addends, ascending by the place that they are for
	decode   func(value uint64) (uint64, bool)
}

// A relocation is {where uint64, type and symbol uint64, addend int64}.
const relaSize = 24

// memory is what of a file is loaded, by address.
type memory struct {
	data     []byte
	segments []Segment
	order    binary.ByteOrder
}

// at returns the bytes from an address to the end of the segment that it is in.
func (m *memory) at(address uint64) []byte {
	for _, s := range m.segments {
		if s.Address <= address && address-s.Address < s.Size {
			start := s.Offset + (address - s.Address)
			end := s.Offset + s.Size
			if start > uint64(len(m.data)) || end < start {
				return nil
			}
			return m.data[start:min(end, uint64(len(m.data)))]
		}
	}
	return nil
}

// Bytes returns the bytes from an address to the end of what is loaded with it, nil if nothing is there.
func (p *Pointers) Bytes(address uint64) []byte { return p.memory.at(address) }

// At returns the address that the program has at an address.
func (p *Pointers) At(address uint64) (uint64, bool) {
	n := len(p.relative) / relaSize
	i := sort.Search(n, func(i int) bool { return p.where(i) >= address })
	if i < n && p.where(i) == address {
		return p.addend(i), true
	}
	in := p.memory.at(address)
	if len(in) < 8 {
		return 0, false
	}
	return p.decode(p.memory.order.Uint64(in))
}

func (p *Pointers) where(i int) uint64 { return p.memory.order.Uint64(p.relative[i*relaSize:]) }

func (p *Pointers) addend(i int) uint64 { return p.memory.order.Uint64(p.relative[i*relaSize+16:]) }

// Each calls f with the places of a range of addresses that may have an address, and with what is there.
func (p *Pointers) Each(low, high uint64, f func(at, to uint64)) {
	n := len(p.relative) / relaSize
	for i := sort.Search(n, func(i int) bool { return p.where(i) >= low }); i < n && p.where(i) < high; i++ {
		f(p.where(i), p.addend(i))
	}
	for at := (low + 7) &^ 7; at < high; {
		in := p.memory.at(at)
		if len(in) < 8 {
			return
		}
		for ; len(in) >= 8 && at < high; in, at = in[8:], at+8 {
			if to, ok := p.decode(p.memory.order.Uint64(in)); ok {
				f(at, to)
			}
		}
	}
}

// plain decodes an address that is in its place as it is.
func plain(value uint64) (uint64, bool) { return value, value != 0 }

// relativeTypes are the relocations that add where the program was loaded to their addend.
var relativeTypes = map[elf.Machine]uint32{
	elf.EM_X86_64:  uint32(elf.R_X86_64_RELATIVE),
	elf.EM_AARCH64: uint32(elf.R_AARCH64_RELATIVE),
}

func (o *elfObject) Machine() Machine {
	switch {
	case o.file.Class != elf.ELFCLASS64 || o.file.ByteOrder != binary.LittleEndian:
		return OtherMachine
	case o.file.Machine == elf.EM_X86_64:
		return AMD64
	case o.file.Machine == elf.EM_AARCH64:
		return ARM64
	}
	return OtherMachine
}

// Pointers reads relocations with addends. All others have the address in its place, less where the program is loaded.
func (o *elfObject) Pointers() (Pointers, error) {
	p := Pointers{memory: memory{o.data, o.Segments(), o.Order()}, decode: plain}
	relative, known := relativeTypes[o.file.Machine]
	section, err := o.Section("rela.dyn")
	if err != nil || !known || o.file.Class != elf.ELFCLASS64 {
		return p, err
	}
	// Linkers sort relative relocations to the front (-z combreloc).
	section = section[:len(section)/relaSize*relaSize]
	end, sorted := 0, true
	for ; end < len(section); end += relaSize {
		if uint32(p.memory.order.Uint64(section[end+8:])) != relative {
			break
		}
		sorted = sorted && (end == 0 || p.memory.order.Uint64(section[end-relaSize:]) <= p.memory.order.Uint64(section[end:]))
	}
	p.relative = section[:end]
	if !sorted || end < len(section) && o.mixed(section[end:], relative) {
		p.relative = o.sorted(section, relative)
	}
	return p, nil
}

// mixed reports whether there are relative relocations in a part of the section.
func (o *elfObject) mixed(section []byte, relative uint32) bool {
	for at := 0; at < len(section); at += relaSize {
		if uint32(o.Order().Uint64(section[at+8:])) == relative {
			return true
		}
	}
	return false
}

// sorted returns a copy of the relative relocations, ascending.
func (o *elfObject) sorted(section []byte, relative uint32) []byte {
	var entries [][]byte
	for at := 0; at < len(section); at += relaSize {
		if uint32(o.Order().Uint64(section[at+8:])) == relative {
			entries = append(entries, section[at:at+relaSize])
		}
	}
	slices.SortStableFunc(entries, func(a, b []byte) int {
		x, y := o.Order().Uint64(a), o.Order().Uint64(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return slices.Concat(entries...)
}

// importTypes are the relocations that put the address of another file's function into a slot.
var importTypes = map[elf.Machine][]uint32{
	elf.EM_X86_64:  {uint32(elf.R_X86_64_GLOB_DAT), uint32(elf.R_X86_64_JMP_SLOT), uint32(elf.R_X86_64_64)},
	elf.EM_AARCH64: {uint32(elf.R_AARCH64_GLOB_DAT), uint32(elf.R_AARCH64_JUMP_SLOT), uint32(elf.R_AARCH64_ABS64)},
}

// Imports reads relocations with symbols.
func (o *elfObject) Imports() (map[uint64]string, error) {
	types := importTypes[o.file.Machine]
	if types == nil || o.file.Class != elf.ELFCLASS64 {
		return nil, nil
	}
	symbols, err := o.file.DynamicSymbols()
	if err != nil {
		return nil, nil //nolint:nilerr // a program that is linked statically has none
	}
	imports := map[uint64]string{}
	for _, name := range []string{"rela.dyn", "rela.plt"} {
		section, err := o.Section(name)
		if err != nil {
			return nil, err
		}
		for ; len(section) >= relaSize; section = section[relaSize:] {
			info := o.Order().Uint64(section[8:])
			symbol := info >> 32 // the first symbol is none, and the standard library leaves it out
			if slices.Contains(types, uint32(info)) && symbol > 0 && symbol <= uint64(len(symbols)) {
				imports[o.Order().Uint64(section)] = symbols[symbol-1].Name
			}
		}
	}
	return imports, nil
}
