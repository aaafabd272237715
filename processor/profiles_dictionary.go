package processor

// What a dictionary of profiles says. Nothing in it is trusted: indices may be out of range, tables may lack the
// zero value at index 0 or have real data there. Index 0 is taken to mean none, as the specification has it, and what
// stands there is never changed.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// The attribute of a location that says what its code is
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/profile/).
const (
	frameTypeKey    = "profile.frame.type"
	frameTypeNative = "native"
	frameTypeRust   = "rust"
)

// tables are the tables of a dictionary.
type tables struct {
	strings    pcommon.StringSlice
	mappings   pprofile.MappingSlice
	locations  pprofile.LocationSlice
	functions  pprofile.FunctionSlice
	links      pprofile.LinkSlice
	attributes pprofile.KeyValueAndUnitSlice
	stacks     pprofile.StackSlice
}

func (t *tables) open(d pprofile.ProfilesDictionary) {
	t.strings, t.mappings, t.locations = d.StringTable(), d.MappingTable(), d.LocationTable()
	t.functions, t.links, t.attributes, t.stacks = d.FunctionTable(), d.LinkTable(), d.AttributeTable(), d.StackTable()
}

// sizes returns the number of entries of each table, in the order of dictionaryTables.
func (t *tables) sizes() [len(dictionaryTables)]int {
	return [...]int{
		t.strings.Len(), t.mappings.Len(), t.locations.Len(), t.functions.Len(), t.attributes.Len(), t.stacks.Len(),
	}
}

// textBytes returns the bytes of all strings.
func (t *tables) textBytes() int {
	n := 0
	for i := range t.strings.Len() {
		n += len(t.strings.At(i))
	}
	return n
}

// text returns a string of the table, "" where the index stands for none or is out of range.
func (t *tables) text(index int32) string {
	if index <= 0 || int(index) >= t.strings.Len() {
		return ""
	}
	return t.strings.At(int(index))
}

// frameType is what a location says its code is.
type frameType uint8

const (
	unsetType frameType = iota
	nativeType
	rustType
	otherType
)

// frameTypes returns of each attribute which frame type it says, if it is one.
func (t *tables) frameTypes(kinds []frameType) []frameType {
	kinds = zeroed(kinds, t.attributes.Len())
	for i := range kinds {
		attribute := t.attributes.At(i)
		if t.text(attribute.KeyStrindex()) != frameTypeKey {
			continue
		}
		kinds[i] = otherType
		if attribute.Value().Type() == pcommon.ValueTypeStr {
			switch attribute.Value().Str() {
			case frameTypeNative:
				kinds[i] = nativeType
			case frameTypeRust:
				kinds[i] = rustType
			}
		}
	}
	return kinds
}

// zeroed returns a list of n zero values, in the memory of the one given where that is enough.
func zeroed[T any](list []T, n int) []T {
	list = sized(list, n)
	clear(list)
	return list
}

// sized returns a list of n values, whatever they are, in the memory of the one given where that is enough.
func sized[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n, n+n/4)
	}
	return list[:n]
}
