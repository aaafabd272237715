package rustasyncprocessor

import (
	"context"
	"sync"

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

// A dry run mutates data too: it writes attributes.
var capabilities = consumer.Capabilities{MutatesData: true}

// NewFactory returns the factory of the rust_async processor. Its default configuration cleans exception.stacktrace and
// code.stacktrace wherever a Rust service may have set them.
func NewFactory() processor.Factory {
	f := newFactory()
	return xprocessor.NewFactory(
		metadata.Type,
		createDefaultConfig,
		xprocessor.WithTraces(f.createTraces, metadata.TracesStability),
		xprocessor.WithLogs(f.createLogs, metadata.LogsStability),
		xprocessor.WithProfiles(f.createProfiles, metadata.ProfilesStability),
	)
}

// factory holds what its processors share.
type factory struct {
	mutex sync.Mutex
	// stores holds the debug information of each configuration. The Collector passes the same *Config to all processors
	// of one name.
	stores map[*Config]*sharedStore
}

func newFactory() *factory { return &factory{stores: map[*Config]*sharedStore{}} }

func (f *factory) createTraces(
	ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Traces,
) (processor.Traces, error) {
	p, store, err := f.newProcessor(set, signals.Traces, cfg.(*Config))
	if err != nil {
		return nil, err
	}
	return processorhelper.NewTraces(ctx, set, cfg, next, p.Traces, processorhelper.WithCapabilities(capabilities),
		processorhelper.WithStart(store.start), processorhelper.WithShutdown(store.shutdown))
}

func (f *factory) createLogs(
	ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Logs,
) (processor.Logs, error) {
	p, store, err := f.newProcessor(set, signals.Logs, cfg.(*Config))
	if err != nil {
		return nil, err
	}
	return processorhelper.NewLogs(ctx, set, cfg, next, p.Logs, processorhelper.WithCapabilities(capabilities),
		processorhelper.WithStart(store.start), processorhelper.WithShutdown(store.shutdown))
}

func (f *factory) createProfiles(
	ctx context.Context, set processor.Settings, cfg component.Config, next xconsumer.Profiles,
) (xprocessor.Profiles, error) {
	p, store, err := f.newProcessor(set, signals.Profiles, cfg.(*Config))
	if err != nil {
		return nil, err
	}
	return xprocessorhelper.NewProfiles(ctx, set, cfg, next, p.Profiles,
		xprocessorhelper.WithCapabilities(capabilities),
		xprocessorhelper.WithStart(store.start), xprocessorhelper.WithShutdown(store.shutdown))
}

// newProcessor returns what cleans the batches of a signal, and the debug information it uses.
func (f *factory) newProcessor(
	settings processor.Settings, signal signals.Signal, config *Config,
) (*signals.Processor, *sharedStore, error) {
	store, err := f.storeOf(config, settings)
	if err != nil {
		return nil, nil, err
	}
	options := config.Options()
	if store != nil {
		options.DebugInfo, options.Profiles.Symbolizer = store, store
	}
	p, err := signals.New(settings.TelemetrySettings, signal, options)
	return p, store, err
}
