package debuginfo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// object is an ELF or Mach-O file, or one architecture of such. Sections are named as ELF does, without the dot.
type object interface {
	path() string
	raw() []byte // the file
	has(section string) bool
	// section returns what a section holds, uncompressed: nil where there is none. It may be a part of the file's
	// map in memory.
	section(name string) ([]byte, error)
	size(section string) int64 // of the uncompressed section
	buildID() string
	debugLink() (name string, checksum uint32, ok bool)
	order() binary.ByteOrder
	code() [][2]uint64
	segments() []Segment
	symbols() ([]Symbol, error)
	release()
	Close() error
}

// maxSection bounds a section: the standard library counts offsets in 32 bits. Where an int has 32 bits too, half of
// what it can count is more than a process has room for.
const maxSection = min(1<<32-1, math.MaxInt/2)

type objectFormat struct {
	magic string
	open  func(m *mapped) (object, error)
}

// magicNumbers are the first bytes of the files that can be read.
var magicNumbers = []objectFormat{
	{"\x7fELF", openELF},
	{"\xcf\xfa\xed\xfe", openMachO},    // 64 bits, little-endian
	{"\xce\xfa\xed\xfe", openMachO},    // 32 bits, little-endian
	{"\xca\xfe\xba\xbe", openMachOFat}, // several architectures; Java's class files begin so too
}

// isObject reports whether a file that starts with these bytes is a program or its debug information.
func isObject(start []byte) bool {
	return slices.ContainsFunc(magicNumbers, func(format objectFormat) bool {
		return bytes.HasPrefix(start, []byte(format.magic))
	})
}

func openObject(path string) (object, error) {
	m, err := mapFile(path)
	if err != nil {
		return nil, err
	}
	for _, format := range magicNumbers {
		if !bytes.HasPrefix(m.data, []byte(format.magic)) {
			continue
		}
		o, err := format.open(m)
		if err != nil {
			return nil, errors.Join(err, m.Close())
		}
		return o, nil
	}
	return nil, errors.Join(ErrNotObject, m.Close())
}

// maxMapped bounds a file in memory, where an int has 32 bits: Go gives up the whole process where it cannot have the
// memory that it asks for.
const maxMapped = math.MaxInt / 2

// sizeInMemory returns the size of a file that may be a program, which is to be in memory as a whole.
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

func (m *mapped) path() string { return m.name }
func (m *mapped) raw() []byte  { return m.data }

// part is a slice of the file; damaged headers ask for what is not there.
func (m *mapped) part(offset, size uint64) ([]byte, error) {
	if offset > uint64(len(m.data)) || size > uint64(len(m.data))-offset {
		return nil, fmt.Errorf("cut off: %d bytes at %#x are asked for, the file has %d", size, offset, len(m.data))
	}
	return m.data[offset : offset+size : offset+size], nil
}

// inBundle returns the file in a dSYM bundle, and any other path as it is. The layout is Apple's dsymutil's.
func inBundle(path string) string {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return path
	}
	files, err := filepath.Glob(filepath.Join(escaped(path), "Contents", "Resources", "DWARF", "*"))
	if err != nil || len(files) == 0 {
		return path
	}
	return files[0]
}

// escaped makes a path a pattern that matches it alone.
func escaped(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
