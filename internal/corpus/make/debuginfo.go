package main

import (
	"debug/dwarf"
	"debug/elf"
	"fmt"
	"slices"
	"strings"
)

// function is what debug information says of one function, inlined or not.
type function struct {
	symbol string // its mangled name, "" where there is none
	path   string // its path as DWARF nests it: "app::do_tasks::{async_fn#0}::{closure#1}"
	crate  string // the outermost namespace
	file   string // the source file that declares it
	rust   bool   // a compilation unit of another language has no crates
}

// binary answers which functions stand at an address, as std's backtrace asks it: inlined ones included.
type binary struct {
	data    *dwarf.Data
	ranges  []unitRange
	units   map[dwarf.Offset]*unit
	headers []dwarf.Offset // of all units, ascending, to find the unit of a reference
	symbols []elf.Symbol   // functions, ascending by address
}

// unitRange is one of the address ranges of a compilation unit.
type unitRange struct {
	low, high uint64
	unit      dwarf.Offset
}

// unit is a compilation unit, read when the first address of it is asked for.
type unit struct {
	entry *dwarf.Entry
	files []*dwarf.LineFile
	nodes map[dwarf.Offset]*node
	tops  []*node // functions that stand by themselves, with code
	rust  bool
}

// node is an entry of the tree that a function's name or an address needs: namespace, type, function, inlined
// function or block.
type node struct {
	entry    *dwarf.Entry
	parent   *node
	children []*node
	ranges   [][2]uint64
}

const dwLangRust = 0x1c // DW_LANG_Rust

func openBinary(path string) (*binary, error) {
	file, err := elf.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := file.DWARF()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	b := &binary{data: data, units: map[dwarf.Offset]*unit{}}
	if b.symbols, err = functionSymbols(file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return b, b.indexUnits()
}

func functionSymbols(file *elf.File) ([]elf.Symbol, error) {
	symbols, err := file.Symbols()
	if err != nil {
		return nil, err
	}
	symbols = slices.DeleteFunc(symbols, func(s elf.Symbol) bool { return elf.ST_TYPE(s.Info) != elf.STT_FUNC })
	slices.SortFunc(symbols, func(a, b elf.Symbol) int { return compare(a.Value, b.Value) })
	return symbols, nil
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

func (b *binary) indexUnits() error {
	reader := b.data.Reader()
	for {
		entry, err := reader.Next()
		if err != nil || entry == nil {
			return err
		}
		b.headers = append(b.headers, entry.Offset)
		ranges, err := b.data.Ranges(entry)
		if err != nil {
			return err
		}
		for _, r := range ranges {
			b.ranges = append(b.ranges, unitRange{r[0], r[1], entry.Offset})
		}
		reader.SkipChildren()
	}
}

// at returns the functions at an address, innermost first: those inlined there, then the one with the code.
func (b *binary) at(address uint64) ([]function, error) {
	for _, r := range b.ranges {
		if address < r.low || address >= r.high {
			continue
		}
		u, err := b.unit(r.unit)
		if err != nil {
			return nil, err
		}
		if chain := chainAt(u.tops, address); chain != nil {
			return b.functions(chain)
		}
	}
	return nil, nil
}

// symbolsAt returns the names that the symbol table has for an address: several where the compiler found that
// functions have the same code and kept one.
func (b *binary) symbolsAt(address uint64) []string {
	var names []string
	for _, s := range b.symbols {
		if s.Value <= address && address < s.Value+max(s.Size, 1) {
			names = append(names, s.Name)
		}
	}
	return names
}

// named returns the function of a symbol, wherever its code is.
func (b *binary) named(symbol string) (function, bool, error) {
	for _, offset := range b.headers {
		u, err := b.unit(offset)
		if err != nil {
			return function{}, false, err
		}
		for _, n := range u.nodes {
			if name, _ := n.entry.Val(dwarf.AttrLinkageName).(string); name == symbol {
				f, err := b.function(n)
				return f, err == nil, err
			}
		}
	}
	return function{}, false, nil
}

// chainAt returns the function and the inlined functions below it that hold the address, innermost first.
func chainAt(nodes []*node, address uint64) []*node {
	for _, n := range nodes {
		if !n.holds(address) {
			continue
		}
		chain := chainAt(n.children, address)
		if n.entry.Tag != dwarf.TagLexDwarfBlock {
			chain = append(chain, n)
		}
		return chain
	}
	return nil
}

func (n *node) holds(address uint64) bool {
	return slices.ContainsFunc(n.ranges, func(r [2]uint64) bool { return r[0] <= address && address < r[1] })
}

func (b *binary) functions(chain []*node) ([]function, error) {
	functions := make([]function, len(chain))
	for i, n := range chain {
		f, err := b.function(n)
		if err != nil {
			return nil, err
		}
		functions[i] = f
	}
	return functions, nil
}

// function follows a node to where its name stands: an inlined or concrete copy has its origin, a definition
// outside its type has its declaration.
func (b *binary) function(n *node) (function, error) {
	f := function{}
	for {
		u, err := b.unitOf(n.entry.Offset)
		if err != nil {
			return f, err
		}
		f.rust = u.rust
		if symbol, ok := n.entry.Val(dwarf.AttrLinkageName).(string); ok && f.symbol == "" {
			f.symbol = symbol
		}
		if index, ok := n.entry.Val(dwarf.AttrDeclFile).(int64); ok && f.file == "" && int(index) < len(u.files) {
			if file := u.files[index]; file != nil {
				f.file = file.Name
			}
		}
		next, ok := reference(n.entry)
		if !ok {
			f.path, f.crate = qualifiedName(n)
			return f, nil
		}
		if n, err = b.node(next); err != nil {
			return f, err
		}
	}
}

func reference(entry *dwarf.Entry) (dwarf.Offset, bool) {
	for _, attr := range []dwarf.Attr{dwarf.AttrAbstractOrigin, dwarf.AttrSpecification} {
		if offset, ok := entry.Val(attr).(dwarf.Offset); ok {
			return offset, true
		}
	}
	return 0, false
}

// qualifiedName joins the names from the outermost namespace to the node.
func qualifiedName(n *node) (path, crate string) {
	var names []string
	for ; n != nil; n = n.parent {
		if name, ok := n.entry.Val(dwarf.AttrName).(string); ok {
			names = append(names, name)
		}
	}
	slices.Reverse(names)
	if len(names) > 1 {
		crate = names[0]
	}
	return strings.Join(names, "::"), crate
}

func (b *binary) node(offset dwarf.Offset) (*node, error) {
	u, err := b.unitOf(offset)
	if err != nil {
		return nil, err
	}
	if n := u.nodes[offset]; n != nil {
		return n, nil
	}
	return nil, fmt.Errorf("no entry at %#x", offset)
}

func (b *binary) unitOf(offset dwarf.Offset) (*unit, error) {
	i, exact := slices.BinarySearch(b.headers, offset)
	if !exact {
		i--
	}
	return b.unit(b.headers[i])
}

// unit reads a compilation unit, once.
func (b *binary) unit(offset dwarf.Offset) (*unit, error) {
	if u := b.units[offset]; u != nil {
		return u, nil
	}
	reader := b.data.Reader()
	reader.Seek(offset)
	entry, err := reader.Next()
	if err != nil {
		return nil, err
	}
	u := &unit{entry: entry, nodes: map[dwarf.Offset]*node{}}
	language, _ := entry.Val(dwarf.AttrLanguage).(int64)
	u.rust = language == dwLangRust
	if err := b.readNodes(reader, u); err != nil {
		return nil, err
	}
	lines, err := b.data.LineReader(entry)
	if err != nil {
		return nil, err
	}
	if lines != nil {
		u.files = lines.Files()
	}
	b.units[offset] = u
	return u, nil
}

// readNodes reads the entries below a unit's own, to its end.
func (b *binary) readNodes(reader *dwarf.Reader, u *unit) error {
	var parents []*node // nil for the unit itself and for what needs no node
	parents = append(parents, nil)
	for len(parents) > 0 {
		entry, err := reader.Next()
		if err != nil {
			return err
		}
		if entry == nil {
			return nil
		}
		if entry.Tag == 0 {
			parents = parents[:len(parents)-1]
			continue
		}
		n := (*node)(nil)
		if wanted(entry.Tag) {
			if n, err = b.addNode(u, entry, parents[len(parents)-1]); err != nil {
				return err
			}
		}
		if !entry.Children {
			continue
		}
		if n == nil {
			reader.SkipChildren()
			continue
		}
		parents = append(parents, n)
	}
	return nil
}

func (b *binary) addNode(u *unit, entry *dwarf.Entry, parent *node) (*node, error) {
	n := &node{entry: entry, parent: parent}
	u.nodes[entry.Offset] = n
	switch entry.Tag {
	case dwarf.TagSubprogram, dwarf.TagInlinedSubroutine, dwarf.TagLexDwarfBlock:
		ranges, err := b.data.Ranges(entry)
		if err != nil {
			return nil, err
		}
		n.ranges = ranges
	}
	if len(n.ranges) == 0 {
		return n, nil
	}
	if entry.Tag == dwarf.TagSubprogram {
		u.tops = append(u.tops, n)
	} else if parent != nil {
		parent.children = append(parent.children, n)
	}
	return n, nil
}

// wanted tells the entries that can stand between a unit and a function.
func wanted(tag dwarf.Tag) bool {
	switch tag {
	case dwarf.TagNamespace, dwarf.TagStructType, dwarf.TagUnionType, dwarf.TagEnumerationType, dwarf.TagVariantPart,
		dwarf.TagVariant, dwarf.TagSubprogram, dwarf.TagInlinedSubroutine, dwarf.TagLexDwarfBlock:
		return true
	}
	return false
}
