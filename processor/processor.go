// Package processor walks the Collector's data and has the Rust stacks in it cleaned.
//
// In goes a batch of traces, logs or profiles; out comes the same batch in which the values of the configured attributes,
// or the dictionary's stacks, are cleaned. Walks of traces and logs only walk: texts are changed in attribute.go and, where
// they are arrays, in array.go; annotate.go and dryrun.go write beside them. Start at New, Processor.Traces, Processor.Logs
// and Processor.Profiles.
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

// languageKey is the resource attribute in which an OpenTelemetry SDK says which language it is for.
const languageKey = "telemetry.sdk.language"

// Options says where to look and how to clean.
type Options struct {
	Languages  []string // resources whose SDK names another language are left alone; case and blanks around do not matter
	Attributes []string // keys of the attributes that hold stack texts
	Original   string   // key under which the untouched text is kept; "" keeps none
	LogBodies  bool     // log bodies are cleaned too
	StatusText bool     // messages of spans' statuses are cleaned too
	Panics     bool     // a log body that is a panic message gets the attributes of an exception
	// Fingerprint is the key of the attribute that gets the fingerprint of each stack text; "" writes none.
	Fingerprint string
	Culprit     bool // the innermost application frame is written to the code.* attributes
	DryRun      bool // texts and profiles stay as they are; attributes say what would have become of texts
	Rewrite     rewrite.Options
	Profiles    ProfileOptions
	DebugInfo   DebugInfo // nil where there is none
}

// Signal is the sort of data that a Processor is for.
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
	telemetry *telemetry
	logger    *zap.Logger
	faults    atomic.Int64

	rewriter      *rewrite.Rewriter // of texts
	informedTexts informed[*rewrite.Rewriter]

	profiles         *profiles.Cleaner
	informedProfiles informed[*profiles.Cleaner]
}

// New returns a Processor, or what is wrong with the options.
func New(settings component.TelemetrySettings, signal Signal, options Options) (*Processor, error) {
	options.Rewrite.Summarize = options.Fingerprint != "" || options.Culprit
	telemetry, err := newTelemetry(settings, signal)
	if err != nil {
		return nil, err
	}
	p := &Processor{options: options, telemetry: telemetry, logger: settings.Logger}
	if signal == Profiles {
		p.profiles, err = profiles.New(options.Profiles.Options)
		p.informedProfiles.with, p.informedProfiles.most = p.profiles.With, maxInformedOfProfiles
	} else {
		p.rewriter, err = rewrite.New(options.Rewrite)
		p.informedTexts.with, p.informedTexts.most = p.rewriter.With, maxInformedOfTexts
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// NewSilent returns a Processor that counts nothing, for those who clean outside of a Collector.
func NewSilent(signal Signal, options Options) (*Processor, error) {
	return New(component.TelemetrySettings{MeterProvider: noop.NewMeterProvider(), Logger: zap.NewNop()}, signal, options)
}

// cleanerFor returns what cleans the texts of a resource, and false where they are to be left alone. A resource that
// does not say its language is cleaned: its texts are then judged by themselves.
func (p *Processor) cleanerFor(resource pcommon.Resource, batch *tally) (*cleaner, bool) {
	if p.AudienceOf(resource) == profiles.Others {
		return nil, false
	}
	return &cleaner{p, p.rewriterFor(resource), batch}, true
}
