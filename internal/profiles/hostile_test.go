package profiles

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
)

// TestManyOfAKind cleans profiles of some megabytes that repeat one thing. Nothing is timed: each would take minutes if
// every item were compared with all others.
func TestManyOfAKind(t *testing.T) {
	const many = 200_000
	stackOf := func(inner, outer string) pprofile.Profiles {
		names := []string{inner}
		for range many {
			names = append(names, outer)
		}
		return profiletest.New(names)
	}
	for name, pd := range map[string]pprofile.Profiles{
		"shims of one closure": stackOf("app::f::{closure#0}", "<app::f::{closure#0} as core::ops::function::FnOnce<()>>::call_once"),
		"lone generators":      stackOf("app::f::{{closure}}", genFuture),
		"lines of a function":  profileOfLines(many),
		"samples of a stack":   profileOfThreads(many),
	} {
		t.Run(name, func(t *testing.T) {
			clean(newCleaner(t, nil), pd)
			assert.NotContains(t, fmt.Sprint(profiletest.Stacks(pd)[0]), "_ZN")
		})
	}
}

// profileOfLines returns a profile with a stack of one function, whose locations have no address and different lines.
func profileOfLines(n int) pprofile.Profiles {
	pd := profiletest.New([]string{mangledWork})
	d := pd.Dictionary()
	stack := d.StackTable().At(1).LocationIndices()
	for i := range n {
		line := d.LocationTable().AppendEmpty().Lines().AppendEmpty()
		line.SetFunctionIndex(1)
		line.SetLine(int64(i + 1))
		stack.Append(int32(d.LocationTable().Len() - 1))
	}
	return pd
}

// profileOfThreads returns a profile with one stack and n samples with it, one for each thread.
func profileOfThreads(n int) pprofile.Profiles {
	pd := profiletest.New([]string{mangledWork})
	d := pd.Dictionary()
	d.StringTable().Append("thread.id")
	samples := profiletest.Samples(pd)
	for i := range n {
		thread := d.AttributeTable().AppendEmpty()
		thread.SetKeyStrindex(int32(d.StringTable().Len() - 1))
		thread.Value().SetInt(int64(i))
		sample := samples.AppendEmpty()
		sample.SetStackIndex(1)
		sample.Values().Append(1)
		sample.AttributeIndices().Append(int32(d.AttributeTable().Len() - 1))
	}
	return pd
}

// TestFunctionBelowZeroIsNoChange has a location that stays and whose function is no index at all.
func TestFunctionBelowZeroIsNoChange(t *testing.T) {
	for _, index := range []int32{-1, -2, math.MinInt32} {
		pd := profiletest.New([]string{mangledWork}, []string{"malloc"})
		d := pd.Dictionary()
		d.LocationTable().At(2).Lines().At(0).SetFunctionIndex(index)
		report := clean(newCleaner(t, nil), pd)
		assert.Equal(t, 1, report.Stacks[StackCleaned], index)
		assert.Equal(t, 1, report.Stacks[StackUnreadable], index)
		assert.Equal(t, 3, d.LocationTable().Len(), index)
		assert.Equal(t, index, d.LocationTable().At(2).Lines().At(0).FunctionIndex())
	}
}

// TestFunctionBelowZeroIsNotTheSame has a location like one that is cleaned, but for its function.
func TestFunctionBelowZeroIsNotTheSame(t *testing.T) {
	pd := profiletest.New([]string{mangledWork}, []string{"malloc"})
	d := pd.Dictionary()
	d.StringTable().Append(frameTypeKey)
	rust := d.AttributeTable().AppendEmpty()
	rust.SetKeyStrindex(int32(d.StringTable().Len() - 1))
	rust.Value().SetStr(frameTypeRust)
	location := d.LocationTable().At(1)
	location.AttributeIndices().Append(int32(d.AttributeTable().Len() - 1))
	location.CopyTo(d.LocationTable().At(2))
	d.LocationTable().At(2).Lines().At(0).SetFunctionIndex(-1)
	clean(newCleaner(t, nil), pd)
	assert.Equal(t, 3, d.LocationTable().Len(), "the cleaned one and the other")
}

// everywhere is a Symbolizer with a function at every address.
type everywhere struct{}

func (everywhere) Has(string) bool                         { return true }
func (everywhere) AddressOf(string, uint64) (uint64, bool) { return 0, false }
func (everywhere) Functions(_ string, _ uint64, f func(symbol, name, file string, line, column int)) error {
	f("", "app::work", "src/main.rs", 1, 1)
	return nil
}

// TestAddressesKeepIndicesOutOfRange checks that entries added for addresses do not end up at an index that pointed past
// the end.
func TestAddressesKeepIndicesOutOfRange(t *testing.T) {
	pd := addressProfile("1234", []uint64{77})
	d := pd.Dictionary()
	d.FunctionTable().AppendEmpty().SetFilenameStrindex(int32(d.StringTable().Len()))
	before := pprofile.NewProfiles()
	pd.CopyTo(before)
	assert.Zero(t, Symbolize(d, usersOf(pd), everywhere{}))
	assert.Equal(t, before, pd)

	d.FunctionTable().At(1).SetFilenameStrindex(0)
	assert.Equal(t, Addresses{Symbolized: 1}, Symbolize(d, usersOf(pd), everywhere{}))
	assert.Equal(t, [][]string{{"app::work"}}, profiletest.Stacks(pd), "without such an index")
}
