package processor

import (
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// reasonNotText is why a value that is neither a string nor an array was not read.
const reasonNotText = "not_text"

// clean cleans the stack texts under the configured keys. This file is the only place that changes data: a
// value is computed whole and then set once.
func (p *Processor) clean(attributes pcommon.Map, batch *tally) {
	for _, key := range p.options.Attributes {
		value, ok := attributes.Get(key)
		if !ok {
			continue
		}
		switch value.Type() {
		case pcommon.ValueTypeStr:
			p.cleanText(attributes, value, batch)
		case pcommon.ValueTypeSlice:
			p.cleanTexts(attributes, value, batch)
		default:
			batch.skip(rewrite.NotRust, reasonNotText)
		}
	}
}

// cleanText cleans a value that is a string. The attributes are those beside it.
func (p *Processor) cleanText(attributes pcommon.Map, value pcommon.Value, batch *tally) {
	before := value.Str()
	after, report := p.text(before, batch)
	if after != before {
		value.SetStr(after)
		if p.keepsOriginal(attributes) {
			attributes.PutStr(p.options.Original, before) // may move the map's entries: value is not valid below
		}
	}
	p.annotate(attributes, &report)
}

// cleanTexts cleans a value that is an array: element by element, or, where only all of them together are a
// stack, as lines. tracing-opentelemetry writes the chain of an error's sources there, which holds no stack and
// stays as it is.
func (p *Processor) cleanTexts(attributes pcommon.Map, value pcommon.Value, batch *tally) {
	before, ok := stringsOf(value.Slice())
	if !ok {
		batch.skip(rewrite.NotRust, reasonNotText)
		return
	}
	after, summary := p.elements(before, batch)
	if slices.Equal(before, after) {
		p.annotate(attributes, &summary)
		return
	}
	setStrings(value.Slice(), after)
	if p.keepsOriginal(attributes) {
		setStrings(attributes.PutEmptySlice(p.options.Original), before) // value is not valid below
	}
	p.annotate(attributes, &summary)
}

// elements returns the elements of an array cleaned, and the report on the first that held a stack.
func (p *Processor) elements(before []string, batch *tally) ([]string, rewrite.Report) {
	joined := strings.Join(before, "\n")
	if lines, report := p.rewriter.Text(joined); report.Outcome == rewrite.Cleaned && !slices.ContainsFunc(before, p.holdsStack) {
		batch.add(len(joined), len(lines), &report)
		return strings.Split(strings.TrimSuffix(lines, "\n"), "\n"), report // the last line may have gone
	}
	after := slices.Clone(before)
	var summary rewrite.Report
	for i := range after {
		var report rewrite.Report
		if after[i], report = p.text(before[i], batch); summary.Fingerprint == "" {
			summary = report
		}
	}
	return after, summary
}

// holdsStack reports whether a text holds a stack of more than the one frame that a line is.
func (p *Processor) holdsStack(text string) bool {
	_, report := p.rewriter.Text(text)
	return report.Outcome == rewrite.Cleaned && strings.Contains(text, "\n")
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

// cleanBody cleans a log body: a string, or the strings of a map.
func (p *Processor) cleanBody(record plog.LogRecord, batch *tally) {
	if !p.options.LogBodies {
		return
	}
	switch body := record.Body(); body.Type() {
	case pcommon.ValueTypeStr:
		p.cleanText(record.Attributes(), body, batch)
	case pcommon.ValueTypeMap:
		for _, value := range body.Map().All() {
			if value.Type() == pcommon.ValueTypeStr {
				p.cleanText(record.Attributes(), value, batch)
			}
		}
	}
}

// statusKey names the message of a span's status among the attributes to look at: tracing-opentelemetry writes the
// {:?} of an error there, which may hold a backtrace.
const statusKey = "status.message"

// cleanStatus cleans the message of a span's status, if it is asked for.
func (p *Processor) cleanStatus(span ptrace.Span, batch *tally) {
	if !slices.Contains(p.options.Attributes, statusKey) {
		return
	}
	before := span.Status().Message()
	if after, _ := p.text(before, batch); after != before {
		span.Status().SetMessage(after)
	}
}

// text returns the cleaned text and counts what was done to it.
func (p *Processor) text(before string, batch *tally) (string, rewrite.Report) {
	after, report := p.rewriter.Text(before)
	batch.add(len(before), len(after), &report)
	return after, report
}

// keepsOriginal reports whether the untouched text is to be kept here. A value that is already there stays: it
// is the text as it was before an earlier Collector cleaned it.
func (p *Processor) keepsOriginal(attributes pcommon.Map) bool {
	if p.options.Original == "" {
		return false
	}
	_, taken := attributes.Get(p.options.Original)
	return !taken
}
