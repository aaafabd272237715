package processor

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
)

// BenchmarkProfiles cleans a batch again and again. of-unmarshal is the time that cleaning adds, divided by what
// ProtoUnmarshaler takes for the same data in the same loop; both are CPU time of the whole process, so that garbage
// collection counts and other processes do not. µs-first is the first batch of a processor, reading included, whose names
// are all new. Each number is the median of its blocks.
func BenchmarkProfiles(b *testing.B) {
	for name, raw := range profiletest.Real(b, "../testdata/profiles") {
		b.Run(name, func(b *testing.B) { benchmarkProfiles(b, raw) })
	}
}

// BenchmarkHalfTheProfile cleans every second sample; dividing its µs-clean by BenchmarkProfiles' shows how time grows.
func BenchmarkHalfTheProfile(b *testing.B) {
	for name, raw := range profiletest.Real(b, "../testdata/profiles") {
		half := profiletest.FewSamples(b, raw, 2, true)
		b.Run(name, func(b *testing.B) { benchmarkProfiles(b, half) })
	}
}

// blockSize is the number of batches in a row, so that each side collects its own garbage.
const blockSize = 16

func benchmarkProfiles(b *testing.B, raw []byte) {
	p := newProfileProcessor(b, nil)
	started := processorTime()
	cleanProfiles(b, p, raw)
	first := processorTime() - started
	var readings, cleanings, ratios []float64
	for b.Loop() {
		started := processorTime()
		for range blockSize {
			profiletest.Unmarshal(b, raw)
		}
		read := processorTime()
		for range blockSize {
			_, err := p.Profiles(context.Background(), profiletest.Unmarshal(b, raw))
			require.NoError(b, err)
		}
		reading, both := read-started, processorTime()-read
		readings = append(readings, float64(reading.Microseconds())/blockSize)
		cleanings = append(cleanings, float64((both-reading).Microseconds())/blockSize)
		ratios = append(ratios, (both-reading).Seconds()/reading.Seconds())
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(readings), "µs-unmarshal")
	b.ReportMetric(median(cleanings), "µs-clean")
	b.ReportMetric(float64(first.Microseconds()), "µs-first")
	b.ReportMetric(median(ratios), "of-unmarshal")
}

func median(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}
