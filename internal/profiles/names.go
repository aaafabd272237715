package profiles

// New names in the string table of a dictionary.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"

// nameSearch finds names in a string table. It reuses its memory.
type nameSearch struct {
	isWanted []bool  // by name
	at       []int32 // by wanted name: its index in the table or among added strings; 0 if it is in neither
	wanted   []stackset.Name
	seen     hashIndex
}

// find returns, by change of a used function, where its name is: in the string table, or after it among the strings to
// add. If withKey is set, it also returns where the key of frame types is.
func (s *nameSearch) find(t *tables, p *plan, used *uses, withKey bool, into []int32, added []string) ([]int32, []string, int32) {
	names, added := zeroed(into, len(p.functions)), added[:0]
	var frameType stackset.Name
	if withKey {
		frameType = p.names.Number(frameTypeKey)
	}
	s.open(p.names.Len())
	for n, used := range used.functionChanges {
		if used {
			s.want(p.functions[n].name)
		}
	}
	if withKey {
		s.want(frameType)
	}
	s.search(t, p)
	indexOf := func(name stackset.Name) int32 {
		if s.at[name] == 0 {
			s.at[name] = int32(len(t.digests) + len(added))
			added = append(added, p.names.Text(name))
		}
		return s.at[name]
	}
	for n, used := range used.functionChanges {
		if used {
			names[n] = indexOf(p.functions[n].name)
		}
	}
	key := int32(0)
	if withKey {
		key = indexOf(frameType)
	}
	return names, added, key
}

func (s *nameSearch) open(names int) {
	s.isWanted, s.at, s.wanted = zeroed(s.isWanted, names), zeroed(s.at, names), s.wanted[:0]
}

func (s *nameSearch) want(name stackset.Name) {
	if !s.isWanted[name] {
		s.isWanted[name] = true
		s.wanted = append(s.wanted, name)
	}
}

// search finds the wanted names in the string table. It tries original names of functions first, since it knows these by
// number.
func (s *nameSearch) search(t *tables, p *plan) {
	for i, name := range p.originalNames {
		if name != stackset.NoName && s.isWanted[name] && s.at[name] == 0 {
			s.at[name] = int32(i)
		}
	}
	s.seen.reset(len(s.wanted))
	for _, name := range s.wanted {
		if s.at[name] == 0 {
			s.seen.add(p.names.Digest(name)[0], int32(name))
		}
	}
	for i, text := range t.digests {
		if i == 0 || p.originalNames[i] != stackset.NoName {
			continue
		}
		name, ok := s.seen.find(text[0], func(name int32) bool { return p.names.Digest(stackset.Name(name)) == text })
		if ok && s.at[name] == 0 {
			s.at[name] = int32(i)
		}
	}
}
