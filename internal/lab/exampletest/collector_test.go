package exampletest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	corev1 "k8s.io/api/core/v1"
)

// collector is the binary that `make collector` builds.
const collector = "../../../bin/rustasync-collector"

// validate runs the Collector's own validation on a configuration.
func validate(t *testing.T, config []byte) {
	t.Helper()
	if _, err := os.Stat(collector); err != nil {
		t.Skip("the Collector is not built: run `make examples`")
	}
	file := filepath.Join(t.TempDir(), "config.yaml")
	require.NoError(t, os.WriteFile(file, config, 0o600))
	out, err := exec.Command(collector, "validate", "--config", file).CombinedOutput()
	assert.NoError(t, err, "%s", out)
}

func TestCollectorTakesConfigMaps(t *testing.T) {
	seen := 0
	for _, o := range loadAll(t) {
		if config, ok := o.(*corev1.ConfigMap); ok {
			validate(t, []byte(config.Data["config.yaml"]))
			seen++
		}
	}
	assert.Equal(t, 2, seen)
}

// chartDefaults is what the chart opentelemetry-collector 0.170.0 puts under config by default.
const chartDefaults = `
exporters:
  debug: {}
extensions:
  health_check: {endpoint: "127.0.0.1:13133"}
processors:
  batch: {}
  memory_limiter: {check_interval: 5s, limit_percentage: 80, spike_limit_percentage: 25}
receivers:
  jaeger: {protocols: {grpc: {endpoint: "127.0.0.1:14250"}}}
  otlp: {protocols: {grpc: {endpoint: "127.0.0.1:4317"}, http: {endpoint: "127.0.0.1:4318"}}}
  prometheus: {config: {scrape_configs: []}}
  zipkin: {endpoint: "127.0.0.1:9411"}
service:
  extensions: [health_check]
  pipelines:
    logs: {exporters: [debug], processors: [memory_limiter, batch], receivers: [otlp]}
    metrics: {exporters: [debug], processors: [memory_limiter, batch], receivers: [otlp, prometheus]}
    traces: {exporters: [debug], processors: [memory_limiter, batch], receivers: [otlp, jaeger, zipkin]}
`

func TestCollectorTakesHelmValues(t *testing.T) {
	config, err := yaml.Marshal(helmConfig(t))
	require.NoError(t, err)
	validate(t, config)
}

// helmConfig merges the values into the chart's, as Helm does.
func helmConfig(t *testing.T) config {
	t.Helper()
	var defaults map[string]any
	require.NoError(t, yaml.Unmarshal([]byte(chartDefaults), &defaults))
	text, err := os.ReadFile(filepath.Join(kubernetes, "helm", "values.yaml"))
	require.NoError(t, err)
	var values struct{ Config map[string]any }
	require.NoError(t, yaml.Unmarshal(text, &values))
	return merge(defaults, values.Config)
}

// merge merges values into defaults: maps are merged, null removes a key, anything else replaces it.
func merge(defaults, values map[string]any) map[string]any {
	for key, value := range values {
		below, isMap := value.(map[string]any)
		above, wasMap := defaults[key].(map[string]any)
		switch {
		case value == nil:
			delete(defaults, key)
		case isMap && wasMap:
			defaults[key] = merge(above, below)
		default:
			defaults[key] = value
		}
	}
	return defaults
}
