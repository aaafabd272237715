package profiles

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
)

// openProgram opens a small library with its debug information.
func openProgram(t *testing.T) *symbols.File {
	t.Helper()
	directory := debuginfotest.Unpack(t, "../debuginfo/testdata/programs.zip")
	file, err := symbols.Open(filepath.Join(directory, "1.95", "libfutures.so"))
	require.NoError(t, err)
	return file
}

func programs(t *testing.T, files ...*symbols.File) *debuginfo.Programs {
	t.Helper()
	known := &debuginfo.Programs{}
	t.Cleanup(func() { assert.NoError(t, known.Close()) })
	for _, file := range files {
		wanted, err := known.Add(file)
		require.NoError(t, err)
		require.True(t, wanted)
	}
	return known
}

// addressProfile is what a system-wide profiler sends: stacks of one location each, which have an address in a program
// and nothing else.
func addressProfile(buildID string, addresses []uint64) pprofile.Profiles {
	pd := pprofile.NewProfiles()
	d := pd.Dictionary()
	profiletest.Seed(d)
	d.StringTable().Append("libfutures.so", buildIDKey)
	id := d.AttributeTable().AppendEmpty()
	id.SetKeyStrindex(2)
	id.Value().SetStr(buildID)
	mapping := d.MappingTable().AppendEmpty()
	mapping.SetFilenameStrindex(1)
	mapping.AttributeIndices().Append(1)
	profile := pd.ResourceProfiles().AppendEmpty().ScopeProfiles().AppendEmpty().Profiles().AppendEmpty()
	for i, address := range addresses {
		location := d.LocationTable().AppendEmpty()
		location.SetAddress(address)
		location.SetMappingIndex(1)
		d.StackTable().AppendEmpty().LocationIndices().Append(int32(i + 1))
		sample := profile.Samples().AppendEmpty()
		sample.SetStackIndex(int32(i + 1))
		sample.Values().Append(1)
	}
	return pd
}

func TestAddressesBecomeFunctions(t *testing.T) {
	file := openProgram(t)
	symbolizer, err := debuginfo.NewSymbolizer(file)
	require.NoError(t, err)
	code := file.Code()[len(file.Code())-1]
	var addresses []uint64
	for address := code[0]; address < code[1]; address += 4 {
		addresses = append(addresses, address)
	}
	known := programs(t, file)
	const page = 0xfff
	var segment object.Segment
	for _, s := range file.Segments() {
		if s.Address <= code[0] && code[0] < s.Address+s.Size {
			segment = s
		}
	}
	require.NotEqual(t, segment.Offset, segment.Address, "a program for which the difference does not matter")
	for _, mapped := range []struct {
		known bool
		at    uint64
	}{
		{known: false},                      // nothing but the address, as the file counts it
		{known: true},                       // the same, and where the mapping is so counted
		{known: true, at: 0x5555_5555_4000}, // both as the process counted them
	} {
		pd := addressProfile(file.BuildID, addresses)
		for i := range addresses {
			pd.Dictionary().LocationTable().At(i + 1).SetAddress(addresses[i] + mapped.at)
		}
		if mapped.known {
			mapping := pd.Dictionary().MappingTable().At(1)
			mapping.SetMemoryStart(mapped.at + segment.Address&^page)
			mapping.SetMemoryLimit(mapped.at + (segment.Address+segment.Size+page)&^page)
			mapping.SetFileOffset(segment.Offset &^ page)
		}
		found := Symbolize(pd.Dictionary(), usersOf(pd), known)
		d := pd.Dictionary()
		lines, inlined := 0, 0
		for i, address := range addresses {
			want, err := symbolizer.Frames(address)
			require.NoError(t, err)
			got := d.LocationTable().At(i + 1).Lines()
			require.Equal(t, len(want), got.Len(), "%#x", address)
			for k := range want {
				line := got.At(k)
				function := d.FunctionTable().At(int(line.FunctionIndex()))
				symbol := d.StringTable().At(int(function.SystemNameStrindex()))
				name := d.StringTable().At(int(function.NameStrindex()))
				if symbol == "" {
					symbol = name
				}
				expected := want[k]
				actual := debuginfo.Frame{
					Symbol: symbol, Name: name, File: d.StringTable().At(int(function.FilenameStrindex())),
					Line: int(line.Line()), Column: int(line.Column()),
				}
				assert.Equal(t, expected, actual)
			}
			lines, inlined = lines+len(want), inlined+max(0, len(want)-1)
		}
		assert.Greater(t, inlined, 100)
		assert.Equal(t, len(addresses), found.Symbolized+found.Unknown)
		assert.Greater(t, found.Symbolized, 100)
		assert.Less(t, d.FunctionTable().Len(), lines/4, "each function is there once")
	}
}

func TestAddressesAreCleanedLikeOthers(t *testing.T) {
	file := openProgram(t)
	symbols, err := file.Symbols()
	require.NoError(t, err)
	var addresses []uint64
	for _, symbol := range symbols {
		for address := symbol.Address; address < symbol.Address+symbol.Size; address += 4 {
			addresses = append(addresses, address)
		}
	}
	pd := addressProfile(file.BuildID, addresses)
	Symbolize(pd.Dictionary(), usersOf(pd), programs(t, file))
	clean(newCleaner(t, nil), pd)
	d := pd.Dictionary()
	for i := range addresses {
		lines, attributes := d.LocationTable().At(i+1).Lines(), d.LocationTable().At(i+1).AttributeIndices()
		require.Positive(t, lines.Len())
		require.Equal(t, 1, attributes.Len())
		assert.Equal(t, frameTypeRust, d.AttributeTable().At(int(attributes.At(0))).Value().Str())
	}
}

func TestAddressesThatStay(t *testing.T) {
	file := openProgram(t)
	known := programs(t, file)
	addresses := []uint64{file.Code()[len(file.Code())-1][0]}
	own := func() pprofile.Profiles { return addressProfile(file.BuildID, addresses) }
	for name, test := range map[string]struct {
		pd    pprofile.Profiles
		known Symbolizer
	}{
		"of another program": {addressProfile("00ff", addresses), known},
		"it has a line": {func() pprofile.Profiles {
			pd := own()
			pd.Dictionary().LocationTable().At(1).Lines().AppendEmpty()
			return pd
		}(), known},
		"another language uses it too": {func() pprofile.Profiles {
			pd := own()
			other := pd.ResourceProfiles().AppendEmpty()
			pd.ResourceProfiles().At(0).CopyTo(other)
			other.Resource().Attributes().PutStr("other", "python")
			return pd
		}(), known},
		"no such location": {func() pprofile.Profiles {
			pd := own()
			pd.Dictionary().LocationTable().At(1).SetMappingIndex(7)
			pd.Dictionary().StackTable().At(1).LocationIndices().Append(-1, 99)
			return pd
		}(), known},
	} {
		t.Run(name, func(t *testing.T) {
			before := profiletest.Marshal(t, test.pd)
			Symbolize(test.pd.Dictionary(), usersOf(test.pd), test.known)
			assert.Equal(t, before, profiletest.Marshal(t, test.pd))
		})
	}
}

func TestAddressesWithEmptyTables(t *testing.T) {
	file := openProgram(t)
	pd := addressProfile(file.BuildID, []uint64{file.Code()[len(file.Code())-1][0]})
	pd.Dictionary().FunctionTable().RemoveIf(func(pprofile.Function) bool { return true })
	Symbolize(pd.Dictionary(), usersOf(pd), programs(t, file))
	line := pd.Dictionary().LocationTable().At(1).Lines().At(0)
	assert.Positive(t, line.FunctionIndex(), "index 0 means none")
}
