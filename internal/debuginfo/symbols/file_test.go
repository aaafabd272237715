package symbols

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

func testPrograms(t *testing.T) string { return debuginfotest.Unpack(t, "../testdata/programs.zip") }

// function is a function with code.
type function struct {
	Name, Symbol string
	Ranges       [][2]uint64
	Inlined      bool
}

// readAll reads all that a file has: its lines, and the functions with code, including inlined ones.
func readAll(f *File) ([]function, error) {
	var functions []function
	for _, u := range f.Units {
		body, err := u.Body()
		if err != nil {
			return nil, err
		}
		enter := func(e *dwarf.Entry, _ struct{}) (inside struct{}, err error) {
			if e.Tag != dwarf.TagSubprogram && e.Tag != dwarf.TagInlinedSubroutine {
				return inside, nil
			}
			ranges, err := u.RangesOf(e)
			if len(ranges) > 0 {
				functions = append(functions, function{
					dwarf.Text(e, dwarf.AttrName), dwarf.Text(e, dwarf.AttrLinkageName), ranges, e.Tag == dwarf.TagInlinedSubroutine,
				})
			}
			return inside, err
		}
		if err := dwarf.Walk(body, struct{}{}, enter, nil); err != nil {
			return nil, err
		}
		if _, err := dwarf.ReadLineTable(u); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(functions, func(a, b function) int {
		return cmp.Or(slices.CompareFunc(a.Ranges, b.Ranges, func(a, b [2]uint64) int { return slices.Compare(a[:], b[:]) }),
			strings.Compare(a.Symbol, b.Symbol))
	})
	return functions, nil
}

func TestEveryFormSaysTheSame(t *testing.T) {
	directory := testPrograms(t)
	want := functionsOf(t, filepath.Join(directory, "1.95/libfutures.so"))
	if len(want) < 20 {
		t.Fatalf("only %d functions in %v", len(want), want)
	}
	for _, form := range debuginfotest.Forms {
		if diff := gocmp.Diff(want, functionsOf(t, filepath.Join(directory, form))); diff != "" {
			t.Errorf("%s: (-plain +this form)\n%s", form, diff)
		}
	}
}

func functionsOf(t *testing.T, path string) []function {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, f)
	functions, err := readAll(f)
	if err != nil || len(f.Missing) > 0 {
		t.Errorf("%s: error %v, missing %q", path, err, f.Missing)
	}
	return functions
}

func closing(t *testing.T, c io.Closer) {
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

func TestMachO(t *testing.T) {
	directory := testPrograms(t)
	var want []string
	for _, path := range []string{
		"1.63/libfutures.so", "macho/libfutures.dylib", "macho/libfutures.dylib.dSYM", "macho/thin.dSYM",
		"macho/thin.dSYM/Contents/Resources/DWARF/x86_64.dylib",
	} {
		names := asyncSymbols(t, filepath.Join(directory, path))
		if want == nil {
			want = names
		}
		if diff := gocmp.Diff(want, names); diff != "" || len(names) == 0 {
			t.Errorf("%s: (-ELF +this)\n%s", path, diff)
		}
	}
}

// asyncSymbols returns the symbols of the functions whose names say that they are async.
func asyncSymbols(t *testing.T, path string) []string {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, f)
	symbols := map[string]bool{}
	for _, u := range f.Units {
		body, err := u.Body()
		if err != nil {
			t.Fatal(err)
		}
		enter := func(e *dwarf.Entry, _ struct{}) (inside struct{}, err error) {
			symbol := dwarf.Text(e, dwarf.AttrLinkageName)
			if symbol != "" && strings.HasPrefix(dwarf.Text(e, dwarf.AttrName), "{async") {
				symbols[symbol] = true
			}
			return inside, nil
		}
		if err := dwarf.Walk(body, struct{}{}, enter, nil); err != nil {
			t.Fatal(err)
		}
	}
	return slices.Sorted(maps.Keys(symbols))
}

func TestBuildIDs(t *testing.T) {
	directory := testPrograms(t)
	ids := map[string]string{}
	for path, length := range map[string]int{
		"1.95/libfutures.so": 40, "identified/libfutures.so": 40, "linked/libfutures.so": 0,
		"macho/libfutures.dylib": 32, "macho/libfutures.dylib.dSYM": 32,
	} {
		f, err := Open(filepath.Join(directory, path))
		if err != nil {
			t.Fatal(err)
		}
		if ids[path] = f.BuildID; len(f.BuildID) != length {
			t.Errorf("%s: build id %q", path, f.BuildID)
		}
		closing(t, f)
	}
	if ids["1.95/libfutures.so"] != ids["identified/libfutures.so"] {
		t.Error("stripping changes the build id")
	}
	if ids["macho/libfutures.dylib"] != ids["macho/libfutures.dylib.dSYM"] {
		t.Error("the bundle has another id than its program")
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	directory := testPrograms(t)
	path := func(name string) string { return filepath.Join(directory, name) }
	write := func(name, text string) string {
		if err := os.WriteFile(path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path(name)
	}
	foreign, err := os.ReadFile(path("1.63/libfutures.so"))
	if err != nil {
		t.Fatal(err)
	}
	write("linked/debug.info", string(foreign))
	write("named/libfutures.so.debug", string(foreign))
	for _, test := range []struct {
		path string
		want error
		text string
	}{
		{path("absent"), fs.ErrNotExist, "no such file"},
		{write("text", "#!/bin/sh\n"), object.ErrNotObject, "not an ELF, Mach-O or PE file"},
		{write("empty", ""), object.ErrNotObject, "not an ELF, Mach-O or PE file"},
		{directory, object.ErrNotObject, "not an ELF, Mach-O or PE file"},
		{path("stripped/libfutures.so"), ErrNoDebugInfo, "no debug information"},
		{path("linked/libfutures.so"), ErrNoDebugInfo, "its checksum differs"},
		{path("named/libfutures.so"), ErrNoDebugInfo, "has the build id"},
	} {
		f, err := Open(test.path)
		if !errors.Is(err, test.want) || !strings.Contains(fmt.Sprint(err), test.text) || !strings.Contains(fmt.Sprint(err), test.path) {
			t.Errorf("%s: %v, %v", test.path, f, err)
		}
	}
}

func TestMissingSplitUnitIsNamed(t *testing.T) {
	directory := testPrograms(t)
	program := filepath.Join(directory, "1.95-split-packed4/libfutures.so")
	if err := os.Remove(program + ".dwp"); err != nil {
		t.Fatal(err)
	}
	f, err := Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, f)
	if len(f.Missing) != 1 || !strings.HasSuffix(f.Missing[0], ".dwo") || len(f.Units) != 0 {
		t.Errorf("missing %q, %d units", f.Missing, len(f.Units))
	}
}
