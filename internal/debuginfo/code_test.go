package debuginfo_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/twins"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// codePrograms are the programs of testdata/code.sh, each beside the index that its debug information gave.
var codePrograms = []string{"1.63-legacy", "1.63-v0", "1.63-v0-arm64", "stable-legacy", "stable-v0", "stable-lines", "1.63-v0-windows"}

// codeSources returns a directory with the source of the programs.
func codeSources(t testing.TB) string {
	t.Helper()
	source, err := os.ReadFile("testdata/code.rs")
	if err != nil {
		t.Fatal(err)
	}
	directory := t.TempDir()
	if err := os.Mkdir(filepath.Join(directory, "src"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(directory, "src", "code.rs"), source, 0o600); err != nil {
		t.Fatal(err)
	}
	return directory
}

// buildCode makes an index of a program without debug information, and returns its symbols too.
func buildCode(t testing.TB, program string, options debuginfo.Options) (*debuginfo.Index, []string) {
	t.Helper()
	file, _, err := symbols.OpenProgram(program)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	index, err := debuginfo.Build(context.Background(), file, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	table, err := file.Symbols()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range table {
		names = append(names, s.Name)
	}
	return index, names
}

func oracleOf(x *debuginfo.Index) *debuginfo.Oracle {
	return debuginfo.NewOracle([]*debuginfo.Index{x}, debuginfo.MacrosExpanded)
}

// TestCodeSaysWhatDebugInformationSays compares each program with its debug information, with and without its source.
func TestCodeSaysWhatDebugInformationSays(t *testing.T) {
	folder, sources := debuginfotest.Unpack(t, "testdata/code.zip"), codeSources(t)
	for _, name := range codePrograms {
		truth, err := debuginfo.LoadIndexes(filepath.Join(folder, name, "code.idx"))
		if err != nil {
			t.Fatal(err)
		}
		program := filepath.Join(folder, name, "code.so")
		for _, options := range []debuginfo.Options{{Sources: []string{sources}}, {NoSources: true}} {
			index, names := buildCode(t, program, options)
			counts := twins.Compare(oracleOf(truth[0]), oracleOf(index), names)
			t.Logf("%s, sources %v: %s", name, !options.NoSources, counts)
			for _, wrong := range counts.SureWrong {
				t.Errorf("%s: %s", name, wrong)
			}
			if counts.Async != counts.AsyncFound || counts.AsyncWrong > 0 || counts.Last.Of() == 0 {
				t.Errorf("%s, sources %v: %s", name, !options.NoSources, counts)
			}
			if !options.NoSources && len(counts.Wrong) > 0 {
				t.Errorf("%s: %s", name, strings.Join(counts.Wrong, "\n"))
			}
			var file bytes.Buffer
			if _, err := index.WriteTo(&file); err != nil {
				t.Fatal(err)
			}
			again, err := debuginfo.ReadIndexes(file.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if read := twins.Compare(oracleOf(truth[0]), oracleOf(again[0]), names); read.String() != counts.String() {
				t.Errorf("%s: read from its file: %s, before %s", name, read, counts)
			}
			if got := oracleOf(again[0]).CrateOrigin("code"); got != origin.Own {
				t.Errorf("%s: its crate is %s", name, got)
			}
		}
	}
}

// TestBodiesInCode asks about the polls of GenFuture, whose legacy names have lost whose they are.
func TestBodiesInCode(t *testing.T) {
	program := filepath.Join(debuginfotest.Unpack(t, "testdata/code.zip"), "1.63-legacy", "code.so")
	index, names := buildCode(t, program, debuginfo.Options{Sources: []string{codeSources(t)}})
	oracle := oracleOf(index)
	found := map[debuginfo.Body]bool{}
	for _, symbol := range names {
		name, err := rustname.Read(symbol)
		if err != nil {
			t.Fatal(err)
		}
		var facts evidence.Facts
		facts.Read(name)
		body, ok := oracle.Inlined(&facts.Name, coroutine.Place{Printed: symbol})
		if ok && !strings.Contains(symbol, "GenFuture") {
			t.Errorf("%s has %+v", symbol, body)
		}
		if ok {
			found[body] = true
		}
		if _, ok := oracle.Inlined(&facts.Name, coroutine.Place{Printed: name.Text}); ok {
			t.Errorf("%s has a body without its hash", name.Text)
		}
	}
	const file = "src/code.rs"
	for _, want := range []debuginfo.Body{
		{Path: "code::leaf", Kind: rustname.KindAsyncFn, File: file, Line: 20},
		{Path: "code::block", Kind: rustname.KindAsyncBlock, File: file, Line: 26},
		{Path: "code::orders::Order::ship", Kind: rustname.KindAsyncFn, File: file, Line: 55},
		{Path: "code::orders::Order::ship", Kind: rustname.KindAsyncBlock, File: file, Line: 56},
		{Path: "code::outer", Kind: rustname.KindAsyncBlock, File: file, Line: 41},
	} {
		if !found[want] {
			t.Errorf("%+v is not found in %+v", want, found)
		}
	}
}

// TestChangedSources has a source that is not the program's: it says nothing then.
func TestChangedSources(t *testing.T) {
	program := filepath.Join(debuginfotest.Unpack(t, "testdata/code.zip"), "stable-v0", "code.so")
	sources := codeSources(t)
	path := filepath.Join(sources, "src", "code.rs")
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append([]byte("// one line more\n"), source...), 0o600); err != nil {
		t.Fatal(err)
	}
	var warnings []string
	changed, _ := buildCode(t, program, debuginfo.Options{
		Sources: []string{sources}, Warn: func(what string) { warnings = append(warnings, what) },
	})
	if len(warnings) == 0 || warnings[0] != "src/code.rs: not the file that the program was made of, so it is not used" {
		t.Errorf("%q", warnings)
	}
	without, _ := buildCode(t, program, debuginfo.Options{NoSources: true})
	var files [2]bytes.Buffer
	for i, x := range []*debuginfo.Index{changed, without} {
		if _, err := x.WriteTo(&files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("what the source says is in the index")
	}
}
