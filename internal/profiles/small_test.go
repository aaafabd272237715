package profiles

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
)

func TestGeneratorThatWouldEndUpNextToItsClosureIsRemoved(t *testing.T) {
	pd := profiletest.New([]string{
		"shop::pay::{{closure}}",
		"<futures_util::future::future::Map<Fut,F> as core::future::future::Future>::poll",
		genFuture,
		"tokio::runtime::task::raw::poll",
	})
	p := newCleaner(t, nil)
	for range 2 {
		clean(p, pd)
		assert.Equal(t, [][]string{{"shop::pay::{{async-fn}}"}}, profiletest.Stacks(pd))
	}
}

// A producer without mappings may leave out the whole table.
func TestProfileWithoutMappingTable(t *testing.T) {
	pd := profiletest.New([]string{"shop::pay::{{closure}}", genFuture, "tokio::runtime::task::raw::poll"})
	pd.Dictionary().MappingTable().RemoveIf(func(pprofile.Mapping) bool { return true })
	clean(newCleaner(t, nil), pd)
	assert.Equal(t, [][]string{{"shop::pay::{{async-fn}}"}}, profiletest.Stacks(pd))
}

func TestGeneratorThatIsTheOnlyTraceStays(t *testing.T) {
	pd := profiletest.New(
		[]string{"malloc", genFuture, "shop::serve"},
		[]string{"malloc", "<core::future::from_generator::GenFuture<shop::pay::{closure#0}> as core::future::future::Future>::poll"},
	)
	clean(newCleaner(t, nil), pd)
	assert.Equal(t, [][]string{{"malloc", genFuture, "shop::serve"}, {"malloc", "shop::pay::{async-fn#0}"}}, profiletest.Stacks(pd))
}

func TestStackWithoutApplicationKeepsItsRuntime(t *testing.T) {
	idle := []string{"epoll_wait", "mio::poll::Poll::poll", "tokio::runtime::io::Driver::turn", "std::panicking::try", "start_thread"}
	pd := profiletest.New(idle)
	clean(newCleaner(t, nil), pd)
	assert.Equal(t, [][]string{idle}, profiletest.Stacks(pd))
}

func TestStacksOfOtherLanguagesStay(t *testing.T) {
	goStack := []string{"runtime.mallocgc", "main.handle", "net/http.serverHandler.ServeHTTP", "runtime.goexit"}
	cppStack := []string{"std::vector<int, std::allocator<int> >::push_back(int const&)", "tokio::run(int)", "main", "_start"}
	stacks := [][]string{goStack, cppStack, {"shop::pay::{{closure}}", genFuture, "tokio::runtime::task::raw::poll"}}
	pd := profiletest.New(stacks...)
	clean(newCleaner(t, nil), pd)
	assert.Equal(t, [][]string{goStack, cppStack, {"shop::pay::{{async-fn}}"}}, profiletest.Stacks(pd))
}

func TestEqualSamplesOfOtherLanguagesStay(t *testing.T) {
	python := []string{"PyEval_EvalFrame", "handle"}
	pd := profiletest.New([]string{mangledWork}, python, python)
	samples := profiletest.Samples(pd)
	samples.At(2).SetStackIndex(samples.At(1).StackIndex())
	clean(newCleaner(t, nil), pd)
	assert.Equal(t, [][]string{{"app::work"}, python, python}, profiletest.Stacks(pd))
}

func TestStacksAreCountedWhereNothingIsRust(t *testing.T) {
	for _, stacks := range [][][]string{{{"PyEval_EvalFrame"}, {"main.handle"}}, {{"PyEval_EvalFrame"}, {"main.handle"}, {mangledWork}}} {
		report := clean(newCleaner(t, nil), profiletest.New(stacks...))
		assert.Equal(t, 2, report.Stacks[StackNotRust])
	}
}

func TestNamePastTheEndOfTheStringsStaysThere(t *testing.T) {
	pd := profiletest.New([]string{"shop::pay::{{closure}}::h0123456789abcdef", genFuture}, []string{"malloc", "shop::load::h0123456789abcdef"})
	d := pd.Dictionary()
	past := int32(d.StringTable().Len())
	d.FunctionTable().At(3).SetNameStrindex(past)
	clean(newCleaner(t, nil), pd)
	for _, f := range d.FunctionTable().All() {
		if name := f.NameStrindex(); int(name) >= d.StringTable().Len() {
			assert.Equal(t, past, name)
			return
		}
	}
	t.Error("the name now means something")
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
			pd := profiletest.New(stack)
			samples := profiletest.Samples(pd)
			samples.RemoveIf(func(pprofile.Sample) bool { return true })
			for i := range c.values {
				sample := samples.AppendEmpty()
				sample.SetStackIndex(1)
				sample.Values().FromRaw(c.values[i])
				sample.TimestampsUnixNano().FromRaw(c.times[i])
			}
			clean(newCleaner(t, nil), pd)
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

func TestBodyThatWasInlinedIntoPlumbingStays(t *testing.T) {
	const timeout = "<tokio::time::timeout::Timeout<shop::pay::{closure#0}> as core::future::future::Future>::poll"
	pd := profiletest.New(
		[]string{"malloc", timeout, "tokio::runtime::task::raw::poll"},
		[]string{"malloc", "shop::pay::{closure#0}", timeout, "tokio::runtime::task::raw::poll", "shop::main"},
	)
	clean(newCleaner(t, nil), pd)
	assert.Equal(t, [][]string{{"malloc", "shop::pay::{async-fn#0}"}, {"malloc", "shop::pay::{async-fn#0}", "shop::main"}}, profiletest.Stacks(pd))
}
