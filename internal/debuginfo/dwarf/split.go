package dwarf

import (
	"debug/dwarf"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// Split DWARF: the program keeps only a skeleton of each unit, with its addresses and lines. The rest is in a .dwo file
// next to the object file, or in one package for all units, PROGRAM.dwp. The standard library does not know of it, but
// reads a split unit if it gets its sections under their plain names, each starting where the skeleton says it does.

// splitUnits finds what was split away from the units of a program.
type splitUnits struct {
	program  string        // its path
	info     object.Object // the file with its debug information
	files    Files
	whole    *dwarf.Data
	packages []*splitPackage
	looked   bool // for packages
}

func dwoName(unit *dwarf.Entry) string {
	for _, attr := range []dwarf.Attr{dwarf.AttrDwoName, attrGNUDwoName} {
		if name, ok := unit.Val(attr).(string); ok {
			return name
		}
	}
	return ""
}

// unit returns the unit of a skeleton, nil if what was split away cannot be found.
func (s *splitUnits) unit(skeleton *dwarf.Entry, header unitHeader) (*Unit, error) {
	id := header.id
	if old, ok := skeleton.Val(attrGNUDwoID).(int64); ok {
		id = uint64(old)
	}
	if err := s.openPackages(); err != nil {
		return nil, err
	}
	for _, p := range s.packages {
		sections, err := p.unit(id)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Path(), err)
		}
		if sections != nil {
			return s.join(skeleton, header.version, id, sections)
		}
	}
	for _, path := range s.paths(skeleton) {
		if !s.files.Look(path) {
			continue
		}
		o, err := object.Open(path)
		if err != nil {
			continue
		}
		unit, err := s.fromFile(o, skeleton, header.version, id)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", path, err), o.Close())
		}
		if unit != nil {
			s.files.Keep(o)
			return unit, nil
		}
		if err := o.Close(); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// paths returns where a .dwo file may be: where the compiler wrote it, and, for a program that was built elsewhere, next
// to the program.
func (s *splitUnits) paths(skeleton *dwarf.Entry) []string {
	name := dwoName(skeleton)
	beside := filepath.Join(filepath.Dir(s.info.Path()), filepath.Base(name))
	if filepath.IsAbs(name) {
		return []string{name, beside}
	}
	directory, _ := skeleton.Val(dwarf.AttrCompDir).(string)
	return []string{filepath.Join(directory, name), beside}
}

func (s *splitUnits) openPackages() error {
	if s.looked {
		return nil
	}
	s.looked = true
	for _, path := range []string{s.program + ".dwp", s.info.Path() + ".dwp"} {
		if !s.files.Look(path) || len(s.packages) > 0 {
			continue
		}
		o, err := object.Open(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		s.files.Keep(o)
		p, err := openPackage(o)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		s.packages = append(s.packages, p)
	}
	return nil
}

// splitSections are the sections of a split unit.
var splitSections = []string{"debug_info", "debug_abbrev", "debug_str", "debug_str_offsets", "debug_rnglists"}

func (s *splitUnits) fromFile(o object.Object, skeleton *dwarf.Entry, version uint16, id uint64) (*Unit, error) {
	sections := map[string][]byte{}
	for _, name := range splitSections {
		data, err := o.Section(name + ".dwo")
		if err != nil {
			return nil, err
		}
		sections[name] = data
	}
	return s.join(skeleton, version, id, sections)
}

// join makes a unit from a skeleton and the sections that were split away.
func (s *splitUnits) join(skeleton *dwarf.Entry, version uint16, id uint64, sections map[string][]byte) (*Unit, error) {
	u := newUnit(s.info, s.whole, skeleton)
	order := s.info.Order()
	var err error
	if sections["debug_addr"], err = s.addresses(skeleton); err != nil {
		return nil, err
	}
	if version < 5 {
		sections["debug_abbrev"] = replaceForms(sections["debug_abbrev"], standardForms)
		if sections["debug_ranges"], err = s.info.Section("debug_ranges"); err != nil {
			return nil, err
		}
		u.ranges, _ = skeleton.Val(attrGNURangesBase).(int64)
	} else {
		sections["debug_str_offsets"] = afterHeader(sections["debug_str_offsets"], 4, order)
		sections["debug_rnglists"] = afterHeader(sections["debug_rnglists"], 8, order)
	}
	var headers []unitHeader
	if u.Data, headers, err = newData(sections, order); err != nil {
		return nil, err
	}
	if u.Entry, err = splitEntry(u.Data, headers, id); err != nil || u.Entry == nil {
		return nil, err
	}
	u.Rust = language(u.Entry) == languageRust
	u.base = baseFields(skeleton)
	if len(u.base) > 0 && u.base[0].Attr == dwarf.AttrAddrBase {
		u.base = u.base[1:] // the addresses are cut off there
	}
	return u, nil
}

// splitEntry returns the entry of the split unit with an id. It is nil if there is none: a .dwo file may have been written
// again after the program was linked.
func splitEntry(data *dwarf.Data, headers []unitHeader, id uint64) (*dwarf.Entry, error) {
	reader := data.Reader()
	for _, h := range headers {
		reader.Seek(h.entry)
		entry, err := reader.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil || entry.Tag != dwarf.TagCompileUnit {
			continue
		}
		if old, ok := entry.Val(attrGNUDwoID).(int64); h.id == id || ok && uint64(old) == id {
			return entry, nil
		}
	}
	return nil, nil
}

// addresses returns .debug_addr from where the skeleton's unit counts.
func (s *splitUnits) addresses(skeleton *dwarf.Entry) ([]byte, error) {
	all, err := s.info.Section("debug_addr")
	if err != nil {
		return nil, err
	}
	for _, attr := range []dwarf.Attr{dwarf.AttrAddrBase, attrGNUAddrBase} {
		if base, ok := skeleton.Val(attr).(int64); ok {
			if base < 0 || base > int64(len(all)) {
				return nil, fmt.Errorf("addresses at %#x are asked for, there are %#x bytes", base, len(all))
			}
			return all[base:], nil
		}
	}
	return all, nil
}

// afterHeader cuts off a table's header: its length, in 4 or 12 bytes, and what follows up to the entries. A split unit's
// table begins after it, without the unit saying so (DWARF 5 section 7.3.5.3).
func afterHeader(table []byte, rest int, order binary.ByteOrder) []byte {
	header := 4 + rest
	if len(table) >= 4 && order.Uint32(table) == 0xffffffff {
		header = 12 + rest
	}
	return table[min(header, len(table)):]
}

// wholeData gives the sections of a file that is not split to the standard library.
func wholeData(o object.Object) (*dwarf.Data, []unitHeader, error) {
	sections, err := wholeSections(o)
	if err != nil {
		return nil, nil, err
	}
	return newData(sections, o.Order())
}

func wholeSections(o object.Object) (map[string][]byte, error) {
	sections := map[string][]byte{}
	for _, name := range append([]string{"debug_line", "debug_line_str", "debug_ranges", "debug_addr"}, splitSections...) {
		data, err := o.Section(name)
		if err != nil {
			return nil, err
		}
		sections[name] = data
	}
	return sections, nil
}

// newData gives sections to the standard library, and returns the headers of the units in them as well.
func newData(sections map[string][]byte, order binary.ByteOrder) (*dwarf.Data, []unitHeader, error) {
	headers, err := unitHeaders(sections["debug_info"], order)
	if err != nil {
		return nil, nil, err
	}
	data, err := dwarf.New(sections["debug_abbrev"], nil, nil, sections["debug_info"], sections["debug_line"], nil,
		sections["debug_ranges"], sections["debug_str"])
	if err != nil {
		return nil, nil, err
	}
	for _, name := range []string{"debug_addr", "debug_line_str", "debug_str_offsets", "debug_rnglists"} {
		if sections[name] == nil {
			continue
		}
		if err := data.AddSection("."+name, sections[name]); err != nil {
			return nil, nil, err
		}
	}
	// The standard library remembers a unit when it first comes to it, which must not happen in two goroutines at once.
	reader := data.Reader()
	for _, h := range headers {
		reader.Seek(h.entry)
	}
	return data, headers, nil
}
