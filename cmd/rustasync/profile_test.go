package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
)

// shopd is a real profile.
const shopd = "../../testdata/profiles/shopd63_full.pb.gz"

// TestProfiles cleans and explains the profiles in testdata, with the configuration in the section "config".
func TestProfiles(t *testing.T) {
	casetest.Run(t, "testdata/*.txtar", func(t *testing.T, c *casetest.Case) {
		var flags []string
		if config, ok := c.Section("config"); ok {
			flags = []string{"--config", file(t, "config.yaml", config)}
		}
		cleaned := rustasync(t, c.Input(t), append([]string{"clean"}, flags...)...)
		assert.Zero(t, cleaned.code)
		c.Want(t, cleaned.out)
		assert.Equal(t, cleaned, rustasync(t, cleaned.out, append([]string{"clean"}, flags...)...), "cleaned again")
		c.Check(t, "explain", rustasync(t, c.Input(t), append([]string{"explain"}, flags...)...).out)
	})
}

func TestCleanBinaryProfiles(t *testing.T) {
	once := filepath.Join(t.TempDir(), "cleaned.pb.gz")
	assert.Equal(t, result{}, rustasync(t, "", "clean", shopd, "-o", once))
	before, err := os.ReadFile(shopd)
	require.NoError(t, err)
	after, err := os.ReadFile(once)
	require.NoError(t, err)
	assert.Less(t, len(after), len(before))
	assert.Equal(t, result{out: string(after)}, rustasync(t, string(before), "clean"), "from standard input to standard output")

	assert.Equal(t, result{}, rustasync(t, "", "clean", once, "--output", once))
	twice, err := os.ReadFile(once)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(after, twice), "cleaned in place")

	got := rustasync(t, "", "clean", shopd, shopd)
	assert.Equal(t, 1, got.code)
	assert.Contains(t, got.warnings, "one at a time")
}

func TestNoBinaryForATerminal(t *testing.T) {
	script, err := exec.LookPath("script")
	if err != nil {
		t.Skip("no command script, which makes a terminal")
	}
	out, err := exec.Command(script, "-qec", strings.Join(command.Line("clean", shopd), " "), "/dev/null").Output()
	assert.Error(t, err)
	assert.Contains(t, string(out), "-o FILE")
	assert.Less(t, len(out), 300)
}

func TestAFileThatFailsIsNotReplaced(t *testing.T) {
	kept := file(t, "kept.pb.gz", "kept")
	assert.Equal(t, 1, rustasync(t, "", "clean", shopd, shopd, "-o", kept).code)
	text, err := os.ReadFile(kept)
	require.NoError(t, err)
	assert.Equal(t, "kept", string(text))
	entries, err := os.ReadDir(filepath.Dir(kept))
	require.NoError(t, err)
	assert.Len(t, entries, 1)
}

// pprofOfShopd returns the real profile as pprof.
func pprofOfShopd(t *testing.T) string {
	t.Helper()
	raw, err := profiletest.ReadFile(shopd)
	require.NoError(t, err)
	data, err := profiletest.Decode(raw)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, profiletest.Pprof(data).Write(&out))
	return out.String()
}

func TestPprof(t *testing.T) {
	in := pprofOfShopd(t)
	got := rustasync(t, in, "clean")
	require.Zero(t, got.code)
	p, err := profile.ParseData([]byte(got.out))
	require.NoError(t, err)
	assert.Contains(t, p.String(), "shopd::route::{{async-fn}}")
	assert.Equal(t, got, rustasync(t, got.out, "clean"))

	var e explainedProfile
	require.NoError(t, json.Unmarshal([]byte(rustasync(t, in, "explain", "--json", "--type", "samples").out), &e))
	assert.Equal(t, "samples/count", e.Measured)
	assert.EqualValues(t, 6072, e.Before.Weight)
	assert.EqualValues(t, 6072, e.After.Weight)
	assert.Equal(t, e.Before.Application, e.After.Application)
	removed, byRule := int64(0), int64(0)
	for _, c := range e.Classes {
		removed += c.Removed
	}
	for _, r := range e.Rules {
		if r.Action == "remove" {
			byRule += r.Weight
			assert.NotEqual(t, "application", r.Class)
		}
	}
	assert.Equal(t, removed, byRule)
	assert.InDelta(t, e.Before.Depth-e.After.Depth, float64(removed)/6072, 1e-9)

	other := rustasync(t, in, "flamegraph", "--type", "heap")
	assert.Equal(t, result{"", "rustasync: standard input: no type \"heap\"; the profile has samples/count, cpu/nanoseconds\n", 1}, other)
}

func TestProfileThatIsCutOff(t *testing.T) {
	in := pprofOfShopd(t)
	in = in[:len(in)/2]
	got := rustasync(t, in, "clean", "--strict")
	assert.Equal(t, in, got.out, "it comes out as it is")
	assert.Contains(t, got.warnings, "standard input: left as it is: gzip: unexpected EOF")
	assert.Equal(t, 1, got.code)
	assert.Equal(t, result{"", "rustasync: standard input: gzip: unexpected EOF\n", 1}, rustasync(t, in, "explain"))
}

func TestSeveralMessages(t *testing.T) {
	text, err := os.ReadFile("testdata/otlp.txtar")
	require.NoError(t, err)
	_, message, _ := strings.Cut(string(text), "-- input --\n")
	message, _, _ = strings.Cut(message, "-- ")
	one := rustasync(t, message, "clean").out
	require.NotEqual(t, message, one)
	assert.Equal(t, one+one, rustasync(t, message+message, "clean").out)
	assert.Contains(t, rustasync(t, message+message, "flamegraph").warnings, "2 messages")
}

func TestFlamegraph(t *testing.T) {
	svg := filepath.Join(t.TempDir(), "shopd.svg")
	assert.Equal(t, result{}, rustasync(t, "", "flamegraph", shopd, "-o", svg, "--title", "<shopd>"))
	text, err := os.ReadFile(svg)
	require.NoError(t, err)
	assert.Contains(t, string(text), ">&lt;shopd&gt;</text>")
	assert.Contains(t, string(text), `<title>shopd::route::{{async-fn}} (application,`)
	assert.Less(t, len(text), 300_000)

	page := rustasync(t, "", "flamegraph", shopd).out
	assert.True(t, strings.HasPrefix(page, "<!DOCTYPE html>"))
	assert.Contains(t, page, "6,072 samples, 80.8 frames a stack")
	assert.Contains(t, rustasync(t, stack, "flamegraph").warnings, "standard input: no profile")
}

// TestThePictureInTheDocuments holds the picture in README equal to what the command draws.
func TestThePictureInTheDocuments(t *testing.T) {
	want, err := os.ReadFile("../../docs/flamegraph.svg")
	require.NoError(t, err)
	got := rustasync(t, "", "flamegraph", shopd, "--svg", "--title", "shopd, rustc 1.63").out
	assert.True(t, bytes.Equal([]byte(got), want), "docs/flamegraph.svg is not what is drawn; make docs/flamegraph.svg draws it")
}
