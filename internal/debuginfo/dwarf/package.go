package dwarf

import (
	"errors"
	"fmt"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// splitPackage is a .dwp file: the split units of a program, and an index by their ids that says which part of each
// section belongs to a unit (DWARF 5 section 7.3.5.3). GNU's older form, version 2, numbers sections in its own way.
type splitPackage struct {
	object.Object
	columns map[string]int // the section's column in the index
	rows    map[uint64]int // the unit's row
	table   []uint32       // rows of offsets, then as many of sizes
	units   int
	width   int // of a row
}

// packageColumns are the sections that can be cut into parts, by the version of the index and their number in it.
var packageColumns = map[uint32]map[uint32]string{
	2: {1: "debug_info", 3: "debug_abbrev", 6: "debug_str_offsets"},
	5: {1: "debug_info", 3: "debug_abbrev", 6: "debug_str_offsets", 8: "debug_rnglists"},
}

const maxColumns = 8 // as many sections as can be split

// openPackage reads the index of units:
//
//	version (4 bytes, since 5: 2 and padding), columns, units, slots (4 each)
//	slots of ids (8 each), then of rows (4 each, from 1; 0 is an empty slot)
//	columns of section numbers; units rows of offsets; units rows of sizes (4 each)
func openPackage(o object.Object) (*splitPackage, error) {
	index, err := o.Section("debug_cu_index")
	if err != nil {
		return nil, err
	}
	r := &fieldReader{data: index, order: o.Order()}
	version := r.uint32()
	if version > 0xffff { // big-endian, followed by the padding
		version >>= 16
	}
	names := packageColumns[version]
	if names == nil {
		return nil, fmt.Errorf("split units with an index of version %d", version)
	}
	width, rows, slots := r.uint32(), r.uint32(), r.uint32()
	switch need := 12*uint64(slots) + 4*uint64(width)*(1+2*uint64(rows)); {
	case width > maxColumns:
		return nil, fmt.Errorf("%d columns in the index of split units", width)
	case rows > slots:
		return nil, fmt.Errorf("%d units in %d slots of the index of split units", rows, slots)
	case r.short || need > uint64(len(r.data)):
		return nil, errors.New("the index of split units is cut off")
	}
	columns, units := int(width), int(rows) // both fit into an int, since the index has room for them
	p := &splitPackage{Object: o, columns: map[string]int{}, rows: map[uint64]int{}, units: units, width: columns}
	ids := make([]uint64, slots)
	for i := range ids {
		ids[i] = r.uint64()
	}
	for _, id := range ids {
		if row := r.uint32(); row > 0 && row <= rows {
			p.rows[id] = int(row) - 1
		}
	}
	for i := range columns {
		p.columns[names[r.uint32()]] = i
	}
	p.table = make([]uint32, 2*units*columns)
	for i := range p.table {
		p.table[i] = r.uint32()
	}
	return p, nil
}

// unit returns the sections of the unit with an id, by names without ".dwo"; nil if it is not in the package.
func (p *splitPackage) unit(id uint64) (map[string][]byte, error) {
	row, ok := p.rows[id]
	if !ok {
		return nil, nil
	}
	sections := map[string][]byte{}
	for _, name := range splitSections {
		data, err := p.Section(name + ".dwo")
		if err != nil {
			return nil, err
		}
		column, divided := p.columns[name]
		if !divided {
			sections[name] = data // shared by all units
			continue
		}
		offset := uint64(p.table[row*p.width+column])
		size := uint64(p.table[(p.units+row)*p.width+column])
		if offset+size > uint64(len(data)) {
			return nil, fmt.Errorf("a unit's %s is cut off", name)
		}
		sections[name] = data[offset : offset+size]
	}
	return sections, nil
}
