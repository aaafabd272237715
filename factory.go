package rustasyncprocessor

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/consumer/xconsumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"
	"go.opentelemetry.io/collector/processor/processorhelper/xprocessorhelper"
	"go.opentelemetry.io/collector/processor/xprocessor"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
	signals "github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

var mutatesData = processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true})

// NewFactory returns the factory of the rust_async processor. Its default configuration cleans
// exception.stacktrace and code.stacktrace wherever a Rust service may have set them.
func NewFactory() processor.Factory {
	return xprocessor.NewFactory(
		metadata.Type,
		createDefaultConfig,
		xprocessor.WithTraces(createTraces, metadata.TracesStability),
		xprocessor.WithLogs(createLogs, metadata.LogsStability),
		xprocessor.WithProfiles(createProfiles, metadata.ProfilesStability),
	)
}

func createTraces(
	ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Traces,
) (processor.Traces, error) {
	p, err := signals.New(set.TelemetrySettings, signals.Traces, cfg.(*Config).Options())
	if err != nil {
		return nil, err
	}
	return processorhelper.NewTraces(ctx, set, cfg, next, p.Traces, mutatesData)
}

func createLogs(
	ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Logs,
) (processor.Logs, error) {
	p, err := signals.New(set.TelemetrySettings, signals.Logs, cfg.(*Config).Options())
	if err != nil {
		return nil, err
	}
	return processorhelper.NewLogs(ctx, set, cfg, next, p.Logs, mutatesData)
}

func createProfiles(
	ctx context.Context, set processor.Settings, cfg component.Config, next xconsumer.Profiles,
) (xprocessor.Profiles, error) {
	p, err := signals.New(set.TelemetrySettings, signals.Profiles, cfg.(*Config).Options())
	if err != nil {
		return nil, err
	}
	mutates := xprocessorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true})
	return xprocessorhelper.NewProfiles(ctx, set, cfg, next, p.Profiles, mutates)
}
