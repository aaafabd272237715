package processor

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// cleaner cleans the stack texts of one resource, and counts what it does in the tally of the batch.
type cleaner struct {
	processor *Processor
	rewriter  *rewrite.Rewriter
	batch     *tally
}

// reasonNotText is the reason for a value that is neither a string nor an array.
const reasonNotText = "not_text"

// clean cleans the stack texts under the configured keys. Only this file and array.go change texts: each value is
// computed whole and then set once.
func (c *cleaner) clean(attributes pcommon.Map) {
	for _, key := range c.processor.options.Attributes {
		c.cleanValue(attributes, key)
	}
}

// cleanValue cleans the value under a key, if there is one.
func (c *cleaner) cleanValue(attributes pcommon.Map, key string) {
	value, ok := attributes.Get(key)
	if !ok {
		return
	}
	switch value.Type() {
	case pcommon.ValueTypeStr:
		c.cleanText(attributes, value)
	case pcommon.ValueTypeSlice:
		c.cleanTexts(attributes, value)
	default:
		c.batch.skip(rewrite.NotRust, reasonNotText)
	}
}

// cleanText cleans a value that is a string. The value is one of these attributes.
func (c *cleaner) cleanText(attributes pcommon.Map, value pcommon.Value) {
	before := value.Str()
	after, report := c.text(before)
	if after != before {
		value.SetStr(after)
	}
	c.note(attributes, before, after, &report) // may move the map's entries: value is invalid from here on
}

// note writes to the attributes what the configuration asks for: the original text, where it was changed, and what
// annotate adds.
func (c *cleaner) note(attributes pcommon.Map, before, after string, report *rewrite.Report) {
	if after != before && c.keepsOriginal(attributes) {
		attributes.PutStr(c.processor.options.Original, before)
	}
	c.annotate(attributes, report)
}

// cleanBody cleans a log body: a string, or the strings of a map.
func (c *cleaner) cleanBody(record plog.LogRecord) {
	if !c.processor.options.LogBodies {
		return
	}
	switch body := record.Body(); body.Type() {
	case pcommon.ValueTypeStr:
		c.cleanText(record.Attributes(), body)
	case pcommon.ValueTypeMap:
		for _, value := range body.Map().All() {
			if value.Type() == pcommon.ValueTypeStr {
				c.cleanText(record.Attributes(), value)
			}
		}
	}
}

// cleanStatus cleans the message of a span's status, if the configuration asks for it. What it notes goes to the span's
// attributes.
func (c *cleaner) cleanStatus(span ptrace.Span) {
	if !c.processor.options.StatusText {
		return
	}
	before := span.Status().Message()
	if before == "" { // most spans have no message
		return
	}
	after, report := c.text(before)
	if after != before {
		span.Status().SetMessage(after)
	}
	c.note(span.Attributes(), before, after, &report)
}

// text returns the cleaned text, or the text as it came in a dry run, and counts what was done.
func (c *cleaner) text(before string) (string, rewrite.Report) {
	after, report := c.rewrite(before)
	c.batch.add(len(before), len(after), &report)
	if c.processor.options.DryRun {
		return before, report
	}
	return after, report
}

// keepsOriginal reports whether to keep the untouched text here. A value that is already there stays: it is the text from
// before an earlier Collector cleaned it.
func (c *cleaner) keepsOriginal(attributes pcommon.Map) bool {
	if c.processor.options.Original == "" {
		return false
	}
	_, taken := attributes.Get(c.processor.options.Original)
	return !taken
}
