package main

// What to send: the captured stacks as they are, and changed in the ways in which later texts differ from earlier ones.

import (
	"fmt"

	"go.opentelemetry.io/collector/pdata/plog"

	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// load says what becomes of text i in a pass over all; where that is nil, records have no stack.
type load struct {
	name string
	text func(text string, i, pass int) string
}

var loads = []load{
	{"the same stacks again", asItIs},
	{"the same stacks below new messages", func(text string, i, pass int) string {
		return fmt.Sprintf("request %d of round %d failed\n", i, pass) + text
	}},
	{"new stacks of known names", func(text string, _, pass int) string { return swapped(text, pass) }},
}

// ordinary is what services send that are not in trouble, or not in Rust.
var ordinary = load{name: "no stack, a body and ten attributes"}

// passes returns how often a measurement goes over all records.
func (l load) passes() int {
	if l.text == nil {
		return 200 // they cost a fraction of what stacks do
	}
	return 20
}

// fillOrdinary makes a record without a stack.
func fillOrdinary(record plog.LogRecord, i, pass int) {
	record.Body().SetStr(fmt.Sprintf("order %d of round %d paid in 12 ms: card ending in 4242, 3 items, customer 99", i, pass))
	attributes := record.Attributes()
	attributes.PutStr("http.request.method", "POST")
	attributes.PutStr("http.route", "/api/orders/{id}/pay")
	attributes.PutStr("url.full", fmt.Sprintf("https://shop.example:8443/api/orders/%d/pay?retry=1", i))
	attributes.PutStr("server.address", "shop.example")
	attributes.PutStr("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")
	attributes.PutStr("code.namespace", "shop::checkout::pay")
	attributes.PutStr("code.filepath", "src/checkout.rs")
	attributes.PutStr("thread.name", "tokio-runtime-worker")
	attributes.PutInt("http.response.status_code", 200)
	attributes.PutDouble("duration_ms", 12.5)
}

func asItIs(text string, _, _ int) string { return text }

// swapped swaps the names of two frames, different ones in each pass, so that every stack is new. Short stacks may
// repeat.
func swapped(text string, pass int) string {
	trace, err := stacktext.Find(text)
	if err != nil || len(trace.Frames) < 2 {
		return text
	}
	n := len(trace.Frames)
	from := pass % n
	to := (from + 1 + pass/n%(n-1)) % n
	first, second := trace.Frames[min(from, to)].Name, trace.Frames[max(from, to)].Name
	return text[:first.Start] + second.Of(text) + text[first.End:second.Start] + first.Of(text) + text[second.End:]
}
