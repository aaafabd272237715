package processor

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

var arrays = map[string][]string{
	"none":             {},
	"sources":          {"could not pay", "reset by peer"},
	"stacks":           {"failed", "   0: app::a::{{closure}}\n   1: std::rt::lang_start\n", "   0: core::pin::Pin<P>\n   1: app::b"},
	"lines":            {"failed", "   0: app::a::{{closure}}", "   1: <T as core::future::future::Future>::poll", "   2: std::rt::lang_start", ""},
	"another language": {"java.lang.IllegalStateException: closed", "\tat com.example.Shop.pay(Shop.java:41)"},
}

// cleanArray returns what becomes of an array, and what was counted.
func cleanArray(p *Processor, texts []string) ([]any, tally) {
	attributes, batch := pcommon.NewMap(), tally{}
	setStrings(attributes.PutEmptySlice(stacktrace), texts)
	c := cleaner{processor: p, rewriter: p.rewriter, batch: &batch}
	c.clean(attributes)
	value, _ := attributes.Get(stacktrace)
	return value.Slice().AsRaw(), batch
}

func TestADryRunCountsTheSameOfArrays(t *testing.T) {
	for name, texts := range arrays {
		untouched := pcommon.NewSlice()
		setStrings(untouched, texts)
		p := newProcessor(t, Logs)
		_, want := cleanArray(p, texts)
		p.options.DryRun = true
		got, batch := cleanArray(p, texts)
		assert.Equal(t, want, batch, name)
		assert.Equal(t, untouched.AsRaw(), got, name)
	}
}

func TestArraysCountTheBytesOfTheirElements(t *testing.T) {
	for name, texts := range arrays {
		after, batch := cleanArray(newProcessor(t, Logs), texts)
		assert.Equal(t, lengthOf(texts), batch.bytesIn, name)
		bytesOut := 0
		for _, text := range after {
			bytesOut += len(text.(string))
		}
		assert.Equal(t, bytesOut, batch.bytesOut, name)
	}
}

func TestAFaultLeavesAnArrayAsItIs(t *testing.T) {
	p, logged := newFaultyProcessor(t, Logs)
	p.rewriter = p.rewriter.With(faulty{})
	got, batch := cleanArray(p, arrays["lines"])
	want := pcommon.NewSlice()
	setStrings(want, arrays["lines"])
	assert.Equal(t, want.AsRaw(), got)
	assert.Equal(t, map[reasoned]int{{rewrite.Unreadable, reasonFault}: 1}, batch.withReason)
	assert.Equal(t, 1, logged.Len())
}
