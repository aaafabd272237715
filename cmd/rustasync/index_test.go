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

// From a program to an index, and from the index to labels that nothing else in the text reveals.
func TestIndexGivesExactLabels(t *testing.T) {
	folder := t.TempDir()
	programs, err := zip.OpenReader("../../internal/debuginfo/testdata/programs.zip")
	require.NoError(t, err)
	require.NoError(t, os.CopyFS(folder, programs))
	require.NoError(t, programs.Close())
	index := filepath.Join(folder, "shop.idx")
	program := filepath.Join(folder, "1.95", "libfutures.so")

	var log strings.Builder
	require.NoError(t, run([]string{"index", program, "-o", index, "--service", "shop"}, nil, nil, &log))
	assert.Regexp(t, `libfutures.so: (\d+) names, 6 of them the program's own, in \d+ bytes, \d+\.\d+ % of the debug information`, log.String())

	text := "stack backtrace:\n" +
		"   0: futures::Service::read::{{closure}}\n" +
		"   1: futures::Service::handle::{{closure}}::{{closure}}\n"
	want := "stack backtrace:\n" +
		"   0: futures::Service::read::{{async-fn}}\n" +
		"   1: futures::Service::handle::{{async-fn}}::{{async-block}}\n"
	for _, file := range []string{index, program} {
		var out strings.Builder
		require.NoError(t, run([]string{"clean", "--debug-info", file}, strings.NewReader(text), &out, &log))
		assert.Equal(t, want, out.String(), file)
		var again strings.Builder
		require.NoError(t, run([]string{"clean", "--debug-info", file}, strings.NewReader(out.String()), &again, &log))
		assert.Equal(t, out.String(), again.String(), "cleaned twice")
	}
	var out strings.Builder
	require.NoError(t, run([]string{"explain", "--debug-info", index}, strings.NewReader(text), &out, &log))
	assert.Contains(t, out.String(), "the index of the program says it")

	split := filepath.Join(folder, "1.95-split-packed4", "libfutures.so")
	require.NoError(t, os.Remove(split+".dwp"))
	out.Reset()
	log.Reset()
	require.NoError(t, run([]string{"clean", "--debug-info", split}, strings.NewReader(text), &out, &log))
	assert.Equal(t, text, out.String(), "the split debug information is missing")
	assert.Contains(t, log.String(), split+": incomplete debug information: no file with the split unit ")
}

func TestIndexSaysWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	index := filepath.Join(folder, "shop.idx")
	text := filepath.Join(folder, "text")
	require.NoError(t, os.WriteFile(text, []byte("no program\n"), 0o600))
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"index", text, "-o", index}, "not an ELF, Mach-O or PE file"},
		{[]string{"index", filepath.Join(folder, "missing"), "-o", index}, "no such file"},
		{[]string{"index", text}, "use -o FILE"},
		{[]string{"clean", "--debug-info", text}, "not an ELF, Mach-O or PE file"},
	} {
		err := run(c.args, strings.NewReader(""), nil, nil)
		require.Error(t, err, c.args)
		assert.Contains(t, err.Error(), c.want)
	}
	assert.NoFileExists(t, index)
}

// TestIndexThatWouldSayNothing passes programs with too little debug information, or with nothing to say, to every
// command that reads it.
func TestIndexThatWouldSayNothing(t *testing.T) {
	folder := t.TempDir()
	programs, err := zip.OpenReader("../../internal/debuginfo/testdata/own.zip")
	require.NoError(t, err)
	require.NoError(t, os.CopyFS(folder, programs))
	require.NoError(t, programs.Close())
	const advice = "put debug = 1 below [profile.release] in Cargo.toml"
	for name, want := range map[string]string{
		"stable-0.so": advice, "stable-lines.so": advice, "stripped.so": advice, "stable-plain.so": "it needs no index",
	} {
		program, index := filepath.Join(folder, name), filepath.Join(folder, "out.idx")
		var log strings.Builder
		err := run([]string{"index", program, "-o", index}, nil, nil, &log)
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), program+": ")
		assert.Contains(t, err.Error(), want)
		assert.NoFileExists(t, index)

		var out strings.Builder
		err = run([]string{"clean", "--debug-info", program}, strings.NewReader(stack), &out, &log)
		if name == "stripped.so" {
			require.Error(t, err)
			assert.Contains(t, err.Error(), want)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, cleanedStack, out.String())
		assert.Contains(t, log.String(), program+": nothing is known of the program's own closures: ")
		assert.Contains(t, log.String(), want)
	}
	err = run([]string{"inspect", filepath.Join(folder, "stable-1.so")}, nil, nil, nil)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "debug = 2 below [profile.release] in Cargo.toml")
}
