package rustasyncprocessor

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.yaml.in/yaml/v3"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadatatest"
)

// The cases in testdata/logs, testdata/traces and testdata/profiles run the whole component. Their sections: "config" is
// the processor's own section in YAML, the defaults if missing; "input" and "want" are OTLP's JSON written as YAML, so
// that stacks are readable; "telemetry" is what the processor counted.

func TestLogs(t *testing.T) {
	casetest.Run(t, "testdata/logs/*.txtar", func(t *testing.T, c *casetest.Case) { runCase(t, c, processLogs) })
}

func TestTraces(t *testing.T) {
	casetest.Run(t, "testdata/traces/*.txtar", func(t *testing.T, c *casetest.Case) { runCase(t, c, processTraces) })
}

// process sends a request of OTLP in JSON through a processor of its own and returns what comes out.
type process func(t *testing.T, config *Config, telemetry *componenttest.Telemetry, request []byte) []byte

func runCase(t *testing.T, c *casetest.Case, process process) {
	section, _ := c.Section("config")
	config := configFrom(t, section)
	telemetry := componenttest.NewTelemetry()
	input := jsonFromYAML(t, c.Input(t))
	got := process(t, config, telemetry, input)

	c.Check(t, "telemetry", counts(t, telemetry))
	if bytes.Equal(got, process(t, unconfigured(config), componenttest.NewTelemetry(), input)) {
		c.Want(t, c.Input(t))
	} else {
		c.Want(t, yamlFromJSON(t, got))
	}
	again := process(t, config, componenttest.NewTelemetry(), got)
	assert.JSONEq(t, string(got), string(again), "cleaning a second time changes something")
}

// unconfigured makes a configuration look at nothing, to see what pdata alone does to a request.
func unconfigured(config *Config) *Config {
	idle := *config
	idle.Attributes, idle.Panics, idle.Logs.Body, idle.Traces.StatusMessage = nil, false, false, false
	return &idle
}

func configFrom(t *testing.T, text string) *Config {
	t.Helper()
	config := createDefaultConfig().(*Config)
	require.NoError(t, confFrom(t, text).Unmarshal(config))
	require.NoError(t, config.Validate())
	return config
}

func processLogs(t *testing.T, config *Config, telemetry *componenttest.Telemetry, request []byte) []byte {
	t.Helper()
	var sink consumertest.LogsSink
	processor, err := newFactory().createLogs(context.Background(), metadatatest.NewSettings(telemetry), config, &sink)
	require.NoError(t, err)
	logs, err := (&plog.JSONUnmarshaler{}).UnmarshalLogs(request)
	require.NoError(t, err)
	require.NoError(t, processor.ConsumeLogs(context.Background(), logs))
	require.Len(t, sink.AllLogs(), 1)
	out, err := (&plog.JSONMarshaler{}).MarshalLogs(sink.AllLogs()[0])
	require.NoError(t, err)
	return out
}

func processTraces(t *testing.T, config *Config, telemetry *componenttest.Telemetry, request []byte) []byte {
	t.Helper()
	var sink consumertest.TracesSink
	processor, err := newFactory().createTraces(context.Background(), metadatatest.NewSettings(telemetry), config, &sink)
	require.NoError(t, err)
	traces, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(request)
	require.NoError(t, err)
	require.NoError(t, processor.ConsumeTraces(context.Background(), traces))
	require.Len(t, sink.AllTraces(), 1)
	out, err := (&ptrace.JSONMarshaler{}).MarshalTraces(sink.AllTraces()[0])
	require.NoError(t, err)
	return out
}

// counts prints what the processor counted, one series per line.
func counts(t *testing.T, telemetry *componenttest.Telemetry) string {
	t.Helper()
	const prefix = "otelcol_processor_rust_async_"
	var lines []string
	for _, name := range []string{
		"bytes", "dictionary_entries", "duration", "frames", "functions_renamed", "labels", "profiles", "samples", "stacks", "texts",
	} {
		metric, err := telemetry.GetMetric(prefix + name)
		if err != nil {
			continue // nothing was counted
		}
		switch data := metric.Data.(type) {
		case metricdata.Sum[int64]:
			for _, point := range data.DataPoints {
				lines = append(lines, fmt.Sprintf("%s %s: %d\n", name, point.Attributes.Encoded(attribute.DefaultEncoder()), point.Value))
			}
		case metricdata.Histogram[float64]:
			for _, point := range data.DataPoints {
				lines = append(lines, fmt.Sprintf("%s %s: of %d batch\n", name, point.Attributes.Encoded(attribute.DefaultEncoder()), point.Count))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func jsonFromYAML(t *testing.T, text string) []byte {
	t.Helper()
	var value any
	require.NoError(t, yaml.Unmarshal([]byte(text), &value))
	out, err := json.Marshal(value)
	require.NoError(t, err)
	return out
}

// yamlFromJSON prints a request with its keys in their order and its stacks as readable blocks.
func yamlFromJSON(t *testing.T, text []byte) string {
	t.Helper()
	var document yaml.Node
	require.NoError(t, yaml.Unmarshal(text, &document))
	restyle(&document)
	var out strings.Builder
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	require.NoError(t, encoder.Encode(&document))
	return out.String()
}

func restyle(node *yaml.Node) {
	node.Style = 0
	if node.Kind == yaml.ScalarNode && strings.Contains(node.Value, "\n") {
		node.Style = yaml.LiteralStyle
	}
	for _, child := range node.Content {
		restyle(child)
	}
}
