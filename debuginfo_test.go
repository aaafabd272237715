package rustasyncprocessor

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processortest"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/metric/metricdata/metricdatatest"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadatatest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// What indexes know beyond kinds is asked for by these interfaces, which the compiler does not hold an Oracle to.
var (
	_ rules.CrateOracle = (*debuginfo.Oracle)(nil)
	_ rules.BodyOracle  = (*debuginfo.Oracle)(nil)
)

// writeIndex writes the index of a corpus program, in which main has closures of two kinds, for a service.
func writeIndex(t *testing.T, path, program, service string) {
	t.Helper()
	file, err := os.ReadFile("testdata/corpus/index/1.95-v0-release.idx")
	require.NoError(t, err)
	indexes, err := debuginfo.ReadIndexes(file)
	require.NoError(t, err)
	for _, x := range indexes {
		if x.Name != program {
			continue
		}
		x.Service = service
		var out bytes.Buffer
		_, err := x.WriteTo(&out)
		require.NoError(t, err)
		replaceFile(t, path, out.Bytes())
		return
	}
	t.Fatalf("no index of %s", program)
}

// replaceFile writes a file the way docs/operating.md says and `rustasync index` does: it is complete from the moment it
// appears.
func replaceFile(t *testing.T, path string, data []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(path+".new", data, 0o600))
	// On Windows a file cannot be replaced while somebody reads it, but soon after.
	require.Eventually(t, func() bool { return os.Rename(path+".new", path) == nil }, patience, time.Millisecond)
}

// patience is how long to wait for something that happens in the background, on a busy machine.
const patience = time.Minute

func logOf(service, text string) plog.Logs {
	logs := plog.NewLogs()
	resource := logs.ResourceLogs().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", service)
	resource.ScopeLogs().AppendEmpty().LogRecords().AppendEmpty().Attributes().PutStr("exception.stacktrace", text)
	return logs
}

func TestLabelsComeFromIndexesThatComeAndGo(t *testing.T) {
	f := newFactory()
	const before = "stack backtrace:\n   0: pagecache::main::{closure#1}\n"
	const after = "stack backtrace:\n   0: pagecache::main::{async-block#1}\n"
	folder := t.TempDir()
	config := createDefaultConfig().(*Config)
	config.DebugInfo.Reload = time.Millisecond
	config.DebugInfo.Paths = []string{filepath.Join(folder, "*.idx"), filepath.Join(folder, "absent")}
	telemetry := componenttest.NewTelemetry()
	settings := metadatatest.NewSettings(telemetry)
	core, warnings := observer.New(zap.WarnLevel)
	settings.Logger = zap.New(core)

	var sink consumertest.LogsSink
	ctx := context.Background()
	logs, err := f.createLogs(ctx, settings, config, &sink)
	require.NoError(t, err)
	traces, err := f.createTraces(ctx, settings, config, consumertest.NewNop())
	require.NoError(t, err)
	require.NoError(t, logs.Start(ctx, componenttest.NewNopHost()), "an absent file must not keep it from starting")
	require.NoError(t, traces.Start(ctx, componenttest.NewNopHost()))

	clean := func(service string) string {
		require.NoError(t, logs.ConsumeLogs(ctx, logOf(service, before)))
		all := sink.AllLogs()
		text, _ := all[len(all)-1].ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0).Attributes().Get("exception.stacktrace")
		return text.Str()
	}
	comes := func(service, want string) {
		t.Helper()
		require.Eventually(t, func() bool { return clean(service) == want }, patience, time.Millisecond)
	}
	assert.Equal(t, before, clean("shop"))
	writeIndex(t, filepath.Join(folder, "shop.idx"), "pagecache", "shop")
	comes("shop", after)
	assert.Equal(t, before, clean("mail"), "the index is another service's")
	metadatatest.AssertEqualProcessorRustAsyncDebugInfoFiles(t, telemetry, []metricdata.DataPoint[int64]{
		{Value: 1, Attributes: attribute.NewSet(attribute.String("processor", "rust_async"), attribute.String("state", "loaded"))},
		{Value: 1, Attributes: attribute.NewSet(attribute.String("processor", "rust_async"), attribute.String("state", "failed"))},
	}, metricdatatest.IgnoreTimestamp())

	replaceFile(t, filepath.Join(folder, "shop.idx"), []byte("rustasync index\ndamaged"))
	require.Eventually(t, func() bool {
		return warnings.FilterField(zap.String("path", filepath.Join(folder, "shop.idx"))).Len() == 1
	}, patience, time.Millisecond)
	assert.Equal(t, after, clean("shop"), "the old index is kept while the file is damaged")
	require.Eventually(t, func() bool { return os.Remove(filepath.Join(folder, "shop.idx")) == nil }, patience, time.Millisecond)
	comes("shop", before)
	assert.Equal(t, 1, warnings.FilterField(zap.String("path", filepath.Join(folder, "absent"))).Len(), "told once")

	require.NoError(t, traces.Shutdown(ctx))
	require.NoError(t, traces.ConsumeTraces(ctx, ptrace.NewTraces()))
	require.NoError(t, logs.Shutdown(ctx))
	assert.Empty(t, f.stores, "nobody uses the files any more")
}

func TestDebugInfoOfEachProcessorIsCounted(t *testing.T) {
	f := newFactory()
	telemetry, ctx := componenttest.NewTelemetry(), context.Background()
	create := func(name string) processor.Logs {
		path := filepath.Join(t.TempDir(), "shop.idx")
		writeIndex(t, path, "pagecache", "shop")
		config := createDefaultConfig().(*Config)
		config.DebugInfo.Paths = []string{path}
		settings := metadatatest.NewSettings(telemetry)
		settings.ID = component.MustNewIDWithName("rust_async", name)
		logs, err := f.createLogs(ctx, settings, config, consumertest.NewNop())
		require.NoError(t, err)
		require.NoError(t, logs.Start(ctx, componenttest.NewNopHost()))
		return logs
	}
	files := func(name, state string, n int64) metricdata.DataPoint[int64] {
		return metricdata.DataPoint[int64]{Value: n, Attributes: attribute.NewSet(
			attribute.String("processor", "rust_async/"+name), attribute.String("state", state))}
	}
	assertFiles := func(want ...metricdata.DataPoint[int64]) {
		t.Helper()
		metadatatest.AssertEqualProcessorRustAsyncDebugInfoFiles(t, telemetry, want, metricdatatest.IgnoreTimestamp())
	}
	one, two := create("one"), create("two")
	for _, s := range f.stores {
		require.Eventually(t, func() bool { return s.Stats().Files == 1 }, patience, time.Millisecond)
	}
	assertFiles(files("one", "loaded", 1), files("one", "failed", 0), files("two", "loaded", 1), files("two", "failed", 0))
	require.NoError(t, one.Shutdown(ctx))
	assertFiles(files("two", "loaded", 1), files("two", "failed", 0))
	require.NoError(t, two.Shutdown(ctx))
	assert.Empty(t, f.stores)
}

// The Collector also shuts down what it has not started, and its interface allows doing so twice.
func TestShutdownWithoutStartAndTwice(t *testing.T) {
	f := newFactory()
	ctx, config := context.Background(), createDefaultConfig().(*Config)
	config.DebugInfo.Paths = []string{"testdata/corpus/index/*.idx"}
	for _, start := range []bool{false, true} {
		logs, err := f.createLogs(ctx, processortest.NewNopSettings(typ), config, consumertest.NewNop())
		require.NoError(t, err)
		if start {
			canceled, cancel := context.WithCancel(ctx)
			cancel()
			require.NoError(t, logs.Start(canceled, componenttest.NewNopHost()))
		}
		require.NoError(t, logs.Shutdown(ctx))
		require.NoError(t, logs.Shutdown(ctx))
		assert.Empty(t, f.stores)
	}
}
