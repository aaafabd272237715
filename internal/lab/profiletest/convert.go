package profiletest

// Real profiles in other formats.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/pprof/profile"
	profiles "go.opentelemetry.io/proto/otlp/profiles/v1development"
)

// Pprof converts a message to pprof, with two values per sample: events, and a time of 2 ms each. Each sample has its
// attributes as labels.
func Pprof(data *profiles.ProfilesData) *profile.Profile {
	d := data.Dictionary
	p := &profile.Profile{
		SampleType:        []*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}},
		DefaultSampleType: "cpu", PeriodType: &profile.ValueType{Type: "cpu", Unit: "nanoseconds"}, Period: 2e6,
		TimeNanos: 1_700_000_000_000_000_000, DurationNanos: 25e9,
		Comments: []string{"made from OTLP"}, DropFrames: "ignored_.*", KeepFrames: "kept_.*", DocURL: "https://example.com",
	}
	for i, m := range d.MappingTable[1:] {
		p.Mapping = append(p.Mapping, &profile.Mapping{
			ID: uint64(i + 1), Start: m.MemoryStart, Limit: m.MemoryLimit, Offset: m.FileOffset,
			File: d.StringTable[m.FilenameStrindex], BuildID: fmt.Sprint("build", i), HasFunctions: true,
		})
	}
	for i, f := range d.FunctionTable[1:] {
		p.Function = append(p.Function, &profile.Function{
			ID: uint64(i + 1), Name: d.StringTable[f.NameStrindex], SystemName: d.StringTable[f.SystemNameStrindex],
			Filename: d.StringTable[f.FilenameStrindex], StartLine: f.StartLine,
		})
	}
	for i, l := range d.LocationTable[1:] {
		location := &profile.Location{ID: uint64(i + 1), Address: l.Address, IsFolded: i%7 == 0}
		if l.MappingIndex > 0 {
			location.Mapping = p.Mapping[l.MappingIndex-1]
		}
		for _, line := range l.Lines {
			location.Line = append(location.Line, profile.Line{
				Function: p.Function[line.FunctionIndex-1], Line: line.Line, Column: line.Column,
			})
		}
		p.Location = append(p.Location, location)
	}
	for _, resource := range data.ResourceProfiles {
		for _, scope := range resource.ScopeProfiles {
			for _, from := range scope.Profiles {
				for _, s := range from.Samples {
					p.Sample = append(p.Sample, pprofSample(d, p, s))
				}
			}
		}
	}
	return p
}

func pprofSample(d *profiles.ProfilesDictionary, p *profile.Profile, s *profiles.Sample) *profile.Sample {
	n := int64(max(len(s.TimestampsUnixNano), 1))
	sample := &profile.Sample{Value: []int64{n, n * 2e6}}
	for _, l := range d.StackTable[s.StackIndex].LocationIndices {
		sample.Location = append(sample.Location, p.Location[l-1])
	}
	for _, index := range s.AttributeIndices {
		a := d.AttributeTable[index]
		key := d.StringTable[a.KeyStrindex]
		if text := a.Value.GetStringValue(); text != "" {
			if sample.Label == nil {
				sample.Label = map[string][]string{}
			}
			sample.Label[key] = []string{text}
		} else {
			if sample.NumLabel == nil {
				sample.NumLabel, sample.NumUnit = map[string][]int64{}, map[string][]string{}
			}
			sample.NumLabel[key], sample.NumUnit[key] = []int64{a.Value.GetIntValue()}, []string{"id"}
		}
	}
	return sample
}

// Folded returns samples as folded stacks of a process, one line per sample.
func Folded(process string, samples []Sample) string {
	var out strings.Builder
	for _, sample := range samples {
		names := []string{process}
		for _, line := range slices.Backward(sample.Lines) {
			name := line.Name
			if name == "" {
				name = "[unknown]"
			}
			names = append(names, name)
		}
		fmt.Fprintf(&out, "%s %d\n", strings.Join(names, ";"), max(len(sample.Times), 1))
	}
	return out.String()
}
