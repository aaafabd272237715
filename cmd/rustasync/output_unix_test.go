//go:build unix

package main

// Where results go in a shell: pipes, links, devices, and what happens on signals. Package output tests the rest.

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOutputThatIsStandardOutput(t *testing.T) {
	binary := program(t)
	t.Chdir(t.TempDir())
	for _, name := range []string{"-", "/dev/stdout"} {
		assert.Equal(t, result{cleanedStack, "", 0}, rustasync(t, stack, "clean", "-", "-o", name))
		got := rustasync(t, "main;poll 1\n", "flamegraph", "-o", name)
		assert.True(t, strings.HasPrefix(got.out, "<!DOCTYPE html>"), got.out)
		index := rustasync(t, "", "index", binary, "-o", name)
		assert.True(t, strings.HasPrefix(index.out, "rustasync index\n"), index.out)
	}
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	assert.Empty(t, entries)
}

func TestOutputThroughALink(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Symlink("cleaned.txt", "link"))
	assert.Equal(t, result{}, rustasync(t, stack, "clean", "-o", "link"))
	cleaned, err := os.ReadFile("cleaned.txt")
	require.NoError(t, err)
	assert.Equal(t, cleanedStack, string(cleaned))
}

func TestOutputInAMissingFolder(t *testing.T) {
	commands := [][]string{{"clean"}, {"flamegraph"}, {"index", program(t)}}
	t.Chdir(t.TempDir())
	for _, args := range commands {
		got := rustasync(t, "main;poll 1\n", append(args, "-o", "missing/out")...)
		assert.Equal(t, result{"", "rustasync: open missing/out: no such file or directory\n", 1}, got)
	}
}

// TestReaderThatStopsReading ends quietly, which head and less expect of the programs they read from.
func TestReaderThatStopsReading(t *testing.T) {
	big := file(t, "big.txt", strings.Repeat(stack+"\n", 1<<12))
	lines := file(t, "big.ndjson", strings.Repeat(`{"stacktrace":`+quoted(t, stack)+"}\n", 1<<10))
	names := file(t, "names", strings.Repeat("_RNCNvCs1234_7mycrate3foo0\n", 1<<14))
	for _, args := range [][]string{
		{"clean", big},
		{"clean", big, "-o", "-"},
		{"clean", big, "-o", "/dev/stdout"},
		{"clean", "--ndjson", lines},
		{"explain", big},
		{"fingerprint", "--ndjson", lines},
		{"demangle", names},
		{"flamegraph", shopd},
		{"inspect", program(t), "--json"},
	} {
		process := command.Process(args...)
		var warnings bytes.Buffer
		process.Stderr = &warnings
		reader, writer, err := os.Pipe()
		require.NoError(t, err)
		process.Stdout = writer
		require.NoError(t, process.Start())
		require.NoError(t, writer.Close())
		require.NoError(t, reader.Close())
		require.Error(t, process.Wait())
		status := process.ProcessState.Sys().(syscall.WaitStatus)
		assert.Equal(t, syscall.SIGPIPE, status.Signal(), "%v ended with %v", args, status)
		assert.Empty(t, warnings.String(), args)
	}
}

// TestInterruptedWhileItWrites sends a command Ctrl-C's signal after half of its input.
func TestInterruptedWhileItWrites(t *testing.T) {
	folder := t.TempDir()
	process := command.Process("clean", "--ndjson", "-o", filepath.Join(folder, "out"))
	stdin, err := process.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, process.Start())
	written := func() bool {
		entries, err := os.ReadDir(folder)
		return err == nil && len(entries) == 1
	}
	_, err = io.WriteString(stdin, `{"stacktrace":`+quoted(t, stack)+"}\n")
	require.NoError(t, err)
	for !written() && process.ProcessState == nil {
		_, err = io.WriteString(stdin, "{}\n")
		require.NoError(t, err)
	}
	require.NoError(t, process.Process.Signal(os.Interrupt))
	require.Error(t, process.Wait())
	assert.Equal(t, syscall.SIGINT, process.ProcessState.Sys().(syscall.WaitStatus).Signal())
	assert.False(t, written(), "a file is left behind")
}
