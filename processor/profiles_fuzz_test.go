package processor

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiletest"
)

// fewSamples returns some of a profile's samples with what they refer to. Where it is not seeded, the result has real
// data at index 0, as the Collector's own merging makes it.
func fewSamples(t testing.TB, raw []byte, every int, seeded bool) []byte {
	t.Helper()
	pd, few := unmarshalProfiles(t, raw), pprofile.NewProfiles()
	at := 0
	pd.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().At(0).Samples().RemoveIf(func(pprofile.Sample) bool {
		at++
		return at%every != 0
	})
	if d := few.Dictionary(); seeded {
		d.StringTable().Append("")
		d.MappingTable().AppendEmpty()
		d.LocationTable().AppendEmpty()
		d.FunctionTable().AppendEmpty()
		d.LinkTable().AppendEmpty()
		d.AttributeTable().AppendEmpty()
		d.StackTable().AppendEmpty()
	}
	require.NoError(t, pd.MergeTo(few))
	return marshalProfiles(t, few)
}

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

// FuzzProfiles holds that no input makes cleaning panic, that it keeps what was measured, that cleaning twice is
// cleaning once, and that a message without faults gets none.
func FuzzProfiles(f *testing.F) {
	for _, raw := range realProfiles(f) {
		for _, seeded := range []bool{true, false} {
			f.Add(fewSamples(f, raw, 300, seeded), false)
			f.Add(fewSamples(f, raw, 1000, seeded), true)
		}
	}
	plain := newProfileProcessor(f, nil)
	other := newProfileProcessor(f, func(o *Options) {
		o.Profiles.CollapseRecursion, o.Profiles.KeepRuntimeRoot = true, true
	})
	f.Fuzz(func(t *testing.T, raw []byte, options bool) {
		before, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(raw)
		if err != nil {
			return
		}
		p := plain
		if options {
			p = other
		}
		was := sampleTotals(before)
		after, err := p.Profiles(t.Context(), before)
		require.NoError(t, err)
		require.Equal(t, was, sampleTotals(after))
		cleaned := marshalProfiles(t, after)
		require.Equal(t, cleaned, cleanProfiles(t, p, cleaned), "cleaned twice")

		if data, err := profiletest.Decode(raw); err == nil && len(profiletest.Problems(data)) == 0 {
			result, err := profiletest.Decode(cleaned)
			require.NoError(t, err)
			require.Empty(t, profiletest.Problems(result))
		}
	})
}
