// Package symbols finds debug information, wherever it is: in a program, in files of its own, in directories that
// change while they are watched.
//
// In goes the path of an ELF, Mach-O or PE program, or of a file with the debug information of one; out comes a File with
// its compilation units and symbols. Start at Open.
package symbols

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

var (
	// ErrNoDebugInfo is the error of a program that has no debug information, neither inside nor in another file.
	ErrNoDebugInfo = errors.New("no debug information")
	// ErrIncomplete is the error of a program with debug information in other files, some of which are missing.
	ErrIncomplete = errors.New("incomplete debug information")
)

// Advice says how to build a program so that enough is known of it.
const Advice = `read the program before it is stripped, since its symbols say enough, or put debug = 1 below ` +
	`[profile.release] in Cargo.toml ("line-tables-only" is not enough without symbols)`

// File is a program's debug information, wherever it is. Several goroutines may use it at once.
type File struct {
	Path    string // as it was given
	BuildID string // in hexadecimal: GNU's build id, or the UUID of a Mach-O file; "" if there is none
	Units   []*dwarf.Unit
	// Missing are the split units that were not found, by the names that the program has for them.
	Missing []string

	noInfo  error         // why there is no debug information, nil if there is some
	program object.Object // the file itself
	info    object.Object // the file with the debug information, often the same
	parts   parts
}

// parts are all files that a program's debug information is in.
type parts struct {
	kept   []object.Object
	stamps []FileStamp // of where parts may be next to the program, each from before the file was opened
}

// Look notes what a path looks like where a part of the debug information may be, and reports whether a file is there.
func (p *parts) Look(path string) bool {
	stamp := StampOf(path)
	p.stamps = append(p.stamps, stamp)
	return stamp.exists
}

// Keep takes over a file; close closes it.
func (p *parts) Keep(o object.Object) { p.kept = append(p.kept, o) }

// Release lets the system take back the memory that the pages of the files use.
func (p *parts) Release() {
	for _, o := range p.kept {
		o.Release()
	}
}

func (p *parts) close() error {
	var err error
	for _, o := range p.kept {
		err = errors.Join(err, o.Close())
	}
	p.kept = nil
	return err
}

// Open reads a program's debug information: from the file itself, or if it was taken out, from the file that the build
// id or the debug link names. A dSYM bundle is opened by its directory. Of a Mach-O file with several architectures, it
// reads the first that has debug information.
func Open(path string) (*File, error) {
	file, _, err := OpenStamped(path)
	return file, err
}

// OpenProgram opens a file like OpenStamped. A program that has no debug information is opened too, if its symbols are
// there and its code can be read: it has no units then, and NoInfo says why.
func OpenProgram(path string) (*File, []FileStamp, error) {
	return open(path, (*File).findProgram)
}

// OpenStamped opens a file like Open. It also returns stamps of the other files that the result depends on, including
// those that do not exist: after an error, too, a change of one of them may change the result.
func OpenStamped(path string) (*File, []FileStamp, error) {
	return open(path, (*File).find)
}

func open(path string, find func(*File) error) (*File, []FileStamp, error) {
	f := &File{Path: path}
	if err := f.Guard(func() error { return find(f) }); err != nil {
		_ = f.Close() // the first error says more
		return nil, f.parts.stamps, err
	}
	return f, f.parts.stamps, nil
}

func (f *File) find() (err error) {
	if f.program, err = object.Open(inBundle(f.Path)); err != nil {
		return err
	}
	f.parts.Keep(f.program)
	f.info = f.program
	f.BuildID = f.program.BuildID()
	if !f.program.Has("debug_info") {
		if f.info, err = f.separate(); err != nil {
			return err
		}
	}
	f.Units, f.Missing, err = dwarf.ReadUnits(f.program.Path(), f.info, &f.parts)
	return err
}

func (f *File) findProgram() error {
	err := f.find()
	if !errors.Is(err, ErrNoDebugInfo) || f.program.Machine() == object.OtherMachine {
		return err
	}
	symbols, failed := f.program.Symbols()
	if failed != nil || len(symbols) == 0 {
		return errors.Join(err, failed)
	}
	f.info, f.noInfo = f.program, err
	return nil
}

// NoInfo says why there is no debug information. It is nil if there is some.
func (f *File) NoInfo() error { return f.noInfo }

// Program returns the program's own file, which has its code.
func (f *File) Program() object.Object { return f.program }

// LazyUnits returns the units in their order, for walks that pass many texts.
func (f *File) LazyUnits() ([]dwarf.LazyUnit, error) {
	if f.noInfo != nil {
		return nil, nil
	}
	return dwarf.LazyUnits(f.info, f.Units)
}

// Incomplete returns an ErrIncomplete if units are missing, else nil.
func (f *File) Incomplete() error {
	switch more := len(f.Missing) - 1; more {
	case -1:
		return nil
	case 0:
		return fmt.Errorf("%s: %w: no file with the split unit %s", f.Path, ErrIncomplete, f.Missing[0])
	default:
		return fmt.Errorf("%s: %w: no file with the split unit %s, and %d more such", f.Path, ErrIncomplete, f.Missing[0], more)
	}
}

// Close closes the files. What was read from them must not be used any more.
func (f *File) Close() error { return f.parts.close() }

// Closed reports whether no file is open any more.
func (f *File) Closed() bool { return len(f.parts.kept) == 0 }

// Size is the number of bytes of debug information about functions and types (.debug_info), split units included.
func (f *File) Size() int64 {
	size := int64(0)
	for _, o := range f.parts.kept {
		size += o.Size("debug_info") + o.Size("debug_info.dwo")
	}
	return size
}

// Release lets the system take back the memory that the pages of the files use. They are read again when they are
// needed, so calling it too often is slow, but never wrong.
func (f *File) Release() { f.parts.Release() }

// Code returns the ranges of addresses that hold code, ascending.
func (f *File) Code() [][2]uint64 { return f.program.Code() }

// Segments returns the parts of the program that are loaded, which relate offsets in the file to addresses.
func (f *File) Segments() []object.Segment { return f.program.Segments() }

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
	return slices.ContainsFunc(f.Units, func(u *dwarf.Unit) bool { return u.Rust })
}

// Symbols returns the functions of the symbol table, ascending by address. If the program was stripped, they are from
// the file with the debug information.
func (f *File) Symbols() ([]object.Symbol, error) {
	var symbols []object.Symbol
	err := f.Guard(func() (err error) {
		if symbols, err = f.program.Symbols(); err == nil && len(symbols) == 0 && f.info != f.program {
			symbols, err = f.info.Symbols()
		}
		return err
	})
	slices.SortStableFunc(symbols, func(a, b object.Symbol) int { return cmp.Compare(a.Address, b.Address) })
	return symbols, err
}

// Guard runs what reads the file, which may be damaged, and names the file in its error. The standard library's readers
// of DWARF and of object files panic on some damage, and a file that was made shorter while it was read is a memory
// fault: both become errors.
func (f *File) Guard(read func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("%s: damaged: %v", f.Path, reason)
		}
	}()
	if err := read(); err != nil {
		var damage dwarf.DecodeError
		if errors.As(err, &damage) {
			return fmt.Errorf("%s: damaged: %w", f.Path, err)
		}
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	return nil
}
