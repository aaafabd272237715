package profilefile

// pprof (github.com/google/pprof, proto/profile.proto). Mappings, functions, locations and lines are what they are in OTLP. The
// location of a table is the one behind its number, since index 0 stands for none.
//
//	Profile = { 1: ValueType | 2: Sample | 3: Mapping | 4: Location | 5: Function | 6: string | … } .

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/google/pprof/profile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// pprofTable is the number of the field that every pprof profile has: its strings, the first of which is empty.
const pprofTable = 6

// pprofFile is a profile of pprof.
type pprofFile struct {
	built
	data    []byte // not compressed
	profile *profile.Profile
}

func readPprof(data []byte) (content, error) {
	if topLevel(data)&(1<<pprofTable) == 0 {
		return nil, ErrNotProfile
	}
	p, err := profile.ParseUncompressed(data)
	switch {
	case err != nil:
		return nil, err
	case len(p.SampleType) == 0:
		return nil, errors.New("nothing was measured")
	}
	if err := p.CheckValid(); err != nil {
		return nil, err
	}
	return &pprofFile{buildPprof(p), data, p}, nil
}

// buildPprof builds the tables of a profile.
func buildPprof(p *profile.Profile) built {
	b := profiles.NewBuilder()
	mappings := map[*profile.Mapping]int32{}
	for _, m := range p.Mapping {
		mappings[m] = b.AddMapping(m.File, profiles.Program{
			BuildID: m.BuildID, MemoryStart: m.Start, MemoryLimit: m.Limit, FileOffset: m.Offset,
		})
	}
	locations := map[*profile.Location]int32{}
	for _, l := range p.Location {
		var frames []profiles.Frame
		for _, line := range l.Line {
			frames = append(frames, profiles.Frame{Function: functionOf(line.Function), Line: line.Line, Column: line.Column})
		}
		locations[l] = b.AddLocation(mappings[l.Mapping], l.Address, false, frames)
	}
	stacks := built{}
	for _, s := range p.Sample {
		stack := make([]int32, len(s.Location))
		for i, l := range s.Location {
			stack[i] = locations[l]
		}
		stacks.stackOf, stacks.values = append(stacks.stackOf, b.AddStack(stack)), append(stacks.values, s.Value)
	}
	stacks.all = b.Tables()
	return stacks
}

func functionOf(f *profile.Function) profiles.Function {
	return profiles.Function{Name: f.Name, Symbol: f.SystemName, File: f.Filename, StartLine: f.StartLine}
}

// labelsOf returns what is the same for samples whose labels are.
func labelsOf(s *profile.Sample) string {
	var key bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(s.Label)) {
		fmt.Fprintf(&key, "%q%q", name, s.Label[name])
	}
	for _, name := range slices.Sorted(maps.Keys(s.NumLabel)) {
		fmt.Fprintf(&key, "%q%d%q", name, s.NumLabel[name], s.NumUnit[name])
	}
	return key.String()
}

func (f *pprofFile) Types() []ValueType {
	var types []ValueType
	for _, t := range f.profile.SampleType {
		types = append(types, ValueType{t.Type, t.Unit})
	}
	return types
}

// defaultType is what pprof itself shows: what the profile names, or the last.
func (f *pprofFile) DefaultType() int {
	for i, t := range f.profile.SampleType {
		if t.Type == f.profile.DefaultSampleType {
			return i
		}
	}
	return len(f.profile.SampleType) - 1
}

// clean gives a new copy of the profile the cleaned samples.
func (f *pprofFile) clean(processor *processor.Processor) ([]byte, error) {
	stacks := f.cleaned(processor)
	if stacks == nil {
		return nil, nil
	}
	p, err := profile.ParseUncompressed(f.data)
	if err != nil {
		return nil, err
	}
	w := newPprofWriter(p)
	var samples []*profile.Sample
	first := map[string]*profile.Sample{}
	for i, sample := range p.Sample {
		sample.Location = w.stack(stacks[i])
		key := identityOf(sample)
		if into := first[key]; into == nil || !addTo(into.Value, sample.Value) {
			first[key] = sample
			samples = append(samples, sample)
		}
	}
	p.Sample = samples
	w.prune()
	if err := p.CheckValid(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = p.WriteUncompressed(&out)
	return out.Bytes(), err
}

// identityOf returns what is the same for samples that can be added up.
func identityOf(s *profile.Sample) string {
	var key []byte
	for _, l := range s.Location {
		key = binary.LittleEndian.AppendUint64(key, l.ID)
	}
	return string(key) + labelsOf(s)
}
