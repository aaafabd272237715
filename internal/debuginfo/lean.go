package debuginfo

// Entries whose texts are looked up only when they are asked for, for walks that pass by many.

import (
	"bytes"
	"debug/dwarf"
)

// leanUnit is a unit whose entries have, in place of most texts, where those are.
type leanUnit struct {
	*Unit
	data  *dwarf.Data
	texts []byte
}

// lean returns units to walk over, in the order of Units. Those that were split away come as they are: they have tables
// of texts, and those of 64-bit DWARF, which rustc does not write, have no number of the size of a text's place.
func (f *File) lean() ([]leanUnit, error) {
	units := make([]leanUnit, len(f.Units))
	for i, unit := range f.Units {
		units[i] = leanUnit{Unit: unit, data: unit.Data}
	}
	data, texts, err := leanData(f.info)
	if err != nil || data == nil {
		return units, err
	}
	for i := range units {
		if u := &units[i]; u.Data == u.whole {
			u.data, u.texts = data, texts
		}
	}
	return units, nil
}

func leanData(o object) (*dwarf.Data, []byte, error) {
	sections, err := wholeSections(o)
	if err != nil {
		return nil, nil, err
	}
	sections["debug_abbrev"] = replaceForms(sections["debug_abbrev"], leanForms)
	data, headers, err := newData(sections, o.order())
	if err != nil {
		return nil, nil, err
	}
	for _, h := range headers {
		if h.wide {
			return nil, nil, nil
		}
	}
	return data, sections["debug_str"], nil
}

// Body is like that of a Unit, with entries whose texts text returns.
func (u *leanUnit) Body() (*dwarf.Reader, error) {
	reader := u.data.Reader()
	reader.Seek(u.Entry.Offset)
	_, err := reader.Next()
	return reader, err
}

// text returns a text of an entry, "" where it has none.
func (u *leanUnit) text(e *dwarf.Entry, attribute dwarf.Attr) string {
	switch value := e.Val(attribute).(type) {
	case string:
		return value
	case int64:
		if value < 0 || value >= int64(len(u.texts)) {
			return ""
		}
		text := u.texts[value:]
		if end := bytes.IndexByte(text, 0); end >= 0 {
			return string(text[:end])
		}
	}
	return ""
}
