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
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/metric/metricdata/metricdatatest"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadatatest"
)

// writeIndex writes the index of the corpus's program pagecache, in which main has closures of two kinds, for a service.
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
		require.NoError(t, os.WriteFile(path, out.Bytes(), 0o600))
		return
	}
	t.Fatalf("no index of %s", program)
}

func logOf(service, text string) plog.Logs {
	logs := plog.NewLogs()
	resource := logs.ResourceLogs().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", service)
	resource.ScopeLogs().AppendEmpty().LogRecords().AppendEmpty().Attributes().PutStr("exception.stacktrace", text)
	return logs
}

func TestLabelsComeFromIndexesThatComeAndGo(t *testing.T) {
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
	logs, err := createLogs(ctx, settings, config, &sink)
	require.NoError(t, err)
	traces, err := createTraces(ctx, settings, config, consumertest.NewNop())
	require.NoError(t, err)
	require.NoError(t, logs.Start(ctx, componenttest.NewNopHost()), "an absent file is no reason not to start")
	require.NoError(t, traces.Start(ctx, componenttest.NewNopHost()))

	clean := func(service string) string {
		require.NoError(t, logs.ConsumeLogs(ctx, logOf(service, before)))
		all := sink.AllLogs()
		text, _ := all[len(all)-1].ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0).Attributes().Get("exception.stacktrace")
		return text.Str()
	}
	comes := func(service, want string) {
		t.Helper()
		assert.Eventually(t, func() bool { return clean(service) == want }, 10*time.Second, time.Millisecond)
	}
	assert.Equal(t, before, clean("shop"))
	writeIndex(t, filepath.Join(folder, "shop.idx"), "pagecache", "shop")
	comes("shop", after)
	assert.Equal(t, before, clean("mail"), "the index is another service's")
	metadatatest.AssertEqualProcessorRustAsyncDebugInfoFiles(t, telemetry, []metricdata.DataPoint[int64]{
		{Value: 1, Attributes: attribute.NewSet(attribute.String("state", "loaded"))},
		{Value: 1, Attributes: attribute.NewSet(attribute.String("state", "failed"))},
	}, metricdatatest.IgnoreTimestamp())

	require.NoError(t, os.WriteFile(filepath.Join(folder, "shop.idx"), []byte("rustasync index\ndamaged"), 0o600))
	assert.Eventually(t, func() bool {
		return warnings.FilterField(zap.String("path", filepath.Join(folder, "shop.idx"))).Len() == 1
	},
		10*time.Second, time.Millisecond)
	assert.Equal(t, after, clean("shop"), "what is known is kept while the file is damaged")
	require.NoError(t, os.Remove(filepath.Join(folder, "shop.idx")))
	comes("shop", before)
	assert.Equal(t, 1, warnings.FilterField(zap.String("path", filepath.Join(folder, "absent"))).Len(), "told once")

	require.NoError(t, traces.Shutdown(ctx))
	require.NoError(t, traces.ConsumeTraces(ctx, ptrace.NewTraces()))
	require.NoError(t, logs.Shutdown(ctx))
	assert.Empty(t, stores.of, "nobody uses the files any more")
}
