package futures

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

func testPrograms(t *testing.T) string {
	return debuginfotest.Unpack(t, "../debuginfo/testdata/programs.zip")
}

func inspectProgram(t *testing.T, path string) []Future {
	t.Helper()
	f, err := symbols.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	futures, err := Inspect(f)
	if err != nil {
		t.Fatal(err)
	}
	return futures
}

func TestInspect(t *testing.T) {
	directory := testPrograms(t)
	futures := inspectProgram(t, filepath.Join(directory, "1.95/libfutures.so"))
	var sizes []any
	for _, f := range futures {
		sizes = append(sizes, f.Path, f.Size, len(f.States))
	}
	wantSizes := []any{
		"futures::futures_run::{async-block#0}", int64(280), 4,
		"futures::Service::handle::{async-fn#0}", int64(256), 6,
		"futures::Service::refuse::{async-fn#0}", int64(96), 4,
		"futures::Service::read::{async-fn#0}", int64(64), 4,
		"futures::Service::handle::{async-fn#0}::{async-block#0}", int64(16), 4,
	}
	if diff := gocmp.Diff(wantSizes, sizes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	const file = "/src/futures.rs"
	want := Future{Path: "futures::Service::refuse::{async-fn#0}", Size: 96, File: file, Line: 58, States: []State{
		{Name: "Unresumed", File: file, Line: 58, Held: []Variable{
			{Name: "self", Type: "&futures::Service", Size: 8, Offset: 0}, {Name: "total", Type: "u64", Size: 8, Offset: 8},
		}},
		{Name: "Returned", File: file, Line: 62, Held: []Variable{}},
		{Name: "Panicked", File: file, Line: 62, Held: []Variable{}},
		{Name: "Suspend0", File: file, Line: 60, Held: []Variable{
			{Name: "self", Type: "&futures::Service", Size: 8, Offset: 0},
			{Name: "total", Type: "u64", Size: 8, Offset: 16},
			{Name: "kept", Type: "[u64; 8]", Size: 64, Offset: 24},
			{Name: "__awaitee", Type: "Pause", Size: 4, Offset: 88},
		}},
	}}
	if diff := gocmp.Diff(want, futures[2]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestEveryStateIsAnAwait compares with the source: each await is a state, at its line. rustc 1.63 gives the
// line at which the awaited expression begins.
func TestEveryStateIsAnAwait(t *testing.T) {
	source, err := os.ReadFile("../debuginfo/testdata/futures.rs")
	if err != nil {
		t.Fatal(err)
	}
	var awaits, began []int
	for i, line := range strings.Split(string(source), "\n") {
		if !strings.Contains(line, ".await") {
			continue
		}
		awaits, began = append(awaits, i+1), append(began, i+1)
		if strings.HasPrefix(strings.TrimSpace(line), ".await") {
			began[len(began)-1] = i
		}
	}
	directory := testPrograms(t)
	for _, program := range append([]string{"1.63/libfutures.so", "1.63-v0/libfutures.so", "1.95/libfutures.so"}, debuginfotest.Forms...) {
		want := awaits
		if strings.HasPrefix(program, "1.63") {
			want = began
		}
		var lines []int
		for _, f := range inspectProgram(t, filepath.Join(directory, program)) {
			for _, state := range f.States {
				if state.Suspended() {
					lines = append(lines, state.Line)
				}
				if state.File != "/src/futures.rs" {
					t.Errorf("%s: %s in %q", program, state.Name, state.File)
				}
			}
		}
		slices.Sort(lines)
		if diff := gocmp.Diff(want, lines); diff != "" {
			t.Errorf("%s: (-source +states)\n%s", program, diff)
		}
	}
}

// TestEveryFormHasTheSameFutures also holds for both manglings, whose symbols spell impls differently.
func TestEveryFormHasTheSameFutures(t *testing.T) {
	directory := testPrograms(t)
	want := inspectProgram(t, filepath.Join(directory, "1.95/libfutures.so"))
	for _, form := range debuginfotest.Forms {
		if diff := gocmp.Diff(want, inspectProgram(t, filepath.Join(directory, form))); diff != "" {
			t.Errorf("%s: (-plain +this form)\n%s", form, diff)
		}
	}
	legacy := inspectProgram(t, filepath.Join(directory, "1.63/libfutures.so"))
	for _, path := range []string{"1.63-v0/libfutures.so", "macho/libfutures.dylib.dSYM"} {
		if diff := gocmp.Diff(legacy, inspectProgram(t, filepath.Join(directory, path))); diff != "" {
			t.Errorf("%s: (-legacy +this)\n%s", path, diff)
		}
	}
}

func TestSpelling(t *testing.T) {
	spell := spelling{scope.Impls{
		"app::{impl#0}":                      "app::Service",
		"app::{impl#1}":                      "<app::Service as app::Trait>",
		"app::{impl#2}":                      "<app::Pair<u8>>",
		"app::{impl#3}":                      "<&str>",
		"app::run::{closure#0}::{impl#0}":    "<app::run::{closure#0}::Local>",
		"app::{impl#4}":                      "<<app::A as app::B>::C>",
		"app::{impl#5}::go::inner::{impl#0}": "app::go::inner::Deep",
	}}
	for name, want := range map[string]string{
		"app::{impl#0}::handle::{async_fn_env#0}":                     "app::Service::handle::{async-fn#0}",
		"app::{impl#1}::handle::{async_block_env#2}<u8>":              "<app::Service as app::Trait>::handle::{async-block#2}<u8>",
		"app::{impl#2}::run::{closure_env#0}":                         "app::Pair<u8>::run::{closure#0}",
		"app::{impl#3}::run::{gen_block_env#0}":                       "<&str>::run::{gen-block#0}",
		"Pin<&mut app::{impl#0}::handle::{async_fn_env#0}>":           "Pin<&mut app::Service::handle::{async-fn#0}>",
		"app::run::{async_fn#0}::{impl#0}::go::{coroutine_env#1}":     "app::run::{closure#0}::Local::go::{coroutine#1}",
		"app::{impl#4}::f::{async_closure_env#0}":                     "<app::A as app::B>::C::f::{async-closure#0}",
		"app::{impl#9}::unknown::{async_fn_env#0}":                    "app::{impl#9}::unknown::{async-fn#0}",
		"app::{impl#5}::go::inner::{impl#0}::f::{async_gen_fn_env#0}": "app::go::inner::Deep::f::{async-gen-fn#0}",
		"alloc::vec::Vec<u8, alloc::alloc::Global>":                   "alloc::vec::Vec<u8, alloc::alloc::Global>",
	} {
		if got := spell.of(name); got != want {
			t.Errorf("%s\n got %s\nwant %s", name, got, want)
		}
	}
}
