package processor

// What happens when this code has a bug. Anybody can send data, and one text that makes the code panic must not stop a
// Collector that many depend on: the text passes through unchanged and is counted.

import (
	"runtime/debug"

	"go.uber.org/zap"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// reasonFault is the reason for a text that made the code panic.
const reasonFault = "fault"

// rewrite is Rewriter.Text, recovering from panics.
func (c *cleaner) rewrite(text string) (cleaned string, report rewrite.Report) {
	defer func() {
		if fault := recover(); fault != nil {
			c.processor.reportFault(fault)
			cleaned, report = text, rewrite.Report{Outcome: rewrite.Unreadable, Reason: reasonFault}
		}
	}()
	return c.rewriter.Text(text)
}

// rewriteParts is Rewriter.Parts, recovering from panics.
func (c *cleaner) rewriteParts(parts []string) (cleaned []string, reports []rewrite.Report) {
	defer func() {
		if fault := recover(); fault != nil {
			c.processor.reportFault(fault)
			cleaned, reports = parts, []rewrite.Report{{Outcome: rewrite.Unreadable, Reason: reasonFault}}
		}
	}()
	return c.rewriter.Parts(parts)
}

// reportFault counts a panic, and logs the first: where it was, and nothing of the text.
func (p *Processor) reportFault(fault any) {
	if p.faults.Add(1) == 1 {
		p.logger.Error("recovered from a bug in rust_async; data passed through unchanged (logged once, please report)",
			zap.Any("fault", fault), zap.ByteString("stack", debug.Stack()))
	}
}
