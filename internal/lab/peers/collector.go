package main

// The whole Collector, with and without the processor: OTLP over HTTP in and out, records without a stack, and exceptions.

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/plog/plogotlp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/running"
)

const configuration = `
receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:${env:PEERS_OTLP_PORT}"}}}}
extensions: {health_check: {endpoint: "127.0.0.1:${env:PEERS_HEALTH_PORT}"}}
processors: {rust_async: }
exporters: {otlp_http: {endpoint: %q, compression: none, sending_queue: {enabled: false}, retry_on_failure: {enabled: false}}}
service:
  extensions: [health_check]
  telemetry: {metrics: {level: none}, logs: {level: error}}
  pipelines: {logs: {receivers: [otlp], processors: [%s], exporters: [otlp_http]}}
`

const (
	senders   = 2
	patience  = time.Minute
	clockTick = 10 * time.Millisecond // of the times in /proc, on every platform that Go runs on
)

// pipeline is a Collector's list of processors.
type pipeline struct{ name, processors string }

var pipelines = []pipeline{{"without", ""}, {"with rust_async", "rust_async"}}

// throughput is what a Collector achieved.
type throughput struct {
	perSecond float64       // records
	processor time.Duration // per record
}

func compareCollectors(out io.Writer, records []record, binary string) error {
	fmt.Fprintf(out, "The whole Collector, OTLP/HTTP in and out, %d senders, median of %d runs.\n\n", senders, rounds)
	fmt.Fprintln(out, "| records | pipeline | records per second | relative to without | CPU per million records |")
	fmt.Fprintln(out, "| --- | --- | ---: | ---: | ---: |")
	for _, l := range append([]load{ordinary}, loads...) {
		requests, err := newRequests(records, l)
		if err != nil {
			return err
		}
		all := make([][]throughput, len(pipelines))
		for range rounds {
			for i, p := range pipelines {
				t, err := runCollector(binary, p, requests, l.passes()*len(records))
				if err != nil {
					return fmt.Errorf("pipeline %s: %w", p.name, err)
				}
				all[i] = append(all[i], t)
			}
		}
		bare := 0.0
		for i, p := range pipelines {
			slices.SortFunc(all[i], func(a, b throughput) int { return cmp.Compare(a.perSecond, b.perSecond) })
			m := all[i][rounds/2]
			if i == 0 {
				bare = m.perSecond
			}
			fmt.Fprintf(out, "| %s | %s | %.0f | %.2f | %.1f s |\n", l.name, p.name, m.perSecond, m.perSecond/bare, m.processor.Seconds()*1e6)
		}
	}
	fmt.Fprintln(out)
	return nil
}

// newRequests returns the bodies of all requests of a run.
func newRequests(records []record, l load) ([][]byte, error) {
	var bodies [][]byte
	for pass := range l.passes() {
		for _, logs := range batches(records, l, pass) {
			body, err := plogotlp.NewExportRequestFromLogs(logs).MarshalProto()
			if err != nil {
				return nil, err
			}
			bodies = append(bodies, body)
		}
	}
	return bodies, nil
}

// runCollector sends all requests to a Collector and counts what comes out.
func runCollector(binary string, p pipeline, requests [][]byte, records int) (t throughput, err error) {
	var sink counter
	server := httptest.NewServer(&sink)
	defer server.Close()
	c, err := startCollector(binary, p, server.URL)
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, c.stop()) }()
	if err := c.send(requests[:1]); err != nil { // wait until it is ready and connections are open
		return t, err
	}
	before, started := c.processorTime(), time.Now()
	if err := c.send(requests); err != nil {
		return t, err
	}
	elapsed, spent := time.Since(started), c.processorTime()-before
	if sink.failed != nil {
		return t, sink.failed
	}
	if sink.records != records+batchSize {
		return t, fmt.Errorf("%d records of %d came out", sink.records, records+batchSize)
	}
	return throughput{float64(records) / elapsed.Seconds(), spent / time.Duration(records)}, nil
}

// counter counts the log records it receives.
type counter struct {
	mu      sync.Mutex
	records int
	failed  error
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var logs plog.Logs
	if err == nil {
		logs, err = (&plog.ProtoUnmarshaler{}).UnmarshalLogs(body)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.failed = err
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.records += logs.LogRecordCount()
	w.Header().Set("Content-Type", "application/x-protobuf")
}

// collector is a running Collector.
type collector struct {
	*running.Process
	url    string
	folder string
}

func startCollector(binary string, p pipeline, exporter string) (*collector, error) {
	folder, err := os.MkdirTemp("", "peers-")
	if err != nil {
		return nil, err
	}
	config := filepath.Join(folder, "collector.yaml")
	if err := os.WriteFile(config, fmt.Appendf(nil, configuration, exporter, p.processors), 0o600); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	process, err := running.Start(running.Program{
		Ports: 2, Patience: patience,
		Command: func(ports []string) *exec.Cmd {
			command := exec.Command(binary, "--config", config)
			command.Env = append(os.Environ(), "PEERS_OTLP_PORT="+ports[0], "PEERS_HEALTH_PORT="+ports[1])
			return command
		},
		Ready: func(ports []string) string { return "http://127.0.0.1:" + ports[1] },
	})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return &collector{process, "http://127.0.0.1:" + process.Ports[0] + "/v1/logs", folder}, nil
}

func (c *collector) stop() error {
	return errors.Join(c.Stop(), os.RemoveAll(c.folder))
}

// send sends the requests, several at a time.
func (c *collector) send(requests [][]byte) error {
	next, all := make(chan []byte), sync.WaitGroup{}
	failures := make([]error, senders)
	for i := range senders {
		all.Go(func() {
			for body := range next {
				failures[i] = errors.Join(failures[i], c.post(body))
			}
		})
	}
	for _, body := range requests {
		next <- body
	}
	close(next)
	all.Wait()
	return errors.Join(failures...)
}

func (c *collector) post(body []byte) error {
	response, err := http.Post(c.url, "application/x-protobuf", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", response.Status, answer)
	}
	return err
}

// processorTime returns the CPU time of the Collector so far (proc(5), fields utime and stime).
func (c *collector) processorTime() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.Cmd.Process.Pid))
	if err != nil || runtime.GOOS != "linux" {
		return 0
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * clockTick
}
