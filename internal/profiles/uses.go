package profiles

// What the new tables use of the old ones, and of the plan.

// uses are the entries and changes in use.
type uses struct {
	texts, mappings, locations, functions, attributes, stacks usage

	functionChanges, locationChanges []bool // by change
}

// usesOf marks what is used by stacks, cleaned or not, and the attributes of profiles and samples.
func usesOf(t *tables, stacks *stackTable, u *Users, p *plan, into *uses) *uses {
	s := into
	s.texts.open(len(t.digests))
	s.mappings.open(len(t.mappings))
	s.locations.open(len(t.locations))
	s.functions.open(len(t.functions))
	s.stacks.open(len(stacks.spans))
	s.stacks.firstOutOfRange = u.firstStackOutOfRange
	s.attributes.copyFrom(&u.attributes)
	s.functionChanges = zeroed(s.functionChanges, len(p.functions))
	s.locationChanges = zeroed(s.locationChanges, len(p.locations))
	for at, audience := range u.stacks {
		if at == 0 || audience&^p.stacks[at].cleanedFor != 0 {
			s.stacks.use(int32(at))
			for _, location := range stacks.of(int32(at)) {
				s.addLocation(t, location)
			}
		}
	}
	if len(t.locations) > 0 {
		s.functions.useAll(t.functionsOf(0))
	}
	if p.mayHoldUnused {
		for _, r := range p.refs {
			s.addRef(t, p, r)
		}
		return s
	}
	for _, index := range p.unchanged {
		s.addLocation(t, index)
	}
	for n := range p.locations {
		s.addRef(t, p, changed(n))
	}
	return s
}

// addRef marks a location of a stack.
func (s *uses) addRef(t *tables, p *plan, r ref) {
	n, is := r.change()
	if !is {
		s.addLocation(t, int32(r))
		return
	}
	if s.locationChanges[n] {
		return
	}
	s.locationChanges[n] = true
	for _, line := range p.linesOf(&p.locations[n]) {
		if function, is := line.function.change(); is {
			s.functionChanges[function] = true
		} else {
			s.functions.use(int32(line.function))
		}
	}
}

func (s *uses) addLocation(t *tables, index int32) {
	if s.locations.use(index) {
		s.functions.useAll(t.functionsOf(index))
	}
}

// addRest marks what is used by entries that stay, by changes, and by profiles. names are the names of changed functions.
func (s *uses) addRest(t *tables, u *Users, p *plan, names []int32) {
	for i, used := range s.functions.used {
		if used {
			s.texts.use(t.functions[i].name)
			s.addFunctionTexts(&t.functions[i])
		}
	}
	for n, used := range s.functionChanges {
		if !used {
			continue
		}
		s.addOldText(names[n])
		if origin := p.functions[n].origin; origin >= 0 {
			s.addFunctionTexts(&t.functions[origin])
		}
	}
	for i, used := range s.locations.used {
		if used {
			s.addMappingOf(t, int32(i))
		}
	}
	for n, used := range s.locationChanges {
		if origin := p.locations[n].origin; used && origin >= 0 {
			s.addMappingOf(t, origin)
		}
	}
	s.texts.useAll(u.texts)
	for i, used := range s.mappings.used {
		if used {
			s.texts.use(t.mappings[i].file)
			s.attributes.useAll(t.attributeList(t.mappings[i].attributes))
		}
	}
}

// addOldText marks a string unless it is an added one.
func (s *uses) addOldText(index int32) {
	if int(index) < len(s.texts.used) {
		s.texts.use(index)
	}
}

func (s *uses) addFunctionTexts(f *functionEntry) {
	s.texts.use(f.symbol)
	s.texts.use(f.file)
}

func (s *uses) addMappingOf(t *tables, location int32) {
	s.mappings.use(t.locations[location].mapping)
	s.attributes.useAll(t.attributesOf(location))
}

// addRust marks the attribute for Rust, or the key of the one to add.
func (s *uses) addRust(index, key int32) {
	if index >= 0 {
		s.attributes.use(index)
		return
	}
	s.addOldText(key)
}

// addAttributeTexts marks the strings of attributes. If a value may be the index of a string, all strings keep their
// indices.
func (s *uses) addAttributeTexts(t *tables) {
	mayHoldString := false
	for i, used := range s.attributes.used {
		if used {
			a := &t.attributes[i]
			s.texts.use(a.key)
			s.texts.use(a.unit)
			mayHoldString = mayHoldString || i > 0 && a.mayHoldString
		}
	}
	if mayHoldString {
		for i := range s.texts.used {
			s.texts.use(int32(i))
		}
	}
}

// stayOutOfRange reports whether indices that are out of range now stay so.
func (s *uses) stayOutOfRange(m *moves) bool {
	// The Collector adds the strings of resources' attributes when it marshals, so no string index may be past the end.
	if s.texts.firstOutOfRange != noneOutOfRange {
		return false
	}
	for _, table := range []struct {
		usage *usage
		size  int
	}{
		{&s.mappings, m.mappings.size},
		{&s.locations, m.locations.size},
		{&s.functions, m.functions.size},
		{&s.attributes, m.attributes.size},
		{&s.stacks, m.stacks.size},
	} {
		if int(table.usage.firstOutOfRange) < table.size {
			return false
		}
	}
	return true
}
