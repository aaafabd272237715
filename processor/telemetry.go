package processor

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// telemetry counts what was done: one counter for each kind of thing, with the outcome as an attribute, as metadata.yaml
// describes them. It makes the attribute sets of its signal once, so that counting a record costs only additions.
type telemetry struct {
	builder  *metadata.TelemetryBuilder
	signal   attribute.KeyValue
	texts    [rewrite.Outcomes][]metric.AddOption
	kept     [rewrite.Classes][]metric.AddOption
	removed  [rewrite.Classes][]metric.AddOption
	own      [rules.Deciders][]metric.AddOption
	packaged [rules.Deciders][]metric.AddOption
	labels   [rustname.Kinds][coroutine.Grades][]metric.AddOption
	in, out  []metric.AddOption
	duration []metric.RecordOption
	profiles *profileTelemetry // nil for other signals
}

func newTelemetry(settings component.TelemetrySettings, signal Signal) (*telemetry, error) {
	builder, err := metadata.NewTelemetryBuilder(settings)
	if err != nil {
		return nil, err
	}
	t := &telemetry{builder: builder, signal: attribute.String("signal", string(signal))}
	for o := range t.texts {
		t.texts[o] = t.with(attribute.String("outcome", rewrite.Outcome(o).String()))
	}
	for c := range t.kept {
		class := attribute.String("class", rewrite.Class(c).String())
		t.kept[c] = t.with(class, attribute.String("action", "kept"))
		t.removed[c] = t.with(class, attribute.String("action", "removed"))
	}
	for d := range t.own {
		by := attribute.String("decided_by", rules.Decider(d).String())
		t.own[d] = t.with(by, attribute.String("owner", "own"))
		t.packaged[d] = t.with(by, attribute.String("owner", "package"))
	}
	for k := range t.labels {
		kind := attribute.String("kind", coroutine.Kind(k).String())
		for g := range t.labels[k] {
			t.labels[k][g] = t.with(kind, attribute.String("grade", coroutine.Grade(g).String()))
		}
	}
	t.in = t.with(attribute.String("direction", "in"))
	t.out = t.with(attribute.String("direction", "out"))
	if signal == Profiles {
		t.profiles = newProfileTelemetry()
	}
	t.duration = []metric.RecordOption{metric.WithAttributeSet(attribute.NewSet(t.signal))}
	return t, nil
}

// with returns the signal and these attributes as options for counters.
func (t *telemetry) with(attributes ...attribute.KeyValue) []metric.AddOption {
	return []metric.AddOption{metric.WithAttributeSet(attribute.NewSet(append(attributes, t.signal)...))}
}

// tally counts what was done to one batch. Profiles store a frame that many stacks share once, so there may be more
// frames and labels than a 32-bit int holds.
type tally struct {
	started           time.Time
	texts             [rewrite.Outcomes]int
	withReason        map[reasoned]int // texts whose outcome has a reason, which are not in texts; they are rare
	kept, removed     [rewrite.Classes]int64
	own, packaged     [rules.Deciders]int64
	labels            [rustname.Kinds][coroutine.Grades]int64
	bytesIn, bytesOut int
	profileTally
}

type reasoned struct {
	outcome rewrite.Outcome
	reason  string
}

func (t *telemetry) start() tally { return tally{started: time.Now()} }

// add counts one text.
func (b *tally) add(bytesIn, bytesOut int, report *rewrite.Report) {
	b.bytesIn += bytesIn
	b.bytesOut += bytesOut
	if report.Reason != "" {
		b.skip(report.Outcome, report.Reason)
		return
	}
	b.texts[report.Outcome]++
	if report.Outcome == rewrite.NotRust {
		return
	}
	for c := range b.kept {
		b.kept[c] += int64(report.Kept[c])
		b.removed[c] += int64(report.Removed[c])
	}
	for d := range b.own {
		b.own[d] += int64(report.Own[d])
		b.packaged[d] += int64(report.Packaged[d])
	}
	for k := range b.labels {
		for g := range b.labels[k] {
			b.labels[k][g] += int64(report.Labels[k][g])
		}
	}
}

// skip counts a text that was left alone for this reason.
func (b *tally) skip(outcome rewrite.Outcome, reason string) {
	if b.withReason == nil {
		b.withReason = make(map[reasoned]int)
	}
	b.withReason[reasoned{outcome, reason}]++
}

// record adds the counts of one batch to the Collector's own telemetry.
func (t *telemetry) record(ctx context.Context, b *tally) {
	t.builder.ProcessorRustAsyncDuration.Record(ctx, time.Since(b.started).Seconds(), t.duration...)
	add(ctx, t.builder.ProcessorRustAsyncBytes, b.bytesIn, t.in)
	add(ctx, t.builder.ProcessorRustAsyncBytes, b.bytesOut, t.out)
	for o, n := range b.texts {
		add(ctx, t.builder.ProcessorRustAsyncTexts, n, t.texts[o])
	}
	for text, n := range b.withReason {
		add(ctx, t.builder.ProcessorRustAsyncTexts, n, t.with(
			attribute.String("outcome", text.outcome.String()), attribute.String("reason", text.reason)))
	}
	for c := range b.kept {
		add(ctx, t.builder.ProcessorRustAsyncFrames, b.kept[c], t.kept[c])
		add(ctx, t.builder.ProcessorRustAsyncFrames, b.removed[c], t.removed[c])
	}
	for d := range b.own {
		add(ctx, t.builder.ProcessorRustAsyncFrameOwners, b.own[d], t.own[d])
		add(ctx, t.builder.ProcessorRustAsyncFrameOwners, b.packaged[d], t.packaged[d])
	}
	for k := range b.labels {
		for g, n := range b.labels[k] {
			add(ctx, t.builder.ProcessorRustAsyncLabels, n, t.labels[k][g])
		}
	}
	if t.profiles != nil {
		t.profiles.record(ctx, t.builder, &b.profileTally)
	}
}

// add skips zeros, so that no empty series are exported.
func add[N int | int64](ctx context.Context, counter metric.Int64Counter, n N, attributes []metric.AddOption) {
	if n != 0 {
		counter.Add(ctx, int64(n), attributes...)
	}
}
