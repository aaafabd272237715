package profilefile

// pprof (github.com/google/pprof, proto/profile.proto). Locations and lines are what they are in OTLP; a location has
// its number as an attribute, which stands for its mapping and all else that OTLP has no place for.
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
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// The attributes by which a pprof profile is written back.
const (
	pprofLocation = "pprof.location" // of a location: its place in the table
	pprofLabels   = "pprof.labels"   // of a sample: which set of labels it has
)

// buildIDKey is the attribute by which debug information is found for a mapping (OpenTelemetry's semantic conventions).
const buildIDKey = "process.executable.build_id.gnu"

// pprofTable is the number of the field that every pprof profile has: its strings, the first of which is empty.
const pprofTable = 6

// pprofFile is a profile of pprof.
type pprofFile struct {
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
	return &pprofFile{data, p}, p.CheckValid()
}

func (f *pprofFile) profiles() pprofile.Profiles {
	t := newTranslation()
	mappings := map[*profile.Mapping]int32{nil: 0}
	for i, m := range f.profile.Mapping {
		entry := t.dictionary.MappingTable().AppendEmpty()
		entry.SetMemoryStart(m.Start)
		entry.SetMemoryLimit(m.Limit)
		entry.SetFileOffset(m.Offset)
		entry.SetFilenameStrindex(t.text(m.File))
		if m.BuildID != "" {
			entry.AttributeIndices().Append(t.attribute(attribute{key: buildIDKey, text: m.BuildID}))
		}
		mappings[m] = int32(i + 1)
	}
	functions := map[*profile.Function]int32{}
	for _, function := range f.profile.Function {
		functions[function] = t.function(function.Name, function.SystemName, function.Filename, function.StartLine)
	}
	locations := map[*profile.Location]int32{}
	for i, l := range f.profile.Location {
		entry := t.dictionary.LocationTable().AppendEmpty()
		entry.SetMappingIndex(mappings[l.Mapping])
		entry.SetAddress(l.Address)
		for _, line := range l.Line {
			added := entry.Lines().AppendEmpty()
			added.SetFunctionIndex(functions[line.Function])
			added.SetLine(line.Line)
			added.SetColumn(line.Column)
		}
		entry.AttributeIndices().Append(t.attribute(attribute{key: pprofLocation, number: i}))
		locations[l] = int32(i + 1)
	}
	labels := map[string]int{}
	for i, s := range f.profile.Sample {
		stack := make([]int32, len(s.Location))
		for j, l := range s.Location {
			stack[j] = locations[l]
		}
		key := labelsOf(s)
		if _, ok := labels[key]; !ok {
			labels[key] = len(labels)
		}
		t.sample(i, stack, t.attribute(attribute{key: pprofLabels, number: labels[key]}))
	}
	return t.pd
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

func (f *pprofFile) types() []ValueType {
	var types []ValueType
	for _, t := range f.profile.SampleType {
		types = append(types, ValueType{t.Type, t.Unit})
	}
	return types
}

// defaultType is what pprof itself shows: what the profile names, or the last.
func (f *pprofFile) defaultType() int {
	for i, t := range f.profile.SampleType {
		if t.Type == f.profile.DefaultSampleType {
			return i
		}
	}
	return len(f.profile.SampleType) - 1
}

func (f *pprofFile) weigh(_ pprofile.ProfilesDictionary, _ pprofile.Profile, s pprofile.Sample, into []int64) {
	for _, number := range s.TimestampsUnixNano().All() {
		for i, value := range f.profile.Sample[number].Value {
			into[i] += value
		}
	}
}

// write gives a new copy of the profile the cleaned samples.
func (f *pprofFile) write(cleaned pprofile.Profiles) ([]byte, error) {
	p, err := profile.ParseUncompressed(f.data)
	if err != nil {
		return nil, err
	}
	w := newPprofWriter(p, cleaned.Dictionary())
	var samples []*profile.Sample
	first := map[string]*profile.Sample{}
	err = numbers(cleaned, func(numbers []uint64, stack int32) error {
		for _, number := range numbers {
			sample := p.Sample[number]
			sample.Location = w.stack(stack)
			key := identityOf(sample)
			if into := first[key]; into == nil || !addTo(into.Value, sample.Value) {
				first[key] = sample
				samples = append(samples, sample)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
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
