package debuginfo

// Names and sizes of types, and how people spell the names that debug information has.

import (
	"debug/dwarf"
	"fmt"
	"regexp"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// typeTable knows the types of a unit that were asked for.
type typeTable struct {
	unit  *Unit
	paths map[dwarf.Offset]string // of closures' types: their names alone say little
	known map[dwarf.Offset]typeInfo
}

type typeInfo struct {
	name string
	size int64
}

func newTypeTable(unit *Unit) typeTable {
	return typeTable{unit: unit, paths: map[dwarf.Offset]string{}, known: map[dwarf.Offset]typeInfo{}}
}

// maxTypeNesting bounds types within types that have no names of their own, such as arrays of arrays.
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
	info.name, _ = e.Val(dwarf.AttrName).(string)
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

// name returns a type's own name.
func (t *typeTable) name(offset dwarf.Offset) (string, error) {
	info, err := t.of(offset)
	return info.name, err
}

// arrayLength reads the entry below an array's, which says how many elements it has.
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

// printed returns the scopes as they are named.
func (s scopes) printed() string {
	names := make([]string, len(s))
	for i := range s {
		names[i] = s[i].name
	}
	return strings.Join(names, "::")
}

// spelling turns names of debug information into those that people know: impls by the type that they are of, and
// coroutines as labels have them.
//
//	app::{impl#3}::handle::{async_fn_env#0}   app::Service::handle::{async-fn#0}
type spelling struct {
	impls map[string]string // by path, as scopes.path has it
}

func newSpelling(impls map[string]string) spelling { return spelling{impls} }

var (
	implPath    = regexp.MustCompile(`[\w:{}#]*\{impl#\d+\}`)
	closureWord = regexp.MustCompile(`\{\w+#\d+\}`)
)

func (s spelling) of(name string) string {
	name = implPath.ReplaceAllStringFunc(name, func(path string) string {
		impl := closureWord.ReplaceAllStringFunc(path, asSymbol)
		if spelled, ok := s.impls[impl]; ok {
			return unwrapped(spelled)
		}
		return path
	})
	return closureWord.ReplaceAllStringFunc(name, asLabel)
}

// asSymbol returns a closure segment as symbols have it: "{async_fn_env#0}" is "{closure#0}".
func asSymbol(segment string) string {
	if _, number, ok := closureName(segment); ok {
		return "{closure#" + number + "}"
	}
	return segment
}

// asLabel returns a closure segment as labels have it: "{async_fn_env#0}" is "{async-fn#0}". Those for which there is
// no label keep their word.
func asLabel(segment string) string {
	kind, number, ok := closureName(segment)
	switch {
	case !ok:
		return segment
	case kind == rustname.KindUnknown:
		return strings.Replace(segment, "_env#", "#", 1)
	}
	return "{" + kind.String() + "#" + number + "}"
}

// unwrapped returns the type of an inherent impl without the angle brackets that v0 symbols have around it.
func unwrapped(impl string) string {
	inside, opened := strings.CutPrefix(impl, "<")
	inside, closed := strings.CutSuffix(inside, ">")
	if !opened || !closed {
		return impl
	}
	depth := 0
	for i := range len(inside) {
		switch inside[i] {
		case '<', '(', '[':
			depth++
		case '>', ')', ']':
			depth--
		}
		if depth < 0 || depth == 0 && strings.HasPrefix(inside[i:], " as ") || strings.ContainsAny(inside[:1], "&*([") {
			return impl
		}
	}
	return inside
}
