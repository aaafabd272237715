package processor

import (
	"context"
	"errors"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
)

// DebugInfoStats describes the debug information that is loaded.
type DebugInfoStats struct {
	Files, Failed int // files that were read, and that could not be read completely
	Names         int
	Memory        map[string]int // estimated bytes of each program's index
}

// ObserveDebugInfo lets the Collector's telemetry ask for a processor's numbers whenever it exports, until stop is
// called. Each number carries the processor's name: of two numbers without it, only the last would be exported.
func ObserveDebugInfo(
	settings component.TelemetrySettings, processor component.ID, stats func() DebugInfoStats,
) (stop func(), err error) {
	builder, err := metadata.NewTelemetryBuilder(settings)
	if err != nil {
		return nil, err
	}
	of := func(attributes ...attribute.KeyValue) metric.ObserveOption {
		attributes = append(attributes, attribute.String("processor", processor.String()))
		return metric.WithAttributeSet(attribute.NewSet(attributes...))
	}
	loaded, failed := of(attribute.String("state", "loaded")), of(attribute.String("state", "failed"))
	names := of()
	return builder.Shutdown, errors.Join(
		builder.RegisterProcessorRustAsyncDebugInfoFilesCallback(func(_ context.Context, o metric.Int64Observer) error {
			o.Observe(int64(stats().Files), loaded)
			o.Observe(int64(stats().Failed), failed)
			return nil
		}),
		builder.RegisterProcessorRustAsyncDebugInfoMemoryCallback(func(_ context.Context, o metric.Int64Observer) error {
			for program, bytes := range stats().Memory {
				o.Observe(int64(bytes), of(attribute.String("program", program)))
			}
			return nil
		}),
		builder.RegisterProcessorRustAsyncDebugInfoNamesCallback(func(_ context.Context, o metric.Int64Observer) error {
			o.Observe(int64(stats().Names), names)
			return nil
		}),
	)
}
