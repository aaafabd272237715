package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/running"
)

//go:embed collector.yaml
var configuration []byte

// patience is how long the Collector may take to start or to stop.
const patience = time.Minute

// collector is a running Collector with loopback ports of its own.
type collector struct {
	*running.Process
	folder          string // with its configuration and what it exports
	otlp, telemetry string // ports
}

// startCollector starts the binary with the demo's configuration and waits until its health check answers.
func startCollector(binary string) (*collector, error) {
	folder, err := os.MkdirTemp("", "rustasync-demo-")
	if err != nil {
		return nil, err
	}
	c := &collector{folder: folder}
	config := filepath.Join(folder, "collector.yaml")
	if err := os.WriteFile(config, configuration, 0o600); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	c.Process, err = running.Start(running.Program{
		Ports: 3, Patience: patience,
		Command: func(ports []string) *exec.Cmd {
			// Pipelines of profiles need this gate as long as the signal is in development.
			command := exec.Command(binary, "--config", config, "--feature-gates=service.profilesSupport")
			command.Env = append(os.Environ(), "DEMO_OTLP_PORT="+ports[0], "DEMO_HEALTH_PORT="+ports[1],
				"DEMO_METRICS_PORT="+ports[2], "DEMO_OUTPUT="+c.output())
			return command
		},
		Ready: func(ports []string) string { return "http://127.0.0.1:" + ports[1] },
	})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	c.otlp, c.telemetry = c.Ports[0], c.Ports[2]
	return c, nil
}

func (c *collector) output() string { return filepath.Join(c.folder, "exported.json") }

// send sends the Collector one request of OTLP/HTTP. The answer comes after the exporter has the data.
func (c *collector) send(r request) error {
	url := fmt.Sprintf("http://127.0.0.1:%s/%s", c.otlp, r.path)
	post, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(r.body))
	if err != nil {
		return err
	}
	post.Header.Set("Content-Type", r.contentType)
	if r.zipped {
		post.Header.Set("Content-Encoding", "gzip")
	}
	response, err := http.DefaultClient.Do(post)
	if err != nil {
		return err
	}
	_, err = readAll(response)
	return err
}

func readAll(response *http.Response) ([]byte, error) {
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s: %s", response.Request.URL, response.Status, body)
	}
	return body, nil
}

// counts returns what the processor counted, from the Collector's own telemetry.
func (c *collector) counts() (counts, error) {
	response, err := http.Get("http://127.0.0.1:" + c.telemetry + "/metrics")
	if err != nil {
		return nil, err
	}
	page, err := readAll(response)
	if err != nil {
		return nil, err
	}
	return parseCounts(page), nil
}

// finish stops the Collector, which writes out everything it holds, and returns what it exported: one OTLP request in
// JSON each.
func (c *collector) finish() ([][]byte, error) {
	if err := c.Stop(); err != nil {
		return nil, err
	}
	exported, err := os.ReadFile(c.output())
	if err != nil {
		return nil, err
	}
	return bytes.Split(bytes.TrimSpace(exported), []byte("\n")), nil
}

// remove kills the Collector, whatever it is doing, and removes its folder.
func (c *collector) remove() {
	c.Kill()
	_ = os.RemoveAll(c.folder)
}
