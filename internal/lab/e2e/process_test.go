package e2e

// The programs that the tests start: the Collector that `make collector` builds, and Jaeger.

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/running"
)

const bin = "../../../bin"

// binary returns the path of a program that a make target builds, and skips the test if it is missing.
func binary(t testing.TB, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(bin, name))
	require.NoError(t, err)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not built: run `make e2e`", name)
	}
	return path
}

// start starts a program. It stops with the test, and prints its log if the test failed.
func start(t testing.TB, p running.Program) *running.Process {
	t.Helper()
	p.Patience = patience
	process, err := running.Start(p)
	require.NoError(t, err)
	t.Cleanup(func() {
		stop(t, process)
		if t.Failed() {
			t.Logf("%s:\n%s", filepath.Base(process.Path), process.Log())
		}
	})
	return process
}

// stop asks a program to end, which makes the Collector send what it holds.
func stop(t testing.TB, p *running.Process) {
	t.Helper()
	require.NoError(t, p.Stop())
}

// loopback returns the addresses of ports.
func loopback(ports []string) []string {
	addresses := make([]string, len(ports))
	for i, port := range ports {
		addresses[i] = "127.0.0.1:" + port
	}
	return addresses
}

// collector is a running Collector, identified by the address of its OTLP receiver over HTTP.
type collector struct {
	*running.Process
	otlp string
}

// startCollector starts the Collector with one of the example configurations.
func startCollector(t testing.TB, example string, environment ...string) *collector {
	t.Helper()
	program := binary(t, "rustasync-collector")
	p := start(t, running.Program{
		Ports: 3,
		Command: func(ports []string) *exec.Cmd {
			at := loopback(ports)
			command := exec.Command(program, "--config", filepath.Join("../../../examples", example),
				"--feature-gates=service.profilesSupport", "--set=service.telemetry.metrics.level=none")
			command.Env = append(append(os.Environ(), environment...),
				"OTLP_HTTP_ENDPOINT="+at[0], "OTLP_GRPC_ENDPOINT="+at[1], "HEALTH_ENDPOINT="+at[2])
			return command
		},
		Ready: func(ports []string) string { return "http://127.0.0.1:" + ports[2] },
	})
	return &collector{p, "http://127.0.0.1:" + p.Ports[0]}
}

// send sends the Collector a request.
func (c *collector) send(t testing.TB, path, contentType string, body []byte) {
	t.Helper()
	response, err := http.Post(c.otlp+path, contentType, bytes.NewReader(body))
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusOK, response.StatusCode, "%s", path)
}

// rustasync runs the command.
func rustasync(t testing.TB, input []byte, args ...string) []byte {
	t.Helper()
	command := exec.Command(binary(t, "rustasync"), args...)
	command.Stdin = bytes.NewReader(input)
	var log bytes.Buffer
	command.Stderr = &log
	out, err := command.Output()
	require.NoError(t, err, log.String())
	return out
}

func recorded(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../testdata", path))
	require.NoError(t, err)
	return data
}
