package debuginfo

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lru"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Frame is a function at an address.
type Frame struct {
	Symbol string // the name that the linker knows, "" if there is none
	Name   string // as it is printed: a Rust symbol demangled, or the name itself
	File   string
	Line   int
	Column int
}

const (
	// answersHalf bounds half of the answers that are kept, in bytes. A profile of a busy program has some thousands.
	answersHalf, usualAnswer = 8 << 20, 1 << 10
	// unitsHalf bounds half of what is kept of units, in bytes. A unit that takes more is kept alone.
	unitsHalf, usualUnit = 32 << 20, 1 << 18
	// maxOrigins bounds how far a function's name is looked for, from copy to original to declaration.
	maxOrigins = 8
)

// Symbolizer answers which functions are at an address: what `addr2line -i -f` prints. It reads a unit when an address
// of it is asked for. Several goroutines may use it at once.
type Symbolizer struct {
	file    *symbols.File
	units   []unitRange     // ascending
	symbols []object.Symbol // ascending

	answers *lru.Cache[[]Frame] // by address
	reading sync.Mutex
	read    *lru.Cache[*unitTables] // by number of the unit
}

// unitRange is a part of the code of a unit.
type unitRange struct {
	dwarf.AddressRange
	unit int32 // its number in the file
}

// unitTables are what is kept of a unit.
type unitTables struct {
	unit      *dwarf.Unit
	functions *dwarf.FunctionTable
	lines     *dwarf.LineTable
	symbols   map[dwarf.Offset]string // by the entry of a function
	bytes     int
}

// NewSymbolizer reads where the units and symbols of a file are. The file must stay open.
func NewSymbolizer(file *symbols.File) (*Symbolizer, error) {
	s := &Symbolizer{
		file:    file,
		answers: lru.New[[]Frame](answersHalf, usualAnswer),
		read:    lru.New[*unitTables](unitsHalf, usualUnit),
	}
	var err error
	if s.symbols, err = file.Symbols(); err != nil {
		return nil, err
	}
	err = file.Guard(func() error {
		for number, u := range file.Units {
			if err := s.addUnit(int32(number), u); err != nil {
				return err
			}
		}
		return nil
	})
	slices.SortStableFunc(s.units, func(a, b unitRange) int { return cmp.Compare(a.Low, b.Low) })
	return s, err
}

// addUnit notes where a unit's code is. If the unit does not say, its functions do.
func (s *Symbolizer) addUnit(number int32, u *dwarf.Unit) error {
	ranges, err := u.Code()
	if err != nil {
		return err
	}
	for _, r := range ranges {
		if r[0] > 1 && r[0] < r[1] {
			s.units = append(s.units, unitRange{dwarf.AddressRange{Low: r[0], High: r[1]}, number})
		}
	}
	if len(ranges) > 0 || !u.Entry.Children {
		return nil
	}
	functions, err := dwarf.ReadFunctions(u)
	if err != nil {
		return err
	}
	functions.Ranges(func(r dwarf.AddressRange) { s.units = append(s.units, unitRange{r, number}) })
	return nil
}

// Frames returns the functions at an address, innermost first: those that were inlined there, then the one that the
// code belongs to. If only a symbol is known, it is the only frame; if nothing is known, there is none.
func (s *Symbolizer) Frames(address uint64) ([]Frame, error) {
	key := lru.Key{address}
	if frames, ok := s.answers.Load(key, costOf); ok {
		return frames, nil
	}
	frames, err := s.readFrames(address)
	if err != nil {
		return nil, err
	}
	s.answers.Store(key, frames, costOf(frames))
	return frames, nil
}

// costOf estimates the bytes that an answer takes. Its texts are those of the unit's tables, mostly.
func costOf(frames []Frame) int {
	const frame = 96
	return lru.Overhead + frame*len(frames)
}

// readFrames finds the functions at an address without looking at answers.
func (s *Symbolizer) readFrames(address uint64) ([]Frame, error) {
	s.reading.Lock()
	defer s.reading.Unlock()
	var frames []Frame
	err := s.file.Guard(func() (err error) {
		frames, err = s.find(address)
		return err
	})
	return frames, err
}

// Entries returns the entries of the functions at an address, innermost first: those that were inlined there, then the
// one that the code belongs to.
func (s *Symbolizer) Entries(address uint64) ([]dwarf.Offset, error) {
	s.reading.Lock()
	defer s.reading.Unlock()
	var entries []dwarf.Offset
	err := s.file.Guard(func() error {
		unit, ok := s.unitAt(address)
		if !ok {
			return nil
		}
		tables, err := s.tables(unit)
		if err != nil {
			return err
		}
		for _, node := range slices.Backward(tables.functions.At(address)) {
			entries = append(entries, tables.functions.Nodes[node].Entry)
		}
		return nil
	})
	return entries, err
}

func (s *Symbolizer) find(address uint64) ([]Frame, error) {
	innermost := Frame{}
	if unit, ok := s.unitAt(address); ok {
		tables, err := s.tables(unit)
		if err != nil {
			return nil, err
		}
		if row, ok := tables.lines.At(address); ok {
			innermost = Frame{File: tables.lines.File(row.File), Line: int(row.Line), Column: int(row.Column)}
		}
		if chain := tables.functions.At(address); chain != nil {
			return tables.frames(chain, innermost)
		}
	}
	if innermost.Symbol = s.symbolAt(address); innermost == (Frame{}) {
		return nil, nil
	}
	innermost.Name = printed(innermost.Symbol)
	return []Frame{innermost}, nil
}

func (s *Symbolizer) unitAt(address uint64) (unit int32, ok bool) {
	i := sort.Search(len(s.units), func(i int) bool { return s.units[i].Low > address })
	if i == 0 || address >= s.units[i-1].High {
		return 0, false
	}
	return s.units[i-1].unit, true
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

// tables returns the tables of a unit, and reads them if they are not kept.
func (s *Symbolizer) tables(unit int32) (*unitTables, error) {
	key := lru.Key{uint64(unit)}
	if kept, ok := s.read.Load(key, (*unitTables).size); ok {
		return kept, nil
	}
	t := &unitTables{unit: s.file.Units[unit], symbols: map[dwarf.Offset]string{}}
	var err error
	if t.functions, err = dwarf.ReadFunctions(t.unit); err != nil {
		return nil, err
	}
	if t.lines, err = dwarf.ReadLineTable(t.unit); err != nil {
		return nil, err
	}
	t.bytes = t.functions.Size() + t.lines.Size()
	s.read.Store(key, t, t.bytes)
	return t, nil
}

func (t *unitTables) size() int { return t.bytes }

// frames makes frames of functions, outermost first. A function that was inlined says where: that is the place in the
// next one. The innermost frame has the place of the address.
func (t *unitTables) frames(chain []int32, innermost Frame) ([]Frame, error) {
	frames := make([]Frame, 0, len(chain))
	next := innermost
	for _, node := range slices.Backward(chain) {
		n := &t.functions.Nodes[node]
		symbol, err := t.symbol(n.Entry)
		if err != nil {
			return nil, err
		}
		next.Symbol, next.Name = symbol, printed(symbol)
		frames = append(frames, next)
		next = Frame{File: t.lines.File(n.CallFile), Line: int(n.CallLine), Column: int(n.CallColumn)}
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
		if name == "" {
			name = dwarf.Text(e, dwarf.AttrName)
		}
		next := dwarf.Origin(e)
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
