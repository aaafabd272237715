package main

// Prints reports, explanations and counts in words that do not change with the code: each value under a name of its own.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// printer collects lines.
type printer struct{ strings.Builder }

func (p *printer) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// printReport prints what was done to one text, except the explanations.
func printReport(r *rewrite.Report) string {
	out := new(printer)
	out.line("outcome: %s", r.Outcome.String())
	out.line("reason: %q", r.Reason)
	for c := range rewrite.Classes {
		if kept, removed := r.Kept[c], r.Removed[c]; kept+removed > 0 {
			out.line("%s frames: %d kept, %d removed", rewrite.Class(c).String(), kept, removed)
		}
	}
	for k := range rustname.Kinds {
		for g := range coroutine.Grades {
			if n := r.Labels[k][g]; n > 0 {
				out.line("%s labels, %s: %d", coroutine.Kind(k).String(), coroutine.Grade(g).String(), n)
			}
		}
	}
	out.line("fingerprint: %s", r.Fingerprint)
	out.line("culprit: %q at %q:%d", r.Culprit.Function, r.Culprit.File, r.Culprit.Line)
	return out.String()
}

// printExplanations prints the decision on each frame, and why.
func printExplanations(explanations []rewrite.Explanation) string {
	out := new(printer)
	for i := range explanations {
		e := &explanations[i]
		out.line("stack %d, frame %q: %q", e.Stack, e.Number, e.Name)
		out.line("  result: %q", e.Result)
		out.line("  at: %q:%d", e.File, e.Line)
		out.line("  class: %s, removed: %t, path: %t", e.Class.String(), e.Removed, e.Path)
		out.line("  rule: %q", e.Rule)
		out.line("  reason: %q", e.Reason)
		out.line("  why: %q", e.Why)
		for _, label := range e.Labels {
			out.line("  label: %q of %q is %s, %s: %q", label.Segment, label.Path, label.Kind.String(), label.Grade.String(),
				label.Evidence)
		}
	}
	return out.String()
}

// printCounts prints what was counted, one series per line; for durations, how many there are.
func printCounts(reader *sdkmetric.ManualReader) (string, error) {
	var collected metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &collected); err != nil {
		return "", err
	}
	var lines []string
	add := func(name string, attributes attribute.Set, value any) {
		lines = append(lines, fmt.Sprintf("%s %s: %v\n", name, attributes.Encoded(attribute.DefaultEncoder()), value))
	}
	for _, scope := range collected.ScopeMetrics {
		for _, metric := range scope.Metrics {
			switch data := metric.Data.(type) {
			case metricdata.Sum[int64]:
				for _, point := range data.DataPoints {
					add(metric.Name, point.Attributes, point.Value)
				}
			case metricdata.Gauge[int64]:
				for _, point := range data.DataPoints {
					add(metric.Name, point.Attributes, point.Value)
				}
			case metricdata.Histogram[float64]:
				for _, point := range data.DataPoints {
					add(metric.Name, point.Attributes, fmt.Sprintf("%d values", point.Count))
				}
			default:
				return "", fmt.Errorf("%s: a kind of metric that is not printed", metric.Name)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, ""), nil
}
