package processor

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// seedTables puts the entry at 0, which stands for none, into each table.
func seedTables(d pprofile.ProfilesDictionary) {
	d.StringTable().Append("")
	d.MappingTable().AppendEmpty()
	d.LocationTable().AppendEmpty()
	d.FunctionTable().AppendEmpty()
	d.LinkTable().AppendEmpty()
	d.AttributeTable().AppendEmpty()
	d.StackTable().AppendEmpty()
}

// newProfile returns a profile with a stack for each list of function names, innermost first and one a location, and
// a sample of 1 for each stack.
func newProfile(stacks ...[]string) pprofile.Profiles {
	pd := pprofile.NewProfiles()
	d := pd.Dictionary()
	seedTables(d)
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

// stacksOf returns the names of each sample's stack.
func stacksOf(pd pprofile.Profiles) [][]string {
	d := pd.Dictionary()
	var stacks [][]string
	for _, sample := range pd.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().At(0).Samples().All() {
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

const genFuture = "<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll"

func TestGeneratorThatWouldStandAtAClosureGoes(t *testing.T) {
	pd := newProfile([]string{
		"shop::pay::{{closure}}",
		"<futures_util::future::future::Map<Fut,F> as core::future::future::Future>::poll",
		genFuture,
		"tokio::runtime::task::raw::poll",
	})
	p := newProfileProcessor(t, nil)
	for range 2 {
		pd, _ = p.Profiles(t.Context(), pd)
		assert.Equal(t, [][]string{{"shop::pay::{{async-fn}}"}}, stacksOf(pd))
	}
}

// A producer without mappings may leave out the whole table.
func TestProfileWithoutMappingTable(t *testing.T) {
	pd := newProfile([]string{"shop::pay::{{closure}}", genFuture, "tokio::runtime::task::raw::poll"})
	pd.Dictionary().MappingTable().RemoveIf(func(pprofile.Mapping) bool { return true })
	pd, _ = newProfileProcessor(t, nil).Profiles(t.Context(), pd)
	assert.Equal(t, [][]string{{"shop::pay::{{async-fn}}"}}, stacksOf(pd))
}

func TestGeneratorThatIsTheOnlyTraceStays(t *testing.T) {
	pd := newProfile(
		[]string{"malloc", genFuture, "shop::serve"},
		[]string{"malloc", "<core::future::from_generator::GenFuture<shop::pay::{closure#0}> as core::future::future::Future>::poll"},
	)
	pd, _ = newProfileProcessor(t, nil).Profiles(t.Context(), pd)
	assert.Equal(t, [][]string{{"malloc", genFuture, "shop::serve"}, {"malloc", "shop::pay::{async-fn#0}"}}, stacksOf(pd))
}

func TestStackWithoutApplicationKeepsItsRuntime(t *testing.T) {
	idle := []string{"epoll_wait", "mio::poll::Poll::poll", "tokio::runtime::io::Driver::turn", "std::panicking::try", "start_thread"}
	pd, _ := newProfileProcessor(t, nil).Profiles(t.Context(), newProfile(idle))
	assert.Equal(t, [][]string{idle}, stacksOf(pd))
}

func TestStacksOfOtherLanguagesStay(t *testing.T) {
	goStack := []string{"runtime.mallocgc", "main.handle", "net/http.serverHandler.ServeHTTP", "runtime.goexit"}
	cppStack := []string{"std::vector<int, std::allocator<int> >::push_back(int const&)", "tokio::run(int)", "main", "_start"}
	stacks := [][]string{goStack, cppStack, {"shop::pay::{{closure}}", genFuture, "tokio::runtime::task::raw::poll"}}
	pd, _ := newProfileProcessor(t, nil).Profiles(t.Context(), newProfile(stacks...))
	assert.Equal(t, [][]string{goStack, cppStack, {"shop::pay::{{async-fn}}"}}, stacksOf(pd))
}

func TestEqualSamplesOfOtherLanguagesStay(t *testing.T) {
	python := []string{"PyEval_EvalFrame", "handle"}
	pd := newProfile([]string{mangledWork}, python, python)
	samples := pd.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().At(0).Samples()
	samples.At(2).SetStackIndex(samples.At(1).StackIndex())
	_, _ = newProfileProcessor(t, nil).Profiles(t.Context(), pd)
	assert.Equal(t, [][]string{{"app::work"}, python, python}, stacksOf(pd))
}

func TestStacksAreCountedWhereNothingIsRust(t *testing.T) {
	for _, stacks := range [][][]string{{{"PyEval_EvalFrame"}, {"main.handle"}}, {{"PyEval_EvalFrame"}, {"main.handle"}, {mangledWork}}} {
		p := newProfileProcessor(t, nil)
		batch := p.telemetry.start()
		c := p.newProfileCleaner(newProfile(stacks...), &batch)
		c.decide()
		c.release()
		assert.Equal(t, 2, batch.stacks[stackNotRust])
	}
}

func TestNamePastTheEndOfTheStringsIsNotAnother(t *testing.T) {
	pd := newProfile([]string{"shop::pay::{{closure}}::h0123456789abcdef", genFuture}, []string{"malloc", "shop::load::h0123456789abcdef"})
	d := pd.Dictionary()
	past := int32(d.StringTable().Len())
	d.FunctionTable().At(3).SetNameStrindex(past)
	_, _ = newProfileProcessor(t, nil).Profiles(t.Context(), pd)
	for _, f := range d.FunctionTable().All() {
		if name := f.NameStrindex(); int(name) >= d.StringTable().Len() {
			assert.Equal(t, past, name)
			return
		}
	}
	t.Error("the name has come to mean something")
}

func TestSamplesAreCombinedByTheirShape(t *testing.T) {
	stack := []string{"shop::pay::{{closure}}", genFuture}
	for name, c := range map[string]struct {
		values [][]int64
		times  [][]uint64
		want   [][]int64
		left   [][]uint64
	}{
		"totals":      {[][]int64{{1}, {2}}, [][]uint64{nil, nil}, [][]int64{{3}}, [][]uint64{{}}},
		"timestamps":  {[][]int64{nil, nil}, [][]uint64{{5}, {4, 6}}, [][]int64{{}}, [][]uint64{{5, 4, 6}}},
		"both":        {[][]int64{{1}, {2, 3}}, [][]uint64{{5}, {4, 6}}, [][]int64{{1, 2, 3}}, [][]uint64{{5, 4, 6}}},
		"mixed":       {[][]int64{{1}, nil}, [][]uint64{nil, {4}}, [][]int64{{1}, {}}, [][]uint64{{}, {4}}},
		"overflow":    {[][]int64{{math.MaxInt64}, {1}}, [][]uint64{nil, nil}, [][]int64{{math.MaxInt64}, {1}}, [][]uint64{{}, {}}},
		"and back":    {[][]int64{{math.MaxInt64}, {5}, {-5}}, [][]uint64{nil, nil, nil}, [][]int64{{math.MaxInt64}}, [][]uint64{{}}},
		"no one said": {[][]int64{{1, 2}, {3, 4}}, [][]uint64{nil, nil}, [][]int64{{1, 2}, {3, 4}}, [][]uint64{{}, {}}},
	} {
		t.Run(name, func(t *testing.T) {
			pd := newProfile(stack)
			samples := pd.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().At(0).Samples()
			samples.RemoveIf(func(pprofile.Sample) bool { return true })
			for i := range c.values {
				sample := samples.AppendEmpty()
				sample.SetStackIndex(1)
				sample.Values().FromRaw(c.values[i])
				sample.TimestampsUnixNano().FromRaw(c.times[i])
			}
			_, _ = newProfileProcessor(t, nil).Profiles(t.Context(), pd)
			var values [][]int64
			var times [][]uint64
			for _, sample := range samples.All() {
				values = append(values, append([]int64{}, sample.Values().AsRaw()...))
				times = append(times, append([]uint64{}, sample.TimestampsUnixNano().AsRaw()...))
			}
			assert.Equal(t, c.want, values)
			assert.Equal(t, c.left, times)
		})
	}
}
