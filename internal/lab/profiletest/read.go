package profiletest

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"

	profiles "go.opentelemetry.io/proto/otlp/profiles/v1development"
)

// ReadFile returns the bytes of a message in a gzipped file.
func ReadFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// Line is a line of a stack.
type Line struct {
	Name, Symbol, File string
	Line               int64
	Address            uint64
}

// Sample is a sample with its stack written out, innermost line first. A location without lines counts as one line
// without names.
type Sample struct {
	Profile string // which resource, scope and profile of the message
	Values  []int64
	Times   []uint64
	Lines   []Line
}

// Read writes out the samples of a message whose indices are in range.
func Read(data *profiles.ProfilesData) []Sample {
	var samples []Sample
	d := data.Dictionary
	stacks := make([][]Line, len(d.StackTable))
	for i, stack := range d.StackTable {
		for _, index := range stack.LocationIndices {
			stacks[i] = append(stacks[i], readLocation(d, d.LocationTable[index])...)
		}
	}
	for r, resource := range data.ResourceProfiles {
		for s, scope := range resource.ScopeProfiles {
			for p, profile := range scope.Profiles {
				for _, sample := range profile.Samples {
					samples = append(samples, Sample{
						fmt.Sprint(r, s, p), sample.Values, sample.TimestampsUnixNano, stacks[sample.StackIndex],
					})
				}
			}
		}
	}
	return samples
}

func readLocation(d *profiles.ProfilesDictionary, location *profiles.Location) []Line {
	if len(location.Lines) == 0 {
		return []Line{{Address: location.Address}}
	}
	var lines []Line
	for _, line := range location.Lines {
		f := d.FunctionTable[line.FunctionIndex]
		text := func(index int32) string { return d.StringTable[index] }
		lines = append(lines, Line{
			text(f.NameStrindex), text(f.SystemNameStrindex), text(f.FilenameStrindex), line.Line, location.Address,
		})
	}
	return lines
}

// Totals returns for each profile the sum of its values and the number of its timestamps.
func Totals(samples []Sample) map[string][2]int64 {
	totals := map[string][2]int64{}
	for _, sample := range samples {
		t := totals[sample.Profile]
		for _, value := range sample.Values {
			t[0] += value
		}
		t[1] += int64(len(sample.Times))
		totals[sample.Profile] = t
	}
	return totals
}
