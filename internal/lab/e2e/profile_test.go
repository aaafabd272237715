package e2e

// What a profiling backend that takes OTLP over gRPC, such as Pyroscope, gets of a profile.

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	collectorprofiles "go.opentelemetry.io/proto/otlp/collector/profiles/v1development"
	profiles "go.opentelemetry.io/proto/otlp/profiles/v1development"
	"google.golang.org/grpc"
	_ "google.golang.org/grpc/encoding/gzip" // which the Collector uses
	"google.golang.org/protobuf/proto"
)

// profileBackend keeps the profiles that it gets.
type profileBackend struct {
	collectorprofiles.UnimplementedProfilesServiceServer
	mutex    sync.Mutex
	requests []*collectorprofiles.ExportProfilesServiceRequest
}

func (b *profileBackend) Export(
	_ context.Context, r *collectorprofiles.ExportProfilesServiceRequest,
) (*collectorprofiles.ExportProfilesServiceResponse, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.requests = append(b.requests, r)
	return &collectorprofiles.ExportProfilesServiceResponse{}, nil
}

func TestPyroscopeGetsACleanedProfile(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	backend := &profileBackend{}
	server := grpc.NewServer(grpc.MaxRecvMsgSize(64 << 20))
	collectorprofiles.RegisterProfilesServiceServer(server, backend)
	go func() { _ = server.Serve(listener) }() // ends with Stop
	t.Cleanup(server.Stop)

	zipped, err := gzip.NewReader(bytes.NewReader(recorded(t, "profiles/shopd63_full.pb.gz")))
	require.NoError(t, err)
	sent, err := io.ReadAll(zipped)
	require.NoError(t, err)
	c := startCollector(t, "pyroscope.yaml", "PYROSCOPE_ENDPOINT="+listener.Addr().String())
	c.send(t, "/v1development/profiles", "application/x-protobuf", sent)
	stop(t, c.Process)

	require.Len(t, backend.requests, 1)
	got := backend.requests[0]
	var before, want profiles.ProfilesData
	require.NoError(t, proto.Unmarshal(sent, &before))
	cleaned := rustasync(t, sent, "clean", "--config", "../../../examples/pyroscope.yaml")
	require.NoError(t, proto.Unmarshal(cleaned, &want))
	assert.Equal(t, totals(before.ResourceProfiles), totals(got.ResourceProfiles))
	assert.Equal(t, functionNames(want.Dictionary), functionNames(got.Dictionary))
	assert.Equal(t, len(want.Dictionary.StackTable), len(got.Dictionary.StackTable))
	t.Logf("%d samples and their sum as before; %d functions of %d, %d stacks of %d", totals(got.ResourceProfiles).samples,
		len(got.Dictionary.FunctionTable), len(before.Dictionary.FunctionTable),
		len(got.Dictionary.StackTable), len(before.Dictionary.StackTable))
}

// total is what must not change: the number of samples, and the sum of their values.
type total struct{ samples, value int64 }

func totals(resources []*profiles.ResourceProfiles) (sum total) {
	for _, resource := range resources {
		for _, scope := range resource.ScopeProfiles {
			for _, profile := range scope.Profiles {
				for _, sample := range profile.Samples {
					sum.samples += int64(max(len(sample.TimestampsUnixNano), 1))
					for _, value := range sample.Values {
						sum.value += value
					}
				}
			}
		}
	}
	return sum
}

func functionNames(dictionary *profiles.ProfilesDictionary) []string {
	var names []string
	for _, function := range dictionary.FunctionTable {
		names = append(names, dictionary.StringTable[function.NameStrindex])
	}
	slices.Sort(names)
	return slices.Compact(names)
}
