package e2e

// The backend of the soak test, which fails and is slow, and counts what arrives.

import (
	"compress/gzip"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	collectorlogs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	logs "go.opentelemetry.io/proto/otlp/logs/v1"
	"google.golang.org/protobuf/proto"
)

// The attributes of the soak test's records.
const (
	idKey    = "soak.id"
	stackKey = "exception.stacktrace"
)

// arrivals is what has arrived.
type arrivals struct {
	expected map[string]bool // the texts that are allowed

	mutex    sync.Mutex
	times    map[int64]int // by id: how often it arrived
	wrong    string        // a text that is not allowed
	twice    int           // ids that were in one request twice
	requests int
	refused  int
}

// ServeHTTP sometimes fails or waits before it accepts anything.
func (a *arrivals) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch chance := rand.IntN(100); {
	case chance < 10:
		a.mutex.Lock()
		a.refused++
		a.mutex.Unlock()
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	case chance < 15:
		time.Sleep(time.Duration(rand.IntN(300)) * time.Millisecond)
	}
	var request collectorlogs.ExportLogsServiceRequest
	body, err := readBody(r)
	if err == nil {
		err = proto.Unmarshal(body, &request)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.requests++
	here := map[int64]bool{}
	for _, resource := range request.ResourceLogs {
		for _, scope := range resource.ScopeLogs {
			for _, record := range scope.LogRecords {
				a.take(record, here)
			}
		}
	}
}

// take counts a record; here has the ids of its request.
func (a *arrivals) take(record *logs.LogRecord, here map[int64]bool) {
	id, stack := int64(0), ""
	for _, attribute := range record.Attributes {
		switch attribute.Key {
		case idKey:
			id = attribute.Value.GetIntValue()
		case stackKey:
			stack = attribute.Value.GetStringValue()
		}
	}
	if here[id] {
		a.twice++
	}
	here[id] = true
	a.times[id]++
	if !a.expected[stack] {
		a.wrong = stack
	}
}

// readBody returns the body of a request, unzipped.
func readBody(r *http.Request) ([]byte, error) {
	if r.Header.Get("Content-Encoding") != "gzip" {
		return io.ReadAll(r.Body)
	}
	unzipped, err := gzip.NewReader(r.Body)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unzipped)
}
