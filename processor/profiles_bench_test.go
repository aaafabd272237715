package processor

import (
	"context"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkProfiles takes one batch as one operation. of-unmarshal is the processor time that cleaning costs, garbage
// collection with it, by what ProtoUnmarshaler costs for the same data in the same loop.
func BenchmarkProfiles(b *testing.B) {
	for name, raw := range realProfiles(b) {
		b.Run(name, func(b *testing.B) { benchmarkProfiles(b, raw) })
	}
}

func benchmarkProfiles(b *testing.B, raw []byte) {
	p := newProfileProcessor(b, nil)
	cleanProfiles(b, p, raw)
	var reading, cleaning time.Duration
	var allocations uint64
	for b.Loop() {
		runtime.GC()
		started := processorTime()
		pd := unmarshalProfiles(b, raw)
		reading += processorTime() - started
		before := allocated()
		started = processorTime()
		_, err := p.Profiles(context.Background(), pd)
		cleaning += processorTime() - started
		allocations += allocated() - before
		require.NoError(b, err)
	}
	n := float64(b.N)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(reading.Microseconds())/n, "µs-unmarshal")
	b.ReportMetric(float64(cleaning.Microseconds())/n, "µs-clean")
	b.ReportMetric(float64(allocations)/n, "allocs")
	b.ReportMetric(cleaning.Seconds()/reading.Seconds(), "of-unmarshal")
}

// processorTime returns the time that the process has spent on processors, which other processes do not change.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
