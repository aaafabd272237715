package rustasyncprocessor

// The debug information of one configuration, shared by the processors of all its pipelines.

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/processor"
	"go.uber.org/zap"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	signals "github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// sharedStore is a Store that starts with the first processor and shuts down with the last.
type sharedStore struct {
	*debuginfo.Store
	factory   *factory
	config    *Config
	uses      int    // by started processors
	unobserve func() // stops the Collector's telemetry from asking for its numbers
}

// storeOf returns the store of a configuration; nil where no paths are set.
func (f *factory) storeOf(config *Config, settings processor.Settings) (*sharedStore, error) {
	if len(config.DebugInfo.Paths) == 0 {
		return nil, nil
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if s := f.stores[config]; s != nil {
		return s, nil
	}
	options := config.DebugInfoOptions()
	options.Warn = func(path string, err error) {
		settings.Logger.Warn("debug information cannot be read, or is incomplete", zap.String("path", path), zap.Error(err))
	}
	s := &sharedStore{Store: debuginfo.NewStore(options), factory: f, config: config}
	stats := func() signals.DebugInfoStats { return signals.DebugInfoStats(s.Stats()) }
	var err error
	if s.unobserve, err = signals.ObserveDebugInfo(settings.TelemetrySettings, settings.ID, stats); err != nil {
		return nil, err
	}
	f.stores[config] = s
	return s, nil
}

// start begins to read the files in the background; a nil store has nothing to read.
func (s *sharedStore) start(context.Context, component.Host) error {
	if s == nil {
		return nil
	}
	s.factory.mutex.Lock()
	defer s.factory.mutex.Unlock()
	if s.uses++; s.uses == 1 {
		s.Start()
	}
	return nil
}

func (s *sharedStore) shutdown(context.Context) error {
	if s == nil {
		return nil
	}
	s.factory.mutex.Lock()
	defer s.factory.mutex.Unlock()
	if s.uses--; s.uses > 0 {
		return nil
	}
	delete(s.factory.stores, s.config)
	s.unobserve()
	return s.Shutdown()
}
