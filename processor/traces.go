package processor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// Traces cleans the stack texts on spans and span events, in place.
func (p *Processor) Traces(ctx context.Context, td ptrace.Traces) (ptrace.Traces, error) {
	batch := p.telemetry.start()
	for _, resource := range td.ResourceSpans().All() {
		c, wanted := p.cleanerFor(resource.Resource(), &batch)
		if !wanted {
			continue
		}
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				c.clean(span.Attributes())
				c.cleanStatus(span)
				c.writeNotes(span.Attributes())
				for _, event := range span.Events().All() {
					c.clean(event.Attributes())
					c.writeNotes(event.Attributes())
				}
			}
		}
	}
	p.telemetry.record(ctx, &batch)
	return td, nil
}
