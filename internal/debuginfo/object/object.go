// Package object reads object files: what a linker or a compiler wrote, as sections, segments and symbols.
//
// In goes the path of an ELF, Mach-O or PE file; out comes an Object, whose sections are parts of the file in memory. Start
// at Open. What the sections say is for other packages to read.
package object

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
)

// ErrNotObject is the error of a file that is neither ELF nor Mach-O nor PE.
var ErrNotObject = errors.New("not an ELF, Mach-O or PE file")

// Object is an ELF, Mach-O or PE file, or one architecture of it. Sections have the names that ELF gives them, without the
// leading dot.
type Object interface {
	Path() string
	Raw() []byte // the whole file
	Has(section string) bool
	// Section returns the content of a section, uncompressed, or nil if there is no such section. It may be a part of
	// the file's map in memory.
	Section(name string) ([]byte, error)
	Size(section string) int64 // of the uncompressed section
	BuildID() string           // in hexadecimal: GNU's build id, or the UUID of a Mach-O file; "" if there is none
	DebugLink() (name string, checksum uint32, ok bool)
	Order() binary.ByteOrder
	Code() [][2]uint64 // the ranges of addresses that hold code, ascending
	Segments() []Segment
	Symbols() ([]Symbol, error) // of functions, in the order of the file
	Machine() Machine
	// Pointers returns where the program has addresses in its data once it is loaded.
	Pointers() (Pointers, error)
	// Imports returns the symbols of other files whose addresses the program has in its data once it is loaded, by where.
	Imports() (map[uint64]string, error)
	// Release lets the system take back the memory that the file's pages use. They are read again when they are
	// needed, so calling it too often is slow, but never wrong.
	Release()
	Close() error
}

// Machine is the processor that a program is for, as far as its code can be read.
type Machine uint8

// The machines. OtherMachine is the zero value.
const (
	OtherMachine Machine = iota
	AMD64
	ARM64
)

// Segment is a part of a program that is loaded into memory.
type Segment struct {
	Offset  uint64 // in the file
	Address uint64
	Size    uint64 // in the file
}

// Symbol is a function in the symbol table.
type Symbol struct {
	Name    string
	Address uint64
	Size    uint64 // 0 if the format does not say, as in Mach-O
}

// MaxSection bounds a section, since the standard library counts offsets in 32 bits. Where an int has only 32 bits,
// half of what it can count is already more than a process has room for.
const MaxSection = min(1<<32-1, math.MaxInt/2)

type format struct {
	magic string
	open  func(m *mapped) (Object, error)
}

// formats are the files that can be read, by their first bytes.
var formats = []format{
	{"\x7fELF", openELF},
	{"\xcf\xfa\xed\xfe", openMachO},    // 64 bits, little-endian
	{"\xce\xfa\xed\xfe", openMachO},    // 32 bits, little-endian
	{"MZ", openPE},                     // Windows; old programs for DOS also begin like this
	{"\xca\xfe\xba\xbe", openMachOFat}, // several architectures; Java's class files also begin like this
}

// HasMagic reports whether a file that starts with these bytes may be an object file.
func HasMagic(start []byte) bool {
	return slices.ContainsFunc(formats, func(f format) bool { return bytes.HasPrefix(start, []byte(f.magic)) })
}

// Open opens an object file. Of a Mach-O file with several architectures, it takes the first that has debug
// information.
func Open(path string) (Object, error) {
	m, err := mapFile(path)
	if err != nil {
		return nil, err
	}
	for _, f := range formats {
		if !bytes.HasPrefix(m.data, []byte(f.magic)) {
			continue
		}
		o, err := f.open(m)
		if err != nil {
			return nil, errors.Join(err, m.Close())
		}
		return o, nil
	}
	return nil, errors.Join(ErrNotObject, m.Close())
}

// maxMapped bounds a file in memory where an int has 32 bits: Go aborts the whole process if it cannot get the memory
// that it asks for.
const maxMapped = math.MaxInt / 2

// sizeInMemory returns the size of a file that may be a program and will be held in memory as a whole.
func sizeInMemory(info os.FileInfo) (int, error) {
	switch {
	case !info.Mode().IsRegular() || info.Size() == 0:
		return 0, ErrNotObject
	case info.Size() > maxMapped:
		return 0, fmt.Errorf("%d bytes are too many for this system", info.Size())
	}
	return int(info.Size()), nil
}

// mapped is a file in memory.
type mapped struct {
	name string
	data []byte
}

func (m *mapped) Path() string { return m.name }
func (m *mapped) Raw() []byte  { return m.data }

// part returns a slice of the file. Damaged headers ask for what is not there.
func (m *mapped) part(offset, size uint64) ([]byte, error) {
	if offset > uint64(len(m.data)) || size > uint64(len(m.data))-offset {
		return nil, fmt.Errorf("cut off: %d bytes at %#x are asked for, the file has %d", size, offset, len(m.data))
	}
	return m.data[offset : offset+size : offset+size], nil
}
