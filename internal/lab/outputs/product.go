package main

// Everything that touches the product: when it changes, only this file needs to change.

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.uber.org/zap"

	rustasyncprocessor "github.com/rustasyncprocessor/rustasyncprocessor"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// configOf returns the configuration of a set, read the way the Collector does.
func configOf(s set) (*rustasyncprocessor.Config, error) {
	config := rustasyncprocessor.NewFactory().CreateDefaultConfig().(*rustasyncprocessor.Config)
	retrieved, err := confmap.NewRetrievedFromYAML([]byte(s.yaml))
	if err != nil {
		return nil, err
	}
	conf, err := retrieved.AsConf()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(conf.Unmarshal(config), config.Validate()); err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return config, nil
}

// stores are the indexes that have been read.
type stores struct {
	mutex sync.Mutex
	known map[string]*debuginfo.Store
}

func newStores() *stores { return &stores{known: map[string]*debuginfo.Store{}} }

// of returns the store for an index, a glob for files, and the configuration; nil without an index. All indexes answer
// for data that comes from no service, as in the command.
func (s *stores) of(config *rustasyncprocessor.Config, index string) (*debuginfo.Store, error) {
	if index == "" {
		return nil, nil
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	key := config.Labels.Macros + " " + index
	if known := s.known[key]; known != nil {
		return known, nil
	}
	var errs []error
	options := config.DebugInfoOptions()
	options.Paths, options.Match = []string{index}, debuginfo.MatchSymbol
	options.Warn = func(path string, err error) { errs = append(errs, fmt.Errorf("%s: %w", path, err)) }
	store := debuginfo.NewStore(options)
	store.Refresh(context.Background())
	s.known[key] = store
	return store, errors.Join(errs...)
}

// textCleaner cleans texts as the processor does, and explains it.
type textCleaner struct{ plain, explaining *rewrite.Rewriter }

func newTextCleaner(s set) (*textCleaner, error) {
	config, err := configOf(s)
	if err != nil {
		return nil, err
	}
	options := config.RewriteOptions()
	options.Summarize = true
	plain, err := rewrite.New(options)
	if err != nil {
		return nil, err
	}
	options.Explain = true
	explaining, err := rewrite.New(options)
	return &textCleaner{plain, explaining}, err
}

// with returns the cleaner with an index.
func (c *textCleaner) with(s set, known *stores, index string) (*textCleaner, error) {
	config, err := configOf(s)
	if err != nil {
		return nil, err
	}
	store, err := known.of(config, index)
	if err != nil || store == nil {
		return c, err
	}
	oracle := store.OfService("", "")
	if oracle == nil {
		return nil, fmt.Errorf("%s: the index is empty", index)
	}
	return &textCleaner{c.plain.With(oracle), c.explaining.With(oracle)}, nil
}

// batchCleaner cleans batches of one signal and counts what it did.
type batchCleaner struct {
	processor *processor.Processor
	reader    *sdkmetric.ManualReader
}

func newBatchCleaner(signal processor.Signal, s set, known *stores, index string) (*batchCleaner, error) {
	config, err := configOf(s)
	if err != nil {
		return nil, err
	}
	options := config.Options()
	store, err := known.of(config, index)
	if err != nil {
		return nil, err
	}
	if store != nil {
		options.DebugInfo, options.Profiles.Symbolizer = store, store
	}
	reader := sdkmetric.NewManualReader()
	settings := component.TelemetrySettings{
		MeterProvider: sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)), Logger: zap.NewNop(),
	}
	p, err := processor.New(settings, signal, options)
	return &batchCleaner{p, reader}, err
}

// cleanLogs cleans a request in JSON.
func cleanLogs(s set, known *stores, index string, request []byte) ([]part, error) {
	c, err := newBatchCleaner(processor.Logs, s, known, index)
	if err != nil {
		return nil, err
	}
	batch, err := (&plog.JSONUnmarshaler{}).UnmarshalLogs(request)
	if err != nil {
		return nil, err
	}
	if batch, err = c.processor.Logs(context.Background(), batch); err != nil {
		return nil, err
	}
	out, err := (&plog.JSONMarshaler{}).MarshalLogs(batch)
	return c.parts(out, err)
}

// cleanTraces cleans a request in JSON.
func cleanTraces(s set, known *stores, index string, request []byte) ([]part, error) {
	c, err := newBatchCleaner(processor.Traces, s, known, index)
	if err != nil {
		return nil, err
	}
	batch, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(request)
	if err != nil {
		return nil, err
	}
	if batch, err = c.processor.Traces(context.Background(), batch); err != nil {
		return nil, err
	}
	out, err := (&ptrace.JSONMarshaler{}).MarshalTraces(batch)
	return c.parts(out, err)
}

// cleanProfile cleans a profile in any format. If it cannot, the error is the output.
func cleanProfile(s set, known *stores, index string, raw []byte) ([]part, error) {
	profile, err := profilefile.Read(raw)
	if err != nil {
		return []part{{"error", err.Error()}}, nil
	}
	c, err := newBatchCleaner(processor.Profiles, s, known, index)
	if err != nil {
		return nil, err
	}
	out, err := profile.Clean(c.processor)
	if err != nil {
		return []part{{"error", err.Error()}}, nil
	}
	parts, err := c.parts(out, nil)
	if again, readErr := profilefile.Read(out); readErr == nil {
		parts = append(parts, part{"stacks", printStacks(again)})
	}
	return parts, err
}

// printStacks prints the stacks of a profile, for people who want to see what changed.
func printStacks(profile *profilefile.File) string {
	out := new(printer)
	for stack := range profile.Before(nil) {
		out.line("stack %d", stack.Values)
		for i := range stack.Lines {
			out.line("  %s", stack.Lines[i].Name)
		}
	}
	return out.String()
}

// isProfile reports whether the product reads this as a profile.
func isProfile(raw []byte) bool {
	_, err := profilefile.Read(raw)
	return !errors.Is(err, profilefile.ErrNotProfile)
}

// parts returns the cleaned batch and what was counted.
func (c *batchCleaner) parts(out []byte, err error) ([]part, error) {
	if err != nil {
		return nil, err
	}
	counts, err := printCounts(c.reader)
	return []part{{"bytes", string(out)}, {"counts", counts}}, err
}
