package processor

// The attributes written next to a stack text, each only if the configuration asks for it and the service has not set it.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// The attributes of the semantic conventions that the processor writes.
const (
	codeFunction        = "code.function.name"
	codeFile            = "code.file.path"
	codeLine            = "code.line.number"
	exceptionType       = "exception.type"
	exceptionMessage    = "exception.message"
	exceptionStacktrace = "exception.stacktrace"
)

// codeKeys are the attributes by which a service says where code is: those of today, and those that the semantic conventions
// had before 1.30, which opentelemetry-appender-tracing still sends.
var codeKeys = []string{
	codeFunction, codeFile, codeLine, "code.column.number",
	"code.function", "code.namespace", "code.filepath", "code.lineno", "code.column",
}

// writtenFor says which option writes an attribute under a key that cannot be chosen.
var writtenFor = map[string]string{
	codeFunction: "culprit", codeFile: "culprit", codeLine: "culprit",
	exceptionType: "panics", exceptionMessage: "panics", exceptionStacktrace: "panics",
	dryRunOutcome: "dry_run", dryRunReason: "dry_run", dryRunKept: "dry_run", dryRunRemoved: "dry_run",
	dryRunInlined: "dry_run", dryRunLabels: "dry_run",
}

// WrittenFor returns the name of the option that writes an attribute under the key; false where none does. Nothing else
// may be written there, whether or not the option is set: backends give these keys a meaning.
func WrittenFor(key string) (option string, written bool) {
	option, written = writtenFor[key]
	return option, written
}

// note is what was done to a text, or to the texts of an array. It waits until no text is looked at any more, since writing
// attributes moves them.
type note struct {
	report  rewrite.Report
	changed bool
	before  []string
	isArray bool
}

// note notes what was done to a text that holds a stack.
func (c *cleaner) note(report *rewrite.Report, changed bool, before string) {
	if report.Outcome != rewrite.NotRust {
		c.notes = append(c.notes, note{report: *report, changed: changed, before: []string{before}})
	}
}

// noteArray notes what was done to an array in which there are stacks.
func (c *cleaner) noteArray(report *rewrite.Report, changed bool, before []string) {
	if report.Outcome != rewrite.NotRust {
		c.notes = append(c.notes, note{report: *report, changed: changed, before: before, isArray: true})
	}
}

// writeNotes writes to the attributes what the configuration asks for: of several texts, what is known of the first.
func (c *cleaner) writeNotes(attributes pcommon.Map) {
	for i := range c.notes {
		n := &c.notes[i]
		if n.changed && c.processor.options.Original != "" && !hasAny(attributes, c.processor.options.Original) {
			n.writeOriginal(attributes.PutEmpty(c.processor.options.Original))
		}
		c.annotate(attributes, &n.report)
	}
	clear(c.notes)
	c.notes = c.notes[:0]
}

// writeOriginal writes the text as it was. One that is there already stays: it is from before an earlier Collector cleaned
// it.
func (n *note) writeOriginal(value pcommon.Value) {
	if n.isArray {
		setStrings(value.SetEmptySlice(), n.before)
		return
	}
	value.SetStr(n.before[0])
}

// annotate writes a text's fingerprint and culprit to its attributes and, in a dry run, what would have become of the
// text.
func (c *cleaner) annotate(attributes pcommon.Map, report *rewrite.Report) {
	c.describe(attributes, report)
	if c.processor.options.Fingerprint != "" && report.Fingerprint != "" && !hasAny(attributes, c.processor.options.Fingerprint) {
		attributes.PutStr(c.processor.options.Fingerprint, report.Fingerprint)
	}
	culprit := report.Culprit
	if !c.processor.options.Culprit || culprit.Function == "" || hasAny(attributes, codeKeys...) {
		return
	}
	attributes.PutStr(codeFunction, culprit.Function)
	if culprit.File != "" {
		attributes.PutStr(codeFile, culprit.File)
	}
	if culprit.Line > 0 {
		attributes.PutInt(codeLine, int64(culprit.Line))
	}
}

// cleanRecord cleans the texts of a log record. If its body is a panic message, the record becomes an exception, and its
// stack is cleaned whatever the attributes option lists. After a dry run it is none: a backend would group it differently.
func (c *cleaner) cleanRecord(record plog.LogRecord) {
	attributes := record.Attributes()
	isPanic := c.describePanic(record)
	c.clean(attributes)
	if stack, ok := attributes.Get(exceptionStacktrace); ok && isPanic && !c.processor.selection.selects(exceptionStacktrace) {
		c.cleanNamed(stack)
	}
	c.cleanBody(record)
	c.writeNotes(attributes)
	if !isPanic {
		return
	}
	if c.processor.options.DryRun {
		attributes.RemoveIf(func(key string, _ pcommon.Value) bool { return writtenFor[key] == "panics" })
		return
	}
	markException(record)
}

// markException says that a log record is an exception, as far as it does not say something else
// (https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/).
func markException(record plog.LogRecord) {
	if record.EventName() == "" {
		record.SetEventName("exception")
	}
	if record.SeverityNumber() == plog.SeverityNumberUnspecified {
		record.SetSeverityNumber(plog.SeverityNumberError)
	}
}

// describePanic gives a log record whose body is a panic message the attributes of an exception, and reports whether it
// did.
func (c *cleaner) describePanic(record plog.LogRecord) bool {
	if !c.processor.options.Panics || record.Body().Type() != pcommon.ValueTypeStr {
		return false
	}
	attributes := record.Attributes()
	message, ok := stacktext.ParsePanic(record.Body().Str())
	if !ok || hasAny(attributes, exceptionType, exceptionMessage, exceptionStacktrace) {
		return false
	}
	attributes.PutStr(exceptionType, "panic")
	attributes.PutStr(exceptionMessage, message.Message)
	if message.Frames != "" {
		attributes.PutStr(exceptionStacktrace, message.Frames)
	}
	return true
}

func hasAny(attributes pcommon.Map, keys ...string) bool {
	for _, key := range keys {
		if _, ok := attributes.Get(key); ok {
			return true
		}
	}
	return false
}
