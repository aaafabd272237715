package processor

// Attributes, bodies and messages: the walk to their texts. Only this file and array.go change texts: each value is
// computed whole and then set once.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// cleaner cleans the stack texts of one resource, and counts what it does in the tally of the batch. What there is to note
// about the texts of a record, a span or an event is written when all of them are cleaned.
type cleaner struct {
	processor *Processor
	rewriter  *rewrite.Rewriter
	batch     *tally
	notes     []note
}

// Reasons for values that are left alone.
const (
	reasonNotText = "not_text" // under a key that was named is neither a text nor anything that holds texts
	reasonNesting = "nesting"  // it is over maxDepth
)

// maxDepth limits how deep values may nest in maps and slices. JSON that people log has less than ten.
const maxDepth = 64

// clean cleans the texts in the attributes that the configuration selects. What is under a key that it names is counted,
// whatever it is; what it finds by a glob, only where there may be a stack in it.
func (c *cleaner) clean(attributes pcommon.Map) {
	s := &c.processor.selection
	for _, key := range s.keys {
		if value, ok := s.lookUp(attributes, key); ok {
			c.cleanNamed(value)
		}
	}
	switch {
	case s.every:
		c.cleanEvery(attributes)
	case len(s.globs) > 0:
		c.cleanMatching(attributes, "", 0)
	}
}

// cleanEvery cleans the values of all attributes. Nearly all are short texts, which cost next to nothing here.
func (c *cleaner) cleanEvery(attributes pcommon.Map) {
	for key, value := range attributes.All() {
		switch value.Type() {
		case pcommon.ValueTypeStr:
			if !mayHoldStack(value.Str()) {
				continue
			}
		case pcommon.ValueTypeMap, pcommon.ValueTypeSlice:
		default:
			continue
		}
		if key != c.processor.options.Original && !c.processor.selection.isNamed(key) {
			c.cleanWithin(value, 0)
		}
	}
}

// cleanNamed cleans a value under a key that the configuration names.
func (c *cleaner) cleanNamed(value pcommon.Value) {
	switch value.Type() {
	case pcommon.ValueTypeStr:
		c.cleanText(value)
	case pcommon.ValueTypeSlice:
		if texts, ok := stringsOf(value.Slice()); ok {
			c.cleanTexts(value, texts)
		} else {
			c.cleanWithin(value, 0)
		}
	case pcommon.ValueTypeMap:
		c.cleanWithin(value, 0)
	default:
		c.batch.skip(rewrite.NotRust, reasonNotText)
	}
}

// cleanMatching cleans the values whose keys, or paths from the attributes on, match. The path is the one to this map, with
// a dot behind it.
func (c *cleaner) cleanMatching(values pcommon.Map, path string, depth int) {
	s := &c.processor.selection
	for key, value := range values.All() {
		if path != "" {
			key = path + key
		}
		switch {
		case key == c.processor.options.Original || s.isNamed(key):
		case s.matches(key):
			c.cleanWithin(value, depth)
		case value.Type() == pcommon.ValueTypeMap && depth < maxDepth:
			c.cleanMatching(value.Map(), key+".", depth+1)
		}
	}
}

// cleanWithin cleans every text in a value.
func (c *cleaner) cleanWithin(value pcommon.Value, depth int) {
	kind := value.Type()
	switch {
	case kind == pcommon.ValueTypeStr:
		if mayHoldStack(value.Str()) {
			c.cleanText(value)
		}
	case kind != pcommon.ValueTypeSlice && kind != pcommon.ValueTypeMap:
	case depth == maxDepth:
		c.batch.skip(rewrite.TooLarge, reasonNesting)
	case kind == pcommon.ValueTypeMap:
		for _, element := range value.Map().All() {
			c.cleanWithin(element, depth+1)
		}
	default:
		c.cleanSlice(value, depth)
	}
}

// cleanSlice cleans the texts in a slice: an array of texts may hold one stack in several, other elements are by themselves.
func (c *cleaner) cleanSlice(value pcommon.Value, depth int) {
	switch may, areTexts := mayHoldStacks(value.Slice()); {
	case !areTexts:
		for _, element := range value.Slice().All() {
			c.cleanWithin(element, depth+1)
		}
	case may:
		texts, _ := stringsOf(value.Slice())
		c.cleanTexts(value, texts)
	}
}

// shortestStack is less than any text has, in bytes, in which there is something to clean: two frames with a word of a path each,
// or a symbol with its hash.
const shortestStack = 24

// mayHoldStack takes a quick look at a text, which most do not pass.
func mayHoldStack(text string) bool {
	if len(text) < shortestStack {
		return false
	}
	_, ok := stacktext.Start(text)
	return ok
}

// cleanText cleans a value that is a string.
func (c *cleaner) cleanText(value pcommon.Value) {
	before := value.Str()
	after, report := c.text(before)
	if after != before {
		value.SetStr(after)
	}
	c.note(&report, after != before, before)
}

// cleanBody cleans the texts in a log body, if the configuration asks for it.
func (c *cleaner) cleanBody(record plog.LogRecord) {
	if c.processor.options.LogBodies {
		c.cleanWithin(record.Body(), 0)
	}
}

// cleanStatus cleans the message of a span's status, if the configuration asks for it.
func (c *cleaner) cleanStatus(span ptrace.Span) {
	if !c.processor.options.StatusText {
		return
	}
	before := span.Status().Message()
	if before == "" || !mayHoldStack(before) { // most spans have no message
		return
	}
	after, report := c.text(before)
	if after != before {
		span.Status().SetMessage(after)
	}
	c.note(&report, after != before, before)
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
