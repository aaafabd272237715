package corpus

import (
	"slices"
	"testing"
)

func TestClosures(t *testing.T) {
	for name, want := range map[string][]Closure{
		"app::main": nil,
		"app::do_tasks::{async_fn#0}::{closure#1}::{async_block#0}": {{"async-fn", 0}, {"closure", 1}, {"async-block", 0}},
		"app::{impl#2}::load::{async_fn#0}<u8>":                     {{"async-fn", 0}},
		// A closure within generic arguments is not on the path; nor does the "->" end the arguments.
		"core::map<fn(u8) -> u8, app::f::{closure_env#3}>::{closure#1}": {{"closure", 1}},
		"app::numbers::{async_gen_fn#0}":                                {{"async-gen-fn", 0}},
		"":                                                              nil,
	} {
		if got := (FrameTruth{Name: name}).Closures(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
