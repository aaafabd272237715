package rustasyncprocessor

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/confmaptest"
)

// The Collector itself validates the examples in `make ci`; here each must hold a valid section of ours and use it in
// every pipeline.

func TestExamples(t *testing.T) {
	files, err := filepath.Glob("examples/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range append(files, "internal/lab/demo/collector.yaml") {
		t.Run(file, func(t *testing.T) {
			conf, err := confmaptest.LoadConf(file)
			require.NoError(t, err)
			checkCollectorConfig(t, conf)
		})
	}
}

// checkCollectorConfig checks a whole Collector configuration: every component that a pipeline names is defined, and ours
// is valid and in every pipeline.
func checkCollectorConfig(t *testing.T, conf *confmap.Conf) {
	t.Helper()
	ours := 0
	for id := range section(t, conf, "processors").ToStringMap() {
		if strings.Split(id, "/")[0] == typ.String() {
			ours++
			checkOwnConfig(t, section(t, conf, "processors", id))
		}
	}
	assert.Positive(t, ours, "no rust_async under processors")

	pipelines := section(t, conf, "service", "pipelines")
	for name := range pipelines.ToStringMap() {
		for kind, ids := range section(t, pipelines, name).ToStringMap() {
			for _, id := range ids.([]any) {
				assert.Contains(t, section(t, conf, kind).ToStringMap(), id, "pipeline %s", name)
			}
			if kind == "processors" {
				assert.Contains(t, ids, typ.String(), "pipeline %s", name)
			}
		}
	}
}

func checkOwnConfig(t *testing.T, conf *confmap.Conf) {
	t.Helper()
	config := createDefaultConfig().(*Config)
	require.NoError(t, conf.Unmarshal(config))
	assert.NoError(t, config.Validate())
}

func section(t *testing.T, conf *confmap.Conf, keys ...string) *confmap.Conf {
	t.Helper()
	for _, key := range keys {
		var err error
		conf, err = conf.Sub(key)
		require.NoError(t, err)
	}
	return conf
}
