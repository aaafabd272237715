package profiles

// Reading a dictionary.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
)

// Dictionary holds what the profiles of a batch share.
type Dictionary = pprofile.ProfilesDictionary

// The attribute that says what a location's code is
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/profile/).
const (
	frameTypeKey    = "profile.frame.type"
	frameTypeNative = "native"
	frameTypeRust   = "rust"
)

// ReadTables reads a dictionary. It is not referred to from then on.
func ReadTables(d Dictionary) *Tables {
	t := &Tables{programs: readPrograms(d)}
	readTables(d, &t.entries)
	readStacks(d, &t.stacks)
	return t
}

// readTables reads the tables of a dictionary but for its stacks, each in its own order, which is about how it lies in memory.
func readTables(d Dictionary, into *tables) *tables {
	t := into
	t.attributeLists = t.attributeLists[:0]
	t.readTexts(d.StringTable())
	t.readAttributes(d.AttributeTable())
	t.readMappings(d.MappingTable())
	t.readFunctions(d.FunctionTable())
	t.readLocations(d.LocationTable())
	return t
}

func (t *tables) readTexts(table pcommon.StringSlice) {
	t.texts, t.digests, t.textBytes = sized(t.texts, table.Len()), sized(t.digests, table.Len()), 0
	for i := range t.digests {
		text := table.At(i)
		t.texts[i], t.digests[i] = text, stackset.DigestOf(text)
		t.textBytes += len(text)
	}
}

func (t *tables) readAttributes(table pprofile.KeyValueAndUnitSlice) {
	t.attributes = sized(t.attributes, table.Len())
	for i := range t.attributes {
		a := table.At(i)
		t.attributes[i] = attribute{
			key: a.KeyStrindex(), unit: a.UnitStrindex(),
			mayHoldString: mayHoldString(a.Value()),
		}
		if t.text(a.KeyStrindex()) == frameTypeKey {
			t.attributes[i].frameType = frameTypeOf(a.Value())
		}
	}
}

func frameTypeOf(value pcommon.Value) frameType {
	if value.Type() == pcommon.ValueTypeStr {
		switch value.Str() {
		case frameTypeNative:
			return nativeType
		case frameTypeRust:
			return rustType
		}
	}
	return otherType
}

// mayHoldString reports whether a value, or one inside it, is empty: then it may be the index of a string, which pdata
// does not show.
func mayHoldString(value pcommon.Value) bool {
	switch value.Type() {
	case pcommon.ValueTypeEmpty:
		return true
	case pcommon.ValueTypeSlice:
		for _, element := range value.Slice().All() {
			if mayHoldString(element) {
				return true
			}
		}
	case pcommon.ValueTypeMap:
		for _, element := range value.Map().All() {
			if mayHoldString(element) {
				return true
			}
		}
	}
	return false
}

func (t *tables) readMappings(table pprofile.MappingSlice) {
	t.mappings = sized(t.mappings, table.Len())
	for i := range t.mappings {
		m := table.At(i)
		t.mappings[i] = mapping{m.FilenameStrindex(), t.readAttributeList(m.AttributeIndices())}
	}
}

func (t *tables) readAttributeList(indices pcommon.Int32Slice) span {
	s := span{from: int32(len(t.attributeLists))}
	for i := range indices.Len() {
		t.attributeLists = append(t.attributeLists, indices.At(i))
	}
	s.to = int32(len(t.attributeLists))
	return s
}

func (t *tables) readFunctions(table pprofile.FunctionSlice) {
	t.functions = sized(t.functions, table.Len())
	for i := range t.functions {
		f := table.At(i)
		t.functions[i] = functionEntry{f.NameStrindex(), f.SystemNameStrindex(), f.FilenameStrindex(), f.StartLine()}
	}
}

func (t *tables) readLocations(table pprofile.LocationSlice) {
	t.locations = sized(t.locations, table.Len())
	t.lines, t.positions = t.lines[:0], t.positions[:0]
	for i := range t.locations {
		entry := table.At(i)
		l := locationEntry{address: entry.Address(), mapping: entry.MappingIndex(), frameTypeAt: -1}
		l.lines.from = int32(len(t.lines))
		lines := entry.Lines()
		for j := range lines.Len() {
			line := lines.At(j)
			t.lines = append(t.lines, line.FunctionIndex())
			t.positions = append(t.positions, position{line.Line(), line.Column()})
		}
		l.lines.to = int32(len(t.lines))
		l.attributes = t.readAttributeList(entry.AttributeIndices())
		for j, a := range t.attributeList(l.attributes) {
			if a > 0 && int(a) < len(t.attributes) && t.attributes[a].frameType != unsetType {
				l.frameType, l.frameTypeAt = t.attributes[a].frameType, int32(j)
			}
		}
		t.locations[i] = l
	}
}

// readStacks reads the stacks of a dictionary.
func readStacks(d Dictionary, into *stackTable) *stackTable {
	s, table := into, d.StackTable()
	s.spans, s.locations = sized(s.spans, table.Len()), s.locations[:0]
	for i := range s.spans {
		s.spans[i].from = int32(len(s.locations))
		indices := table.At(i).LocationIndices()
		for j := range indices.Len() {
			s.locations = append(s.locations, indices.At(j))
		}
		s.spans[i].to = int32(len(s.locations))
	}
	return s
}

// buildIDKey is the attribute of a mapping that says which program it is of
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/process/).
const buildIDKey = "process.executable.build_id.gnu"

// BuildIDs returns the build ids of the mappings; one may come several times.
func BuildIDs(d Dictionary) []string { return (&Tables{programs: readPrograms(d)}).BuildIDs() }

// readPrograms returns the programs of a dictionary by mapping.
func readPrograms(d Dictionary) []Program {
	programs := make([]Program, d.MappingTable().Len())
	for i := range programs {
		m := d.MappingTable().At(i)
		programs[i] = Program{buildIDOf(d, m), m.MemoryStart(), m.MemoryLimit(), m.FileOffset()}
	}
	return programs
}

// buildIDOf returns the build id of a mapping, "" where it has none.
func buildIDOf(d Dictionary, mapping pprofile.Mapping) string {
	attributes := mapping.AttributeIndices()
	for i := range attributes.Len() {
		index := attributes.At(i)
		if index <= 0 || int(index) >= d.AttributeTable().Len() {
			continue
		}
		a := d.AttributeTable().At(int(index))
		key := a.KeyStrindex()
		if key <= 0 || int(key) >= d.StringTable().Len() || a.Value().Type() != pcommon.ValueTypeStr {
			continue
		}
		if d.StringTable().At(int(key)) == buildIDKey {
			return a.Value().Str()
		}
	}
	return ""
}
