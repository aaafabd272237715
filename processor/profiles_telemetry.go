package processor

// What is counted of profiles. The Collector itself counts nothing of this signal.

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// stackOutcome says what became of a stack of a dictionary.
type stackOutcome uint8

const (
	stackCleaned stackOutcome = iota
	stackUnchanged
	stackNotRust
	stackUnreadable
)

var stackOutcomes = [...]string{"cleaned", "unchanged", "not_rust", "unreadable"}

// addressOutcome says what became of a location that has only an address, in a program that is known.
type addressOutcome uint8

const (
	addressSymbolized addressOutcome = iota
	addressUnknown
)

var addressOutcomes = [...]string{"symbolized", "unknown"}

// dictionaryTables are the tables whose entries are counted, in the order of tables.sizes.
var dictionaryTables = [...]string{"string", "mapping", "location", "function", "attribute", "stack"}

// profileTally counts what was done to one batch of profiles.
type profileTally struct {
	stacks                       [len(stackOutcomes)]int
	profiles                     int
	samplesIn, samplesMerged     int
	functionsRenamed             int
	addresses                    [len(addressOutcomes)]int
	entriesBefore, entriesBehind [len(dictionaryTables)]int
}

// addPlan counts the lines and labels of stacks that have one plan.
func (b *tally) addPlan(plan *rules.Plan, stacks int) {
	for class := range plan.Kept {
		b.kept[class] += int64(stacks) * int64(plan.Kept[class])
		b.removed[class] += int64(stacks) * int64(plan.Removed[class])
	}
	for _, label := range plan.Labels {
		b.labels[label.Kind][label.Grade] += int64(stacks) * int64(label.Count)
	}
}

// profileTelemetry is the part of telemetry that is for profiles alone.
type profileTelemetry struct {
	stacks       [len(stackOutcomes)][]metric.AddOption
	addresses    [len(addressOutcomes)][]metric.AddOption
	kept, merged []metric.AddOption
	in, out      [len(dictionaryTables)][]metric.AddOption
}

func newProfileTelemetry() *profileTelemetry {
	with := func(attributes ...attribute.KeyValue) []metric.AddOption {
		return []metric.AddOption{metric.WithAttributeSet(attribute.NewSet(attributes...))}
	}
	t := &profileTelemetry{kept: with(attribute.String("action", "kept")), merged: with(attribute.String("action", "merged"))}
	for i, outcome := range stackOutcomes {
		t.stacks[i] = with(attribute.String("outcome", outcome))
	}
	for i, outcome := range addressOutcomes {
		t.addresses[i] = with(attribute.String("outcome", outcome))
	}
	for i, table := range dictionaryTables {
		t.in[i] = with(attribute.String("table", table), attribute.String("direction", "in"))
		t.out[i] = with(attribute.String("table", table), attribute.String("direction", "out"))
	}
	return t
}

func (t *profileTelemetry) record(ctx context.Context, builder *metadata.TelemetryBuilder, b *profileTally) {
	add(ctx, builder.ProcessorRustAsyncProfiles, b.profiles, nil)
	add(ctx, builder.ProcessorRustAsyncSamples, b.samplesIn-b.samplesMerged, t.kept)
	add(ctx, builder.ProcessorRustAsyncSamples, b.samplesMerged, t.merged)
	add(ctx, builder.ProcessorRustAsyncFunctionsRenamed, b.functionsRenamed, nil)
	for i, n := range b.stacks {
		add(ctx, builder.ProcessorRustAsyncStacks, n, t.stacks[i])
	}
	for i, n := range b.addresses {
		add(ctx, builder.ProcessorRustAsyncAddresses, n, t.addresses[i])
	}
	for i := range dictionaryTables {
		add(ctx, builder.ProcessorRustAsyncDictionaryEntries, b.entriesBefore[i], t.in[i])
		add(ctx, builder.ProcessorRustAsyncDictionaryEntries, b.entriesBehind[i], t.out[i])
	}
}
