package rustasyncprocessor

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/confmap"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/commandtest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadata"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// block is a fenced block of README.md or another page: the words after the fence, and the text.
type block struct{ info, text string }

var fence = regexp.MustCompile("(?ms)^ *```([a-z ]+)\n(.*?)^ *```$")

func readmeBlocks(t *testing.T) []block {
	t.Helper()
	return blocksOf(t, "README.md")
}

func blocksOf(t *testing.T, file string) []block {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var blocks []block
	for _, match := range fence.FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, block{match[1], match[2]})
	}
	return blocks
}

func TestReadmeTraces(t *testing.T) {
	rewriter, err := rewrite.New(rewrite.Options{})
	require.NoError(t, err)
	pairs, before := 0, ""
	for _, b := range readmeBlocks(t) {
		switch b.info {
		case "text before":
			before = b.text
		case "text after":
			got, _ := rewriter.Text(before)
			assert.Equal(t, b.text, got)
			pairs++
		}
	}
	assert.Positive(t, pairs)
}

func TestReadmeYAML(t *testing.T) {
	manifest, err := os.ReadFile("builder-config.yaml")
	require.NoError(t, err)
	for _, b := range append(readmeBlocks(t), blocksOf(t, "docs/migrating.md")...) {
		if b.info != "yaml" {
			continue
		}
		conf := confFrom(t, b.text)
		switch {
		case strings.Contains(b.text, "gomod: "+module+" "):
			assert.Contains(t, string(manifest), "gomod: "+module+" ")
		case conf.IsSet("service"):
			checkCollectorConfig(t, conf)
		case conf.IsSet("processors::" + typ.String()):
			checkOwnConfig(t, section(t, conf, "processors", typ.String()))
		default:
			require.True(t, conf.IsSet(typ.String()), b.text)
			checkOwnConfig(t, section(t, conf, typ.String()))
		}
	}
}

// TestReadmeCommands runs what follows each "$ " with the first trace in before.txt, a real profile in shopd.pb.gz, and a
// program. Where README leaves out the rest of an output it has a line "...".
func TestReadmeCommands(t *testing.T) {
	folder := t.TempDir()
	built, err := commandtest.Build(folder, "./cmd/rustasync")
	require.NoError(t, err)
	blocks := readmeBlocks(t)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "before.txt"), []byte(blocks[0].text), 0o600))
	profile, err := filepath.Abs("testdata/profiles/shopd63_full.pb.gz")
	require.NoError(t, err)
	require.NoError(t, os.Symlink(profile, filepath.Join(folder, "shopd.pb.gz")))
	writeProgram(t, folder)
	for _, b := range blocks {
		if b.info != "console" {
			continue
		}
		line, want, _ := strings.Cut(strings.TrimPrefix(b.text, "$ "), "\n")
		args := strings.Fields(line)
		require.Equal(t, "rustasync", args[0])
		command := built.Process(args[1:]...)
		command.Dir = folder
		out, err := command.Output()
		require.NoError(t, err)
		if shown, cut := strings.CutSuffix(want, "...\n"); cut {
			assert.Equal(t, shown, string(out)[:min(len(shown), len(out))])
		} else {
			assert.Equal(t, want, string(out))
		}
	}
}

// writeProgram writes the program that README.md inspects.
func writeProgram(t *testing.T, folder string) {
	t.Helper()
	archive, err := zip.OpenReader("internal/debuginfo/testdata/programs.zip")
	require.NoError(t, err)
	defer func() { assert.NoError(t, archive.Close()) }()
	program, err := fs.ReadFile(archive, "1.95/libfutures.so")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "libfutures.so"), program, 0o600))
}

func confFrom(t *testing.T, text string) *confmap.Conf {
	t.Helper()
	retrieved, err := confmap.NewRetrievedFromYAML([]byte(text))
	require.NoError(t, err)
	conf, err := retrieved.AsConf()
	require.NoError(t, err)
	return conf
}

func TestReadmeTellsStability(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	oneLine := strings.Join(strings.Fields(string(text)), " ")
	assert.Contains(t, oneLine, fmt.Sprintf("traces %s, logs %s, profiles %s,",
		metadata.TracesStability, metadata.LogsStability, metadata.ProfilesStability))
}
