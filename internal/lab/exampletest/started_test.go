package exampletest

// Running: the command on its page starts each example, with the default ports and without a backend.

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/running"
)

// patience is how long a Collector may take for anything, on a busy machine.
const patience = time.Minute

// started is a Collector that runs an example.
type started struct {
	*running.Process
	config
}

// startExample starts an example as examples/README.md says.
func startExample(t *testing.T, file string) started {
	t.Helper()
	if _, err := os.Stat(collector); err != nil {
		t.Skip("the Collector is not built: run `make examples`")
	}
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	s := started{config: parse(t, text)}
	command := printed(t)[filepath.Base(file)]
	program := running.Program{
		Patience: patience, Says: "Everything is ready.",
		Command: func([]string) *exec.Cmd {
			c := exec.Command("../../../"+command[0], command[1:]...)
			c.Path, c.Dir = absolute(t, c.Path), "../../.."
			c.Env = bareEnvironment()
			return c
		},
		Ready: func([]string) string { return "http://" + s.listener(t, "extensions.health_check") },
	}
	// Another program may have one of these ports for a while, such as the same test of another copy of this project.
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Second) {
		s.Process, err = running.Start(program)
		if !errors.Is(err, running.ErrPortTaken) || time.Now().After(deadline) {
			break
		}
	}
	require.NoError(t, err, file)
	t.Cleanup(func() {
		s.Kill() // without stopping, which would make it send what it holds
		if t.Failed() {
			log := s.Log()
			t.Log(log[max(0, len(log)-8<<10):])
		}
	})
	return s
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	require.NoError(t, err)
	return path
}

// bareEnvironment has none of the variables that examples read, and keeps anything from being sent off this machine.
func bareEnvironment() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HTTPS_PROXY=http://127.0.0.1:1", "HTTP_PROXY=http://127.0.0.1:1"}
}

// listener returns the address of a component that listens.
func (s started) listener(t *testing.T, component string) string {
	t.Helper()
	for _, l := range s.listeners() {
		if l.component == component {
			return net.JoinHostPort(l.host, l.port)
		}
	}
	t.Fatalf("%s does not listen", component)
	return ""
}

// item is one item of a signal: how to recognize it, and how often it counts.
type item struct {
	path, contentType string
	body              func(t *testing.T) []byte
	counts            int
}

// items has one item for each signal.
var items = map[string]item{
	"traces": {"/v1/traces", "application/json", func(*testing.T) []byte {
		return []byte(`{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0123456789abcdef0123456789abcdef",
			"spanId":"0123456789abcdef","name":"sent once"}]}]}]}`)
	}, 1},
	"logs": {"/v1/logs", "application/json", func(*testing.T) []byte {
		return []byte(`{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"sent once"}}]}]}]}`)
	}, 1},
	"profiles": {"/v1development/profiles", "application/x-protobuf", func(t *testing.T) []byte {
		file, err := os.Open("../../../testdata/profiles/shopd63_full.pb.gz")
		require.NoError(t, err)
		defer file.Close()
		zipped, err := gzip.NewReader(file)
		require.NoError(t, err)
		data, err := io.ReadAll(zipped)
		require.NoError(t, err)
		return data
	}, 3882}, // its stacks: a sample with several measurements is one
}

// sendAll sends an item to each of the pipelines, and returns the number of items that counts as.
func (s started) sendAll(t *testing.T) int {
	t.Helper()
	sent := 0
	for _, signal := range s.at("service", "pipelines").keys() {
		item := items[signal]
		address := "http://" + s.listener(t, "receivers.otlp.http") + item.path
		response, err := http.Post(address, item.contentType, bytes.NewReader(item.body(t)))
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		require.Equal(t, http.StatusOK, response.StatusCode, signal)
		sent += item.counts
	}
	return sent
}

// counted returns the sum of the Collector's own metrics whose names begin with the prefix.
func (s started) counted(t *testing.T, prefix string) int {
	t.Helper()
	response, err := http.Get("http://" + s.listener(t, metricsDefault.component) + "/metrics")
	require.NoError(t, err)
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	sum := 0.0
	for _, match := range regexp.MustCompile(`(?m)^`+prefix+`\S* (\S+)$`).FindAllSubmatch(page, -1) {
		value, err := strconv.ParseFloat(string(match[1]), 64)
		require.NoError(t, err)
		sum += value
	}
	return int(sum)
}

// tried reports whether the exporters have tried to send everything they were given. When an exporter sends to a
// receiver, the receiver counts before the exporter gets its answer.
func (s started) tried(t *testing.T) bool {
	t.Helper()
	return strings.Contains(s.Log(), "Exporting failed") || s.counted(t, "otelcol_exporter_sent_") > 0
}

func TestExamplesDoNotReceiveWhatTheyExport(t *testing.T) {
	for _, file := range files(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			s := startExample(t, file)
			sent := s.sendAll(t)
			require.Eventually(t, func() bool { return s.tried(t) }, patience, 50*time.Millisecond, "nothing is exported")
			assert.Equal(t, sent, s.counted(t, "otelcol_receiver_accepted_"), "items received, where so many were sent")
		})
	}
}

func TestExamplesStartBesideTheirBackends(t *testing.T) {
	seen := 0
	for _, file := range files(t) {
		ports, ok := backends[strings.TrimSuffix(filepath.Base(file), ".yaml")]
		if !ok {
			continue
		}
		seen++
		t.Run(filepath.Base(file), func(t *testing.T) {
			for _, port := range ports {
				// If we cannot get it, it is taken already, which is as good.
				if listener, err := net.Listen("tcp", "127.0.0.1:"+port); err == nil {
					t.Cleanup(func() { assert.NoError(t, listener.Close()) })
				}
			}
			startExample(t, file)
		})
	}
	assert.Equal(t, len(backends), seen)
}
