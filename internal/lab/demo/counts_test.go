package main

import "testing"

// Lines of a Collector's metrics page, with one counter of another component.
const page = `# HELP otelcol_processor_rust_async_frames_total Frames of the stacks that were read. [Alpha]
# TYPE otelcol_processor_rust_async_frames_total counter
otelcol_processor_rust_async_bytes_total{direction="in",otel_scope_name="github.com/rustasyncprocessor/rustasyncprocessor",signal="logs"} 1.2e+06
otelcol_processor_rust_async_frames_total{action="kept",class="application",otel_scope_name="x",signal="logs"} 3
otelcol_processor_rust_async_frames_total{action="removed",class="runtime",otel_scope_name="x",signal="logs"} 40
otelcol_processor_rust_async_frames_total{action="removed",class="runtime",otel_scope_name="x",signal="traces"} 2
otelcol_processor_rust_async_frames_total{action="removed",class="adapter",otel_scope_name="x",signal="traces"} 2
otelcol_process_uptime_seconds_total{service_name="rustasync-collector"} 1.5
`

func TestCounts(t *testing.T) {
	counts := parseCounts([]byte(page))
	if got := counts.sum("bytes", "direction", "in"); got != 1_200_000 {
		t.Errorf("%d bytes", got)
	}
	if got := counts.sum("frames", "action", "removed", "class", "runtime"); got != 42 {
		t.Errorf("%d runtime frames removed", got)
	}
	if got := list(counts.by("frames", "class", "action", "removed")); got != "42 runtime, 2 adapter" {
		t.Errorf("removed: %s", got)
	}
	if got := counts.without("signal", "traces").sum("frames", "action", "removed"); got != 40 {
		t.Errorf("%d frames removed from what is no trace", got)
	}
	if len(counts) != 5 {
		t.Errorf("%d series", len(counts))
	}
}

func TestCheckFindsWhatTheProcessorMustNotDo(t *testing.T) {
	cleaned := counts{{"texts", map[string]string{"outcome": "cleaned"}, 1}}
	lost := counts{{"frames", map[string]string{"class": "application", "action": "removed"}, 1}}
	one := &batch{items: 1, texts: []string{"a"}}
	for name, err := range map[string]error{
		"a lost record":   check(&batch{items: 2, texts: one.texts}, one, cleaned),
		"a lost text":     check(one, &batch{items: 1}, cleaned),
		"a lost frame":    check(one, one, append(lost, cleaned...)),
		"nothing cleaned": check(one, one, nil),
		"a lost sample":   check(&batch{items: 1, texts: one.texts, profile: profile{samples: 1}}, one, cleaned),
	} {
		if err == nil {
			t.Errorf("%s passes", name)
		}
	}
	if err := check(one, one, cleaned); err != nil {
		t.Error(err)
	}
}
