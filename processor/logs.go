package processor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/plog"
)

// Logs cleans the stack texts on log records, in place.
func (p *Processor) Logs(ctx context.Context, ld plog.Logs) (plog.Logs, error) {
	batch := p.telemetry.start()
	for _, resource := range ld.ResourceLogs().All() {
		c, wanted := p.cleanerFor(resource.Resource(), &batch)
		if !wanted {
			continue
		}
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				c.cleanRecord(record)
			}
		}
	}
	p.telemetry.record(ctx, &batch)
	return ld, nil
}
