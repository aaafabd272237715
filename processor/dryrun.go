package processor

// A dry run decides and counts everything, and changes nothing: attributes say what would have changed.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// The attributes that a dry run writes next to a stack text.
const (
	dryRunOutcome = "rust_async.outcome"
	dryRunReason  = "rust_async.reason"
	dryRunKept    = "rust_async.frames.kept"
	dryRunRemoved = "rust_async.frames.removed"
	dryRunInlined = "rust_async.frames.inlined"
	dryRunLabels  = "rust_async.labels"
)

// describe records in attributes what would have become of a text. Of several texts it describes the first with a Rust
// stack. Attributes that are already there, from this Collector or an earlier one, stay.
func (c *cleaner) describe(attributes pcommon.Map, report *rewrite.Report) {
	if !c.processor.options.DryRun || report.Outcome == rewrite.NotRust || hasAny(attributes, dryRunOutcome) {
		return
	}
	attributes.PutStr(dryRunOutcome, report.Outcome.String())
	if report.Reason != "" {
		attributes.PutStr(dryRunReason, report.Reason)
	}
	attributes.PutInt(dryRunKept, sum(report.Kept[:]))
	attributes.PutInt(dryRunRemoved, sum(report.Removed[:]))
	if report.Inlined > 0 {
		attributes.PutInt(dryRunInlined, int64(report.Inlined))
	}
	labels := int64(0)
	for kind := range report.Labels {
		if coroutine.Kind(kind) != rustname.KindClosure { // a plain closure keeps its name
			labels += sum(report.Labels[kind][:])
		}
	}
	attributes.PutInt(dryRunLabels, labels)
}

func sum(counts []int) int64 {
	total := int64(0)
	for _, n := range counts {
		total += int64(n)
	}
	return total
}

// subject returns the profiles to clean: in a dry run a copy, since only writing shows what becomes of samples and of the
// dictionary.
func (p *Processor) subject(pd pprofile.Profiles) pprofile.Profiles {
	if !p.options.DryRun {
		return pd
	}
	subject := pprofile.NewProfiles()
	pd.CopyTo(subject)
	return subject
}
