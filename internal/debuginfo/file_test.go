package debuginfo

import (
	"archive/zip"
	"cmp"
	"debug/dwarf"
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
)

// testPrograms unpacks what testdata/build.sh made.
func testPrograms(tb testing.TB) string {
	tb.Helper()
	archive, err := zip.OpenReader("testdata/programs.zip")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	directory := tb.TempDir()
	if err := os.CopyFS(directory, archive); err != nil {
		tb.Fatal(err)
	}
	return directory
}

// placed is a function with code.
type placed struct {
	Name, Symbol string
	Ranges       [][2]uint64
	Inlined      bool
}

// readAll reads all that a file has: the functions with code, those inlined too.
func readAll(f *File) ([]placed, error) {
	var functions []placed
	for _, u := range f.Units {
		body, err := u.Body()
		if err != nil {
			return nil, err
		}
		for depth := 1; depth > 0; {
			e, err := body.Next()
			if err != nil {
				return nil, err
			}
			if e == nil {
				break
			}
			switch {
			case e.Tag == 0:
				depth--
			case e.Children:
				depth++
			}
			if e.Tag != dwarf.TagSubprogram && e.Tag != dwarf.TagInlinedSubroutine {
				continue
			}
			ranges, err := u.RangesOf(e)
			if err != nil {
				return nil, err
			}
			if len(ranges) > 0 {
				name, _ := e.Val(dwarf.AttrName).(string)
				symbol, _ := e.Val(dwarf.AttrLinkageName).(string)
				functions = append(functions, placed{name, symbol, ranges, e.Tag == dwarf.TagInlinedSubroutine})
			}
		}
		if err := readLines(u); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(functions, func(a, b placed) int {
		return cmp.Or(slices.CompareFunc(a.Ranges, b.Ranges, func(a, b [2]uint64) int { return slices.Compare(a[:], b[:]) }),
			strings.Compare(a.Symbol, b.Symbol))
	})
	return functions, nil
}

func readLines(u *Unit) error {
	lines, err := u.Lines()
	if err != nil || lines == nil {
		return err
	}
	var line dwarf.LineEntry
	for err == nil {
		err = lines.Next(&line)
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// forms are the same program of rustc 1.95 in all forms of debug information.
var forms = []string{
	"1.95-dwarf5/libfutures.so",
	"1.95-split-unpacked4/libfutures.so",
	"1.95-split-unpacked5/libfutures.so",
	"1.95-split-packed4/libfutures.so",
	"1.95-split-packed5/libfutures.so",
	"compressed-zlib/libfutures.so",
	"compressed-gnu/libfutures.so",
	"compressed-zstd/libfutures.so",
	"linked/libfutures.so",
	"identified/libfutures.so",
	"named/libfutures.so",
}

func TestEveryFormSaysTheSame(t *testing.T) {
	directory := testPrograms(t)
	want := functionsOf(t, filepath.Join(directory, "1.95/libfutures.so"))
	if len(want) < 20 {
		t.Fatalf("only %d functions in %v", len(want), want)
	}
	for _, form := range forms {
		if diff := gocmp.Diff(want, functionsOf(t, filepath.Join(directory, form))); diff != "" {
			t.Errorf("%s: (-plain +this form)\n%s", form, diff)
		}
	}
}

func functionsOf(t *testing.T, path string) []placed {
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
		for e, depth := (*dwarf.Entry)(nil), 1; err == nil && depth > 0; {
			if e, err = body.Next(); err != nil {
				t.Fatal(err)
			}
			switch {
			case e.Tag == 0:
				depth--
			case e.Children:
				depth++
			}
			name, _ := e.Val(dwarf.AttrName).(string)
			if symbol, ok := e.Val(dwarf.AttrLinkageName).(string); ok && strings.HasPrefix(name, "{async") {
				symbols[symbol] = true
			}
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
		{write("text", "#!/bin/sh\n"), ErrNotObject, "not an ELF or Mach-O file"},
		{write("empty", ""), ErrNotObject, "not an ELF or Mach-O file"},
		{directory, ErrNotObject, "not an ELF or Mach-O file"},
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

// TestDamage cuts each kind of file off at many places and flips bytes: whatever comes is said as an error.
func TestDamage(t *testing.T) {
	directory := testPrograms(t)
	for _, name := range []string{
		"1.95/libfutures.so", "1.95-dwarf5/libfutures.so", "compressed-zlib/libfutures.so", "compressed-zstd/libfutures.so",
		"compressed-gnu/libfutures.so", "macho/thin.dSYM/Contents/Resources/DWARF/x86_64.dylib",
		"1.95-split-packed4/libfutures.so.dwp", "1.95-split-packed5/libfutures.so.dwp",
	} {
		path := filepath.Join(directory, name)
		program := strings.TrimSuffix(path, ".dwp")
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		refused := 0
		try := func(data []byte) {
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := readDamaged(program); err != nil {
				refused++
				if !strings.HasPrefix(err.Error(), program+": ") {
					t.Errorf("%s: an error that does not name the file: %v", name, err)
				}
			}
		}
		for i := range 100 {
			try(whole[:i*len(whole)/100])
		}
		if refused < 50 {
			t.Errorf("%s: only %d of 100 cut off are refused", name, refused)
		}
		for i := 0; i < len(whole); i += max(1, len(whole)/400) {
			flipped := slices.Clone(whole)
			flipped[i] ^= 0xff
			try(flipped)
		}
	}
}

func readDamaged(path string) error {
	f, err := Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if _, err := f.Symbols(); err != nil {
		return err
	}
	if err := guarded(path, func() error {
		_, err := readAll(f)
		return err
	}); err != nil {
		return err
	}
	if _, err := Inspect(f); err != nil {
		return err
	}
	s, err := NewSymbolizer(f)
	if err != nil {
		return err
	}
	for _, address := range []uint64{0x1000, 0x14c0, 0x1600, 0x1800} {
		if _, err := s.Frames(address); err != nil {
			return err
		}
	}
	return nil
}

func FuzzOpen(f *testing.F) {
	directory := testPrograms(f)
	for _, name := range []string{
		"1.95-split-packed4/libfutures.so", "1.95-split-packed5/libfutures.so", "compressed-zlib/libfutures.so",
		"compressed-gnu/libfutures.so", "compressed-zstd/libfutures.so", "stripped/libfutures.so",
	} {
		program, err := os.ReadFile(filepath.Join(directory, name))
		if err != nil {
			f.Fatal(err)
		}
		split, err := os.ReadFile(filepath.Join(directory, name+".dwp"))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			f.Fatal(err)
		}
		f.Add(program, split)
	}
	path := filepath.Join(f.TempDir(), "program")
	f.Fuzz(func(t *testing.T, program, split []byte) {
		for name, data := range map[string][]byte{path: program, path + ".dwp": split} {
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := readDamaged(path); err != nil && !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("an error that does not name the file: %v", err)
		}
	})
}
