package rustasyncprocessor

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadatatest"
)

func TestProfiles(t *testing.T) {
	casetest.Run(t, "testdata/profiles/*.txtar", func(t *testing.T, c *casetest.Case) { runCase(t, c, processProfiles) })
}

func processProfiles(t *testing.T, config *Config, telemetry *componenttest.Telemetry, request []byte) []byte {
	t.Helper()
	var sink consumertest.ProfilesSink
	processor, err := newFactory().createProfiles(context.Background(), metadatatest.NewSettings(telemetry), config, &sink)
	require.NoError(t, err)
	profiles, err := (&pprofile.JSONUnmarshaler{}).UnmarshalProfiles(request)
	require.NoError(t, err)
	if config.Attributes != nil { // no option leaves all profiles alone
		require.NoError(t, processor.ConsumeProfiles(context.Background(), profiles))
		require.Len(t, sink.AllProfiles(), 1)
		profiles = sink.AllProfiles()[0]
	}
	out, err := (&pprofile.JSONMarshaler{}).MarshalProfiles(profiles)
	require.NoError(t, err)
	return out
}
