package main

import (
	"bytes"
	"fmt"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
)

// stacktraceKeys are the attributes that the processor's defaults clean.
var stacktraceKeys = []string{"exception.stacktrace", "code.stacktrace"}

// batch is what the demo looks at in the data that it sends and gets back.
type batch struct {
	items   int      // spans and log records
	texts   []string // stack texts, in the order of the data
	profile profile
}

// profile is the size of the profiles.
type profile struct {
	samples, frames int64 // a frame counts as often as its stack was sampled
	stacks          int
}

// depth returns the average number of frames in a stack.
func (p *profile) depth() float64 { return float64(p.frames) / float64(max(p.samples, 1)) }

// add reads one OTLP request: logs or traces in JSON, or profiles.
func (b *batch) add(request []byte) error {
	if file, err := profilefile.Read(request); err == nil {
		b.addProfile(file)
		return nil
	}
	switch {
	case bytes.Contains(request, []byte(`"resourceLogs"`)):
		logs, err := (&plog.JSONUnmarshaler{}).UnmarshalLogs(request)
		if err != nil {
			return err
		}
		b.addLogs(logs)
	case bytes.Contains(request, []byte(`"resourceSpans"`)):
		traces, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(request)
		if err != nil {
			return err
		}
		b.addTraces(traces)
	default:
		return fmt.Errorf("neither logs nor traces nor profiles: %.80q", request)
	}
	return nil
}

func (b *batch) addProfile(file *profilefile.File) {
	for stack := range file.Before(nil) {
		for _, value := range stack.Values {
			b.profile.samples += value
			b.profile.frames += value * int64(len(stack.Lines))
		}
		b.profile.stacks++
	}
}

func (b *batch) addLogs(logs plog.Logs) {
	b.items += logs.LogRecordCount()
	for _, resource := range logs.ResourceLogs().All() {
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				b.addTexts(record.Attributes())
			}
		}
	}
}

func (b *batch) addTraces(traces ptrace.Traces) {
	b.items += traces.SpanCount()
	for _, resource := range traces.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				b.addTexts(span.Attributes())
				for _, event := range span.Events().All() {
					b.addTexts(event.Attributes())
				}
			}
		}
	}
}

func (b *batch) addTexts(attributes pcommon.Map) {
	for _, key := range stacktraceKeys {
		if value, ok := attributes.Get(key); ok && value.Type() == pcommon.ValueTypeStr {
			b.texts = append(b.texts, value.Str())
		}
	}
}
