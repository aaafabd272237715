package processor

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/plog"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// batchSize is the number of log records in a batch of the benchmarks; the batch processor sends up to 8192.
const batchSize = 512

// realStacks returns n texts of the corpus, short forms from every build, no two of them the same.
func realStacks(t testing.TB, n int) []string {
	t.Helper()
	builds, err := corpus.Load("../testdata/corpus")
	require.NoError(t, err)
	seen := make(map[string]bool)
	var texts []string
	for i := 0; len(texts) < n; i++ { // the i-th scenario of each build, so that builds are mixed
		more := false
		for _, build := range builds {
			if i >= len(build.Scenarios) {
				continue
			}
			more = true
			if s := build.Scenarios[i]; s.Form == corpus.Display && !seen[s.Text] && len(texts) < n {
				seen[s.Text] = true
				texts = append(texts, s.Text)
			}
		}
		if !more {
			t.Fatalf("the corpus has %d distinct texts, not %d", len(texts), n)
		}
	}
	return texts
}

func repeat(text string) []string {
	return strings.Split(strings.Repeat(text+"\x00", batchSize-1)+text, "\x00")
}

// BenchmarkLogs takes one record as one operation: ns/record and allocs/record are what cleaning a record costs, MB/s is
// of its stack text, and %of-proto relates that time to what it costs to read the same batch from OTLP's protobuf and
// write it again, measured in the same loop.
func BenchmarkLogs(b *testing.B) {
	b.Run("stack", func(b *testing.B) { benchmarkLogs(b, realStacks(b, batchSize)) })
	b.Run("stack of another language", func(b *testing.B) { benchmarkLogs(b, repeat(javaStack)) })
	b.Run("no stack", func(b *testing.B) { benchmarkLogs(b, repeat("")) })
	b.Run("every attribute, no stack", func(b *testing.B) {
		p := newProcessor(b, Logs)
		p.options.LogBodies, p.selection = true, newSelection([]string{"*"})
		benchmarkBatch(b, p, logsWithoutStacks(), 0)
	})
}

// logsWithoutStacks returns a batch of records as services that are not in trouble send them.
func logsWithoutStacks() plog.Logs {
	logs := plog.NewLogs()
	records := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
	for i := range batchSize {
		record := records.AppendEmpty()
		record.Body().SetStr(fmt.Sprintf("order %d paid in 12 ms: card ending in 4242, 3 items, customer 99", i))
		for key, value := range map[string]string{
			"http.request.method": "POST", "http.route": "/api/orders/{id}/pay", "url.full": "https://shop.example:8443/api/orders/7/pay?retry=1",
			"server.address": "shop.example", "user_agent.original": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
			"code.namespace": "shop::checkout::pay", "code.filepath": "src/checkout.rs", "thread.name": "tokio-runtime-worker",
		} {
			record.Attributes().PutStr(key, value)
		}
		record.Attributes().PutInt("http.response.status_code", 200)
		record.Attributes().PutDouble("duration_ms", 12.5)
	}
	return logs
}

func benchmarkLogs(b *testing.B, texts []string) {
	benchmarkBatch(b, newProcessor(b, Logs), newLogs(texts...), len(strings.Join(texts, "")))
}

// benchmarkBatch cleans a batch whose records have stack texts of so many bytes.
func benchmarkBatch(b *testing.B, p *Processor, batch plog.Logs, stacks int) {
	request, err := (&plog.ProtoMarshaler{}).MarshalLogs(batch)
	require.NoError(b, err)
	var cleaning, proto time.Duration
	var allocations, batches uint64
	for b.Loop() {
		started := time.Now()
		logs, err := (&plog.ProtoUnmarshaler{}).UnmarshalLogs(request)
		require.NoError(b, err)
		_, err = (&plog.ProtoMarshaler{}).MarshalLogs(logs)
		proto += time.Since(started)
		require.NoError(b, err)

		before := allocated()
		started = time.Now()
		_, err = p.Logs(context.Background(), logs)
		cleaning += time.Since(started)
		allocations += allocated() - before
		require.NoError(b, err)
		batches++
	}
	records := float64(batches) * float64(batch.LogRecordCount())
	bytes := float64(batches) * float64(stacks)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(cleaning.Nanoseconds())/records, "ns/record")
	b.ReportMetric(float64(allocations)/records, "allocs/record")
	b.ReportMetric(bytes/1e6/cleaning.Seconds(), "MB/s")
	b.ReportMetric(100*cleaning.Seconds()/proto.Seconds(), "%of-proto")
}

// allocated returns the number of allocations so far.
func allocated() uint64 {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.Mallocs
}
