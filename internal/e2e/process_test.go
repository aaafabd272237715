package e2e

// The programs that the tests start: the Collector that `make collector` builds, and Jaeger.

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const bin = "../../bin"

// binary returns the path of a program that a make target builds; the test is skipped where it is not there.
func binary(t testing.TB, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(bin, name))
	require.NoError(t, err)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not built: run `make e2e`", name)
	}
	return path
}

// freePort returns a port of the loopback address that nobody listens on.
func freePort(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, listener.Close()) }()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	return port
}

// process is a running program.
type process struct {
	*exec.Cmd
	log   bytes.Buffer
	ended chan struct{}
}

// start starts a program and waits until the address answers. It is stopped with the test, which shows its log if it
// failed.
func start(t testing.TB, ready string, environment []string, name string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(name, args...), ended: make(chan struct{})}
	p.Env = append(os.Environ(), environment...)
	p.Stdout, p.Stderr = &p.log, &p.log
	require.NoError(t, p.Start())
	go func() {
		_ = p.Wait() // how it ended is in its log
		close(p.ended)
	}()
	t.Cleanup(func() {
		p.stop(t)
		if t.Failed() {
			t.Logf("%s:\n%s", filepath.Base(name), p.log.String())
		}
	})
	require.Eventually(t, func() bool {
		response, err := http.Get(ready)
		if err != nil {
			return false
		}
		return response.Body.Close() == nil && response.StatusCode == http.StatusOK
	}, patience, 50*time.Millisecond, "%s was not ready", name)
	return p
}

// stop has the program end by itself, which makes the Collector send what it holds.
func (p *process) stop(t testing.TB) {
	t.Helper()
	_ = p.Process.Signal(os.Interrupt) // it may have ended already
	select {
	case <-p.ended:
	case <-time.After(patience):
		_ = p.Process.Kill()
		t.Errorf("%s did not stop", p.Path)
	}
}

// collector is a running Collector, by the address of its OTLP receiver over HTTP.
type collector struct {
	*process
	otlp string
}

// startCollector starts the Collector with one of the configurations in examples.
func startCollector(t testing.TB, example string, environment ...string) *collector {
	t.Helper()
	program, http, health := binary(t, "rustasync-collector"), freePort(t), freePort(t)
	environment = append(environment, "OTLP_HTTP_ENDPOINT=127.0.0.1:"+http, "OTLP_GRPC_ENDPOINT=127.0.0.1:"+freePort(t))
	p := start(t, "http://127.0.0.1:"+health, environment, program,
		"--config", filepath.Join("../../examples", example), "--feature-gates=service.profilesSupport",
		"--set=extensions.health_check.endpoint=127.0.0.1:"+health, "--set=service.telemetry.metrics.level=none")
	return &collector{p, "http://127.0.0.1:" + http}
}

// send hands the Collector a request.
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
	data, err := os.ReadFile(filepath.Join("../../testdata", path))
	require.NoError(t, err)
	return data
}
