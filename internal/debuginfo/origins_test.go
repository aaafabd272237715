package debuginfo

import (
	"context"
	standard "debug/dwarf"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

func ownPrograms(t *testing.T) string { return debuginfotest.Unpack(t, "testdata/own.zip") }

const (
	onlyStandard = "its debug information is the standard library's alone"
	onlyLines    = "its debug information has lines, but no names"
	noClosures   = "it has names, and no closures and no async code of its own among them; it needs no index"
)

// TestOwnNames has programs by each compiler, with as much debug information as can be asked for.
func TestOwnNames(t *testing.T) {
	cases := map[string]string{ // program: why it says nothing; "" where it says all
		"1.63-0": onlyStandard, "stable-0": onlyStandard, "nightly-0": onlyStandard,
		"stable-lines": onlyLines, "nightly-lines": onlyLines,
		"1.63-1": "", "stable-1": "", "nightly-1": "", "1.63-2": "", "stable-2": "", "nightly-2": "",
		"1.63-plain": noClosures, "stable-plain": noClosures, "nightly-plain": noClosures,
		"stable-generic": "all of it is generic and compiled into the programs that use it", "nightly-generic": onlyStandard,
		"c": "no Rust is in its debug information",
	}
	folder := ownPrograms(t)
	for name, want := range cases {
		x := buildIndex(t, filepath.Join(folder, name+".so"))[0]
		if want == "" {
			// start's closure, leaf and outer with its block; the closures of mapped and checked are std's.
			if x.Nothing != nil || x.Own != 4 || x.Len() != 6 {
				t.Errorf("%s: %d of %d names are its own, %v", name, x.Own, x.Len(), x.Nothing)
			}
			continue
		}
		if x.Own != 0 || !errors.Is(x.Nothing, ErrNoOwnNames) || !strings.Contains(x.Nothing.Error(), want) {
			t.Errorf("%s: %d names are its own, %v, want %s", name, x.Own, x.Nothing, want)
		}
		helps := strings.Contains(x.Nothing.Error(), "debug = 1 below [profile.release] in Cargo.toml")
		if helps == (want == noClosures) {
			t.Errorf("%s: the advice does not fit: %v", name, x.Nothing)
		}
	}
}

// TestOwnNamesOfEveryForm has all names of a program counted as its own, in whatever form its debug information comes.
func TestOwnNamesOfEveryForm(t *testing.T) {
	programs := testPrograms(t)
	for _, path := range indexed {
		if x := buildIndex(t, filepath.Join(programs, path))[0]; x.Own == 0 || x.Nothing != nil {
			t.Errorf("%s: %d of %d names are its own, %v", path, x.Own, x.Len(), x.Nothing)
		}
	}
}

func TestNamesThatWereSplitAway(t *testing.T) {
	program := filepath.Join(testPrograms(t), "1.95-split-packed5", "libfutures.so")
	if err := os.Remove(program + ".dwp"); err != nil {
		t.Fatal(err)
	}
	if x := buildIndex(t, program)[0]; !errors.Is(x.Nothing, symbols.ErrIncomplete) {
		t.Errorf("%v, want %v", x.Nothing, symbols.ErrIncomplete)
	}
}

func TestWhoseSourcesAre(t *testing.T) {
	const hash = "59807616e1fa2540724bfbac14d7976d7e4a3860"
	cases := []struct {
		name, folder string
		standard     bool
	}{
		{"/rustc/" + hash + "/library/std/src/lib.rs/@/std.e28293b1aa0f68bd-cgu.0", "/rustc/" + hash, true},
		{`/rustc/` + hash + `/library\std\src\lib.rs/@/std.e28293b1aa0f68bd-cgu.0`, `/rustc/` + hash, true},
		{"library/std/src/lib.rs/@/std.ee34264e-cgu.10", "/usr/src/rustc-1.63.0", true},
		{"library/core/src/lib.rs/@/core.ee34264e-cgu.10", "/build/rust", true},
		{"vendor/gimli/src/lib.rs/@/gimli.ee34264e-cgu.1", "/usr/src/rustc-1.63.0", true},
		{"/rust/deps/memchr-2.7.6/src/lib.rs/@/memchr.9642f0ce76a98c65-cgu.0", "/rust/deps/memchr-2.7.6", true},
		{"src/lib.rs/@/hashbrown.9642f0ce76a98c65-cgu.0", "/cargo/registry/src/github.com-1ecc6299db9ec823/hashbrown-0.12.3", true},
		{"/root/.rustup/toolchains/nightly/lib/rustlib/src/rust/library/backtrace/src/lib.rs/@/backtrace.0-cgu.0", "/root", true},
		{"src/lib.rs/@/serde.9642f0ce76a98c65-cgu.0", "/cargo/registry/src/github.com-1ecc6299db9ec823/serde-1.0.0", false},
		{"src/lib.rs/@/hashbrown.9642f0ce76a98c65-cgu.0", "/root/.cargo/registry/src/index.crates.io-6f17d22bba15001f/hashbrown-0.15.0", false},
		{"src/main.rs/@/shop.5b29e7ac8e31c039-cgu.0", "/build/shop", false},
		{"src/main.rs/@/standard.5b29e7ac8e31c039-cgu.0", "/home/rustc/standard", false},
		{"src/main.rs", "/build/shop", false}, // before units were named after their crates
	}
	for _, c := range cases {
		crate, source := crateOf(&standard.Entry{Field: []standard.Field{
			{Attr: standard.AttrName, Val: c.name, Class: standard.ClassString},
			{Attr: standard.AttrCompDir, Val: c.folder, Class: standard.ClassString},
		}})
		if got := sourcesOfStandard(crate, source); got != c.standard {
			t.Errorf("%s in %s, crate %q: %v", c.name, c.folder, crate, got)
		}
	}
}

// TestStoreTellsOfWhatSaysNothing has a program that can be read, is used as far as it goes, and says too little.
func TestStoreTellsOfWhatSaysNothing(t *testing.T) {
	path := filepath.Join(ownPrograms(t), "stable-lines.so")
	var told []error
	store := NewStore(StoreOptions{Paths: []string{path}, Warn: func(_ string, err error) { told = append(told, err) }})
	for range 2 {
		store.Refresh(context.Background())
	}
	if len(told) != 1 || !errors.Is(told[0], ErrNoOwnNames) || !strings.HasPrefix(told[0].Error(), path+": ") {
		t.Errorf("told is %v, want once that nothing is known", told)
	}
	if s := store.Stats(); s.Files != 1 || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
	if err := store.Shutdown(); err != nil {
		t.Error(err)
	}
}

// TestAdviceWhereThereIsNothing asks every way to open a program that has no debug information.
func TestAdviceWhereThereIsNothing(t *testing.T) {
	path := filepath.Join(ownPrograms(t), "stripped.so")
	_, opened := symbols.Open(path)
	_, loaded := Load(context.Background(), path, nil)
	for _, err := range []error{opened, loaded} {
		if !errors.Is(err, symbols.ErrNoDebugInfo) || !strings.Contains(err.Error(), symbols.Advice) {
			t.Errorf("no advice: %v", err)
		}
	}
}

// TestKindsOfOwnPrograms holds the labels of what is counted.
func TestKindsOfOwnPrograms(t *testing.T) {
	oracle := NewOracle(buildIndex(t, filepath.Join(ownPrograms(t), "stable-1.so")), MacrosExpanded)
	for name, want := range map[string]coroutine.Kind{
		"own::leaf::{{closure}}": rustname.KindAsyncFn, "own::start::{{closure}}": rustname.KindClosure,
	} {
		if got := kindsOf(t, oracle, name, coroutine.Place{}); got[0] != want {
			t.Errorf("%s: %v, want %v", name, got[0], want)
		}
	}
}
