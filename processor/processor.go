// Package processor walks the Collector's data and cleans the Rust stacks in it.
//
// In goes a batch of traces, logs or profiles; out comes the same batch with the values of the configured attributes, or
// the dictionary's stacks, cleaned. Walks of traces and logs only walk: attribute.go changes texts, and array.go those
// that are arrays; annotate.go and dryrun.go write attributes next to them. Start at New, Processor.Traces,
// Processor.Logs and Processor.Profiles.
package processor

import (
	"sync/atomic"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/otel/metric/noop"
	"go.uber.org/zap"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// languageKey is the resource attribute in which an OpenTelemetry SDK states its language.
const languageKey = "telemetry.sdk.language"

// Options says where to look and how to clean.
type Options struct {
	Languages  []string // resources of other languages are left alone; case and surrounding blanks do not matter
	Attributes []string // keys, paths and globs of the attributes that are looked at; "*" is all
	Original   string   // key under which to keep the untouched text; "" keeps none
	LogBodies  bool     // clean log bodies too
	StatusText bool     // clean messages of spans' statuses too
	Panics     bool     // give log records whose body is a panic message the attributes of an exception
	// Fingerprint is the key of the attribute for the fingerprint of each stack text; "" writes none.
	Fingerprint string
	Culprit     bool // write the innermost application frame to the code.* attributes
	DryRun      bool // leave texts and profiles as they are; attributes say what would have become of texts
	Rewrite     rewrite.Options
	Profiles    ProfileOptions
	DebugInfo   DebugInfo // nil if there is none
}

// Signal is the kind of data that a Processor cleans.
type Signal string

// The signals, as telemetry names them.
const (
	Traces   Signal = "traces"
	Logs     Signal = "logs"
	Profiles Signal = "profiles"
)

// Processor cleans the batches of one signal. It is safe for concurrent use.
type Processor struct {
	options   Options
	selection selection // of attributes
	telemetry *telemetry
	logger    *zap.Logger
	faults    atomic.Int64

	rewriter  *rewrite.Rewriter // of texts
	rewriters byOracle[*rewrite.Rewriter]

	profiles *profiles.Cleaner
	cleaners byOracle[*profiles.Cleaner]
}

// New returns a Processor, or an error if the options are invalid.
func New(settings component.TelemetrySettings, signal Signal, options Options) (*Processor, error) {
	options.Rewrite.Summarize = options.Fingerprint != "" || options.Culprit
	telemetry, err := newTelemetry(settings, signal)
	if err != nil {
		return nil, err
	}
	p := &Processor{options: options, selection: newSelection(options.Attributes), telemetry: telemetry, logger: settings.Logger}
	if signal == Profiles {
		p.profiles, err = profiles.New(options.Profiles.Options)
		p.cleaners.create, p.cleaners.limit = p.profiles.With, maxCleaners
	} else {
		p.rewriter, err = rewrite.New(options.Rewrite)
		p.rewriters.create, p.rewriters.limit = p.rewriter.With, maxRewriters
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// NewSilent returns a Processor that counts nothing, for use outside a Collector.
func NewSilent(signal Signal, options Options) (*Processor, error) {
	return New(component.TelemetrySettings{MeterProvider: noop.NewMeterProvider(), Logger: zap.NewNop()}, signal, options)
}

// cleanerFor returns what cleans the texts of a resource, and false if they are to be left alone. Where a resource does
// not say its language, the texts decide.
func (p *Processor) cleanerFor(resource pcommon.Resource, batch *tally) (*cleaner, bool) {
	if p.AudienceOf(resource) == profiles.Others {
		return nil, false
	}
	return &cleaner{processor: p, rewriter: p.rewriterFor(resource), batch: batch}, true
}
