package processor

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// faulty is debug information that panics when it is asked.
type faulty struct{}

func (faulty) Kinds(*coroutine.Name, coroutine.Place, []coroutine.Kind) { panic("asked") }
func (f faulty) OfService(string, string) coroutine.Oracle              { return f }
func (faulty) Changes() uint64                                          { return 0 }
func (f faulty) OfBuilds([]string) coroutine.Oracle                     { return f }

func newFaultyProcessor(t *testing.T, signal Signal) (*Processor, *observer.ObservedLogs) {
	core, logged := observer.New(zap.InfoLevel)
	settings := componenttest.NewNopTelemetrySettings()
	settings.Logger = zap.New(core)
	p, err := New(settings, signal, Options{
		Languages: []string{"rust"}, Attributes: []string{stacktrace}, DebugInfo: faulty{},
		Rewrite: rewrite.Options{}, Profiles: ProfileOptions{Options: profiles.Options{Rules: profileRules()}},
	})
	require.NoError(t, err)
	return p, logged
}

func TestAFaultStopsNothing(t *testing.T) {
	p, logged := newFaultyProcessor(t, Logs)
	texts := realStacks(t, 1)
	got, err := p.Logs(context.Background(), newLogs(texts...))
	require.NoError(t, err)
	assert.Equal(t, marshalLogs(t, newLogs(texts...)), marshalLogs(t, got))
	require.Equal(t, 1, logged.Len())
	assert.Equal(t, "asked", logged.All()[0].ContextMap()["fault"])
	assert.Contains(t, logged.All()[0].ContextMap()["stack"], "evidence.Classify")
}

func TestAFaultLeavesProfilesAsTheyAre(t *testing.T) {
	p, logged := newFaultyProcessor(t, Profiles)
	for name, raw := range profiletest.Real(t, "../testdata/profiles") {
		if cleaned := cleanProfiles(t, p, raw); string(cleaned) != string(profiletest.Marshal(t, profiletest.Unmarshal(t, raw))) {
			t.Errorf("%s was changed", name)
		}
	}
	assert.Equal(t, 1, logged.Len())
}
