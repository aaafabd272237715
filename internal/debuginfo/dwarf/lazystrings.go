package dwarf

import (
	"bytes"
	"debug/dwarf"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// LazyUnit is a unit whose texts are looked up only when they are asked for, for walks that pass many. In place of
// most texts, its entries have their offsets.
type LazyUnit struct {
	*Unit
	data  *dwarf.Data
	texts []byte
}

// LazyUnits returns the units of an object file in their order, with lazy texts. Split units stay as they are, since they
// have tables of texts. So do all units if any is of 64-bit DWARF, where no form of a number is as long as an offset;
// rustc does not write it.
func LazyUnits(info object.Object, units []*Unit) ([]LazyUnit, error) {
	lazy := make([]LazyUnit, len(units))
	for i, unit := range units {
		lazy[i] = LazyUnit{Unit: unit, data: unit.Data}
	}
	data, texts, err := lazyData(info)
	if err != nil || data == nil {
		return lazy, err
	}
	for i := range lazy {
		if u := &lazy[i]; u.Data == u.whole {
			u.data, u.texts = data, texts
		}
	}
	return lazy, nil
}

func lazyData(o object.Object) (*dwarf.Data, []byte, error) {
	sections, err := wholeSections(o)
	if err != nil {
		return nil, nil, err
	}
	sections["debug_abbrev"] = replaceForms(sections["debug_abbrev"], lazyForms)
	data, headers, err := newData(sections, o.Order())
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

// Body is like Unit.Body, but the texts of the entries must be read with Text.
func (u *LazyUnit) Body() (*dwarf.Reader, error) {
	reader := u.data.Reader()
	reader.Seek(u.Entry.Offset)
	_, err := reader.Next()
	return reader, err
}

// Text returns a text of an entry, "" if it has none.
func (u *LazyUnit) Text(e *dwarf.Entry, attribute dwarf.Attr) string {
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
