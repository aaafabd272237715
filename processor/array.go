package processor

// Values that are arrays of strings. tracing-opentelemetry writes the messages of an error's sources that way; they hold
// no stack and stay as they are. Other libraries write one line, one frame or one whole stack per element.

import (
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// cleanTexts cleans a value that is an array of these strings.
func (c *cleaner) cleanTexts(value pcommon.Value, before []string) {
	after, summary := c.texts(before)
	changed := !slices.Equal(before, after)
	if changed {
		setStrings(value.Slice(), after)
	}
	c.noteArray(&summary, changed, before)
}

// mayHoldStacks takes a quick look at the elements of an array. A stack whose lines are elements has signs in them that one
// line alone may not show, so it looks for less than mayHoldStack. It also reports whether all elements are strings.
func mayHoldStacks(slice pcommon.Slice) (may, areTexts bool) {
	for _, element := range slice.All() {
		if element.Type() != pcommon.ValueTypeStr {
			return false, false
		}
		text := element.Str()
		may = may || strings.Contains(text, "::") || strings.Contains(text, ".rs:") || mayHoldStack(text)
	}
	return may, true
}

// texts returns the elements cleaned, or as they came in a dry run, and the report on the first element that held a
// stack, or on all of them together. It counts what was done.
func (c *cleaner) texts(before []string) ([]string, rewrite.Report) {
	after, reports := c.rewriteParts(before)
	switch len(reports) {
	case 0: // no element holds a stack
		for _, text := range before {
			c.batch.add(len(text), len(text), &rewrite.Report{})
		}
	case len(before):
		for i := range reports {
			c.batch.add(len(before[i]), len(after[i]), &reports[i])
		}
	default:
		c.batch.add(lengthOf(before), lengthOf(after), &reports[0])
	}
	if c.processor.options.DryRun {
		after = before
	}
	return after, summaryOf(reports)
}

// summaryOf returns the first report on a stack that was read, else the last.
func summaryOf(reports []rewrite.Report) (summary rewrite.Report) {
	for _, summary = range reports {
		if summary.Outcome == rewrite.Cleaned || summary.Outcome == rewrite.Unchanged {
			break
		}
	}
	return summary
}

func lengthOf(texts []string) (total int) {
	for _, text := range texts {
		total += len(text)
	}
	return total
}

// stringsOf returns the elements, and false where one is not a string.
func stringsOf(slice pcommon.Slice) ([]string, bool) {
	texts := make([]string, 0, slice.Len())
	for _, element := range slice.All() {
		if element.Type() != pcommon.ValueTypeStr {
			return nil, false
		}
		texts = append(texts, element.Str())
	}
	return texts, true
}

func setStrings(slice pcommon.Slice, texts []string) {
	changed := pcommon.NewSlice()
	for _, text := range texts {
		changed.AppendEmpty().SetStr(text)
	}
	slice.RemoveIf(func(pcommon.Value) bool { return true })
	changed.MoveAndAppendTo(slice)
}
