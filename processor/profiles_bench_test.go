package processor

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkProfiles takes one batch as one operation. of-unmarshal is what cleaning costs by what ProtoUnmarshaler
// costs for the same data in the same loop, as processor time of the whole process, so that the collection of what
// each leaves behind counts, and other processes do not.
func BenchmarkProfiles(b *testing.B) {
	for name, raw := range realProfiles(b) {
		b.Run(name, func(b *testing.B) { benchmarkProfiles(b, raw) })
	}
}

// BenchmarkHalfTheProfile cleans every second sample; its µs-clean by that of BenchmarkProfiles shows how time grows.
func BenchmarkHalfTheProfile(b *testing.B) {
	for name, raw := range realProfiles(b) {
		half := fewSamples(b, raw, 2, true)
		b.Run(name, func(b *testing.B) { benchmarkProfiles(b, half) })
	}
}

func benchmarkProfiles(b *testing.B, raw []byte) {
	p := newProfileProcessor(b, nil)
	cleanProfiles(b, p, raw)
	var reading, both time.Duration
	for b.Loop() {
		started := processorTime()
		unmarshalProfiles(b, raw)
		read := processorTime()
		reading += read - started

		pd := unmarshalProfiles(b, raw)
		_, err := p.Profiles(context.Background(), pd)
		both += processorTime() - read
		require.NoError(b, err)
	}
	n := float64(b.N)
	cleaning := both - reading
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(reading.Microseconds())/n, "µs-unmarshal")
	b.ReportMetric(float64(cleaning.Microseconds())/n, "µs-clean")
	b.ReportMetric(cleaning.Seconds()/reading.Seconds(), "of-unmarshal")
}
