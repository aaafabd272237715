package processor

// Native frames as system-wide profilers send them: an address in a program, and of the program its build id. Where
// the debug information of the program is at hand, its functions are added, and the location is then cleaned like
// any other. Nothing else is touched: a location that has lines keeps them, and one that a resource of another
// language uses too stays an address.

import "go.opentelemetry.io/collector/pdata/pprofile"

// Symbolizer knows the functions at the addresses of Rust programs, which it tells apart by their build ids.
type Symbolizer interface {
	Has(buildID string) bool
	// AddressOf returns the address that a byte of the program's file is loaded at.
	AddressOf(buildID string, offset uint64) (address uint64, ok bool)
	// Functions calls f with each function at an address, innermost first: those that were inlined there, then the
	// one that the code is of.
	Functions(buildID string, address uint64, f func(symbol, name, file string, line, column int)) error
}

// symbolized is a function that is in the table.
type symbolized struct{ name, symbol, file int32 }

// symbolizer adds functions to a dictionary, each once.
type symbolizer struct {
	source    Symbolizer
	tables    *tables
	programs  []string // by mapping: the build id, "" where its program is not known
	strings   map[string]int32
	functions map[symbolized]int32
}

// symbolize adds lines to the locations of stacks that may be cleaned and that nobody else uses.
func (c *profileCleaner) symbolize() {
	source := c.processor.options.Profiles.Symbolizer
	if source == nil {
		return
	}
	s := symbolizer{source: source, tables: &c.tables}
	if !s.findPrograms() || c.refersBeyond() {
		return
	}
	use := make([]users, c.tables.locations.Len())
	for at, user := range c.use {
		if user == 0 {
			continue
		}
		indices := c.tables.stacks.At(at).LocationIndices()
		for i := range indices.Len() {
			if index := indices.At(i); index > 0 && int(index) < len(use) {
				use[index] |= user
			}
		}
	}
	for index, user := range use {
		if user == 0 || user&others != 0 {
			continue
		}
		entry := c.tables.locations.At(index)
		if mapping := entry.MappingIndex(); entry.Lines().Len() == 0 && mapping > 0 && int(mapping) < len(s.programs) {
			if program := s.programs[mapping]; program != "" {
				c.batch.addresses[s.addLines(entry, program)]++
			}
		}
	}
}

// refersBeyond reports whether the index of a function or a string is past the end of its table: what is added there would
// give it a meaning.
func (c *profileCleaner) refersBeyond() bool {
	t, l := &c.tables, &c.layout
	functions, strings := &l.functions, &l.strings
	functions.open(t.functions.Len())
	strings.open(t.strings.Len())
	for _, location := range t.locations.All() {
		for _, line := range location.Lines().All() {
			functions.note(line.FunctionIndex())
		}
	}
	for _, f := range t.functions.All() {
		strings.note(f.NameStrindex())
		strings.note(f.SystemNameStrindex())
		strings.note(f.FilenameStrindex())
	}
	for _, mapping := range t.mappings.All() {
		strings.note(mapping.FilenameStrindex())
	}
	for _, attribute := range t.attributes.All() {
		strings.note(attribute.KeyStrindex())
		strings.note(attribute.UnitStrindex())
	}
	c.profiles(func(profile pprofile.Profile, _ users) {
		for _, valueType := range []pprofile.ValueType{profile.SampleType(), profile.PeriodType()} {
			strings.note(valueType.TypeStrindex())
			strings.note(valueType.UnitStrindex())
		}
	})
	return functions.beyond != noneBeyond || strings.beyond != noneBeyond
}

// findPrograms reads the build ids of mappings. It reports whether any program is known.
func (s *symbolizer) findPrograms() bool {
	found := false
	s.programs = make([]string, s.tables.mappings.Len())
	for i := 1; i < len(s.programs); i++ {
		if id := s.tables.buildIDOf(i); id != "" && s.source.Has(id) {
			s.programs[i], found = id, true
		}
	}
	return found
}

// addLines adds the functions at a location's address, if there are any.
func (s *symbolizer) addLines(entry pprofile.Location, program string) addressOutcome {
	s.open()
	lines := entry.Lines()
	err := s.source.Functions(program, s.address(entry, program), func(symbol, name, file string, line, column int) {
		added := lines.AppendEmpty()
		added.SetFunctionIndex(s.function(symbol, name, file))
		added.SetLine(int64(line))
		added.SetColumn(int64(column))
	})
	if err != nil || lines.Len() == 0 {
		return addressUnknown
	}
	return addressSymbolized
}

// address returns an address as the program's file counts them. A profiler that says where the mapping was in memory
// may count as the process did, or as the file does; both come out right.
func (s *symbolizer) address(entry pprofile.Location, program string) uint64 {
	address := entry.Address()
	mapping := s.tables.mappings.At(int(entry.MappingIndex()))
	if start := mapping.MemoryStart(); start <= address && address < mapping.MemoryLimit() {
		if inFile, ok := s.source.AddressOf(program, address-start+mapping.FileOffset()); ok {
			return inFile
		}
	}
	return address
}

// open reads what functions and strings there are, so that none is added twice. Index 0 means none: where a table
// is empty, that entry is made.
func (s *symbolizer) open() {
	if s.strings != nil {
		return
	}
	if s.tables.strings.Len() == 0 {
		s.tables.strings.Append("")
	}
	if s.tables.functions.Len() == 0 {
		s.tables.functions.AppendEmpty()
	}
	s.strings = make(map[string]int32, s.tables.strings.Len())
	for i := 1; i < s.tables.strings.Len(); i++ {
		if _, twice := s.strings[s.tables.strings.At(i)]; !twice {
			s.strings[s.tables.strings.At(i)] = int32(i)
		}
	}
	s.functions = make(map[symbolized]int32, s.tables.functions.Len())
	for i := 1; i < s.tables.functions.Len(); i++ {
		if f := s.tables.functions.At(i); f.StartLine() == 0 {
			s.functions[symbolized{f.NameStrindex(), f.SystemNameStrindex(), f.FilenameStrindex()}] = int32(i)
		}
	}
}

// function returns the entry of a function. The symbol is kept beside the name where they differ.
func (s *symbolizer) function(symbol, name, file string) int32 {
	if symbol == name {
		symbol = ""
	}
	key := symbolized{name: s.text(name), symbol: s.text(symbol), file: s.text(file)}
	if index, ok := s.functions[key]; ok {
		return index
	}
	index := int32(s.tables.functions.Len())
	f := s.tables.functions.AppendEmpty()
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
		index = int32(s.tables.strings.Len())
		s.tables.strings.Append(text)
		s.strings[text] = index
	}
	return index
}
