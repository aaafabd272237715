package main

import (
	standard "debug/dwarf"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

// function is what debug information says about one function, inlined or not.
type function struct {
	symbol string // its mangled name, "" if there is none
	path   string // its path as DWARF nests it: "app::do_tasks::{async_fn#0}::{closure#1}"
	crate  string // the outermost namespace
	file   string // the source file that declares it
	rust   bool   // a compilation unit of another language has no crates
}

// binary answers which functions are at an address, the way std's backtrace asks: including inlined ones. Its debug
// information is not split: all offsets of entries are in one section.
type binary struct {
	file       *symbols.File
	symbolizer *debuginfo.Symbolizer
	symbols    []object.Symbol
	units      map[*dwarf.Unit]*unit
}

// unit is a compilation unit. It is read when its first function is needed.
type unit struct {
	files   []*standard.LineFile
	entries map[dwarf.Offset]*entry
	rust    bool
}

// entry is an entry that a function's path needs, and what it is nested in.
type entry struct {
	*dwarf.Entry
	parent *entry
}

func openBinary(path string) (*binary, error) {
	file, err := symbols.Open(path)
	if err != nil {
		return nil, err
	}
	b := &binary{file: file, units: map[*dwarf.Unit]*unit{}}
	if b.symbolizer, err = debuginfo.NewSymbolizer(file); err != nil {
		return nil, err
	}
	b.symbols, err = file.Symbols()
	return b, err
}

// at returns the functions at an address, innermost first: those inlined there, then the one with the code.
func (b *binary) at(address uint64) ([]function, error) {
	offsets, err := b.symbolizer.Entries(address)
	if err != nil {
		return nil, err
	}
	functions := make([]function, len(offsets))
	for i, offset := range offsets {
		if functions[i], err = b.function(offset); err != nil {
			return nil, err
		}
	}
	return functions, nil
}

// symbolsAt returns the names that the symbol table has for an address: several if the compiler merged functions with the
// same code.
func (b *binary) symbolsAt(address uint64) []string {
	var names []string
	for _, s := range b.symbols {
		if s.Address <= address && address < s.Address+max(s.Size, 1) {
			names = append(names, s.Name)
		}
	}
	return names
}

// named returns the function of a symbol, wherever its code is.
func (b *binary) named(symbol string) (function, bool, error) {
	for _, in := range b.file.Units {
		u, err := b.unit(in)
		if err != nil {
			return function{}, false, err
		}
		for offset, e := range u.entries {
			if name, _ := e.Val(dwarf.AttrLinkageName).(string); name == symbol {
				f, err := b.function(offset)
				return f, err == nil, err
			}
		}
	}
	return function{}, false, nil
}

// function follows an entry to its name: an inlined or concrete copy has an origin, a definition outside its type has a
// declaration.
func (b *binary) function(offset dwarf.Offset) (function, error) {
	f := function{}
	for {
		u, err := b.unitOf(offset)
		if err != nil {
			return f, err
		}
		e := u.entries[offset]
		if e == nil {
			return f, fmt.Errorf("no entry at %#x", offset)
		}
		f.rust = u.rust
		if symbol, ok := e.Val(dwarf.AttrLinkageName).(string); ok && f.symbol == "" {
			f.symbol = symbol
		}
		if index, ok := e.Val(dwarf.AttrDeclFile).(int64); ok && f.file == "" && int(index) < len(u.files) {
			if file := u.files[index]; file != nil {
				f.file = file.Name
			}
		}
		next := dwarf.Origin(e.Entry)
		if next == offset {
			f.path, f.crate = qualifiedName(e)
			return f, nil
		}
		offset = next
	}
}

// qualifiedName joins the names from the outermost namespace to the entry.
func qualifiedName(e *entry) (path, crate string) {
	var names []string
	for ; e != nil; e = e.parent {
		if name, ok := e.Val(dwarf.AttrName).(string); ok {
			names = append(names, name)
		}
	}
	slices.Reverse(names)
	if len(names) > 1 {
		crate = names[0]
	}
	return strings.Join(names, "::"), crate
}

// unitOf reads the unit that an entry is in.
func (b *binary) unitOf(offset dwarf.Offset) (*unit, error) {
	behind := sort.Search(len(b.file.Units), func(i int) bool { return b.file.Units[i].Entry.Offset > offset })
	if behind == 0 {
		return nil, fmt.Errorf("no unit at %#x", offset)
	}
	return b.unit(b.file.Units[behind-1])
}

// unit reads a compilation unit, once.
func (b *binary) unit(in *dwarf.Unit) (*unit, error) {
	if u := b.units[in]; u != nil {
		return u, nil
	}
	u := &unit{entries: map[dwarf.Offset]*entry{}, rust: in.Rust}
	body, err := in.Body()
	if err != nil {
		return nil, err
	}
	if err := u.readEntries(body); err != nil {
		return nil, err
	}
	lines, err := in.Lines()
	if err != nil {
		return nil, err
	}
	if lines != nil {
		u.files = lines.Files()
	}
	b.units[in] = u
	return u, nil
}

// readEntries reads the entries between a unit and its functions, and skips all others with their contents.
func (u *unit) readEntries(body *dwarf.Reader) error {
	type around struct {
		entry  *entry // nil for the unit itself
		passed bool
	}
	enter := func(e *dwarf.Entry, in around) (around, error) {
		if in.passed || !wanted(e.Tag) {
			return around{passed: true}, nil
		}
		own := &entry{Entry: e, parent: in.entry}
		u.entries[e.Offset] = own
		return around{entry: own}, nil
	}
	return dwarf.Walk(body, around{}, enter, nil)
}

// wanted reports whether an entry with the tag can be between a unit and a function.
func wanted(tag dwarf.Tag) bool {
	switch tag {
	case dwarf.TagNamespace, dwarf.TagStructType, dwarf.TagUnionType, dwarf.TagEnumerationType, standard.TagVariantPart,
		dwarf.TagVariant, dwarf.TagSubprogram, dwarf.TagInlinedSubroutine, standard.TagLexDwarfBlock:
		return true
	}
	return false
}
