// Package profiletest checks profiles for tests, with a different decoder from the Collector's and by the rules of the
// specification (opentelemetry-proto, opentelemetry/proto/profiles/v1development/profiles.proto).
//
// In go the bytes of a ProfilesData message; out comes what is wrong with it, or its content written out so that two
// messages can be compared. Start at Decode, Problems and Read.
package profiletest

import (
	"fmt"
	"slices"

	profiles "go.opentelemetry.io/proto/otlp/profiles/v1development"
	"google.golang.org/protobuf/proto"
)

// Decode decodes a message.
func Decode(raw []byte) (*profiles.ProfilesData, error) {
	data := new(profiles.ProfilesData)
	return data, proto.Unmarshal(raw, data)
}

// Problems returns where a message breaks a rule of the specification.
func Problems(data *profiles.ProfilesData) []string {
	c := &checker{d: data.GetDictionary()}
	if c.d == nil {
		c.d = new(profiles.ProfilesDictionary)
	}
	c.zeros()
	c.duplicates()
	c.dictionary()
	for _, resource := range data.ResourceProfiles {
		for _, scope := range resource.ScopeProfiles {
			for _, profile := range scope.Profiles {
				c.profile(profile)
			}
		}
	}
	return c.problems
}

type checker struct {
	d        *profiles.ProfilesDictionary
	problems []string
}

func (c *checker) report(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) index(what string, index int32, size int) {
	if index < 0 || int(index) >= size {
		c.report("%s %d is out of range %d", what, index, size)
	}
}

// zeros checks that every table starts with the zero value.
func (c *checker) zeros() {
	zero := func(table string, size int, is func() bool) {
		if size == 0 || !is() {
			c.report("%s[0] is not the zero value", table)
		}
	}
	d := c.d
	zero("string_table", len(d.StringTable), func() bool { return d.StringTable[0] == "" })
	zero("mapping_table", len(d.MappingTable), func() bool { return proto.Size(d.MappingTable[0]) == 0 })
	zero("location_table", len(d.LocationTable), func() bool { return proto.Size(d.LocationTable[0]) == 0 })
	zero("function_table", len(d.FunctionTable), func() bool { return proto.Size(d.FunctionTable[0]) == 0 })
	zero("stack_table", len(d.StackTable), func() bool { return proto.Size(d.StackTable[0]) == 0 })
	zero("link_table", len(d.LinkTable), func() bool { return isZeroLink(d.LinkTable[0]) })
}

func isZeroLink(link *profiles.Link) bool {
	notZero := func(b byte) bool { return b != 0 }
	return !slices.ContainsFunc(link.TraceId, notZero) && !slices.ContainsFunc(link.SpanId, notZero)
}

// duplicates checks that no table has an entry twice.
func (c *checker) duplicates() {
	seen := map[string]bool{}
	for i, s := range c.d.StringTable {
		if seen[s] {
			c.report("string_table[%d] %q is there twice", i, s)
		}
		seen[s] = true
	}
	duplicates(c, "mapping_table", c.d.MappingTable)
	duplicates(c, "location_table", c.d.LocationTable)
	duplicates(c, "function_table", c.d.FunctionTable)
	duplicates(c, "attribute_table", c.d.AttributeTable)
	duplicates(c, "stack_table", c.d.StackTable)
}

func duplicates[M proto.Message](c *checker, table string, entries []M) {
	seen := map[string]bool{}
	for i, entry := range entries {
		key, err := proto.MarshalOptions{Deterministic: true}.Marshal(entry)
		if err != nil {
			c.report("%s[%d]: %v", table, i, err)
		}
		if seen[string(key)] {
			c.report("%s[%d] is there twice: %v", table, i, entry)
		}
		seen[string(key)] = true
	}
}

// dictionary checks the references between tables.
func (c *checker) dictionary() {
	d := c.d
	for _, m := range d.MappingTable {
		c.index("mapping's filename", m.FilenameStrindex, len(d.StringTable))
		c.attributes("mapping", m.AttributeIndices)
	}
	for i, f := range d.FunctionTable {
		c.index("function's name", f.NameStrindex, len(d.StringTable))
		c.index("function's system name", f.SystemNameStrindex, len(d.StringTable))
		c.index("function's filename", f.FilenameStrindex, len(d.StringTable))
		if i > 0 && f.NameStrindex == 0 && f.SystemNameStrindex == 0 && f.FilenameStrindex == 0 {
			c.report("function_table[%d] has no name", i)
		}
	}
	for _, l := range d.LocationTable {
		c.index("location's mapping", l.MappingIndex, len(d.MappingTable))
		c.attributes("location", l.AttributeIndices)
		for _, line := range l.Lines {
			c.index("line's function", line.FunctionIndex, len(d.FunctionTable))
		}
	}
	for _, a := range d.AttributeTable {
		c.index("attribute's key", a.KeyStrindex, len(d.StringTable))
		c.index("attribute's unit", a.UnitStrindex, len(d.StringTable))
	}
	for _, s := range d.StackTable {
		for _, l := range s.LocationIndices {
			c.index("stack's location", l, len(d.LocationTable))
		}
	}
}

// attributes checks a set of attributes: each key appears once.
func (c *checker) attributes(what string, indices []int32) {
	keys := map[int32]bool{}
	for _, index := range indices {
		c.index(what+"'s attribute", index, len(c.d.AttributeTable))
		if index < 0 || int(index) >= len(c.d.AttributeTable) {
			continue
		}
		key := c.d.AttributeTable[index].KeyStrindex
		if keys[key] {
			c.report("%s has the attribute with key %d twice", what, key)
		}
		keys[key] = true
	}
}

// profile checks samples: their references and shapes, and that none could be merged with another.
func (c *checker) profile(p *profiles.Profile) {
	seen := map[string]bool{}
	for i, s := range p.Samples {
		c.index("sample's stack", s.StackIndex, len(c.d.StackTable))
		c.index("sample's link", s.LinkIndex, len(c.d.LinkTable))
		c.attributes("sample", s.AttributeIndices)
		switch values, times := len(s.Values), len(s.TimestampsUnixNano); {
		case values == 0 && times == 0:
			c.report("sample %d has neither values nor timestamps", i)
		case times == 0 && values != 1:
			c.report("sample %d has %d values and no timestamps", i, values)
		case times > 0 && values > 0 && times != values:
			c.report("sample %d has %d values for %d timestamps", i, values, times)
		}
		set := slices.Clone(s.AttributeIndices)
		slices.Sort(set)
		identity := fmt.Sprint(s.StackIndex, s.LinkIndex, set, len(s.Values) > 0, len(s.TimestampsUnixNano) > 0)
		if seen[identity] {
			c.report("sample %d has the identity of another", i)
		}
		seen[identity] = true
	}
}

// Orphans returns the entries that nothing refers to, by table. The texts of resources' and scopes' attributes refer to
// equal strings.
func Orphans(data *profiles.ProfilesData) map[string]int {
	d := data.GetDictionary()
	used := map[string]map[int32]bool{}
	use := func(table string, index int32) {
		if used[table] == nil {
			used[table] = map[int32]bool{0: true}
		}
		used[table][index] = true
	}
	all := func(table string, indices []int32) {
		for _, index := range indices {
			use(table, index)
		}
	}
	useFromProfiles(data, use, all)
	each("stack", d.StackTable, used, func(s *profiles.Stack) { all("location", s.LocationIndices) })
	each("location", d.LocationTable, used, func(l *profiles.Location) {
		use("mapping", l.MappingIndex)
		all("attribute", l.AttributeIndices)
		for _, line := range l.Lines {
			use("function", line.FunctionIndex)
		}
	})
	each("mapping", d.MappingTable, used, func(m *profiles.Mapping) {
		use("string", m.FilenameStrindex)
		all("attribute", m.AttributeIndices)
	})
	each("function", d.FunctionTable, used, func(f *profiles.Function) {
		all("string", []int32{f.NameStrindex, f.SystemNameStrindex, f.FilenameStrindex})
	})
	each("attribute", d.AttributeTable, used, func(a *profiles.KeyValueAndUnit) {
		all("string", []int32{a.KeyStrindex, a.UnitStrindex, a.GetValue().GetStringValueStrindex()})
	})
	sizes := map[string]int{
		"string": len(d.StringTable), "mapping": len(d.MappingTable), "location": len(d.LocationTable),
		"function": len(d.FunctionTable), "attribute": len(d.AttributeTable), "stack": len(d.StackTable),
	}
	orphans := map[string]int{}
	for table, size := range sizes {
		for i := range size {
			if i > 0 && !used[table][int32(i)] {
				orphans[table]++
			}
		}
	}
	return orphans
}

// each calls f with the entries of a table that are used.
func each[M any](table string, entries []M, used map[string]map[int32]bool, f func(M)) {
	for i, entry := range entries {
		if i == 0 || used[table][int32(i)] {
			f(entry)
		}
	}
}

// useFromProfiles marks what resources and profiles refer to.
func useFromProfiles(data *profiles.ProfilesData, use func(string, int32), all func(string, []int32)) {
	for _, resource := range data.ResourceProfiles {
		for _, a := range resource.GetResource().GetAttributes() {
			use("string", a.GetKeyStrindex())
			use("string", a.GetValue().GetStringValueStrindex())
		}
		for _, scope := range resource.ScopeProfiles {
			for _, p := range scope.Profiles {
				for _, t := range []*profiles.ValueType{p.SampleType, p.PeriodType} {
					all("string", []int32{t.GetTypeStrindex(), t.GetUnitStrindex()})
				}
				all("attribute", p.AttributeIndices)
				for _, s := range p.Samples {
					use("stack", s.StackIndex)
					all("attribute", s.AttributeIndices)
				}
			}
		}
	}
}
