package profiles

// Native frames as system-wide profilers send them: an address in a program, and the program's build id. If the program's
// debug information is at hand, its functions are added, and the location is then cleaned like any other. Nothing else
// changes: a location with lines keeps them, and one that a resource of another language uses too stays an address.

import "slices"

// Symbolizer knows the functions at the addresses of Rust programs, which it identifies by build id.
type Symbolizer interface {
	Has(buildID string) bool
	// AddressOf returns the address at which a byte of the program's file is loaded.
	AddressOf(buildID string, offset uint64) (address uint64, ok bool)
	// Functions calls f with each function at an address, innermost first: those that were inlined there, then the one
	// that contains the code.
	Functions(buildID string, address uint64, f func(symbol, name, file string, line, column int)) error
}

// Addresses counts locations that have only an address, in programs that are known.
type Addresses struct{ Symbolized, Unknown int }

// Symbolize returns the tables with lines for the locations of stacks that may be cleaned and that nobody else uses; the tables
// themselves where there are none.
func (t *Tables) Symbolize(u *Users, source Symbolizer) (*Tables, Addresses) {
	var found Addresses
	asked := t.knownAddresses(u, source)
	if len(asked) == 0 || t.entries.refersOutOfRange(u) {
		return t, found
	}
	b := builderOn(t)
	for _, index := range asked {
		entry := &t.entries.locations[index]
		frames, err := t.programs[entry.mapping].frames(entry.address, source)
		b.setFrames(index, frames)
		if err == nil && len(frames) > 0 {
			found.Symbolized++
		} else {
			found.Unknown++
		}
	}
	if len(b.tables.entries.lines) == len(t.entries.lines) {
		return t, found
	}
	return b.Tables(), found
}

// knownAddresses returns the locations that have only an address, in programs that are known.
func (t *Tables) knownAddresses(u *Users, source Symbolizer) []int32 {
	isKnown := make([]bool, len(t.programs))
	for i := 1; i < len(isKnown); i++ {
		id := t.programs[i].BuildID
		isKnown[i] = id != "" && source.Has(id)
	}
	if !slices.Contains(isKnown, true) {
		return nil
	}
	var known []int32
	for i, audience := range t.audiencesOfLocations(u) {
		l := &t.entries.locations[i]
		hasOnlyAddress := l.lines.from == l.lines.to && isKnown[t.entries.mappingOf(i)]
		if audience.mayClean() && audience&Others == 0 && hasOnlyAddress {
			known = append(known, int32(i))
		}
	}
	return known
}

// audiencesOfLocations returns by location who has it in a stack.
func (t *Tables) audiencesOfLocations(u *Users) []Audience {
	audiences := make([]Audience, len(t.entries.locations))
	for at, audience := range u.stacks {
		if audience == 0 {
			continue
		}
		for _, index := range t.stacks.of(int32(at)) {
			if index > 0 && int(index) < len(audiences) {
				audiences[index] |= audience
			}
		}
	}
	return audiences
}

// refersOutOfRange reports whether an index of a function or a string is past the end of its table: an added entry would
// give it a meaning.
func (t *tables) refersOutOfRange(u *Users) bool {
	lastFunction, lastText := int32(-1), int32(-1)
	for _, function := range t.lines {
		lastFunction = max(lastFunction, function)
	}
	for i := range t.functions {
		f := &t.functions[i]
		lastText = max(lastText, f.name, f.symbol, f.file)
	}
	for i := range t.mappings {
		lastText = max(lastText, t.mappings[i].file)
	}
	for i := range t.attributes {
		lastText = max(lastText, t.attributes[i].key, t.attributes[i].unit)
	}
	for _, text := range u.texts {
		lastText = max(lastText, text)
	}
	return int(lastFunction) >= len(t.functions) || int(lastText) >= len(t.digests)
}

// frames returns the functions at an address, innermost first. The symbol is kept beside the name where they differ.
func (p *Program) frames(address uint64, source Symbolizer) (frames []Frame, err error) {
	err = source.Functions(p.BuildID, p.addressInFile(address, source), func(symbol, name, file string, line, column int) {
		if symbol == name {
			symbol = ""
		}
		frames = append(frames, Frame{Function{Name: name, Symbol: symbol, File: file}, int64(line), int64(column)})
	})
	return frames, err
}

// addressInFile returns an address as the program's file counts them. A profiler that says where the mapping was in memory
// may count as the process did, or as the file does; both come out right.
func (p *Program) addressInFile(address uint64, source Symbolizer) uint64 {
	if p.MemoryStart <= address && address < p.MemoryLimit {
		if inFile, ok := source.AddressOf(p.BuildID, address-p.MemoryStart+p.FileOffset); ok {
			return inFile
		}
	}
	return address
}
