package processor

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

const (
	stacktrace = "exception.stacktrace"
	javaStack  = "java.lang.IllegalStateException: closed\n\tat com.example.Shop.pay(Shop.java:41)\n"
)

func newProcessor(t testing.TB, signal Signal) *Processor {
	t.Helper()
	p, err := New(componenttest.NewNopTelemetrySettings(), signal, Options{
		Languages:  []string{"rust"},
		Attributes: []string{stacktrace, "code.stacktrace"},
		Rewrite:    rewrite.Options{},
	})
	require.NoError(t, err)
	return p
}

// newLogs returns one batch with a record for each text; an empty text leaves the attribute out.
func newLogs(texts ...string) plog.Logs {
	logs := plog.NewLogs()
	resource := logs.ResourceLogs().AppendEmpty()
	resource.Resource().Attributes().PutStr(languageKey, "rust")
	resource.Resource().Attributes().PutStr("service.name", "shop")
	records := resource.ScopeLogs().AppendEmpty().LogRecords()
	for _, text := range texts {
		record := records.AppendEmpty()
		record.Body().SetStr("could not pay")
		record.Attributes().PutStr("exception.type", "panic")
		record.Attributes().PutStr("code.file.path", "src/checkout.rs")
		if text != "" {
			record.Attributes().PutStr(stacktrace, text)
		}
	}
	return logs
}

func marshalLogs(t *testing.T, logs plog.Logs) string {
	t.Helper()
	out, err := (&plog.JSONMarshaler{}).MarshalLogs(logs)
	assert.NoError(t, err)
	return string(out)
}

func TestConcurrentUseGivesTheSame(t *testing.T) {
	texts := realStacks(t, 64)
	clean := func(p *Processor) string {
		logs, err := p.Logs(context.Background(), newLogs(texts...))
		assert.NoError(t, err)
		return marshalLogs(t, logs)
	}
	want, shared := clean(newProcessor(t, Logs)), newProcessor(t, Logs)
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() { assert.Equal(t, want, clean(shared)) })
	}
	running.Wait()
}

func TestWants(t *testing.T) {
	said := map[string]profiles.Audience{
		"rust": profiles.Declared, "Rust": profiles.Declared, "RUST": profiles.Declared, " rust ": profiles.Declared, "java": profiles.Others, "rusty": profiles.Others, "": profiles.Others,
	}
	for _, listed := range []string{"rust", "Rust", " RUST"} {
		p, err := NewSilent(Traces, Options{Languages: []string{"swift", listed}})
		require.NoError(t, err)
		wants := func(resource pcommon.Resource) bool {
			_, wanted := p.cleanerFor(resource, nil)
			return wanted
		}
		for language, want := range said {
			resource := pcommon.NewResource()
			resource.Attributes().PutStr(languageKey, language)
			assert.Equal(t, want == profiles.Declared, wants(resource), "%q where %q is listed", language, listed)
			assert.Equal(t, want, p.AudienceOf(resource), "a profile's %q where %q is listed", language, listed)
		}
		assert.True(t, wants(pcommon.NewResource()), "a resource that does not say")
		assert.Equal(t, profiles.Undeclared, p.AudienceOf(pcommon.NewResource()), "a profile's that does not say")
	}
}

func TestTallyAddsReports(t *testing.T) {
	var batch tally
	first := rewrite.Report{Outcome: rewrite.Cleaned}
	first.Kept[rewrite.Application], first.Removed[rewrite.Runtime] = 2, 30
	first.Labels[rustname.KindAsyncFn][coroutine.Inferred] = 2
	batch.add(900, 100, &first)
	batch.add(900, 100, &first)
	batch.add(50, 50, &rewrite.Report{Outcome: rewrite.NotRust})
	batch.add(70, 70, &rewrite.Report{Outcome: rewrite.TooLarge, Reason: "frames"})

	assert.Equal(t, 1920, batch.bytesIn)
	assert.Equal(t, 320, batch.bytesOut)
	assert.EqualValues(t, 4, batch.kept[rewrite.Application])
	assert.EqualValues(t, 60, batch.removed[rewrite.Runtime])
	assert.EqualValues(t, 4, batch.labels[rustname.KindAsyncFn][coroutine.Inferred])
	assert.Equal(t, [rewrite.Outcomes]int{rewrite.Cleaned: 2, rewrite.NotRust: 1}, batch.texts)
	assert.Equal(t, map[reasoned]int{{rewrite.TooLarge, "frames"}: 1}, batch.withReason)
}
