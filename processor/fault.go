package processor

// What happens where this code itself is at fault. Data comes from anybody, and one text that makes it panic must not stop
// a Collector that many depend on: the text goes on as it came, and is counted.

import (
	"runtime/debug"

	"go.uber.org/zap"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// reasonFault is why a text was not read that made the code panic.
const reasonFault = "fault"

// rewrite returns what Rewriter.Text does.
func (c *cleaner) rewrite(text string) (cleaned string, report rewrite.Report) {
	defer func() {
		if fault := recover(); fault != nil {
			c.processor.reportFault(fault)
			cleaned, report = text, rewrite.Report{Outcome: rewrite.Unreadable, Reason: reasonFault}
		}
	}()
	return c.rewriter.Text(text)
}

// rewriteParts returns what Rewriter.Parts does.
func (c *cleaner) rewriteParts(parts []string) (cleaned []string, reports []rewrite.Report) {
	defer func() {
		if fault := recover(); fault != nil {
			c.processor.reportFault(fault)
			cleaned, reports = parts, []rewrite.Report{{Outcome: rewrite.Unreadable, Reason: reasonFault}}
		}
	}()
	return c.rewriter.Parts(parts)
}

// reportFault counts a fault, and logs the first: where it is, and nothing of the text.
func (p *Processor) reportFault(fault any) {
	if p.faults.Add(1) == 1 {
		p.logger.Error("recovered from a bug in rust_async; data passed through unchanged (logged once, please report)",
			zap.Any("fault", fault), zap.ByteString("stack", debug.Stack()))
	}
}
