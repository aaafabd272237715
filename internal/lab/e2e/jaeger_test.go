package e2e

// What Jaeger shows of a service's exceptions.

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	collectortraces "go.opentelemetry.io/proto/otlp/collector/trace/v1"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/running"
)

// jaegerTrace is the part of a Jaeger API response that holds exceptions.
type jaegerTrace struct {
	Spans []struct {
		Logs []struct {
			Fields []struct {
				Key   string `json:"key"`
				Value any    `json:"value"`
			} `json:"fields"`
		} `json:"logs"`
	} `json:"spans"`
}

// Jaeger has every exception that the service sent: the stack as the command cleans it, frame by frame, and the original
// text as another attribute.
func TestJaegerShowsCleanedExceptions(t *testing.T) {
	program := binary(t, "jaeger")
	jaeger := start(t, running.Program{
		Ports: 7,
		Command: func(ports []string) *exec.Cmd {
			at := loopback(ports)
			command := exec.Command(program, "--admin.http.host-port="+at[0],
				"--query.http-server.host-port="+at[1], "--query.grpc-server.host-port="+at[2],
				"--collector.otlp.grpc.host-port="+at[3], "--collector.otlp.http.host-port="+at[4],
				"--collector.grpc-server.host-port="+at[5], "--collector.http-server.host-port="+at[6],
				"--memory.max-traces=10000")
			command.Env = append(os.Environ(), "OTEL_TRACES_SAMPLER=always_off")
			return command
		},
		Ready: func(ports []string) string { return "http://127.0.0.1:" + ports[0] },
	})
	c := startCollector(t, "jaeger.yaml", "JAEGER_ENDPOINT=127.0.0.1:"+jaeger.Ports[3])
	sent := recorded(t, "demo/traces.json")
	c.send(t, "/v1/traces", "application/json", sent)
	stop(t, c.Process)

	var request collectortraces.ExportTraceServiceRequest
	readJSON(t, sent, &request)
	want := map[string]int{} // how often each text was sent
	spans := 0
	for _, resource := range request.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			for _, span := range scope.Spans {
				spans++
				for _, event := range span.Events {
					for _, a := range event.Attributes {
						if a.Key == "exception.stacktrace" {
							want[a.Value.GetStringValue()]++
						}
					}
				}
			}
		}
	}
	require.NotEmpty(t, want)

	frames, shown := 0, 0
	for _, trace := range jaegerTraces(t, jaeger.Ports[1], spans) {
		for _, span := range trace.Spans {
			shown++
			fields := map[string]string{}
			for _, log := range span.Logs {
				for _, field := range log.Fields {
					fields[field.Key] = fmt.Sprint(field.Value)
				}
			}
			before, failed := fields["exception.stacktrace.original"]
			if !failed {
				assert.NotContains(t, fields, "exception.stacktrace")
				continue
			}
			after := string(rustasync(t, []byte(before), "clean", "--config", "../../../examples/jaeger.yaml"))
			assert.Equal(t, strings.Split(after, "\n"), strings.Split(fields["exception.stacktrace"], "\n"))
			frames += strings.Count(after, "\n             at ")
			if want[before]--; want[before] == 0 {
				delete(want, before)
			}
		}
	}
	assert.Equal(t, spans, shown, "spans")
	assert.Empty(t, want, "exceptions that Jaeger does not have")
	t.Logf("%d spans, %d frames with a source line", shown, frames)
}

// jaegerTraces polls Jaeger's API until it has all spans.
func jaegerTraces(t *testing.T, port string, spans int) []jaegerTrace {
	t.Helper()
	var answer struct {
		Data []jaegerTrace `json:"data"`
	}
	address := "http://127.0.0.1:" + port + "/api/traces?" + url.Values{
		"service": {"storefront"}, "limit": {"10000"}, "start": {"0"}, "end": {"9000000000000000"},
	}.Encode()
	require.Eventually(t, func() bool {
		response, err := http.Get(address)
		if err != nil {
			return false
		}
		defer func() { _ = response.Body.Close() }()
		body, err := io.ReadAll(response.Body)
		answer.Data = nil
		if err != nil || json.Unmarshal(body, &answer) != nil {
			return false
		}
		n := 0
		for _, trace := range answer.Data {
			n += len(trace.Spans)
		}
		return n >= spans
	}, patience, 100*time.Millisecond, "Jaeger does not have all spans")
	return answer.Data
}
