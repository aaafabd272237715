package main

import (
	"archive/zip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/futures"
)

// program unpacks a small library with debug information.
func program(t *testing.T) string {
	t.Helper()
	archive, err := zip.OpenReader("../../internal/debuginfo/testdata/programs.zip")
	require.NoError(t, err)
	defer func() { assert.NoError(t, archive.Close()) }()
	directory := t.TempDir()
	require.NoError(t, os.CopyFS(directory, archive))
	return filepath.Join(directory, "1.95", "libfutures.so")
}

func TestInspect(t *testing.T) {
	binary := program(t)
	want := `96 bytes  futures::Service::refuse::{async-fn#0}  /src/futures.rs:58
  Unresumed  /src/futures.rs:58
         8  self: &futures::Service
         8  total: u64
  Returned  /src/futures.rs:62
  Panicked  /src/futures.rs:62
  Suspend0  /src/futures.rs:60
         8  self: &futures::Service
         8  total: u64
        64  kept: [u64; 8]
         4  (awaited): Pause
`
	for _, pattern := range []string{"refuse", "*::refuse::*", "futures::Service::ref?se::{async-fn#0}"} {
		assert.Equal(t, result{want, "", 0}, rustasync(t, "", "inspect", binary, pattern), pattern)
	}
	assert.Equal(t, result{"", "", 0}, rustasync(t, "", "inspect", binary, "*refuse"), "a pattern is for the whole path")
	all := rustasync(t, "", "inspect", binary).out
	assert.Equal(t, 5, strings.Count(all, " bytes  "))
	assert.True(t, strings.HasPrefix(all, "280 bytes  futures::futures_run::{async-block#0}"), all)
	assert.Equal(t, 2, strings.Count(rustasync(t, "", "inspect", binary, "--top", "2").out, " bytes  "))
}

func TestInspectAsJSON(t *testing.T) {
	var futures []futures.Future
	require.NoError(t, json.Unmarshal([]byte(rustasync(t, "", "inspect", program(t), "read", "--json").out), &futures))
	require.Len(t, futures, 1)
	assert.Equal(t, "futures::Service::read::{async-fn#0}", futures[0].Path)
	assert.Equal(t, 53, futures[0].States[3].Line)
	assert.Equal(t, "[]\n", rustasync(t, "", "inspect", program(t), "nothing", "--json").out)
}

func TestInspectAnIndex(t *testing.T) {
	index := filepath.Join(t.TempDir(), "program.idx")
	require.Equal(t, 0, rustasync(t, "", "index", "--futures", program(t), "-o", index).code)
	assert.Equal(t, rustasync(t, "", "inspect", program(t)).out, rustasync(t, "", "inspect", index).out)
}

func TestInspectWithoutStates(t *testing.T) {
	binary := program(t)
	index := filepath.Join(t.TempDir(), "program.idx")
	require.Equal(t, 0, rustasync(t, "", "index", binary, "-o", index).code)
	stripped := filepath.Join(filepath.Dir(binary), "..", "stripped", "libfutures.so")
	for path, want := range map[string]string{
		index:                "the index does not have the states of futures",
		stripped:             "no debug information",
		file(t, "text", "x"): "not an ELF, Mach-O or PE file",
		"absent":             "no such file",
	} {
		got := rustasync(t, "", "inspect", path)
		assert.Equal(t, 1, got.code)
		assert.Contains(t, got.warnings, want)
	}
}
