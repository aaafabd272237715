package processor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/plog"
)

// Logs cleans the stack texts on log records. It returns the batch that it was given.
func (p *Processor) Logs(ctx context.Context, ld plog.Logs) (plog.Logs, error) {
	batch := p.telemetry.start()
	for _, resource := range ld.ResourceLogs().All() {
		if !p.wants(resource.Resource()) {
			continue
		}
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				p.describePanic(record)
				p.clean(record.Attributes(), &batch)
				p.cleanBody(record, &batch)
			}
		}
	}
	p.telemetry.record(ctx, &batch)
	return ld, nil
}
