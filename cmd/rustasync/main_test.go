package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/commandtest"
)

// command is the built command, which all tests run.
var command commandtest.Command

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "rustasync-")
	if err != nil {
		panic(err)
	}
	if command, err = commandtest.Build(folder, "."); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

const stack = `   0: app::leaf::{closure#0}
             at ./src/lib.rs:10:5
   1: <core::future::from_generator::GenFuture<app::leaf::{closure#0}> as core::future::future::Future>::poll
             at /rustc/897e37553bba8b42751c67658967889d11ecd120/library/core/src/future/mod.rs:91:19
   2: app::outer::{closure#0}
             at ./src/lib.rs:4:17
   3: <core::future::from_generator::GenFuture<app::outer::{closure#0}> as core::future::future::Future>::poll
             at /rustc/897e37553bba8b42751c67658967889d11ecd120/library/core/src/future/mod.rs:91:19
`

const cleanedStack = `   0: app::leaf::{async-fn#0}
             at ./src/lib.rs:10:5
   1: app::outer::{async-fn#0}
             at ./src/lib.rs:4:17
`

const javaStack = `java.lang.IllegalStateException: no
	at com.example.App.run(App.java:12)
	at com.example.App.main(App.java:5)
`

type result struct {
	out, warnings string
	code          int
}

// rustasync runs the command.
func rustasync(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var out, warnings bytes.Buffer
	process := command.Process(args...)
	process.Stdin, process.Stdout, process.Stderr = strings.NewReader(stdin), &out, &warnings
	if err := process.Run(); err != nil {
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
	}
	return result{out.String(), warnings.String(), process.ProcessState.ExitCode()}
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func quoted(t *testing.T, text string) string {
	t.Helper()
	out, err := quote(text)
	require.NoError(t, err)
	return string(out)
}

func TestCleanStandardInput(t *testing.T) {
	text := "before\n" + stack + "\nafter, no newline"
	assert.Equal(t, result{"before\n" + cleanedStack + "\nafter, no newline", "", 0}, rustasync(t, text, "clean"))
	assert.Equal(t, result{"", "", 0}, rustasync(t, "", "clean"))
}

func TestCleanFilesInTheirOrder(t *testing.T) {
	rust, java := file(t, "rust.txt", stack), file(t, "java.txt", javaStack)
	assert.Equal(t, result{javaStack + cleanedStack + "x", "", 0}, rustasync(t, "x", "clean", java, rust, "-"))
}

func TestCleanMissingFile(t *testing.T) {
	got := rustasync(t, "", "clean", "missing.txt")
	assert.Equal(t, result{"", "rustasync: open missing.txt: no such file or directory\n", 1}, got)
}

func TestCleanLines(t *testing.T) {
	in := strings.Join([]string{
		`{"id": 1, "stacktrace": ` + quoted(t, stack) + `, "x":{"stacktrace":"` + `   0: a::b"}, "big":1e400, "é":"<\u00e9>" }`,
		`{"stacktrace":` + quoted(t, javaStack) + `,"id":2}` + "\r",
		``,
		`{"stacktrace":["reset by peer",` + quoted(t, stack) + `,null,7]}`,
		`{"stacktrace":null,"id":4}`,
		`{"other":` + quoted(t, stack) + `}`,
	}, "\n")
	want := strings.ReplaceAll(in, quoted(t, stack), quoted(t, cleanedStack))
	want = strings.Replace(want, `{"other":`+quoted(t, cleanedStack), `{"other":`+quoted(t, stack), 1)
	assert.Equal(t, result{want, "", 0}, rustasync(t, in, "clean", "--ndjson"))
}

func TestCleanLongLines(t *testing.T) {
	padding := strings.Repeat("x", 3<<20)
	in := `{"pad":"` + padding + `","stacktrace":` + quoted(t, stack) + "}\n"
	want := strings.Replace(in, quoted(t, stack), quoted(t, cleanedStack), 1)
	if got := rustasync(t, in, "clean", "--ndjson").out; got != want {
		t.Errorf("%d bytes that end in %q, not in %q", len(got), got[len(got)-100:], want[len(want)-100:])
	}
}

func TestLinesAreAnsweredOneByOne(t *testing.T) {
	process := command.Process("clean", "--ndjson")
	in, err := process.StdinPipe()
	require.NoError(t, err)
	out, err := process.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, process.Start())
	answers := bufio.NewReader(out)
	for range 3 {
		_, err = in.Write([]byte(`{"stacktrace":` + quoted(t, stack) + "}\n"))
		require.NoError(t, err)
		answer, err := answers.ReadString('\n')
		require.NoError(t, err)
		assert.Equal(t, `{"stacktrace":`+quoted(t, cleanedStack)+"}\n", answer)
	}
	require.NoError(t, in.Close())
	require.NoError(t, process.Wait())
}

func TestCleanHalfSurrogates(t *testing.T) {
	with := func(escape string) string {
		return `{"stacktrace":` + strings.Replace(quoted(t, stack), `"`, `"`+escape+`\n`, 1) + "}"
	}
	for _, half := range []string{`\ud800`, `\uDFFF x`, `\ud83d\ud83d\ude00`, `\ud83dx`} {
		got := rustasync(t, with(half), "clean", "--ndjson")
		assert.Equal(t, result{with(half), "rustasync: standard input:1: left as it is: half of a surrogate pair\n", 0}, got)
	}
	for escape, decoded := range map[string]string{`\ud83d\ude00`: "😀", `\\ud800`: `\\ud800`, `\ufffd`: "\ufffd"} {
		want := strings.Replace(`{"stacktrace":`+quoted(t, cleanedStack)+"}", `:"`, `:"`+decoded+`\n`, 1)
		assert.Equal(t, result{want, "", 0}, rustasync(t, with(escape), "clean", "--ndjson"))
	}
}

func TestCleanBadLines(t *testing.T) {
	bad := []string{
		"not json", "[1]", `{"stacktrace":"x"`, `{"stacktrace":"x"} {}`, `{"stacktrace":"` + "\xff" + `"}`, `"x"`, `{"a":}`, `{"a" 1}`,
	}
	for _, line := range bad {
		in := "{\"stacktrace\":\"\"}\n" + line + "\n{}"
		got := rustasync(t, in, "clean", "--ndjson")
		assert.Equal(t, in, got.out)
		assert.Contains(t, got.warnings, "standard input:2: left as it is: not ")
		assert.Zero(t, got.code)
	}
	got := rustasync(t, strings.Join(bad, "\n"), "clean", "--ndjson", "--strict")
	assert.Equal(t, strings.Join(bad, "\n"), got.out)
	assert.Contains(t, got.warnings, "8 texts could not be read")
	assert.Equal(t, 1, got.code)
}

func TestConfigInEveryWrapping(t *testing.T) {
	want := strings.ReplaceAll(cleanedStack, "async-fn", "async_fn")
	for _, config := range []string{
		"labels: {style: rustc}",
		"rust_async:\n  labels:\n    style: rustc\n",
		"processors:\n  batch:\n  rust_async/mine:\n    labels: {style: rustc}\nservice: {}\n",
	} {
		got := rustasync(t, stack, "clean", "--config", file(t, "config.yaml", config))
		assert.Equal(t, result{want, "", 0}, got, config)
	}
	for _, config := range []string{"", "rust_async:", "processors:\n  rust_async:\n"} {
		got := rustasync(t, stack, "clean", "--config", file(t, "config.yaml", config))
		assert.Equal(t, result{cleanedStack, "", 0}, got, config)
	}
}

func TestConfigMistakes(t *testing.T) {
	for config, want := range map[string]string{
		"elision: dots\nnames: {generics: drop}": "elision: \"dots\" is none of line, none\nnames.generics: \"drop\" is none of keep, elide",
		"elisoin: none":                          "has invalid keys: elisoin",
		"rust_async/a:\nrust_async/b:":           "the file has rust_async/a, rust_async/b; leave one of them in it",
		"processors: {batch: {}}":                "no rust_async under processors",
		"[]":                                     "config.yaml: ",
		"a: [":                                   "config.yaml: ",
	} {
		got := rustasync(t, stack, "clean", "--config", file(t, "config.yaml", config))
		assert.Empty(t, got.out)
		assert.Contains(t, got.warnings, want)
		assert.Equal(t, 1, got.code)
	}
}

func TestExplain(t *testing.T) {
	got := rustasync(t, stack, "explain")
	assert.Zero(t, got.code)
	assert.Contains(t, got.out, "standard input: cleaned\n\nstack 0\n")
	assert.Contains(t, got.out, "    0  keep    application  app::leaf::{async-fn#0}\n")
	assert.Contains(t, got.out, "    1  remove  generator    <core::future::from_generator::GenFuture<")
	assert.Contains(t, got.out, "app::leaf::{closure#0} is async-fn, inferred: ")
}

func TestExplainWhatIsNotRust(t *testing.T) {
	assert.Equal(t, result{"standard input: not_rust\n", "", 0}, rustasync(t, javaStack, "explain"))
}

func TestExplainJSON(t *testing.T) {
	got := rustasync(t, "", "explain", "--json", file(t, "stack.txt", stack))
	var e explained
	require.NoError(t, json.Unmarshal([]byte(got.out), &e))
	assert.Equal(t, "cleaned", e.Outcome)
	require.Len(t, e.Frames, 4)
	assert.Equal(t, []string{"keep", "remove", "keep", "remove"},
		[]string{e.Frames[0].Action, e.Frames[1].Action, e.Frames[2].Action, e.Frames[3].Action})
	assert.NotEmpty(t, e.Frames[1].Rule)
	assert.NotEmpty(t, e.Frames[1].Reason)
	require.Len(t, e.Frames[2].Labels, 1)
	label := e.Frames[2].Labels[0]
	assert.NotEmpty(t, label.Evidence)
	label.Evidence = ""
	assert.Equal(t, explainedLabel{Segment: "{closure#0}", Path: "app::outer::{closure#0}", Kind: "async-fn", Grade: "inferred"}, label)
}

func TestDemangle(t *testing.T) {
	in := "_RNCNvCs1234_7mycrate3foo0\r\nat _RNCNvCs1234_7mycrate3foo0\n\n_ZN3foo3bar17h05af221e174051e9E"
	assert.Equal(t, result{"mycrate::foo::{closure#0}\r\nat _RNCNvCs1234_7mycrate3foo0\n\nfoo::bar", "", 0},
		rustasync(t, in, "demangle"))
	assert.Equal(t, "mycrate[3c1c0]::foo::{closure#0}\r\nat _RNCNvCs1234_7mycrate3foo0\n\nfoo::bar::h05af221e174051e9",
		rustasync(t, in, "demangle", "--full").out)
}

func TestHelpHasAnExampleEach(t *testing.T) {
	assert.Equal(t, 1, rustasync(t, "", "polish").code)
	for _, name := range []string{"clean", "explain", "demangle", "inspect"} {
		assert.Contains(t, rustasync(t, "", "--help").out, "\n  "+name+" ")
		assert.Contains(t, rustasync(t, "", name, "--help").out, "Examples:\n  ")
	}
}

func TestFingerprint(t *testing.T) {
	moved := strings.NewReplacer("./src/lib.rs:10:5", "./src/new.rs:99:1", "{closure#0}", "{{closure}}").Replace(stack)
	other := strings.ReplaceAll(stack, "app::leaf", "app::twig")
	in := jsonLine(t, stack) + jsonLine(t, moved) + jsonLine(t, other) + jsonLine(t, javaStack) + `{"other":1}` + "\n"
	got := rustasync(t, in, "fingerprint", "--ndjson")
	require.Equal(t, 0, got.code)
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	require.Len(t, lines, 5)
	var prints []string
	for _, line := range lines[:4] {
		var object struct{ Stacktrace, Fingerprint string }
		require.NoError(t, json.Unmarshal([]byte(line), &object))
		prints = append(prints, object.Fingerprint)
	}
	assert.NotEmpty(t, prints[0])
	assert.Equal(t, prints[0], prints[1], "source locations and manglings do not matter")
	assert.NotEqual(t, prints[0], prints[2])
	assert.Empty(t, prints[3])
	assert.Equal(t, `{"other":1}`, lines[4])
	assert.True(t, strings.HasPrefix(rustasync(t, stack, "fingerprint").out, prints[0]))
}

func jsonLine(t *testing.T, text string) string {
	t.Helper()
	line, err := json.Marshal(map[string]string{"stacktrace": text})
	require.NoError(t, err)
	return string(line) + "\n"
}
