package object

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"strings"
)

// Sections and symbols as Microsoft's PE format numbers them.
const (
	peCode           = 0x00000020 // IMAGE_SCN_CNT_CODE
	peUninitialized  = 0x00000080 // IMAGE_SCN_CNT_UNINITIALIZED_DATA
	peExternalSymbol = 2          // IMAGE_SYM_CLASS_EXTERNAL
	peStaticSymbol   = 3          // IMAGE_SYM_CLASS_STATIC
)

// peObject is a program for Windows. It has symbols if GNU's tools linked it; those of MSVC write a PDB.
type peObject struct {
	*mapped
	file *pe.File
	base uint64 // the address that addresses in data are made for
}

func openPE(m *mapped) (Object, error) {
	file, err := pe.NewFile(bytes.NewReader(m.data))
	if err != nil {
		return nil, err
	}
	o := &peObject{mapped: m, file: file}
	switch header := file.OptionalHeader.(type) {
	case *pe.OptionalHeader64:
		o.base = header.ImageBase
	case *pe.OptionalHeader32:
		o.base = uint64(header.ImageBase)
	default:
		return nil, ErrNotObject // an object file before linking
	}
	return o, nil
}

func (o *peObject) Order() binary.ByteOrder { return binary.LittleEndian }

func (o *peObject) find(name string) *pe.Section {
	if s := o.file.Section("." + name); s != nil && s.Characteristics&peUninitialized == 0 && s.Size > 0 {
		return s
	}
	return nil
}

func (o *peObject) Has(name string) bool { return o.find(name) != nil }

func (o *peObject) Size(name string) int64 {
	if s := o.find(name); s != nil {
		return int64(sizeOfPE(s))
	}
	return 0
}

// sizeOfPE returns the size of a section in the file, without what fills it up to a multiple of the file's alignment.
func sizeOfPE(s *pe.Section) uint32 {
	if s.VirtualSize == 0 {
		return s.Size
	}
	return min(s.Size, s.VirtualSize)
}

func (o *peObject) Section(name string) ([]byte, error) {
	s := o.find(name)
	if s == nil {
		return nil, nil
	}
	return o.part(uint64(s.Offset), uint64(sizeOfPE(s)))
}

func (o *peObject) BuildID() string { return "" }

func (o *peObject) DebugLink() (name string, checksum uint32, ok bool) { return "", 0, false }

func (o *peObject) Machine() Machine {
	if _, wide := o.file.OptionalHeader.(*pe.OptionalHeader64); !wide {
		return OtherMachine
	}
	switch o.file.Machine {
	case pe.IMAGE_FILE_MACHINE_AMD64:
		return AMD64
	case pe.IMAGE_FILE_MACHINE_ARM64:
		return ARM64
	}
	return OtherMachine
}

func (o *peObject) Code() [][2]uint64 {
	var ranges [][2]uint64
	for _, s := range o.file.Sections {
		if s.Characteristics&peCode != 0 && s.Size > 0 {
			start := o.base + uint64(s.VirtualAddress)
			ranges = append(ranges, [2]uint64{start, start + uint64(sizeOfPE(s))})
		}
	}
	return ranges
}

// Segments returns the sections, which are what is loaded.
func (o *peObject) Segments() []Segment {
	var segments []Segment
	for _, s := range o.file.Sections {
		if s.Characteristics&peUninitialized == 0 && s.Size > 0 {
			segments = append(segments, Segment{uint64(s.Offset), o.base + uint64(s.VirtualAddress), uint64(sizeOfPE(s))})
		}
	}
	return segments
}

func (o *peObject) Symbols() ([]Symbol, error) {
	var symbols []Symbol
	for _, s := range o.file.Symbols {
		if s.SectionNumber < 1 || int(s.SectionNumber) > len(o.file.Sections) || strings.HasPrefix(s.Name, ".") ||
			s.StorageClass != peExternalSymbol && s.StorageClass != peStaticSymbol {
			continue
		}
		if section := o.file.Sections[s.SectionNumber-1]; section.Characteristics&peCode != 0 {
			symbols = append(symbols, Symbol{Name: s.Name, Address: o.base + uint64(section.VirtualAddress) + uint64(s.Value)})
		}
	}
	return symbols, nil
}

// Pointers reads what is in place.
func (o *peObject) Pointers() (Pointers, error) {
	return Pointers{memory: memory{o.data, o.Segments(), o.Order()}, decode: plain}, nil
}

// Imports returns nothing: Rust's libraries are linked statically.
func (o *peObject) Imports() (map[uint64]string, error) { return nil, nil }
