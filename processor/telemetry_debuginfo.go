package processor

import (
	"context"
	"errors"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
)

// DebugInfoStats are numbers about the debug information that is loaded.
type DebugInfoStats struct {
	Files, Failed int // files that were read, and that could not be, or not as a whole
	Names         int
	Memory        map[string]int // by the program that an index is of, in bytes
}

// ObserveDebugInfo has the Collector's telemetry ask for the numbers of the processor whenever it exports, until stop is
// called. The name of the processor stands beside each: of two numbers under one name the last alone would be exported.
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
