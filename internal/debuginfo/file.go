// Package debuginfo reads what a compiler wrote about a program beside its code: the kinds of its closures, the
// functions at an address, the states of its futures.
//
// In goes the path of an ELF or Mach-O program, or of a file with the debug information of one; Open finds the rest
// of it (separate files, split units) and lists the compilation units. Start at File.Units.
package debuginfo

import (
	"debug/dwarf"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
)

var (
	// ErrNotObject is the error of a file that is no ELF and no Mach-O file.
	ErrNotObject = errors.New("not an ELF or Mach-O file")
	// ErrNoDebugInfo is the error of a program that has no debug information, neither in it nor beside it.
	ErrNoDebugInfo = errors.New("no debug information")
	// ErrIncomplete is the error of a program some of whose debug information was split off, to files that are not there.
	ErrIncomplete = errors.New("incomplete debug information")
)

// File is a program's debug information, wherever it lies. It may be used by several goroutines at once.
type File struct {
	Path    string // as it was given
	BuildID string // in hexadecimal: GNU's build id, or the UUID of a Mach-O file; "" where there is none
	Units   []*Unit
	// Missing are the split units that were not found, as the program names them: what they say is not known.
	Missing []string

	program object // the file itself
	info    object // the file with the debug information, often the same
	opened  []object
	looked  []glance // at where parts of it may lie beside the file, each before it was opened
}

// Open reads a program's debug information: that of the file itself, or, where it was taken out, of the file that
// the build id or the debug link names. A dSYM bundle is opened by its directory. Of a Mach-O file with several
// architectures, the first one that has debug information is read.
func Open(path string) (*File, error) {
	f := &File{Path: path}
	if err := f.open(); err != nil {
		return nil, err
	}
	return f, nil
}

// open opens the files. After an error none is open, and looked says where they were looked for.
func (f *File) open() error {
	err := guarded(f.Path, f.find)
	if err != nil {
		_ = f.Close() // the first error says more
	}
	return err
}

func (f *File) find() error {
	program, err := f.openObject(inBundle(f.Path))
	if err != nil {
		return err
	}
	f.program, f.info = program, program
	f.BuildID = program.buildID()
	if !program.has("debug_info") {
		if f.info, err = f.separate(); err != nil {
			return err
		}
	}
	return f.readUnits()
}

// look notes how a path looks at which a part of the debug information may lie, and reports whether anything is there.
func (f *File) look(path string) bool {
	seen := glanceAt(path)
	f.looked = append(f.looked, seen)
	return seen.there
}

// openObject opens one of the files that make up the debug information; Close closes them all.
func (f *File) openObject(path string) (object, error) {
	o, err := openObject(path)
	if err != nil {
		return nil, err
	}
	f.opened = append(f.opened, o)
	return o, nil
}

// Incomplete returns an ErrIncomplete where units are missing, else nil.
func (f *File) Incomplete() error {
	if len(f.Missing) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w: no file with the split unit %s, and %d more such",
		f.Path, ErrIncomplete, f.Missing[0], len(f.Missing)-1)
}

// Close gives the files back. What was read of them must not be used any more.
func (f *File) Close() error {
	var err error
	for _, o := range f.opened {
		err = errors.Join(err, o.Close())
	}
	f.opened = nil
	return err
}

// Size is the number of bytes of debug information about functions and types (.debug_info), split units included.
func (f *File) Size() int64 {
	size := int64(0)
	for _, o := range f.opened {
		size += o.size("debug_info") + o.size("debug_info.dwo")
	}
	return size
}

// Release lets the system take back the memory that the pages of the files use. They are read again when they are
// needed, so it is only slow, never wrong, to call it too often.
func (f *File) Release() {
	for _, o := range f.opened {
		o.release()
	}
}

// Code are the ranges of addresses that hold code, ascending.
func (f *File) Code() [][2]uint64 { return f.program.code() }

// Segment is a part of the program that is loaded into memory.
type Segment struct {
	Offset  uint64 // in the file
	Address uint64
	Size    uint64 // in the file
}

// Segments are the parts of the program that are loaded: what relates offsets in the file to addresses.
func (f *File) Segments() []Segment { return f.program.segments() }

// AddressOf returns the address that a byte of the file is loaded at.
func (f *File) AddressOf(offset uint64) (uint64, bool) {
	for _, s := range f.Segments() {
		if s.Offset <= offset && offset-s.Offset < s.Size {
			return s.Address + offset - s.Offset, true
		}
	}
	return 0, false
}

// Rust reports whether any of the program is Rust.
func (f *File) Rust() bool {
	return slices.ContainsFunc(f.Units, func(u *Unit) bool { return u.Rust })
}

// Symbol is a function in the symbol table.
type Symbol struct {
	Name    string
	Address uint64
	Size    uint64 // 0 where the format does not say, as in Mach-O
}

// Symbols are the functions of the symbol table, ascending by address: the program's, or where that was stripped,
// the one beside the debug information.
func (f *File) Symbols() ([]Symbol, error) {
	var symbols []Symbol
	err := guarded(f.Path, func() (err error) {
		if symbols, err = f.program.symbols(); err == nil && len(symbols) == 0 && f.info != f.program {
			symbols, err = f.info.symbols()
		}
		return err
	})
	slices.SortStableFunc(symbols, func(a, b Symbol) int { return compare(a.Address, b.Address) })
	return symbols, err
}

func compare(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// guarded runs what reads a file that may be damaged. The standard library's readers of DWARF and of object files
// panic on some damage, and a file that was made shorter while it was read is a memory fault: both become errors.
func guarded(path string, read func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("%s: damaged: %v", path, reason)
		}
	}()
	if err := read(); err != nil {
		var damage dwarf.DecodeError
		if errors.As(err, &damage) {
			return fmt.Errorf("%s: damaged: %w", path, err)
		}
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
