package processor

// What is written beside a stack text, each only if it is asked for and the service has not said it itself.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// The attributes of the semantic conventions that are written.
const (
	codeFunction        = "code.function.name"
	codeFile            = "code.file.path"
	codeLine            = "code.line.number"
	exceptionType       = "exception.type"
	exceptionMessage    = "exception.message"
	exceptionStacktrace = "exception.stacktrace"
)

// writtenFor says which option has an attribute written under a key that cannot be chosen.
var writtenFor = map[string]string{
	codeFunction: "culprit", codeFile: "culprit", codeLine: "culprit",
	exceptionType: "panics", exceptionMessage: "panics", exceptionStacktrace: "panics",
	dryRunOutcome: "dry_run", dryRunReason: "dry_run", dryRunKept: "dry_run", dryRunRemoved: "dry_run",
	dryRunInlined: "dry_run", dryRunLabels: "dry_run",
}

// WrittenFor returns the name of the option that has an attribute written under the key, false where none has. Nothing
// else is to be written there, whether or not the option is set: backends read these keys as what they are.
func WrittenFor(key string) (option string, written bool) {
	option, written = writtenFor[key]
	return option, written
}

// annotate writes the fingerprint and the culprit of a text beside it, and in a dry run what would have become of it.
func (c *cleaner) annotate(attributes pcommon.Map, report *rewrite.Report) {
	c.describe(attributes, report)
	if c.processor.options.Fingerprint != "" && report.Fingerprint != "" && !hasAny(attributes, c.processor.options.Fingerprint) {
		attributes.PutStr(c.processor.options.Fingerprint, report.Fingerprint)
	}
	culprit := report.Culprit
	if !c.processor.options.Culprit || culprit.Function == "" || hasAny(attributes, codeFunction, codeFile, codeLine) {
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

// cleanRecord cleans the attributes of a log record, among them those of an exception where its body is a panic message. The
// stack in that is cleaned whatever attributes are. After a dry run it has none of them: as an exception it would be grouped
// otherwise.
func (c *cleaner) cleanRecord(record plog.LogRecord) {
	attributes, options := record.Attributes(), &c.processor.options
	described := c.describePanic(record)
	c.clean(attributes)
	if !described {
		return
	}
	if !slices.Contains(options.Attributes, exceptionStacktrace) {
		c.cleanValue(attributes, exceptionStacktrace)
	}
	if options.DryRun {
		attributes.RemoveIf(func(key string, _ pcommon.Value) bool { return writtenFor[key] == "panics" })
	}
}

// describePanic gives a log record whose body is a panic message the attributes of an exception, and reports whether it did.
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
