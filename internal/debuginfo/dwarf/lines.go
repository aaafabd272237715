package dwarf

import (
	"cmp"
	"debug/dwarf"
	"errors"
	"io"
	"slices"
	"sort"
)

// LineTable is the line table of a unit: which place in the source each address is from.
type LineTable struct {
	Rows  []LineRow // ascending by address
	Files []string  // by the numbers that rows and calls have
}

// LineRow is the place of the code from its address up to that of the next row.
type LineRow struct {
	Address uint64
	File    int32 // noFile after the end of a sequence
	Line    int32
	Column  int32
}

const (
	noFile  = -1
	rowSize = 24 // bytes, about
)

// Size estimates the bytes that the table takes.
func (t *LineTable) Size() int {
	size := len(t.Rows) * rowSize
	for _, name := range t.Files {
		size += len(name)
	}
	return size
}

// ReadLineTable reads the line table of a unit.
func ReadLineTable(u *Unit) (*LineTable, error) {
	t := &LineTable{}
	lines, err := u.Lines()
	if err != nil || lines == nil {
		return t, err
	}
	if t.Files, err = u.FileNames(); err != nil {
		return nil, err
	}
	numbers := map[*dwarf.LineFile]int32{}
	for i, file := range lines.Files() {
		numbers[file] = int32(i)
	}
	if err := t.readRows(lines, numbers); err != nil {
		return nil, err
	}
	return t, nil
}

// readRows reads the sequences, each of them a piece of code with ascending addresses, and sorts them.
func (t *LineTable) readRows(lines *dwarf.LineReader, numbers map[*dwarf.LineFile]int32) error {
	start, sorted := 0, true // of the sequence, in rows
	var e dwarf.LineEntry
	for {
		err := lines.Next(&e)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		row := LineRow{Address: e.Address, File: noFile}
		if !e.EndSequence && e.File != nil {
			row.File, row.Line, row.Column = numbers[e.File], int32(e.Line), int32(e.Column)
		}
		t.Rows = append(t.Rows, row)
		if !e.EndSequence {
			continue
		}
		// The linker left out the functions of this sequence.
		if t.Rows[start].Address <= 1 || t.Rows[start].Address > e.Address {
			t.Rows = t.Rows[:start]
		}
		sorted = sorted && (start == 0 || len(t.Rows) == start || t.Rows[start-1].Address <= t.Rows[start].Address)
		start = len(t.Rows)
	}
	t.Rows = t.Rows[:start]
	if !sorted {
		slices.SortStableFunc(t.Rows, func(a, b LineRow) int {
			// Where one sequence ends at the start of the next, the end comes first.
			return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(min(a.File, 0), min(b.File, 0)))
		})
	}
	t.Rows = slices.Clip(t.Rows)
	return nil
}

// First returns the index of the first row at or after an address.
func (t *LineTable) First(address uint64) int {
	return sort.Search(len(t.Rows), func(i int) bool { return t.Rows[i].Address >= address })
}

// At returns the row of an address.
func (t *LineTable) At(address uint64) (LineRow, bool) {
	i := sort.Search(len(t.Rows), func(i int) bool { return t.Rows[i].Address > address })
	if i == 0 || t.Rows[i-1].File == noFile {
		return LineRow{}, false
	}
	return t.Rows[i-1], true
}

// File returns the name of a file, "" if there is none with the number.
func (t *LineTable) File(number int32) string {
	if number < 0 || int(number) >= len(t.Files) {
		return ""
	}
	return t.Files[number]
}
