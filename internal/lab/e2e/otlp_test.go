package e2e

// What a service sent, and what an OTLP endpoint got.

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	collectorlogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	collectortraces "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// endpoint is a backend that takes OTLP over HTTP and keeps what it gets.
type endpoint struct {
	*httptest.Server
	mutex    sync.Mutex
	requests []received
}

type received struct {
	path   string
	header http.Header
	body   []byte
}

func newEndpoint(t testing.TB) *endpoint {
	t.Helper()
	e := &endpoint{}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := readBody(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		e.mutex.Lock()
		defer e.mutex.Unlock()
		e.requests = append(e.requests, received{r.URL.Path, r.Header, data})
	}))
	t.Cleanup(e.Close)
	return e
}

// of returns the requests for a path.
func (e *endpoint) of(path string) []received {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	var requests []received
	for _, r := range e.requests {
		if r.path == path {
			requests = append(requests, r)
		}
	}
	return requests
}

// Sentry's endpoint gets what the service sent, byte for byte, except for the stack texts, which are as the command
// cleans them with the same configuration; and it gets the project's key.
func TestSentryGetsCleanedExceptions(t *testing.T) {
	sentry := newEndpoint(t)
	const base = "/api/0/integration/otlp"
	c := startCollector(t, "sentry.yaml", "SENTRY_OTLP_ENDPOINT="+sentry.URL+base, "SENTRY_PUBLIC_KEY=0123456789abcdef")
	logs, traces := recorded(t, "demo/logs.json"), recorded(t, "demo/traces.json")
	c.send(t, "/v1/logs", "application/json", logs)
	c.send(t, "/v1/traces", "application/json", traces)
	stop(t, c.Process)

	var wantLogs, gotLogs collectorlogs.ExportLogsServiceRequest
	readJSON(t, logs, &wantLogs)
	for _, r := range sentry.of(base + "/v1/logs") {
		assert.Equal(t, "sentry sentry_key=0123456789abcdef", r.header.Get("X-Sentry-Auth"))
		merge(t, r.body, &gotLogs)
	}
	texts := 0
	for _, resource := range wantLogs.ResourceLogs {
		for _, scope := range resource.ScopeLogs {
			for _, record := range scope.LogRecords {
				texts += cleanAttributes(t, record.Attributes, "../../../examples/sentry.yaml")
			}
		}
	}
	assert.Positive(t, texts)
	assertEqual(t, &wantLogs, &gotLogs)

	var wantTraces, gotTraces collectortraces.ExportTraceServiceRequest
	readJSON(t, traces, &wantTraces)
	for _, r := range sentry.of(base + "/v1/traces") {
		assert.Equal(t, "sentry sentry_key=0123456789abcdef", r.header.Get("X-Sentry-Auth"))
		merge(t, r.body, &gotTraces)
	}
	for _, resource := range wantTraces.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			for _, span := range scope.Spans {
				for _, event := range span.Events {
					texts += cleanAttributes(t, event.Attributes, "../../../examples/sentry.yaml")
				}
			}
		}
	}
	assertEqual(t, &wantTraces, &gotTraces)
	t.Logf("%d stack texts in %d log requests and %d trace requests", texts, len(sentry.of(base+"/v1/logs")), len(sentry.of(base+"/v1/traces")))
}

// readJSON reads OTLP's JSON, which writes ids in hexadecimal where Protobuf's JSON has base64.
func readJSON(t testing.TB, data []byte, into proto.Message) {
	t.Helper()
	var generic any
	require.NoError(t, json.Unmarshal(data, &generic))
	rewritten, err := json.Marshal(idsInBase64(generic))
	require.NoError(t, err)
	require.NoError(t, protojson.Unmarshal(rewritten, into))
}

// merge adds the content of a request in Protobuf to the others.
func merge(t testing.TB, body []byte, into proto.Message) {
	t.Helper()
	require.NoError(t, proto.UnmarshalOptions{Merge: true}.Unmarshal(body, into))
}

// cleanAttributes cleans stack texts with the command and returns how many there are.
func cleanAttributes(t testing.TB, attributes []*common.KeyValue, config string) int {
	t.Helper()
	texts := 0
	for _, a := range attributes {
		if a.Key != "exception.stacktrace" {
			continue
		}
		texts++
		cleaned := rustasync(t, []byte(a.Value.GetStringValue()), "clean", "--config", config)
		assert.NotEqual(t, a.Value.GetStringValue(), string(cleaned))
		a.Value = &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: string(cleaned)}}
	}
	return texts
}

// assertEqual compares the bytes of two messages.
func assertEqual(t testing.TB, want, got proto.Message) {
	t.Helper()
	options := proto.MarshalOptions{Deterministic: true}
	wantBytes, err := options.Marshal(want)
	require.NoError(t, err)
	gotBytes, err := options.Marshal(got)
	require.NoError(t, err)
	if !bytes.Equal(wantBytes, gotBytes) {
		assert.Equal(t, strings.Split(protojson.Format(want), "\n"), strings.Split(protojson.Format(got), "\n"))
	}
}
