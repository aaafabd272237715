package profiles

// Native frames as system-wide profilers send them: an address in a program, and the program's build id. If the program's
// debug information is at hand, its functions are added, and the location is then cleaned like any other. Nothing else
// changes: a location with lines keeps them, and one that a resource of another language uses too stays an address.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// Symbolizer knows the functions at the addresses of Rust programs, which it identifies by build id.
type Symbolizer interface {
	Has(buildID string) bool
	// AddressOf returns the address at which a byte of the program's file is loaded.
	AddressOf(buildID string, offset uint64) (address uint64, ok bool)
	// Functions calls f with each function at an address, innermost first: those that were inlined there, then the one
	// that contains the code.
	Functions(buildID string, address uint64, f func(symbol, name, file string, line, column int)) error
}

// symbolized is a function that is in the table.
type symbolized struct{ name, symbol, file int32 }

// symbolizer adds functions to a dictionary, each once.
type symbolizer struct {
	source     Symbolizer
	dictionary Dictionary
	programs   []string // by mapping: the build id, "" if its program is unknown
	strings    map[string]int32
	functions  map[symbolized]int32
}

// Addresses counts locations that have only an address, in known programs.
type Addresses struct{ Symbolized, Unknown int }

// Symbolize adds lines to the locations of stacks that may be cleaned and that nobody else uses.
func Symbolize(d Dictionary, u *Users, source Symbolizer) (found Addresses) {
	s := symbolizer{source: source, dictionary: d}
	if !s.findPrograms() || refersOutOfRange(d, u) {
		return found
	}
	audiences := audiencesOfLocations(d, u)
	for index, audience := range audiences {
		if audience == 0 || audience&Others != 0 {
			continue
		}
		entry := d.LocationTable().At(index)
		mapping := entry.MappingIndex()
		if entry.Lines().Len() > 0 || mapping <= 0 || int(mapping) >= len(s.programs) || s.programs[mapping] == "" {
			continue
		}
		if s.addLines(entry, s.programs[mapping]) {
			found.Symbolized++
		} else {
			found.Unknown++
		}
	}
	return found
}

// audiencesOfLocations returns, by location, the audiences of the stacks it is in.
func audiencesOfLocations(d Dictionary, u *Users) []Audience {
	audiences := make([]Audience, d.LocationTable().Len())
	for at, audience := range u.stacks {
		if audience == 0 {
			continue
		}
		indices := d.StackTable().At(at).LocationIndices()
		for i := range indices.Len() {
			if index := indices.At(i); index > 0 && int(index) < len(audiences) {
				audiences[index] |= audience
			}
		}
	}
	return audiences
}

// refersOutOfRange reports whether an index of a function or a string is past the end of its table: an added entry would
// give it a meaning.
func refersOutOfRange(d Dictionary, u *Users) bool {
	functions, texts := int32(d.FunctionTable().Len()), int32(d.StringTable().Len())
	lastFunction, lastText := int32(-1), int32(-1)
	note := func(indices ...int32) {
		for _, index := range indices {
			lastText = max(lastText, index)
		}
	}
	for _, location := range d.LocationTable().All() {
		for _, line := range location.Lines().All() {
			lastFunction = max(lastFunction, line.FunctionIndex())
		}
	}
	for _, f := range d.FunctionTable().All() {
		note(f.NameStrindex(), f.SystemNameStrindex(), f.FilenameStrindex())
	}
	for _, mapping := range d.MappingTable().All() {
		note(mapping.FilenameStrindex())
	}
	for _, attribute := range d.AttributeTable().All() {
		note(attribute.KeyStrindex(), attribute.UnitStrindex())
	}
	note(u.texts...)
	return lastFunction >= functions || lastText >= texts
}

// buildIDKey is the attribute of a mapping that identifies its program
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/process/).
const buildIDKey = "process.executable.build_id.gnu"

// BuildIDs returns the build ids of the mappings, which may repeat.
func BuildIDs(d Dictionary) []string {
	var ids []string
	for i := range d.MappingTable().Len() {
		if id := buildIDOf(d, i); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// buildIDOf returns the build id of a mapping, "" if it has none.
func buildIDOf(d Dictionary, mapping int) string {
	attributes := d.MappingTable().At(mapping).AttributeIndices()
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

// findPrograms reads the build ids of mappings. It reports whether any program is known.
func (s *symbolizer) findPrograms() bool {
	found := false
	s.programs = make([]string, s.dictionary.MappingTable().Len())
	for i := 1; i < len(s.programs); i++ {
		if id := buildIDOf(s.dictionary, i); id != "" && s.source.Has(id) {
			s.programs[i], found = id, true
		}
	}
	return found
}

// addLines adds the functions at a location's address. It reports whether there are any.
func (s *symbolizer) addLines(entry pprofile.Location, program string) bool {
	s.open()
	lines := entry.Lines()
	err := s.source.Functions(program, s.address(entry, program), func(symbol, name, file string, line, column int) {
		added := lines.AppendEmpty()
		added.SetFunctionIndex(s.function(symbol, name, file))
		added.SetLine(int64(line))
		added.SetColumn(int64(column))
	})
	return err == nil && lines.Len() > 0
}

// address returns an address as the program's file counts them. A profiler that says where the mapping was in memory may
// count as the process did, or as the file does; both work.
func (s *symbolizer) address(entry pprofile.Location, program string) uint64 {
	address := entry.Address()
	mapping := s.dictionary.MappingTable().At(int(entry.MappingIndex()))
	if start := mapping.MemoryStart(); start <= address && address < mapping.MemoryLimit() {
		if inFile, ok := s.source.AddressOf(program, address-start+mapping.FileOffset()); ok {
			return inFile
		}
	}
	return address
}

// open reads the functions and strings that exist, so that none is added twice. Index 0 means none: open adds that entry
// if a table is empty.
func (s *symbolizer) open() {
	if s.strings != nil {
		return
	}
	if s.dictionary.StringTable().Len() == 0 {
		s.dictionary.StringTable().Append("")
	}
	if s.dictionary.FunctionTable().Len() == 0 {
		s.dictionary.FunctionTable().AppendEmpty()
	}
	s.strings = make(map[string]int32, s.dictionary.StringTable().Len())
	for i := 1; i < s.dictionary.StringTable().Len(); i++ {
		if _, twice := s.strings[s.dictionary.StringTable().At(i)]; !twice {
			s.strings[s.dictionary.StringTable().At(i)] = int32(i)
		}
	}
	s.functions = make(map[symbolized]int32, s.dictionary.FunctionTable().Len())
	for i := 1; i < s.dictionary.FunctionTable().Len(); i++ {
		if f := s.dictionary.FunctionTable().At(i); f.StartLine() == 0 {
			s.functions[symbolized{f.NameStrindex(), f.SystemNameStrindex(), f.FilenameStrindex()}] = int32(i)
		}
	}
}

// function returns the entry of a function. It keeps the symbol as the system name if that differs from the name.
func (s *symbolizer) function(symbol, name, file string) int32 {
	if symbol == name {
		symbol = ""
	}
	key := symbolized{name: s.text(name), symbol: s.text(symbol), file: s.text(file)}
	if index, ok := s.functions[key]; ok {
		return index
	}
	index := int32(s.dictionary.FunctionTable().Len())
	f := s.dictionary.FunctionTable().AppendEmpty()
	f.SetNameStrindex(key.name)
	f.SetSystemNameStrindex(key.symbol)
	f.SetFilenameStrindex(key.file)
	s.functions[key] = index
	return index
}

func (s *symbolizer) text(text string) int32 {
	if text == "" {
		return 0
	}
	index, ok := s.strings[text]
	if !ok {
		index = int32(s.dictionary.StringTable().Len())
		s.dictionary.StringTable().Append(text)
		s.strings[text] = index
	}
	return index
}
