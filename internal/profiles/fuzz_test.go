package profiles

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
)

// sampleTotals returns what a batch measures, by resource, scope and profile.
func sampleTotals(pd pprofile.Profiles) map[string]string {
	totals := map[string]string{}
	for r, resource := range pd.ResourceProfiles().All() {
		for s, scope := range resource.ScopeProfiles().All() {
			for p, profile := range scope.Profiles().All() {
				sum, times, values := new(big.Int), new(big.Int), 0
				for _, sample := range profile.Samples().All() {
					for _, value := range sample.Values().All() {
						sum.Add(sum, big.NewInt(value))
					}
					for _, time := range sample.TimestampsUnixNano().All() {
						times.Add(times, new(big.Int).SetUint64(time))
						values++
					}
				}
				totals[fmt.Sprint(r, s, p)] = fmt.Sprint(sum, times, values)
			}
		}
	}
	return totals
}

// shuffle changes some references: to others in range, to the end, past it, and below zero.
func shuffle(pd pprofile.Profiles, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	d := pd.Dictionary()
	any := func(size int) int32 {
		return []int32{-1, 0, int32(size), int32(size) + 1, math.MaxInt32, int32(random.IntN(size + 1)), int32(random.IntN(size + 1))}[random.IntN(7)]
	}
	locations, functions, stacks := d.LocationTable(), d.FunctionTable(), d.StackTable()
	for range random.IntN(20) {
		switch i := random.IntN(1 << 20); random.IntN(9) {
		case 0:
			functions.At(i % functions.Len()).SetNameStrindex(any(d.StringTable().Len()))
		case 1:
			functions.At(i % functions.Len()).SetSystemNameStrindex(any(d.StringTable().Len()))
		case 2:
			locations.At(i % locations.Len()).SetMappingIndex(any(d.MappingTable().Len()))
		case 3:
			locations.At(i % locations.Len()).AttributeIndices().Append(any(d.AttributeTable().Len()))
		case 4:
			if lines := locations.At(i % locations.Len()).Lines(); lines.Len() > 0 {
				lines.At(i % lines.Len()).SetFunctionIndex(any(functions.Len()))
			}
		case 5:
			if indices := stacks.At(i % stacks.Len()).LocationIndices(); indices.Len() > 0 {
				indices.SetAt(i%indices.Len(), any(locations.Len()))
			}
		case 6:
			d.AttributeTable().At(i % d.AttributeTable().Len()).SetKeyStrindex(any(d.StringTable().Len()))
		default:
			shuffleSample(pd, random, any(stacks.Len()))
		}
	}
}

// shuffleSample gives a sample another stack, and perhaps values instead of timestamps.
func shuffleSample(pd pprofile.Profiles, random *rand.Rand, stack int32) {
	samples := profiletest.Samples(pd)
	if samples.Len() == 0 {
		return
	}
	sample := samples.At(random.IntN(samples.Len()))
	sample.SetStackIndex(stack)
	if random.IntN(2) == 0 {
		sample.Values().FromRaw([]int64{[]int64{1, -5, math.MaxInt64, math.MinInt64}[random.IntN(4)]})
		if random.IntN(2) == 0 {
			sample.TimestampsUnixNano().FromRaw(nil)
		}
	}
}

// FuzzProfiles checks that no input makes cleaning panic, that totals stay the same, that cleaning again changes nothing,
// and that a valid message stays valid.
func FuzzProfiles(f *testing.F) {
	for _, raw := range profiletest.Real(f, "../../testdata/profiles") {
		small, err := profiletest.Small(raw, 400)
		require.NoError(f, err)
		for _, seeded := range []bool{true, false} {
			few := profiletest.FewSamples(f, small, 1, seeded)
			for seed := range uint64(8) {
				f.Add(few, seed, seed%2 == 0)
			}
		}
	}
	plain := newCleaner(f, nil)
	other := newCleaner(f, func(o *Options) { o.CollapseRecursion, o.KeepRuntimeRoot = true, true })
	f.Fuzz(func(t *testing.T, raw []byte, seed uint64, options bool) {
		before, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(raw)
		if err != nil {
			return
		}
		if seed > 0 && isComplete(before) {
			shuffle(before, seed)
		}
		raw = profiletest.Marshal(t, before) // without fields that pdata does not know, in which entries may differ
		c := plain
		if options {
			c = other
		}
		was := sampleTotals(before)
		clean(c, before)
		require.Equal(t, was, sampleTotals(before))
		cleaned := profiletest.Marshal(t, before)
		again := profiletest.Unmarshal(t, cleaned)
		clean(c, again)
		require.Equal(t, cleaned, profiletest.Marshal(t, again), "cleaned twice")

		if data, err := profiletest.Decode(raw); err == nil && len(profiletest.Problems(data)) == 0 {
			result, err := profiletest.Decode(cleaned)
			require.NoError(t, err)
			require.Empty(t, profiletest.Problems(result))
		}
	})
}

// isComplete reports whether there is something in every table, and a profile.
func isComplete(pd pprofile.Profiles) bool {
	d := pd.Dictionary()
	return d.LocationTable().Len() > 0 && d.FunctionTable().Len() > 0 && d.StackTable().Len() > 0 && d.AttributeTable().Len() > 0 &&
		pd.ResourceProfiles().Len() > 0 && pd.ResourceProfiles().At(0).ScopeProfiles().Len() > 0 &&
		pd.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().Len() > 0
}
