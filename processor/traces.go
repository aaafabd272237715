package processor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// Traces cleans the stack texts on spans and on their events. It returns the batch that it was given.
func (p *Processor) Traces(ctx context.Context, td ptrace.Traces) (ptrace.Traces, error) {
	batch := p.telemetry.start()
	for _, resource := range td.ResourceSpans().All() {
		if !p.wants(resource.Resource()) {
			continue
		}
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				p.clean(span.Attributes(), &batch)
				p.cleanStatus(span, &batch)
				for _, event := range span.Events().All() {
					p.clean(event.Attributes(), &batch)
				}
			}
		}
	}
	p.telemetry.record(ctx, &batch)
	return td, nil
}
