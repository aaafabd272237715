package rustasyncprocessor

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor/processortest"
)

func TestConsumersErrorIsReturned(t *testing.T) {
	ctx, config, settings := context.Background(), createDefaultConfig(), processortest.NewNopSettings(typ)
	full := errors.New("the queue is full")

	logs, err := newFactory().createLogs(ctx, settings, config, consumertest.NewErr(full))
	require.NoError(t, err)
	ld := plog.NewLogs()
	ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	assert.ErrorIs(t, logs.ConsumeLogs(ctx, ld), full)

	traces, err := newFactory().createTraces(ctx, settings, config, consumertest.NewErr(full))
	require.NoError(t, err)
	td := ptrace.NewTraces()
	td.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	assert.ErrorIs(t, traces.ConsumeTraces(ctx, td), full)
}

func TestTheCollectorKnowsThatDataIsMutated(t *testing.T) {
	ctx, config, settings := context.Background(), createDefaultConfig(), processortest.NewNopSettings(typ)
	logs, err := newFactory().createLogs(ctx, settings, config, consumertest.NewNop())
	require.NoError(t, err)
	traces, err := newFactory().createTraces(ctx, settings, config, consumertest.NewNop())
	require.NoError(t, err)
	assert.True(t, logs.Capabilities().MutatesData)
	assert.True(t, traces.Capabilities().MutatesData)
}
