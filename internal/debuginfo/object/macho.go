package object

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"
)

// Load commands, sections and symbols as <mach-o/loader.h> and <mach-o/nlist.h> number them.
const (
	loadUUID           = 0x1b
	machoSectionName   = 16 // section names are cut off at this length
	machoInstructions  = 0x80000000 | 0x400
	machoSymbolStab    = 0xe0
	machoSymbolKind    = 0x0e
	machoSymbolSection = 0x0e
)

// machoObject is one architecture of a Mach-O file.
type machoObject struct {
	*mapped
	file *macho.File
	base uint64 // the architecture's offset in the file
}

func openMachO(m *mapped) (Object, error) {
	file, err := macho.NewFile(bytes.NewReader(m.data))
	if err != nil {
		return nil, err
	}
	return linked(&machoObject{mapped: m, file: file})
}

func openMachOFat(m *mapped) (Object, error) {
	fat, err := macho.NewFatFile(bytes.NewReader(m.data))
	if err != nil {
		return nil, err
	}
	var first *machoObject
	for _, arch := range fat.Arches {
		o := &machoObject{mapped: m, file: arch.File, base: uint64(arch.Offset)}
		if o.Has("debug_info") {
			return linked(o)
		}
		if first == nil {
			first = o
		}
	}
	if first == nil {
		return nil, ErrNotObject
	}
	return first, nil
}

func linked(o *machoObject) (Object, error) {
	if o.file.Type == macho.TypeObj {
		return nil, errors.New("an object file before linking: the dSYM bundle of the program can be read")
	}
	return o, nil
}

func (o *machoObject) Order() binary.ByteOrder { return o.file.ByteOrder }

func (o *machoObject) find(name string) *macho.Section {
	name = "__" + name
	return o.file.Section(name[:min(len(name), machoSectionName)])
}

func (o *machoObject) Has(name string) bool { return o.Size(name) > 0 }

func (o *machoObject) Size(name string) int64 {
	if s := o.find(name); s != nil {
		return int64(s.Size)
	}
	return 0
}

func (o *machoObject) Section(name string) ([]byte, error) {
	s := o.find(name)
	if s == nil || s.Size == 0 {
		return nil, nil
	}
	return o.part(o.base+uint64(s.Offset), s.Size)
}

func (o *machoObject) BuildID() string {
	const header, size = 8, 16
	for _, load := range o.file.Loads {
		raw := load.Raw()
		if len(raw) >= header+size && o.Order().Uint32(raw) == loadUUID {
			return hex.EncodeToString(raw[header : header+size])
		}
	}
	return ""
}

func (o *machoObject) DebugLink() (name string, checksum uint32, ok bool) { return "", 0, false }

func (o *machoObject) Code() [][2]uint64 {
	var ranges [][2]uint64
	for _, s := range o.file.Sections {
		if s.Flags&machoInstructions != 0 && s.Size > 0 {
			ranges = append(ranges, [2]uint64{s.Addr, s.Addr + s.Size})
		}
	}
	return ranges
}

func (o *machoObject) Segments() []Segment {
	var segments []Segment
	for _, load := range o.file.Loads {
		if s, ok := load.(*macho.Segment); ok && s.Filesz > 0 {
			segments = append(segments, Segment{Offset: s.Offset, Address: s.Addr, Size: s.Filesz})
		}
	}
	return segments
}

// Symbols returns the symbols of code. Apple's linker puts an underscore before each name.
func (o *machoObject) Symbols() ([]Symbol, error) {
	if o.file.Symtab == nil {
		return nil, nil
	}
	var symbols []Symbol
	for _, s := range o.file.Symtab.Syms {
		if s.Type&machoSymbolStab == 0 && s.Type&machoSymbolKind == machoSymbolSection && o.holdsCode(s.Value) {
			symbols = append(symbols, Symbol{Name: strings.TrimPrefix(s.Name, "_"), Address: s.Value})
		}
	}
	return symbols, nil
}

func (o *machoObject) holdsCode(address uint64) bool {
	for _, r := range o.Code() {
		if r[0] <= address && address < r[1] {
			return true
		}
	}
	return false
}
