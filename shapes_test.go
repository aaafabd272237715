package rustasyncprocessor

// The shapes in which Rust services record backtraces, each as its library or its users write it, through the component with
// its default configuration.

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/shapes"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadatatest"
)

func TestShapesAreCleanedWithNothingConfigured(t *testing.T) {
	for _, shape := range shapes.All {
		name := shape.Name()
		logs := plog.NewLogs()
		record := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
		if shape.Attribute == "" {
			require.NoError(t, record.Body().FromRaw(shape.Value))
		} else {
			put(t, record.Attributes(), shape.Attribute, shape.Value)
		}
		assertCleaned(t, name+", logs", consumeLogs(t, logs))
		if shape.Attribute == "" {
			continue
		}
		traces := ptrace.NewTraces()
		span := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
		put(t, span.Attributes(), shape.Attribute, shape.Value)
		assertCleaned(t, name+", spans", consumeTraces(t, traces))
		traces = ptrace.NewTraces()
		span = traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
		put(t, span.Events().AppendEmpty().Attributes(), shape.Attribute, shape.Value)
		assertCleaned(t, name+", events", consumeTraces(t, traces))
	}
	traces := ptrace.NewTraces()
	span := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	span.Status().SetMessage(shapes.Report)
	assertCleaned(t, "the status of a span", consumeTraces(t, traces))
}

func put(t *testing.T, attributes pcommon.Map, key string, value any) {
	t.Helper()
	require.NoError(t, attributes.PutEmpty(key).FromRaw(value))
}

// assertCleaned looks at all that comes out, as JSON: the user's frames are there, labelled, and the runtime's are gone.
func assertCleaned(t *testing.T, name, out string) {
	t.Helper()
	assert.Empty(t, shapes.Missing(out), name)
	assert.Empty(t, shapes.Left(out), name)
}

func consumeLogs(t *testing.T, logs plog.Logs) string {
	t.Helper()
	var sink consumertest.LogsSink
	p, err := newFactory().createLogs(context.Background(), metadatatest.NewSettings(componenttest.NewTelemetry()), createDefaultConfig(), &sink)
	require.NoError(t, err)
	require.NoError(t, p.ConsumeLogs(context.Background(), logs))
	out, err := (&plog.JSONMarshaler{}).MarshalLogs(sink.AllLogs()[0])
	require.NoError(t, err)
	return string(out)
}

func consumeTraces(t *testing.T, traces ptrace.Traces) string {
	t.Helper()
	var sink consumertest.TracesSink
	p, err := newFactory().createTraces(context.Background(), metadatatest.NewSettings(componenttest.NewTelemetry()), createDefaultConfig(), &sink)
	require.NoError(t, err)
	require.NoError(t, p.ConsumeTraces(context.Background(), traces))
	out, err := (&ptrace.JSONMarshaler{}).MarshalTraces(sink.AllTraces()[0])
	require.NoError(t, err)
	return string(out)
}
