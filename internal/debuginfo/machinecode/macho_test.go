package machinecode_test

import (
	"cmp"
	"debug/macho"
	"os"
	"path/filepath"
	"slices"
	"testing"

	diff "github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// TestMachO reads the code of both architectures of a program for Apple's systems: of rustc 1.63, whose messages are in the
// same segment as the code.
func TestMachO(t *testing.T) {
	path := filepath.Join(debuginfotest.Unpack(t, "../testdata/programs.zip"), "macho", "libfutures.dylib")
	fat, err := macho.OpenFat(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = fat.Close() }() // it was only read
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) machinecode.Body {
		return machinecode.Body{Sort: machinecode.Async, At: machinecode.Location{File: "futures.rs", Line: line, Column: column}}
	}
	want := []machinecode.Body{at(90, 20), at(37, 34), at(35, 58), at(49, 49), at(58, 47)}
	for _, arch := range fat.Arches {
		thin := filepath.Join(t.TempDir(), arch.Cpu.String())
		if err := os.WriteFile(thin, whole[arch.Offset:arch.Offset+arch.Size], 0o600); err != nil {
			t.Fatal(err)
		}
		o, err := object.Open(thin)
		if err != nil {
			t.Fatal(err)
		}
		symbols, err := o.Symbols()
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(symbols, func(a, b object.Symbol) int { return cmp.Compare(a.Address, b.Address) })
		program, err := machinecode.Read(o, symbols)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range program.Functions {
			if f.Name == "futures_run" {
				if d := diff.Diff(want, f.Bodies); d != "" {
					t.Errorf("%s: %s", arch.Cpu, d)
				}
			} else if len(f.Bodies) > 0 {
				t.Errorf("%s: %s has %+v", arch.Cpu, f.Name, f.Bodies)
			}
		}
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	}
}
