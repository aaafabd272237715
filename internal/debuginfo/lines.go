package debuginfo

import (
	"cmp"
	"debug/dwarf"
	"errors"
	"io"
	"slices"
	"sort"
)

// lineTable is a unit's line table: which place of the source each address is from.
type lineTable struct {
	rows  []lineRow // ascending by address
	files []string  // by the number that lines and calls have
}

// lineRow holds up to the next row's address.
type lineRow struct {
	address uint64
	file    int32 // noFile after the end of a sequence
	line    int32
	column  int32
}

const (
	noFile  = -1
	rowSize = 24 // bytes, about
)

func (t *lineTable) size() int {
	size := len(t.rows) * rowSize
	for _, name := range t.files {
		size += len(name)
	}
	return size
}

// readLineTable reads the line table of a unit.
func readLineTable(u *Unit) (*lineTable, error) {
	t := &lineTable{}
	lines, err := u.Lines()
	if err != nil || lines == nil {
		return t, err
	}
	if t.files, err = u.fileNames(); err != nil {
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

// readRows reads the sequences, each a piece of code with ascending addresses, and puts them in order.
func (t *lineTable) readRows(lines *dwarf.LineReader, numbers map[*dwarf.LineFile]int32) error {
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
		row := lineRow{address: e.Address, file: noFile}
		if !e.EndSequence && e.File != nil {
			row.file, row.line, row.column = numbers[e.File], int32(e.Line), int32(e.Column)
		}
		t.rows = append(t.rows, row)
		if !e.EndSequence {
			continue
		}
		// Of functions that the linker left out.
		if t.rows[start].address <= 1 || t.rows[start].address > e.Address {
			t.rows = t.rows[:start]
		}
		sorted = sorted && (start == 0 || len(t.rows) == start || t.rows[start-1].address <= t.rows[start].address)
		start = len(t.rows)
	}
	t.rows = t.rows[:start]
	if !sorted {
		slices.SortStableFunc(t.rows, func(a, b lineRow) int {
			// Where one sequence ends and the next begins, the end comes first.
			return cmp.Or(cmp.Compare(a.address, b.address), cmp.Compare(min(a.file, 0), min(b.file, 0)))
		})
	}
	t.rows = slices.Clip(t.rows)
	return nil
}

// first returns the index of the first row at or behind an address.
func (t *lineTable) first(address uint64) int {
	return sort.Search(len(t.rows), func(i int) bool { return t.rows[i].address >= address })
}

// at returns the row of an address.
func (t *lineTable) at(address uint64) (lineRow, bool) {
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i].address > address })
	if i == 0 || t.rows[i-1].file == noFile {
		return lineRow{}, false
	}
	return t.rows[i-1], true
}

func (t *lineTable) file(number int32) string {
	if number < 0 || int(number) >= len(t.files) {
		return ""
	}
	return t.files[number]
}
