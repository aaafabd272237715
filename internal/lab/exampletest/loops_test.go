package exampletest

// As written: no example sends its data to itself, or listens on a port that it or its backend already uses.

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
)

const examples = "../../../examples"

// parse reads a configuration.
func parse(t *testing.T, text []byte) config {
	t.Helper()
	var parsed map[string]any
	require.NoError(t, yaml.Unmarshal(text, &parsed))
	return parsed
}

// files returns the paths of the examples that are complete configurations.
func files(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(examples, "*.yaml"))
	require.NoError(t, err)
	require.NotEmpty(t, found)
	return found
}

func TestExamplesKeepToThemselves(t *testing.T) {
	for _, file := range files(t) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		c := parse(t, text)
		assert.GreaterOrEqual(t, len(c.listeners()), 4, file)
		assert.Empty(t, c.problems(), file)
		for _, l := range c.listeners() {
			assert.True(t, l.here() && l.host != "0.0.0.0", "%s: %v is not of the loopback address alone", file, l)
		}
	}
}

// yamlBlock is a fenced block of YAML in a page.
var yamlBlock = regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$")

func TestPagesKeepToThemselves(t *testing.T) {
	seen := 0
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md", "examples/*.md", "examples/*/*.md", "testdata/*/*.md"} {
		pages, err := filepath.Glob(filepath.Join("../../..", pattern))
		require.NoError(t, err)
		for _, page := range pages {
			text, err := os.ReadFile(page)
			require.NoError(t, err)
			for _, block := range yamlBlock.FindAllSubmatch(text, -1) {
				c := parse(t, block[1])
				if c.at("receivers") == nil {
					continue
				}
				seen++
				assert.Empty(t, c.problems(), page)
			}
		}
	}
	assert.Positive(t, seen)
}

// TestPodsKeepToThemselves checks each configuration together with the names of the services that lead to its pods.
func TestPodsKeepToThemselves(t *testing.T) {
	objects := loadAll(t)
	seen := 0
	for _, w := range workloads(objects) {
		for _, volume := range w.template.Spec.Volumes {
			if volume.ConfigMap == nil {
				continue
			}
			configured, ok := find[*corev1.ConfigMap](objects, volume.ConfigMap.Name)
			require.True(t, ok)
			c := parse(t, []byte(configured.Data["config.yaml"]))
			seen++
			assert.Empty(t, c.problems(servicesOf(objects, w)...), w.GetName())
			var listens, declared []string
			for _, l := range c.listeners() {
				listens = append(listens, l.port)
			}
			for _, port := range w.template.Spec.Containers[0].Ports {
				declared = append(declared, fmt.Sprint(port.ContainerPort))
			}
			assert.ElementsMatch(t, listens, declared, "%s: ports of the pod, and of the Collector in it", w.GetName())
			assert.Contains(t, listens, w.template.Annotations["prometheus.io/port"], w.GetName())
		}
	}
	assert.Equal(t, 2, seen)
}

// servicesOf returns the names of the services that select the pods of a workload.
func servicesOf(objects []object, w workload) []string {
	var names []string
	for _, o := range objects {
		service, ok := o.(*corev1.Service)
		if !ok || !labels.SelectorFromSet(service.Spec.Selector).Matches(labels.Set(w.template.Labels)) {
			continue
		}
		for _, suffix := range []string{"", ".observability", ".observability.svc", ".observability.svc.cluster.local"} {
			names = append(names, service.Name+suffix)
		}
	}
	return names
}

// TestHelmKeepsToItself checks the values together with the name that the chart gives its service.
func TestHelmKeepsToItself(t *testing.T) {
	c := helmConfig(t)
	assert.Len(t, c.listeners(), 4)
	assert.Empty(t, c.problems("rustasync-opentelemetry-collector", "MY_POD_IP"))
}

// TestMistakesAreSeen checks that problems finds what it should.
func TestMistakesAreSeen(t *testing.T) {
	const whole = `
receivers: {otlp: {protocols: {grpc: {endpoint: "%s"}, http: }}}
exporters: {otlp_grpc/%s: {endpoint: "%s"}}
extensions: {health_check: %s}
`
	own, err := os.Hostname()
	require.NoError(t, err)
	const listens, health = "${env:OTLP_GRPC_ENDPOINT:-127.0.0.1:4317}", ""
	for _, c := range []struct{ what, receiver, name, target, health string }{
		{"as jaeger.yaml was", listens, "x", "${env:JAEGER_ENDPOINT:-localhost:4317}", health},
		{"the loopback address", listens, "x", "127.0.0.1:4317", health},
		{"any address", listens, "x", "0.0.0.0:4317", health},
		{"any address of version 6", listens, "x", "[::]:4317", health},
		{"the loopback address of version 6", listens, "x", "http://[::1]:4317", health},
		{"no host", listens, "x", ":4317", health},
		{"the machine's name", listens, "x", own + ":4317", health},
		{"gRPC's way to write it", listens, "x", "dns:///localhost:4317", health},
		{"the default of a protocol", listens, "x", "http://localhost:4318/v1/traces", health},
		{"the default of an extension", listens, "x", "localhost:13133", health},
		{"a service's name", listens, "x", "Gateway:4317", health},
		{"the Collector's own metrics", listens, "x", "localhost:8888", health},
		{"two on one port", listens, "x", "elsewhere:1", `{endpoint: "localhost:4318"}`},
		{"metrics and another on one port", listens, "x", "elsewhere:1", `{endpoint: "localhost:8888"}`},
		{"Jaeger's port for HTTP", listens, "jaeger", "localhost:9999", health},
		{"Pyroscope's port", "localhost:9095", "pyroscope", "localhost:9999", health},
	} {
		text := fmt.Sprintf(whole, c.receiver, c.name, c.target, c.health)
		assert.NotEmpty(t, parse(t, []byte(text)).problems("gateway"), "%s:%s", c.what, text)
	}
	for _, target := range []string{"localhost:4319", "elsewhere:4317", "https://localhost/api", "dns:///other:4317"} {
		text := fmt.Sprintf(whole, listens, "x", target, health)
		assert.Empty(t, parse(t, []byte(text)).problems("gateway"), text)
	}
}

// TestPageListsEveryExample checks that examples/README.md has one command for each, and that the YAML has the same one.
func TestPageListsEveryExample(t *testing.T) {
	commands := printed(t)
	for _, file := range files(t) {
		command := commands[filepath.Base(file)]
		require.NotEmpty(t, command, "examples/README.md does not say how to start %s", file)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		header := regexp.MustCompile(`(?m)^#   rustasync-collector (.*)$`).FindSubmatch(text)
		require.NotNil(t, header, "%s does not say how it is started", file)
		want, got := slices.Sorted(slices.Values(command[1:])), slices.Sorted(strings.FieldsSeq(string(header[1])))
		assert.Equal(t, want, got, file)
	}
	assert.Len(t, commands, len(files(t)))
}

// printed returns the commands in examples/README.md by the example that they start, without the variables that readers
// fill in.
func printed(t *testing.T) map[string][]string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(examples, "README.md"))
	require.NoError(t, err)
	commands := map[string][]string{}
	for line := range strings.Lines(string(page)) {
		_, command, ok := strings.Cut(line, "bin/rustasync-collector ")
		if !ok {
			continue
		}
		fields := strings.Fields("bin/rustasync-collector " + command)
		for _, field := range fields {
			if name, ok := strings.CutPrefix(field, "examples/"); ok {
				commands[name] = fields
			}
		}
	}
	return commands
}
