package processor

import (
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// profileRules are the defaults for profiles.
func profileRules() rewrite.Options {
	options := rewrite.DefaultOptions()
	options.Remove = rewrite.Set(rewrite.Generator, rewrite.Adapter, rewrite.Combinator, rewrite.Server, rewrite.Runtime)
	options.AroundApplication = true
	return options
}

func newProfileProcessor(t testing.TB, change func(*Options)) *Processor {
	t.Helper()
	options := Options{Languages: []string{"rust"}, Profiles: ProfileOptions{Rewrite: profileRules()}}
	if change != nil {
		change(&options)
	}
	p, err := New(componenttest.NewNopTelemetrySettings(), Profiles, options)
	require.NoError(t, err)
	return p
}

// realProfiles returns the captured profiles by name, as protobuf.
func realProfiles(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../testdata/profiles/*.pb.gz")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	all := map[string][]byte{}
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		defer f.Close()
		z, err := gzip.NewReader(f)
		require.NoError(t, err)
		raw, err := io.ReadAll(z)
		require.NoError(t, err)
		all[strings.TrimSuffix(filepath.Base(file), ".pb.gz")] = raw
	}
	return all
}

func unmarshalProfiles(t testing.TB, raw []byte) pprofile.Profiles {
	t.Helper()
	pd, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(raw)
	require.NoError(t, err)
	return pd
}

// marshalProfiles marshals a copy: marshalling changes what it is given.
func marshalProfiles(t testing.TB, pd pprofile.Profiles) []byte {
	t.Helper()
	same := pprofile.NewProfiles()
	pd.CopyTo(same)
	raw, err := (&pprofile.ProtoMarshaler{}).MarshalProfiles(same)
	require.NoError(t, err)
	return raw
}

func cleanProfiles(t testing.TB, p *Processor, raw []byte) []byte {
	t.Helper()
	pd, err := p.Profiles(context.Background(), unmarshalProfiles(t, raw))
	require.NoError(t, err)
	return marshalProfiles(t, pd)
}

func TestRealProfiles(t *testing.T) {
	for name, raw := range realProfiles(t) {
		t.Run(name, func(t *testing.T) {
			p := newProfileProcessor(t, nil)
			cleaned := cleanProfiles(t, p, raw)
			t.Logf("%d bytes became %d: %.3f", len(raw), len(cleaned), float64(len(cleaned))/float64(len(raw)))
			assert.Equal(t, cleaned, cleanProfiles(t, p, cleaned), "cleaned twice")
		})
	}
}
