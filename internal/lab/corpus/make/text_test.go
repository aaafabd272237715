package main

import (
	"slices"
	"testing"
)

const alternateText = `   0:     0x55abf0b5edab - std[e28293b1aa0f68bd]::backtrace::create
                               at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/backtrace.rs:331:13
   1:     0x55abf0b23874 - app::leaf::{{closure}}::h3caf2ddea782fdc2
   2:     0x55abf0b2435d - <app[6144ebd9ccd13347]::Matrix<2usize, 3usize>>::rows
   3:     0x55abf0b2436e - <[f64]>::sort_by::<app[6144ebd9ccd13347]::f>
   4:                0x0 - <unknown>
`

func TestReadAlternate(t *testing.T) {
	want := []string{"std::backtrace::create", "app::leaf::{{closure}}", "<app::Matrix<2, 3>>::rows", "<[f64]>::sort_by::<app::f>", "<unknown>"}
	if got := names(readAlternate(alternateText)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadDisplaySkipsTheMessageOfAPanic(t *testing.T) {
	text := "thread 'main' panicked at src/main.rs:1:1:\n   4: no::frame\nstack backtrace:\n   0: app::f\n" +
		"             at ./src/main.rs:2:3\n      [... omitted 2 frames ...]\n   3: app::main\n"
	got := readDisplay(text)
	if want := []string{"app::f", "", "app::main"}; !slices.Equal(names(got), want) {
		t.Errorf("got %q, want %q", names(got), want)
	}
	if got[1].omitted != 2 {
		t.Errorf("omitted %d, want 2", got[1].omitted)
	}
}

func TestReadDebug(t *testing.T) {
	text := `Backtrace [{ fn: "app::text::<"a, b">", file: "./src/main.rs", line: 10 }, { fn: <unknown> }, { fn: "main" }]`
	want := []string{`app::text::<"a, b">`, "<unknown>", "main"}
	if got := names(readDebug(text)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAlign(t *testing.T) {
	full := []printed{{name: "capture"}, {name: "f"}, {name: "poll"}, {name: "f"}, {name: "main"}, {name: unknown}}
	rows, err := align([]printed{{name: "f"}, {omitted: 1}, {name: "f"}, {name: "main"}}, full)
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{1, 3, 4}; !slices.Equal(rows, want) {
		t.Errorf("got %v, want %v", rows, want)
	}
	if _, err := align([]printed{{name: "g"}}, full); err == nil {
		t.Error("a frame that is not in the full text was found")
	}
}

func TestWithoutArguments(t *testing.T) {
	for name, want := range map[string]string{
		"a::f":                                  "a::f",
		"<a::B<C<D>>>::d::<fn(u8) -> u8>":       "<a::B>::d::",
		"<a::B<C> as d::E<F>>::g":               "<a::B as d::E>::g",
		"a::f::<b::{closure#0}>::{closure#1}":   "a::f::::{closure#1}",
		"<&dyn a::B<C, Output = D> as e::F>::g": "<&dyn a::B as e::F>::g",
	} {
		if got := withoutArguments(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func names(frames []printed) []string {
	var names []string
	for _, frame := range frames {
		names = append(names, frame.name)
	}
	return names
}
