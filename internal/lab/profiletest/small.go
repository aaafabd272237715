package profiletest

// Small profiles, which a fuzzer can clean many times a second: some samples of a real one, with only what they refer to
// in the dictionary.

import (
	common "go.opentelemetry.io/proto/otlp/common/v1"
	profiles "go.opentelemetry.io/proto/otlp/profiles/v1development"
	"google.golang.org/protobuf/proto"
)

// Small returns every n-th sample of a message with what it refers to.
func Small(raw []byte, n int) ([]byte, error) {
	data, err := Decode(raw)
	if err != nil {
		return nil, err
	}
	s := newSmaller(data.GetDictionary())
	for _, resource := range data.ResourceProfiles {
		for _, a := range resource.GetResource().GetAttributes() {
			if a.KeyStrindex != 0 {
				a.KeyStrindex = s.text(a.KeyStrindex)
			}
			s.moveValue(a.Value)
		}
		for _, scope := range resource.ScopeProfiles {
			for _, p := range scope.Profiles {
				s.profile(p, n)
			}
		}
	}
	data.Dictionary = s.to
	return proto.MarshalOptions{Deterministic: true}.Marshal(data)
}

// smaller moves entries to a new dictionary, each when something first refers to it.
type smaller struct {
	to                                                        *profiles.ProfilesDictionary
	text, mapping, location, function, attribute, stack, link func(int32) int32
}

func newSmaller(d *profiles.ProfilesDictionary) *smaller {
	s := &smaller{to: new(profiles.ProfilesDictionary)}
	s.text = mover(d.StringTable, &s.to.StringTable, func(string) {})
	s.link = mover(d.LinkTable, &s.to.LinkTable, func(*profiles.Link) {})
	s.attribute = mover(d.AttributeTable, &s.to.AttributeTable, func(a *profiles.KeyValueAndUnit) {
		a.KeyStrindex, a.UnitStrindex = s.text(a.KeyStrindex), s.text(a.UnitStrindex)
		s.moveValue(a.Value)
	})
	s.mapping = mover(d.MappingTable, &s.to.MappingTable, func(m *profiles.Mapping) {
		m.FilenameStrindex = s.text(m.FilenameStrindex)
		move(m.AttributeIndices, s.attribute)
	})
	s.function = mover(d.FunctionTable, &s.to.FunctionTable, func(f *profiles.Function) {
		f.NameStrindex, f.SystemNameStrindex = s.text(f.NameStrindex), s.text(f.SystemNameStrindex)
		f.FilenameStrindex = s.text(f.FilenameStrindex)
	})
	s.location = mover(d.LocationTable, &s.to.LocationTable, func(l *profiles.Location) {
		l.MappingIndex = s.mapping(l.MappingIndex)
		move(l.AttributeIndices, s.attribute)
		for _, line := range l.Lines {
			line.FunctionIndex = s.function(line.FunctionIndex)
		}
	})
	s.stack = mover(d.StackTable, &s.to.StackTable, func(stack *profiles.Stack) { move(stack.LocationIndices, s.location) })
	return s
}

// mover returns a function that returns the new index of an entry. Entry 0 stays there; inside moves what an entry refers
// to.
func mover[M any](from []M, to *[]M, inside func(M)) func(int32) int32 {
	moved := map[int32]int32{}
	get := func(index int32) int32 {
		at, done := moved[index]
		if !done {
			at = int32(len(*to))
			moved[index] = at
			*to = append(*to, from[index])
			inside(from[index])
		}
		return at
	}
	if len(from) > 0 {
		get(0)
	}
	return get
}

func move(indices []int32, to func(int32) int32) {
	for i, index := range indices {
		indices[i] = to(index)
	}
}

func (s *smaller) profile(p *profiles.Profile, n int) {
	for _, t := range []*profiles.ValueType{p.SampleType, p.PeriodType} {
		if t != nil {
			t.TypeStrindex, t.UnitStrindex = s.text(t.TypeStrindex), s.text(t.UnitStrindex)
		}
	}
	move(p.AttributeIndices, s.attribute)
	kept := p.Samples[:0]
	for i, sample := range p.Samples {
		if i%n != 0 {
			continue
		}
		sample.StackIndex, sample.LinkIndex = s.stack(sample.StackIndex), s.link(sample.LinkIndex)
		move(sample.AttributeIndices, s.attribute)
		kept = append(kept, sample)
	}
	p.Samples = kept
}

// moveValue moves the string that a value refers to.
func (s *smaller) moveValue(value *common.AnyValue) {
	if v, is := value.GetValue().(*common.AnyValue_StringValueStrindex); is {
		v.StringValueStrindex = s.text(v.StringValueStrindex)
	}
}
