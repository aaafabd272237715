package rustasyncprocessor

// The shapes in which Rust services record backtraces, each as its library or its users write it, through the component with
// its default configuration.

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadatatest"
)

// The same stack as std prints it in {} and {:?}, and below what error crates print above it.
const (
	shapeDisplay = "   0: shop::checkout::pay::{{closure}}\n             at ./src/checkout.rs:41:9\n" +
		"   1: <core::pin::Pin<P> as core::future::future::Future>::poll\n             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/future/future.rs:133:9\n" +
		"   2: tokio::runtime::park::CachedParkThread::block_on\n             at /home/ci/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tokio-1.48.0/src/runtime/park.rs:285:31\n" +
		"   3: shop::main\n             at ./src/main.rs:3:1\n"
	shapeDebug = `Backtrace [{ fn: "shop::checkout::pay::{{closure}}", file: "./src/checkout.rs", line: 41 }, ` +
		`{ fn: "<core::pin::Pin<P> as core::future::future::Future>::poll", file: "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/future/future.rs", line: 133 }, ` +
		`{ fn: "tokio::runtime::park::CachedParkThread::block_on", file: "/home/ci/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tokio-1.48.0/src/runtime/park.rs", line: 285 }, ` +
		`{ fn: "shop::main", file: "./src/main.rs", line: 3 }]`
	shapeAnyhow = "could not pay\n\nCaused by:\n    no card\n\nStack backtrace:\n" + shapeDisplay
	shapePanic  = "thread 'tokio-runtime-worker' (71) panicked at src/checkout.rs:41:9:\nno card\nstack backtrace:\n" + shapeDisplay
)

// shapes say where a stack is. Those with an attribute are tried on log records, spans and span events.
var shapes = []struct {
	from      string // who writes it
	attribute string // "" is the body
	value     any
}{
	{"tracing with exception fields, KeyValue::new(exception.stacktrace)", "exception.stacktrace", shapeDisplay},
	{"the same of {:?}", "exception.stacktrace", shapeDebug},
	{"semantic conventions for code", "code.stacktrace", shapeDisplay},
	{"error!(backtrace = %backtrace)", "backtrace", shapeDisplay},
	{"error!(backtrace = ?backtrace)", "backtrace", shapeDebug},
	{"tracing-panic", "panic.backtrace", shapeDisplay},
	{"own panic hooks", "panic.stacktrace", shapeDisplay},
	{"error!(error.backtrace = …)", "error.backtrace", shapeDisplay},
	{"error!(error = ?err) of anyhow, eyre, snafu", "error", shapeAnyhow},
	{"error!(err = ?err)", "err", shapeAnyhow},
	{"exception.message of {:?}", "exception.message", shapeAnyhow},
	{"Datadog", "error.stack", shapeDisplay},
	{"Elastic Common Schema", "error.stack_trace", shapeDisplay},
	{"Google Cloud", "stack_trace", shapeDisplay},
	{"slog and others", "stacktrace", shapeDisplay},
	{"Restate", "restate.invocation.error.stacktrace", shapeDisplay},
	{"acquire timeouts of deadpool users", "acquire_backtrace", shapeDisplay},
	{"several stacks in an array", "exception.stacktrace", []any{"could not pay", shapeDisplay}},
	{"a line an element", "exception.stacktrace", anyOf(strings.Split(strings.TrimSuffix(shapeDisplay, "\n"), "\n"))},
	{"rootcause", "exception.extras", map[string]any{"backtrace": shapeDisplay}},
	{"tracing-subscriber's JSON, parsed", "fields", map[string]any{"message": "could not pay", "backtrace": shapeDisplay}},
	{"the same with tracing-panic", "fields", map[string]any{"panic.backtrace": shapeDisplay, "panic.payload": "no card"}},
	{"log-panics", "", "thread 'tokio-runtime-worker' panicked at 'no card': src/checkout.rs:41\n" + shapeDisplay},
	{"error!(\"panic backtrace: {}\")", "", "panic backtrace: " + shapeDisplay},
	{"error!(\"{:?}\", err)", "", shapeAnyhow},
	{"stderr in a file, read whole", "", shapePanic},
	{"tracing-subscriber's JSON, not parsed", "", inJSON(map[string]any{"level": "ERROR", "fields": map[string]any{"backtrace": shapeDisplay}})},
	{"the same of {:?}", "", inJSON(map[string]any{"level": "ERROR", "fields": map[string]any{"error": "no card", "backtrace": shapeDebug}})},
	{"docker's json-file", "", inJSON(map[string]any{"log": shapePanic, "stream": "stderr", "time": "2026-11-30T10:00:00Z"})},
	{"docker's json-file of JSON", "", inJSON(map[string]any{"log": inJSON(map[string]any{"backtrace": shapeDisplay}) + "\n", "stream": "stdout"})},
	{"a body that is a map", "", map[string]any{"msg": "could not pay", "error": map[string]any{"backtrace": shapeDisplay}}},
	{"a body that is a list", "", []any{"could not pay", map[string]any{"backtrace": shapeDisplay}}},
	{"logfmt", "", `level=error msg="could not pay" backtrace=` + inJSON(shapeDisplay)},
}

func anyOf(texts []string) (values []any) {
	for _, text := range texts {
		values = append(values, text)
	}
	return values
}

func inJSON(value any) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // strings and maps of such
	return strings.TrimSuffix(text.String(), "\n")
}

func TestShapesAreCleanedWithNothingConfigured(t *testing.T) {
	for _, shape := range shapes {
		name := strings.TrimPrefix(shape.attribute+" ", " ") + "as of " + shape.from
		logs := plog.NewLogs()
		record := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
		if shape.attribute == "" {
			require.NoError(t, record.Body().FromRaw(shape.value))
		} else {
			put(t, record.Attributes(), shape.attribute, shape.value)
		}
		assertCleaned(t, name+", logs", consumeLogs(t, logs))
		if shape.attribute == "" {
			continue
		}
		traces := ptrace.NewTraces()
		span := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
		put(t, span.Attributes(), shape.attribute, shape.value)
		assertCleaned(t, name+", spans", consumeTraces(t, traces))
		traces = ptrace.NewTraces()
		span = traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
		put(t, span.Events().AppendEmpty().Attributes(), shape.attribute, shape.value)
		assertCleaned(t, name+", events", consumeTraces(t, traces))
	}
	traces := ptrace.NewTraces()
	span := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	span.Status().SetMessage(shapeAnyhow)
	assertCleaned(t, "the status of a span", consumeTraces(t, traces))
}

func put(t *testing.T, attributes pcommon.Map, key string, value any) {
	t.Helper()
	require.NoError(t, attributes.PutEmpty(key).FromRaw(value))
}

// assertCleaned looks at all that comes out, as JSON: the user's frames are there, labelled, and the runtime's are gone.
func assertCleaned(t *testing.T, name, out string) {
	t.Helper()
	assert.Contains(t, out, "shop::checkout::pay::{{async-", name)
	assert.Contains(t, out, "shop::main", name)
	assert.NotContains(t, out, "core::pin::Pin", name)
	assert.NotContains(t, out, "block_on", name)
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
