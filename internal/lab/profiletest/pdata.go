package profiletest

// Profiles as the Collector holds them: real ones, excerpts of these, and small ones made for a test.

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// Real returns the captured profiles in a directory by name, as protobuf.
func Real(t testing.TB, directory string) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(directory, "*.pb.gz"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	all := map[string][]byte{}
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		z, err := gzip.NewReader(f)
		require.NoError(t, err)
		raw, err := io.ReadAll(z)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		all[strings.TrimSuffix(filepath.Base(file), ".pb.gz")] = raw
	}
	return all
}

// Unmarshal decodes protobuf.
func Unmarshal(t testing.TB, raw []byte) pprofile.Profiles {
	t.Helper()
	pd, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(raw)
	require.NoError(t, err)
	return pd
}

// Marshal marshals a copy: marshalling changes its input.
func Marshal(t testing.TB, pd pprofile.Profiles) []byte {
	t.Helper()
	same := pprofile.NewProfiles()
	pd.CopyTo(same)
	raw, err := (&pprofile.ProtoMarshaler{}).MarshalProfiles(same)
	require.NoError(t, err)
	return raw
}

// FewSamples returns every n-th of a profile's samples with what they refer to. Unless it is seeded, the result has real
// data at index 0, as after the Collector's own merging.
func FewSamples(t testing.TB, raw []byte, n int, seeded bool) []byte {
	t.Helper()
	pd, few := Unmarshal(t, raw), pprofile.NewProfiles()
	at := 0
	Samples(pd).RemoveIf(func(pprofile.Sample) bool {
		at++
		return at%n != 0
	})
	if seeded {
		Seed(few.Dictionary())
	}
	require.NoError(t, pd.MergeTo(few))
	return Marshal(t, few)
}

// Seed inserts entry 0, which means none, into each table.
func Seed(d pprofile.ProfilesDictionary) {
	d.StringTable().Append("")
	d.MappingTable().AppendEmpty()
	d.LocationTable().AppendEmpty()
	d.FunctionTable().AppendEmpty()
	d.LinkTable().AppendEmpty()
	d.AttributeTable().AppendEmpty()
	d.StackTable().AppendEmpty()
}

// Samples returns the samples of the first profile.
func Samples(pd pprofile.Profiles) pprofile.SampleSlice {
	return pd.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().At(0).Samples()
}

// New returns a profile with a stack for each list of function names, innermost first and one per location, and one
// sample for each stack.
func New(stacks ...[]string) pprofile.Profiles {
	pd := pprofile.NewProfiles()
	d := pd.Dictionary()
	Seed(d)
	samples := pd.ResourceProfiles().AppendEmpty().ScopeProfiles().AppendEmpty().Profiles().AppendEmpty().Samples()
	known := map[string]int32{}
	for _, names := range stacks {
		stack := d.StackTable().AppendEmpty()
		for _, name := range names {
			if _, ok := known[name]; !ok {
				known[name] = int32(d.LocationTable().Len())
				d.FunctionTable().AppendEmpty().SetNameStrindex(int32(d.StringTable().Len()))
				d.StringTable().Append(name)
				location := d.LocationTable().AppendEmpty()
				location.SetAddress(uint64(0x1000 + 16*len(known)))
				location.Lines().AppendEmpty().SetFunctionIndex(int32(d.FunctionTable().Len() - 1))
			}
			stack.LocationIndices().Append(known[name])
		}
		sample := samples.AppendEmpty()
		sample.SetStackIndex(int32(d.StackTable().Len() - 1))
		sample.Values().Append(1)
	}
	return pd
}

// Stacks returns the names of the stack of each sample of the first profile.
func Stacks(pd pprofile.Profiles) [][]string {
	d := pd.Dictionary()
	var stacks [][]string
	for _, sample := range Samples(pd).All() {
		var names []string
		for _, l := range d.StackTable().At(int(sample.StackIndex())).LocationIndices().All() {
			for _, line := range d.LocationTable().At(int(l)).Lines().All() {
				names = append(names, d.StringTable().At(int(d.FunctionTable().At(int(line.FunctionIndex())).NameStrindex())))
			}
		}
		stacks = append(stacks, names)
	}
	return stacks
}
