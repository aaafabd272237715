package debuginfo_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/futures"
)

func programs(tb testing.TB) string { return debuginfotest.Unpack(tb, "testdata/programs.zip") }

// TestDamage cuts each kind of file off at many places and flips bytes: whatever comes is said as an error.
func TestDamage(t *testing.T) {
	directory, code := programs(t), debuginfotest.Unpack(t, "testdata/code.zip")
	for _, name := range []string{
		"1.95/libfutures.so", "1.95-dwarf5/libfutures.so", "compressed-zlib/libfutures.so", "compressed-zstd/libfutures.so",
		"compressed-gnu/libfutures.so", "macho/thin.dSYM/Contents/Resources/DWARF/x86_64.dylib",
		"1.95-split-packed4/libfutures.so.dwp", "1.95-split-packed5/libfutures.so.dwp",
		"stable-legacy/code.so", "1.63-v0-arm64/code.so", "stable-lines/code.so", "1.63-v0-windows/code.so", "macho/libfutures.dylib",
	} {
		path := filepath.Join(directory, name)
		if strings.HasSuffix(name, "code.so") {
			path = filepath.Join(code, name)
		}
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
		const cuts, flips = 40, 120 // of each file: enough to meet every section, on a busy machine too
		for i := range cuts {
			try(whole[:i*len(whole)/cuts])
		}
		if refused < cuts/2 {
			t.Errorf("%s: only %d of %d cut off are refused", name, refused, cuts)
		}
		for i := 0; i < len(whole); i += max(1, len(whole)/flips) {
			flipped := slices.Clone(whole)
			flipped[i] ^= 0xff
			try(flipped)
		}
	}
}

// readDamaged reads all that can be read of a file.
func readDamaged(path string) error {
	f, _, err := symbols.OpenProgram(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if _, err := debuginfo.BuildFromCode(context.Background(), f, debuginfo.Options{}); err != nil {
		return err
	}
	if f.NoInfo() != nil {
		_, err := debuginfo.Build(context.Background(), f, debuginfo.Options{}, nil)
		return err
	}
	if err := f.Guard(func() error { return readUnits(f) }); err != nil {
		return err
	}
	if _, err := debuginfo.Build(context.Background(), f, debuginfo.Options{}, nil); err != nil {
		return err
	}
	if _, err := futures.Inspect(f); err != nil {
		return err
	}
	s, err := debuginfo.NewSymbolizer(f)
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

func readUnits(f *symbols.File) error {
	for _, u := range f.Units {
		if _, err := dwarf.ReadFunctions(u); err != nil {
			return err
		}
		if _, err := dwarf.ReadLineTable(u); err != nil {
			return err
		}
	}
	return nil
}

func FuzzOpen(f *testing.F) {
	directory := programs(f)
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
	code := debuginfotest.Unpack(f, "testdata/code.zip")
	for _, name := range codePrograms {
		program, err := os.ReadFile(filepath.Join(code, name, "code.so"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(program, []byte(nil))
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
