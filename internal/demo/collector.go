package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

//go:embed collector.yaml
var configuration []byte

// patience is how long the Collector may take to start or to stop.
const patience = 30 * time.Second

// collector is a running Collector on loopback ports of its own.
type collector struct {
	process                 *exec.Cmd
	ended                   chan struct{} // closed when the process has ended
	folder                  string        // with its configuration, what it exports and what it logs
	otlp, health, telemetry int           // ports
}

// startCollector starts the binary and waits until its health check answers.
func startCollector(binary string) (*collector, error) {
	folder, err := os.MkdirTemp("", "rustasync-demo-")
	if err != nil {
		return nil, err
	}
	c := &collector{folder: folder, ended: make(chan struct{})}
	if err := c.start(binary); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	if err := c.awaitHealth(); err != nil {
		log, _ := os.ReadFile(c.log())
		c.stop()
		return nil, fmt.Errorf("%w; the Collector says:\n%s", err, log)
	}
	return c, nil
}

// start starts the binary with the demo's configuration.
func (c *collector) start(binary string) (err error) {
	if c.otlp, c.health, c.telemetry, err = freePorts(); err != nil {
		return err
	}
	config := filepath.Join(c.folder, "collector.yaml")
	if err := os.WriteFile(config, configuration, 0o600); err != nil {
		return err
	}
	log, err := os.Create(c.log())
	if err != nil {
		return err
	}
	defer log.Close()
	// Pipelines of profiles are behind this gate for as long as the signal is in development.
	c.process = exec.Command(binary, "--config", config, "--feature-gates=service.profilesSupport")
	c.process.Stdout, c.process.Stderr = log, log
	c.process.Env = append(os.Environ(),
		fmt.Sprintf("DEMO_OTLP_PORT=%d", c.otlp),
		fmt.Sprintf("DEMO_HEALTH_PORT=%d", c.health),
		fmt.Sprintf("DEMO_METRICS_PORT=%d", c.telemetry),
		"DEMO_OUTPUT="+c.output(),
	)
	if err := c.process.Start(); err != nil {
		return err
	}
	go func() {
		_ = c.process.Wait() // how it ended is in its log
		close(c.ended)
	}()
	return nil
}

func (c *collector) output() string { return filepath.Join(c.folder, "exported.json") }
func (c *collector) log() string    { return filepath.Join(c.folder, "collector.log") }

// freePorts returns three ports of the loopback address that nobody listens on.
func freePorts() (a, b, c int, err error) {
	var ports [3]int
	for i := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return 0, 0, 0, err
		}
		defer listener.Close()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports[0], ports[1], ports[2], nil
}

func (c *collector) awaitHealth() error {
	deadline := time.After(patience)
	for {
		select {
		case <-c.ended:
			return errors.New("the Collector ended before it was ready")
		case <-deadline:
			return fmt.Errorf("the Collector was not ready after %v", patience)
		case <-time.After(50 * time.Millisecond):
		}
		if _, err := c.get(c.health, "/"); err == nil {
			return nil
		}
	}
}

// get returns the body of a page that answers with status 200.
func (c *collector) get(port int, path string) ([]byte, error) {
	response, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d%s", port, path))
	if err != nil {
		return nil, err
	}
	return readAll(response)
}

// send hands the Collector one request of OTLP/HTTP. The answer comes after the exporter has the data.
func (c *collector) send(r request) error {
	url := fmt.Sprintf("http://127.0.0.1:%d/%s", c.otlp, r.path)
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
	page, err := c.get(c.telemetry, "/metrics")
	if err != nil {
		return nil, err
	}
	return parseCounts(page), nil
}

// finish has the Collector end by itself, which writes out all it holds, and returns what it exported: a request
// of OTLP in JSON each.
func (c *collector) finish() ([][]byte, error) {
	if err := c.process.Process.Signal(os.Interrupt); err != nil {
		return nil, err
	}
	select {
	case <-c.ended:
	case <-time.After(patience):
		return nil, fmt.Errorf("the Collector had not stopped after %v", patience)
	}
	exported, err := os.ReadFile(c.output())
	if err != nil {
		return nil, err
	}
	return bytes.Split(bytes.TrimSpace(exported), []byte("\n")), nil
}

// stop ends the Collector whatever it is doing, and removes its folder.
func (c *collector) stop() {
	_ = c.process.Process.Kill() // an error says that it has ended
	<-c.ended
	_ = os.RemoveAll(c.folder)
}
