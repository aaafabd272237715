package processor

import (
	"go.opentelemetry.io/collector/pdata/pcommon"

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

// cleanText cleans a value that is a string.
func (p *Processor) cleanText(attributes pcommon.Map, value pcommon.Value, batch *tally) {
	before := value.Str()
	after := p.text(before, batch)
	if after == before {
		return
	}
	value.SetStr(after)
	if p.keepsOriginal(attributes) {
		attributes.PutStr(p.options.Original, before) // may move the map's entries: value is not valid below
	}
}

// cleanTexts cleans a value that is an array, element by element. tracing-opentelemetry writes the chain of an
// error's sources there, of which most hold no stack and stay as they are.
func (p *Processor) cleanTexts(attributes pcommon.Map, value pcommon.Value, batch *tally) {
	texts, cleaned, changed := value.Slice(), pcommon.NewSlice(), false
	texts.CopyTo(cleaned)
	for _, element := range cleaned.All() {
		if element.Type() != pcommon.ValueTypeStr {
			continue
		}
		if after := p.text(element.Str(), batch); after != element.Str() {
			element.SetStr(after)
			changed = true
		}
	}
	if !changed {
		return
	}
	before := pcommon.NewSlice()
	texts.MoveAndAppendTo(before)
	cleaned.MoveAndAppendTo(texts)
	if p.keepsOriginal(attributes) {
		before.MoveAndAppendTo(attributes.PutEmptySlice(p.options.Original)) // value is not valid below
	}
}

// text returns the cleaned text and counts what was done to it.
func (p *Processor) text(before string, batch *tally) string {
	after, report := p.rewriter.Text(before)
	batch.add(len(before), len(after), &report)
	return after
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
