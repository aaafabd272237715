package profilefile_test

import (
	"bytes"
	"maps"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"

	rustasyncprocessor "github.com/rustasyncprocessor/rustasyncprocessor"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

func newProcessor(t testing.TB, change func(*processor.ProfileOptions)) *processor.Processor {
	t.Helper()
	options := rustasyncprocessor.NewFactory().CreateDefaultConfig().(*rustasyncprocessor.Config).Options()
	if change != nil {
		change(&options.Profiles)
	}
	p, err := processor.NewSilent(processor.Profiles, options)
	require.NoError(t, err)
	return p
}

// realProfiles returns the captured profiles by name, as protobuf.
func realProfiles(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../testdata/profiles/*.pb.gz")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	all := map[string][]byte{}
	for _, file := range files {
		raw, err := profiletest.ReadFile(file)
		require.NoError(t, err)
		all[strings.TrimSuffix(filepath.Base(file), ".pb.gz")] = raw
	}
	return all
}

// inEveryFormat returns a message of OTLP in every format, by its name.
func inEveryFormat(t testing.TB, raw []byte) map[string][]byte {
	t.Helper()
	data, err := profiletest.Decode(raw)
	require.NoError(t, err)
	pd, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(raw)
	require.NoError(t, err)
	json, err := (&pprofile.JSONMarshaler{}).MarshalProfiles(pd)
	require.NoError(t, err)
	var zipped, plain bytes.Buffer
	require.NoError(t, profiletest.Pprof(data).Write(&zipped))
	require.NoError(t, profiletest.Pprof(data).WriteUncompressed(&plain))
	return map[string][]byte{
		"OTLP in protobuf": raw, "OTLP in JSON": json, "pprof": plain.Bytes(), "pprof, compressed": zipped.Bytes(),
		"folded stacks": []byte(profiletest.Folded("shopd", profiletest.Read(data))),
	}
}

// realFormats returns captured profiles in every format, by their names and those of the formats. They are made once,
// and not of all, since race detection makes them slow.
func realFormats(t testing.TB) map[string]map[string][]byte {
	t.Helper()
	if len(madeFormats) == 0 {
		real := realProfiles(t)
		for _, name := range []string{"shopd63_symtab", "shopd195_mangled"} {
			madeFormats[name] = inEveryFormat(t, real[name])
		}
	}
	return madeFormats
}

var madeFormats = map[string]map[string][]byte{}

func clean(t testing.TB, p *processor.Processor, raw []byte) []byte {
	t.Helper()
	file, err := profilefile.Read(raw)
	require.NoError(t, err)
	cleaned, err := file.Clean(p)
	require.NoError(t, err)
	return cleaned
}

func TestRealProfilesInEveryFormat(t *testing.T) {
	p := newProcessor(t, nil)
	for name, formats := range realFormats(t) {
		for format, data := range formats {
			t.Run(name+"/"+format, func(t *testing.T) {
				file, err := profilefile.Read(data)
				require.NoError(t, err)
				assert.Equal(t, format, file.Format())
				cleaned := clean(t, p, data)
				assert.True(t, bytes.Equal(cleaned, clean(t, p, cleaned)), "cleaned twice is not cleaned once")
				after, err := profilefile.Read(cleaned)
				require.NoError(t, err)
				assert.Equal(t, format, after.Format())
				assert.Equal(t, totals(file), totals(after))
			})
		}
	}
}

// totals returns the sum of each type of value, as the file itself says.
func totals(file *profilefile.File) []int64 {
	sum := make([]int64, len(file.Types()))
	for stack := range file.Before(nil) {
		for i, value := range stack.Values {
			sum[i] += value
		}
	}
	return sum
}

// TestEveryFormatGivesTheSame holds the stacks that come out of pprof and of folded stacks to those of OTLP.
func TestEveryFormatGivesTheSame(t *testing.T) {
	options := map[string]func(*processor.ProfileOptions){
		"default":   nil,
		"recursion": func(o *processor.ProfileOptions) { o.CollapseRecursion = true },
		"root":      func(o *processor.ProfileOptions) { o.KeepRuntimeRoot = true },
	}
	for option, change := range options {
		p := newProcessor(t, change)
		for name, formats := range realFormats(t) {
			t.Run(option+"/"+name, func(t *testing.T) {
				want := stacks(t, clean(t, p, formats["OTLP in protobuf"]))
				assert.Equal(t, want, stacks(t, clean(t, p, formats["pprof"])))
			})
		}
	}
}

// stacks returns the weight of each stack, by its names, in the first type of value.
func stacks(t testing.TB, raw []byte) map[string]int64 {
	t.Helper()
	file, err := profilefile.Read(raw)
	require.NoError(t, err)
	all := map[string]int64{}
	for stack := range file.Before(nil) {
		var names []string
		for _, line := range stack.Lines {
			names = append(names, line.Name)
		}
		all[strings.Join(names, ";")] += stack.Values[0]
	}
	return all
}

func TestPprofKeepsWhatIsNoStack(t *testing.T) {
	data, err := profiletest.Decode(realProfiles(t)["shopd63_full"])
	require.NoError(t, err)
	before := profiletest.Pprof(data)
	var raw bytes.Buffer
	require.NoError(t, before.Write(&raw))
	after, err := profile.ParseData(clean(t, newProcessor(t, nil), raw.Bytes()))
	require.NoError(t, err)
	require.NoError(t, after.CheckValid())
	assert.Less(t, len(after.Sample), len(before.Sample))
	assert.Less(t, len(after.Function), len(before.Function))
	assert.Equal(t, sums(before), sums(after))
	assert.Empty(t, cmp.Diff(before.Mapping, after.Mapping, cmpopts.IgnoreUnexported(profile.Mapping{})))
	headers := func(p *profile.Profile) []any {
		return []any{
			p.SampleType[1].Type, p.DefaultSampleType, p.PeriodType.Unit, p.Period, p.TimeNanos, p.DurationNanos,
			p.Comments, p.DropFrames, p.KeepFrames, p.DocURL,
		}
	}
	assert.Equal(t, headers(before), headers(after))
}

// sums returns the sum of each type of value for each set of labels.
func sums(p *profile.Profile) map[string][2]int64 {
	all := map[string][2]int64{}
	for _, s := range p.Sample {
		var key strings.Builder
		for _, name := range slices.Sorted(maps.Keys(s.Label)) {
			key.WriteString(name + "=" + s.Label[name][0] + " ")
		}
		for _, name := range slices.Sorted(maps.Keys(s.NumLabel)) {
			key.WriteString(name + s.NumUnit[name][0] + string(rune(s.NumLabel[name][0])))
		}
		sum := all[key.String()]
		all[key.String()] = [2]int64{sum[0] + s.Value[0], sum[1] + s.Value[1]}
	}
	return all
}

// bees knows the functions of one program.
type bees struct{}

func (bees) Has(buildID string) bool { return buildID == "bee5" }

func (bees) AddressOf(_ string, offset uint64) (uint64, bool) { return offset, true }

func (bees) Functions(_ string, address uint64, f func(symbol, name, file string, line, column int)) error {
	if address == 0x10 {
		f("", "bees::forage::{{closure}}", "src/main.rs", 7, 3)
	}
	f("", "<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll", "future/mod.rs", 91, 0)
	return nil
}

func TestPprofGetsItsFunctions(t *testing.T) {
	p := newProcessor(t, func(o *processor.ProfileOptions) { o.Symbolizer = bees{} })
	mapping := &profile.Mapping{ID: 1, Start: 0x1000, Limit: 0x2000, File: "bees", BuildID: "bee5"}
	location := &profile.Location{ID: 1, Mapping: mapping, Address: 0x1010}
	var raw bytes.Buffer
	require.NoError(t, (&profile.Profile{
		SampleType: []*profile.ValueType{{Type: "cpu", Unit: "nanoseconds"}}, Mapping: []*profile.Mapping{mapping},
		Location: []*profile.Location{location}, Sample: []*profile.Sample{{Location: []*profile.Location{location}, Value: []int64{5}}},
	}).Write(&raw))
	cleaned := clean(t, p, raw.Bytes())
	assert.Equal(t, map[string]int64{"bees::forage::{{async-fn}}": 5}, stacks(t, cleaned))
	after, err := profile.ParseData(cleaned)
	require.NoError(t, err)
	assert.True(t, after.Mapping[0].HasFunctions)
	assert.True(t, bytes.Equal(cleaned, clean(t, p, cleaned)))

	file, err := profilefile.Read(raw.Bytes())
	require.NoError(t, err)
	summary := file.Summarize(p, 0)
	assert.EqualValues(t, 5, summary.Classes[rewrite.Generator].Removed)
}

func TestPprofOfThisProgramStaysAsItIs(t *testing.T) {
	var raw bytes.Buffer
	require.NoError(t, pprof.StartCPUProfile(&raw))
	for until := time.Now().Add(50 * time.Millisecond); time.Now().Before(until); {
		slices.Sort(slices.Collect(maps.Keys(map[int]bool{3: true, 1: true, 2: true})))
	}
	pprof.StopCPUProfile()
	var goroutines, heap bytes.Buffer
	require.NoError(t, pprof.Lookup("goroutine").WriteTo(&goroutines, 0))
	require.NoError(t, pprof.Lookup("heap").WriteTo(&heap, 0))
	for _, data := range [][]byte{raw.Bytes(), goroutines.Bytes(), heap.Bytes()} {
		file, err := profilefile.Read(data)
		require.NoError(t, err)
		assert.Equal(t, "pprof, compressed", file.Format())
		assert.True(t, bytes.Equal(data, clean(t, newProcessor(t, nil), data)))
	}
}

func TestWhatIsNoProfile(t *testing.T) {
	for _, text := range []string{
		"", "\n", "a", "main 5", "{}", `{"resourceProfiles":[]}`, `{"resourceProfiles":[`, "a;b 1\n\nc;d 2\n", "a;b\n",
		"a;b 1.5\n", "a;b -1\n", "a;b +1\n", "thread 'main' panicked at src/main.rs:2:5:\n", "\x1f\x8b", "\x1f\x8bxyz",
	} {
		_, err := profilefile.Read([]byte(text))
		assert.ErrorIs(t, err, profilefile.ErrNotProfile, "%q", text)
	}
}

func TestWhatIsBroken(t *testing.T) {
	formats := realFormats(t)["shopd63_symtab"]
	raw := formats["OTLP in protobuf"]
	for format, data := range map[string][]byte{
		"OTLP, cut":  raw[:len(raw)-1],
		"pprof, cut": formats["pprof"][:len(formats["pprof"])-1],
		"gzip, cut":  formats["pprof, compressed"][:1000],
	} {
		_, err := profilefile.Read(data)
		assert.Error(t, err, format)
	}
}
