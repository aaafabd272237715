package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// codePrograms unpacks programs without debug information, and gives them their source.
func codePrograms(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	programs, err := zip.OpenReader("../../internal/debuginfo/testdata/code.zip")
	require.NoError(t, err)
	require.NoError(t, os.CopyFS(folder, programs))
	require.NoError(t, programs.Close())
	source, err := os.ReadFile("../../internal/debuginfo/testdata/code.rs")
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(filepath.Join(folder, "src"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "src", "code.rs"), source, 0o600))
	return folder
}

// TestIndexOfADefaultReleaseBuild makes an index of a program without debug information, and cleans with it.
func TestIndexOfADefaultReleaseBuild(t *testing.T) {
	folder := codePrograms(t)
	program, index := filepath.Join(folder, "stable-v0", "code.so"), filepath.Join(folder, "code.idx")
	var log strings.Builder
	require.NoError(t, run([]string{"index", program, "-o", index, "--source", folder}, nil, nil, &log))
	assert.Regexp(t, `code.so: \d+ names, 9 of them the program's own, and 0 library functions that contain its async bodies, in \d+ bytes, from its code\n$`, log.String())

	text := "stack backtrace:\n" +
		"   0: code::outer::{closure#0}::{closure#1}::{closure#0}\n" +
		"   1: code::outer::{closure#0}::{closure#1}\n" +
		"   2: <code::orders::Order>::ship::{closure#0}::{closure#0}\n" +
		"   3: code::block::{closure#0}\n"
	want := "stack backtrace:\n" +
		"   0: code::outer::{async-fn#0}::{async-block#1}::{closure#0}\n" +
		"   1: code::outer::{async-fn#0}::{async-block#1}\n" +
		"   2: <code::orders::Order>::ship::{async-fn#0}::{async-block#0}\n" +
		"   3: code::block::{async-block#0}\n"
	config := filepath.Join(folder, "config.yaml")
	require.NoError(t, os.WriteFile(config, []byte("labels:\n  min_grade: exact\n"), 0o600))
	for range 2 {
		var out strings.Builder
		require.NoError(t, run([]string{"clean", "--config", config, "--debug-info", index}, strings.NewReader(text), &out, &log))
		assert.Equal(t, want, out.String())
		text = out.String() // once is enough
	}
}

// TestProgramWithoutDebugInformation gives the program itself in place of an index: its sources are not read.
func TestProgramWithoutDebugInformation(t *testing.T) {
	program := filepath.Join(codePrograms(t), "stable-v0", "code.so")
	text := "stack backtrace:\n" +
		"   0: code::leaf::{closure#0}\n" +
		"   1: code::outer::{closure#0}::{closure#1}\n"
	var out, log strings.Builder
	require.NoError(t, run([]string{"clean", "--debug-info", program}, strings.NewReader(text), &out, &log))
	assert.Equal(t, "stack backtrace:\n"+
		"   0: code::leaf::{async-fn#0}\n"+
		"   1: code::outer::{async-fn#0}::{async-block#1}\n", out.String())
	assert.Empty(t, log.String())
	out.Reset()
	require.NoError(t, run([]string{"explain", "--debug-info", program}, strings.NewReader(text), &out, &log))
	assert.Contains(t, out.String(), "inferred")
}

func TestIndexWithoutSources(t *testing.T) {
	folder := codePrograms(t)
	program, index := filepath.Join(folder, "stable-v0", "code.so"), filepath.Join(folder, "code.idx")
	var log strings.Builder
	require.NoError(t, run([]string{"index", program, "-o", index, "--source", filepath.Join(folder, "stable-v0")}, nil, nil, &log))
	assert.Contains(t, log.String(), program+": source files not found: 1, such as src/code.rs; ")
	assert.Contains(t, log.String(), "--source")

	err := run([]string{"index", program, "-o", index, "--lock", filepath.Join(folder, "src", "code.rs")}, nil, nil, &log)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "not a Cargo.lock")
	err = run([]string{"index", program, "-o", index, "--futures"}, nil, nil, &log)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "no debug information")
}
