package rustasyncprocessor

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
	signals "github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

var mutatesData = processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true})

// NewFactory returns the factory of the rust_async processor. Its default configuration cleans
// exception.stacktrace and code.stacktrace wherever a Rust service may have set them.
func NewFactory() processor.Factory {
	return processor.NewFactory(
		metadata.Type,
		createDefaultConfig,
		processor.WithTraces(createTraces, metadata.TracesStability),
		processor.WithLogs(createLogs, metadata.LogsStability),
	)
}

func createTraces(
	ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Traces,
) (processor.Traces, error) {
	p, err := signals.New(set.TelemetrySettings, signals.Traces, cfg.(*Config).options())
	if err != nil {
		return nil, err
	}
	return processorhelper.NewTraces(ctx, set, cfg, next, p.Traces, mutatesData)
}

func createLogs(
	ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Logs,
) (processor.Logs, error) {
	p, err := signals.New(set.TelemetrySettings, signals.Logs, cfg.(*Config).options())
	if err != nil {
		return nil, err
	}
	return processorhelper.NewLogs(ctx, set, cfg, next, p.Logs, mutatesData)
}
