package e2e

// A Collector under load and faults: many senders, a backend that fails and is slow, restarts, reloads of the
// configuration, and an index file that is replaced while in use, sometimes with a damaged one. Whatever the Collector
// accepted must arrive, cleaned. The variable SOAK says how long: `make soak SOAK=10m`.

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	collectorlogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	logs "go.opentelemetry.io/proto/otlp/logs/v1"
	"google.golang.org/protobuf/proto"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/running"
)

const (
	senders   = 4
	batchSize = 20
	phases    = 6 // the Collector restarts between them
)

// soak is one run of the test.
type soak struct {
	*testing.T
	lasts    time.Duration
	texts    []string
	index    []byte
	folder   string       // of indexes and of the sending queue
	http     atomic.Value // the address of the receiver, which changes with each restart
	backend  string
	arrivals *arrivals

	next   atomic.Int64
	mutex  sync.Mutex
	taken  map[int64]bool // ids that the Collector acknowledged; true if sent only once
	peaks  []int          // memory in each phase, in KiB
	reload int
}

func TestSoak(t *testing.T) {
	lasts, err := time.ParseDuration(os.Getenv("SOAK"))
	if err != nil {
		t.Skip("this takes a while: run `make soak`")
	}
	s := &soak{
		T: t, lasts: lasts, index: recorded(t, "corpus/index/1.95-v0-release.idx"), folder: t.TempDir(),
		taken: map[int64]bool{}, arrivals: &arrivals{times: map[int64]int{}, expected: map[string]bool{}},
	}
	s.readTexts()
	backend := httptest.NewServer(s.arrivals)
	t.Cleanup(backend.Close)
	s.backend = backend.URL
	require.NoError(t, os.Mkdir(filepath.Join(s.folder, "queue"), 0o700))

	enough, sending := make(chan struct{}), sync.WaitGroup{}
	for range senders {
		sending.Go(func() { s.send(enough) })
	}
	for phase := range phases {
		p := s.start()
		s.phase(p)
		if phase == phases-1 {
			close(enough)
			sending.Wait()
			s.awaitAll()
		}
		stop(t, p)
	}
	s.judge()
}

// readTexts reads the texts to send, and what they may become: with the index, and without.
func (s *soak) readTexts() {
	var request collectorlogs.ExportLogsServiceRequest
	readJSON(s, recorded(s, "demo/logs.json"), &request)
	index := filepath.Join(s.folder, "known")
	require.NoError(s, os.WriteFile(index, s.index, 0o600))
	for _, resource := range request.ResourceLogs {
		for _, scope := range resource.ScopeLogs {
			for _, record := range scope.LogRecords {
				for _, a := range record.Attributes {
					if text := a.Value.GetStringValue(); a.Key == stackKey && !slices.Contains(s.texts, text) {
						s.texts = append(s.texts, text)
						s.arrivals.expected[string(rustasync(s, []byte(text), "clean"))] = true
						s.arrivals.expected[string(rustasync(s, []byte(text), "clean", "--debug-info", index))] = true
					}
				}
			}
		}
	}
	require.NotEmpty(s, s.texts)
}

// start starts the Collector with the queue that the previous one left.
func (s *soak) start() *running.Process {
	program := binary(s, "rustasync-collector")
	p := start(s, running.Program{
		Ports: 2,
		Command: func(ports []string) *exec.Cmd {
			at := loopback(ports)
			command := exec.Command(program, "--config", "soak.yaml")
			command.Env = append(os.Environ(), "OTLP_HTTP_ENDPOINT="+at[0], "SOAK_HEALTH="+at[1], "SOAK_BACKEND="+s.backend,
				"SOAK_INDEXES="+filepath.Join(s.folder, "*.idx"), "SOAK_STORAGE="+filepath.Join(s.folder, "queue"))
			return command
		},
		Ready: func(ports []string) string { return "http://127.0.0.1:" + ports[1] },
	})
	s.http.Store("http://127.0.0.1:" + p.Ports[0])
	return p
}

// phase is the time between two restarts.
func (s *soak) phase(p *running.Process) {
	peak, began := 0, time.Now()
	for round := 0; time.Since(began) < s.lasts/phases; round++ {
		s.replaceIndex(round)
		if round%10 == 5 {
			require.NoError(s, p.Cmd.Process.Signal(syscall.SIGHUP)) // it reloads its configuration
			s.reload++
		}
		time.Sleep(100 * time.Millisecond)
		peak = max(peak, s.memory(p))
	}
	s.peaks = append(s.peaks, peak)
	require.Eventually(s, func() bool {
		response, err := http.Get("http://127.0.0.1:" + p.Ports[1])
		return err == nil && response.Body.Close() == nil
	}, patience, 50*time.Millisecond)
}

// replaceIndex replaces the index with another file: complete, damaged, or none.
func (s *soak) replaceIndex(round int) {
	path := filepath.Join(s.folder, "soak.idx")
	if round%3 == 2 {
		_ = os.Remove(path) // it may not exist
		return
	}
	data := s.index
	if round%3 == 1 {
		data = data[:len(data)/2]
	}
	require.NoError(s, os.WriteFile(path+".new", data, 0o600))
	require.NoError(s, os.Rename(path+".new", path))
}

// memory returns the process's own memory in KiB, without the file of the queue, which is mapped whole and grows while
// the backend is slow.
func (s *soak) memory(p *running.Process) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Cmd.Process.Pid))
	if err != nil {
		return 0 // another system, or it is about to end
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	kib := 0
	_, _ = fmt.Sscan(rest, &kib) // 0 if it is not there
	return kib
}

// send sends records, repeating each until the Collector acknowledges it.
func (s *soak) send(enough chan struct{}) {
	for {
		select {
		case <-enough:
			return
		default:
		}
		ids, body := s.batch()
		for tries := 1; ; tries++ {
			address, _ := s.http.Load().(string) // none before the first start
			response, err := http.Post(address+"/v1/logs", "application/x-protobuf", bytes.NewReader(body))
			if err == nil && response.Body.Close() == nil && response.StatusCode == http.StatusOK {
				s.mutex.Lock()
				for _, id := range ids {
					s.taken[id] = tries == 1
				}
				s.mutex.Unlock()
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

func (s *soak) batch() (ids []int64, body []byte) {
	scope := &logs.ScopeLogs{}
	for range batchSize {
		id := s.next.Add(1)
		ids = append(ids, id)
		text := s.texts[int(id)%len(s.texts)]
		scope.LogRecords = append(scope.LogRecords, &logs.LogRecord{Attributes: []*common.KeyValue{
			{Key: idKey, Value: &common.AnyValue{Value: &common.AnyValue_IntValue{IntValue: id}}},
			{Key: stackKey, Value: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: text}}},
		}})
	}
	body, err := proto.Marshal(&collectorlogs.ExportLogsServiceRequest{
		ResourceLogs: []*logs.ResourceLogs{{ScopeLogs: []*logs.ScopeLogs{scope}}},
	})
	if err != nil {
		panic(err) // it is made here
	}
	return ids, body
}

// awaitAll waits until everything acknowledged has arrived.
func (s *soak) awaitAll() {
	assert.Eventually(s, func() bool { return s.missing() == 0 }, 2*patience, 100*time.Millisecond)
}

func (s *soak) missing() int {
	s.arrivals.mutex.Lock()
	defer s.arrivals.mutex.Unlock()
	missing := 0
	for id := range s.taken {
		if s.arrivals.times[id] == 0 {
			missing++
		}
	}
	return missing
}

func (s *soak) judge() {
	again := 0
	for id, times := range s.arrivals.times {
		if s.taken[id] && times > 1 {
			again++
		}
	}
	s.Logf("%d records taken, %d missing; %d requests came, %d were refused; %d restarts, %d reloads; "+
		"%d records came again, in a request that was sent again; KiB at most in each phase: %v",
		len(s.taken), s.missing(), s.arrivals.requests, s.arrivals.refused, phases-1, s.reload, again, s.peaks)
	assert.Zero(s, s.missing(), "acknowledged records that did not arrive")
	assert.Zero(s, s.arrivals.twice, "records that are in a request twice")
	assert.Empty(s, s.arrivals.wrong, "a text that is not allowed")
}
