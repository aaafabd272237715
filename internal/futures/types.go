package futures

import (
	"fmt"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
)

// typeTable has the names and sizes of the types of a unit that were asked for.
type typeTable struct {
	unit  *dwarf.Unit
	paths map[dwarf.Offset]string // of closures' types, whose names alone say little
	known map[dwarf.Offset]typeInfo
}

type typeInfo struct {
	name string
	size int64
}

func newTypeTable(unit *dwarf.Unit) typeTable {
	return typeTable{unit: unit, paths: map[dwarf.Offset]string{}, known: map[dwarf.Offset]typeInfo{}}
}

// maxTypeNesting limits the nesting of types without names, such as arrays of arrays.
const maxTypeNesting = 64

func (t *typeTable) of(offset dwarf.Offset) (typeInfo, error) { return t.read(offset, 0) }

func (t *typeTable) read(offset dwarf.Offset, depth int) (typeInfo, error) {
	if info, ok := t.known[offset]; ok || offset == 0 || depth > maxTypeNesting {
		return info, nil
	}
	reader := t.unit.Reader()
	reader.Seek(offset)
	e, err := reader.Next()
	if err != nil || e == nil {
		return typeInfo{}, err
	}
	info := typeInfo{}
	info.name = dwarf.Text(e, dwarf.AttrName)
	if path, ok := t.paths[offset]; ok {
		info.name = path
	}
	size, sized := e.Val(dwarf.AttrByteSize).(int64)
	info.size = size
	inner, _ := e.Val(dwarf.AttrType).(dwarf.Offset)
	switch {
	case e.Tag == dwarf.TagArrayType:
		element, err := t.read(inner, depth+1)
		if err != nil {
			return typeInfo{}, err
		}
		count, err := arrayLength(reader, e)
		if err != nil {
			return typeInfo{}, err
		}
		info = typeInfo{fmt.Sprintf("[%s; %d]", element.name, count), element.size * count}
	case e.Tag == dwarf.TagPointerType || e.Tag == dwarf.TagSubroutineType:
		info.size = int64(reader.AddressSize())
	case !sized && inner != 0:
		other, err := t.read(inner, depth+1)
		if err != nil {
			return typeInfo{}, err
		}
		info.size = other.size
	}
	t.known[offset] = info
	return info, nil
}

// name returns the type's own name.
func (t *typeTable) name(offset dwarf.Offset) (string, error) {
	info, err := t.of(offset)
	return info.name, err
}

// arrayLength reads the entry below an array, which says how many elements it has.
func arrayLength(reader *dwarf.Reader, array *dwarf.Entry) (int64, error) {
	if !array.Children {
		return 0, nil
	}
	e, err := reader.Next()
	if err != nil || e == nil {
		return 0, err
	}
	if count, ok := e.Val(dwarf.AttrCount).(int64); ok {
		return count, nil
	}
	upper, ok := e.Val(dwarf.AttrUpperBound).(int64)
	if !ok {
		return 0, nil
	}
	return upper + 1, nil
}
