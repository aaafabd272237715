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

// ObserveDebugInfo has the Collector's telemetry ask for the numbers whenever it exports.
func ObserveDebugInfo(settings component.TelemetrySettings, stats func() DebugInfoStats) error {
	builder, err := metadata.NewTelemetryBuilder(settings)
	if err != nil {
		return err
	}
	state := func(value string) metric.ObserveOption {
		return metric.WithAttributeSet(attribute.NewSet(attribute.String("state", value)))
	}
	loaded, failed := state("loaded"), state("failed")
	return errors.Join(
		builder.RegisterProcessorRustAsyncDebugInfoFilesCallback(func(_ context.Context, o metric.Int64Observer) error {
			o.Observe(int64(stats().Files), loaded)
			o.Observe(int64(stats().Failed), failed)
			return nil
		}),
		builder.RegisterProcessorRustAsyncDebugInfoMemoryCallback(func(_ context.Context, o metric.Int64Observer) error {
			for program, bytes := range stats().Memory {
				o.Observe(int64(bytes), metric.WithAttributeSet(attribute.NewSet(attribute.String("program", program))))
			}
			return nil
		}),
		builder.RegisterProcessorRustAsyncDebugInfoNamesCallback(func(_ context.Context, o metric.Int64Observer) error {
			o.Observe(int64(stats().Names))
			return nil
		}),
	)
}
