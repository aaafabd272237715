package debuginfo

import (
	"cmp"
	"container/list"
	"debug/dwarf"
	"errors"
	"slices"
	"sort"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Frame is a function at an address.
type Frame struct {
	Symbol string // the name that the linker knows, "" where there is none
	Name   string // as it is printed: a Rust symbol demangled, or the name itself
	File   string
	Line   int
	Column int
}

const (
	// maxKeptAddresses bounds the answers that are kept. A profile of a busy program has some thousands.
	maxKeptAddresses = 1 << 16
	// maxKeptBytes bounds what is kept of units. The largest unit of a program may take more: it is kept alone.
	maxKeptBytes = 64 << 20
	// maxOrigins bounds how far a function's name is looked for, from copy to original to declaration.
	maxOrigins = 8
)

// Symbolizer answers which functions stand at an address: what `addr2line -i -f` prints. A unit is read when an
// address of it is asked for first. It may be used by several goroutines at once.
type Symbolizer struct {
	file    *File
	units   []unitRange // ascending
	symbols []Symbol    // ascending

	reading sync.Mutex
	answers *lru.Cache[uint64, []Frame]
	read    map[*Unit]*list.Element
	order   *list.List // of *unitTables, the one that was used last in front
	bytes   int        // of what is kept of units
}

type unitRange struct {
	addressRange
	unit *Unit
}

// unitTables are what is kept of a unit.
type unitTables struct {
	unit      *Unit
	functions *functionTable
	lines     *lineTable
	symbols   map[dwarf.Offset]string // by the entry of a function
	bytes     int
}

// NewSymbolizer reads where the units and symbols of a file are. The file must stay open.
func NewSymbolizer(file *File) (*Symbolizer, error) {
	s := &Symbolizer{file: file, read: map[*Unit]*list.Element{}, order: list.New()}
	var err error
	if s.answers, err = lru.New[uint64, []Frame](maxKeptAddresses); err != nil {
		return nil, err
	}
	if s.symbols, err = file.Symbols(); err != nil {
		return nil, err
	}
	err = guarded(file.Path, func() error {
		for _, u := range file.Units {
			if err := s.addUnit(u); err != nil {
				return err
			}
		}
		return nil
	})
	slices.SortStableFunc(s.units, func(a, b unitRange) int { return cmp.Compare(a.low, b.low) })
	return s, err
}

// addUnit notes where a unit's code is. One that does not say has its functions asked.
func (s *Symbolizer) addUnit(u *Unit) error {
	ranges, err := u.Code()
	if err != nil {
		return err
	}
	for _, r := range ranges {
		if r[0] > 1 && r[0] < r[1] {
			s.units = append(s.units, unitRange{addressRange{r[0], r[1]}, u})
		}
	}
	if len(ranges) > 0 || !u.Entry.Children {
		return nil
	}
	functions, err := readFunctions(u)
	if err != nil {
		return err
	}
	for _, top := range functions.tops {
		s.units = append(s.units, unitRange{top.addressRange, u})
	}
	return nil
}

// Frames returns the functions at an address, innermost first: those that were inlined there, then the one that the
// code is of. Where only a symbol is known, it is the only frame; where nothing is, there is none.
func (s *Symbolizer) Frames(address uint64) ([]Frame, error) {
	if frames, ok := s.answers.Get(address); ok {
		return frames, nil
	}
	s.reading.Lock()
	defer s.reading.Unlock()
	var frames []Frame
	err := guarded(s.file.Path, func() (err error) {
		frames, err = s.find(address)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.answers.Add(address, frames)
	return frames, nil
}

// Entries returns the entries of the functions at an address, innermost first: those that were inlined there, then the
// one that the code is of.
func (s *Symbolizer) Entries(address uint64) ([]dwarf.Offset, error) {
	s.reading.Lock()
	defer s.reading.Unlock()
	var entries []dwarf.Offset
	err := guarded(s.file.Path, func() error {
		u := s.unitAt(address)
		if u == nil {
			return nil
		}
		tables, err := s.tables(u)
		if err != nil {
			return err
		}
		for _, node := range slices.Backward(tables.functions.at(address)) {
			entries = append(entries, tables.functions.nodes[node].entry)
		}
		return nil
	})
	return entries, err
}

func (s *Symbolizer) find(address uint64) ([]Frame, error) {
	place := Frame{}
	if u := s.unitAt(address); u != nil {
		tables, err := s.tables(u)
		if err != nil {
			return nil, err
		}
		if row, ok := tables.lines.at(address); ok {
			place = Frame{File: tables.lines.file(row.file), Line: int(row.line), Column: int(row.column)}
		}
		if chain := tables.functions.at(address); chain != nil {
			return tables.frames(chain, place)
		}
	}
	if place.Symbol = s.symbolAt(address); place == (Frame{}) {
		return nil, nil
	}
	place.Name = printed(place.Symbol)
	return []Frame{place}, nil
}

func (s *Symbolizer) unitAt(address uint64) *Unit {
	i := sort.Search(len(s.units), func(i int) bool { return s.units[i].low > address })
	if i == 0 || address >= s.units[i-1].high {
		return nil
	}
	return s.units[i-1].unit
}

// symbolAt returns the symbol of the function that an address is in.
func (s *Symbolizer) symbolAt(address uint64) string {
	i := sort.Search(len(s.symbols), func(i int) bool { return s.symbols[i].Address > address })
	if i == 0 {
		return ""
	}
	found := s.symbols[i-1]
	if address-found.Address >= max(found.Size, 1) && found.Size > 0 {
		return ""
	}
	return found.Name
}

// tables returns what is known of a unit, and reads it where it is not kept.
func (s *Symbolizer) tables(u *Unit) (*unitTables, error) {
	if kept := s.read[u]; kept != nil {
		s.order.MoveToFront(kept)
		return kept.Value.(*unitTables), nil
	}
	t := &unitTables{unit: u, symbols: map[dwarf.Offset]string{}}
	var err error
	if t.functions, err = readFunctions(u); err != nil {
		return nil, err
	}
	if t.lines, err = readLineTable(u); err != nil {
		return nil, err
	}
	t.bytes = t.functions.size() + t.lines.size()
	s.bytes += t.bytes
	s.read[u] = s.order.PushFront(t)
	for s.bytes > maxKeptBytes && s.order.Len() > 1 {
		oldest := s.order.Remove(s.order.Back()).(*unitTables)
		delete(s.read, oldest.unit)
		s.bytes -= oldest.bytes
	}
	return t, nil
}

// frames makes frames of functions, outermost first, and the place of the address. A function that was inlined says
// where: that is the place of the next one.
func (t *unitTables) frames(chain []int32, place Frame) ([]Frame, error) {
	frames := make([]Frame, 0, len(chain))
	for _, node := range slices.Backward(chain) {
		n := &t.functions.nodes[node]
		symbol, err := t.symbol(n.entry)
		if err != nil {
			return nil, err
		}
		place.Symbol, place.Name = symbol, printed(symbol)
		frames = append(frames, place)
		place = Frame{File: t.lines.file(n.callFile), Line: int(n.callLine), Column: int(n.callColumn)}
	}
	return frames, nil
}

// symbol returns the name of a function: a copy has it from its original, a definition from its declaration.
func (t *unitTables) symbol(entry dwarf.Offset) (string, error) {
	if symbol, ok := t.symbols[entry]; ok {
		return symbol, nil
	}
	reader := t.unit.Reader()
	name := ""
	for at, steps := entry, 0; steps < maxOrigins; steps++ {
		reader.Seek(at)
		e, err := reader.Next()
		if err != nil {
			return "", err
		}
		if e == nil {
			return "", errors.New("a function's origin is not there")
		}
		if symbol, ok := e.Val(dwarf.AttrLinkageName).(string); ok {
			name = symbol
			break
		}
		if plain, ok := e.Val(dwarf.AttrName).(string); ok && name == "" {
			name = plain
		}
		next := Origin(e)
		if next == at {
			break
		}
		at = next
	}
	t.symbols[entry] = name
	return name, nil
}

// printed returns a symbol as people read it.
func printed(symbol string) string {
	if name, ok := rustname.Demangle(symbol, false); ok {
		return name
	}
	return symbol
}
