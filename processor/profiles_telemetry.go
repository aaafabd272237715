package processor

// What is counted of profiles. The Collector itself counts nothing of this signal.

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
)

// dictionaryTables are the tables whose entries are counted, in the order of sizesOf.
var dictionaryTables = [...]string{"string", "mapping", "location", "function", "attribute", "stack"}

// sizesOf returns the number of entries of each table, in the order of dictionaryTables.
func sizesOf(d profiles.Dictionary) [len(dictionaryTables)]int {
	return [...]int{
		d.StringTable().Len(), d.MappingTable().Len(), d.LocationTable().Len(), d.FunctionTable().Len(), d.AttributeTable().Len(),
		d.StackTable().Len(),
	}
}

// textBytesOf returns the bytes of all strings of a dictionary.
func textBytesOf(d profiles.Dictionary) int {
	table, n := d.StringTable(), 0
	for i := range table.Len() {
		n += len(table.At(i))
	}
	return n
}

// profileTally counts what was done to one batch of profiles.
type profileTally struct {
	stacks                       [profiles.Outcomes]int
	profiles                     int
	samplesIn, samplesMerged     int
	functionsRenamed             int
	addresses                    profiles.Addresses
	entriesBefore, entriesBehind [len(dictionaryTables)]int
}

// addReport counts what was done to the stacks of a batch.
func (b *tally) addReport(report profiles.Report) {
	b.kept, b.removed, b.labels = report.Kept, report.Removed, report.Labels
	b.stacks, b.functionsRenamed, b.samplesMerged = report.Stacks, report.FunctionsRenamed, report.SamplesMerged
}

// profileTelemetry is the part of telemetry that is for profiles alone.
type profileTelemetry struct {
	stacks [profiles.Outcomes][]metric.AddOption

	symbolized, unknown []metric.AddOption // addresses
	kept, merged        []metric.AddOption
	in, out             [len(dictionaryTables)][]metric.AddOption
}

func newProfileTelemetry() *profileTelemetry {
	with := func(attributes ...attribute.KeyValue) []metric.AddOption {
		return []metric.AddOption{metric.WithAttributeSet(attribute.NewSet(attributes...))}
	}
	t := &profileTelemetry{
		kept: with(attribute.String("action", "kept")), merged: with(attribute.String("action", "merged")),
		symbolized: with(attribute.String("outcome", "symbolized")), unknown: with(attribute.String("outcome", "unknown")),
	}
	for i := range t.stacks {
		t.stacks[i] = with(attribute.String("outcome", profiles.Outcome(i).String()))
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
	add(ctx, builder.ProcessorRustAsyncAddresses, b.addresses.Symbolized, t.symbolized)
	add(ctx, builder.ProcessorRustAsyncAddresses, b.addresses.Unknown, t.unknown)
	for i := range dictionaryTables {
		add(ctx, builder.ProcessorRustAsyncDictionaryEntries, b.entriesBefore[i], t.in[i])
		add(ctx, builder.ProcessorRustAsyncDictionaryEntries, b.entriesBehind[i], t.out[i])
	}
}
