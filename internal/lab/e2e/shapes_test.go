package e2e

// Stacks in every shape in which Rust services record them, through a Collector whose rust_async has no configuration.

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/shapes"
)

func TestEveryShapeIsCleaned(t *testing.T) {
	backend := newEndpoint(t)
	c := startCollector(t, "../internal/lab/e2e/shapes.yaml", "SHAPES_ENDPOINT="+backend.URL)
	for _, shape := range shapes.All {
		record, span := map[string]any{}, map[string]any{}
		if shape.Attribute == "" {
			record["body"] = otlpValue(shape.Value)
		} else {
			attributes := []any{map[string]any{"key": shape.Attribute, "value": otlpValue(shape.Value)}}
			record["attributes"] = attributes
			span = map[string]any{"attributes": attributes, "events": []any{map[string]any{"name": "exception", "attributes": attributes}}}
		}
		c.send(t, "/v1/logs", "application/json", requestOf(t, "resourceLogs", "scopeLogs", "logRecords", record))
		if shape.Attribute != "" {
			span["traceId"], span["spanId"], span["name"] = strings.Repeat("ab", 16), strings.Repeat("cd", 8), shape.From
			c.send(t, "/v1/traces", "application/json", requestOf(t, "resourceSpans", "scopeSpans", "spans", span))
		}
	}
	stop(t, c.Process)
	cleaned := 0
	for _, path := range []string{"/v1/logs", "/v1/traces"} {
		requests := backend.of(path)
		require.NotEmpty(t, requests, path)
		for _, r := range requests {
			cleaned++
			assert.Empty(t, shapes.Missing(string(r.body)), "%s %d:\n%s", path, cleaned, r.body)
			assert.Empty(t, shapes.Left(string(r.body)), "%s %d:\n%s", path, cleaned, r.body)
		}
	}
	t.Logf("%d shapes in %d requests, all cleaned", len(shapes.All), cleaned)
}

// otlpValue is a value as OTLP's JSON has it.
func otlpValue(value any) map[string]any {
	switch value := value.(type) {
	case map[string]any:
		var values []any
		for key, element := range value {
			values = append(values, map[string]any{"key": key, "value": otlpValue(element)})
		}
		return map[string]any{"kvlistValue": map[string]any{"values": values}}
	case []any:
		var values []any
		for _, element := range value {
			values = append(values, otlpValue(element))
		}
		return map[string]any{"arrayValue": map[string]any{"values": values}}
	}
	return map[string]any{"stringValue": fmt.Sprint(value)}
}

// requestOf returns a request that holds one thing.
func requestOf(t *testing.T, resources, scopes, things string, thing any) []byte {
	t.Helper()
	request, err := json.Marshal(map[string]any{resources: []any{map[string]any{scopes: []any{map[string]any{things: []any{thing}}}}}})
	require.NoError(t, err)
	return request
}
