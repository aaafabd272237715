package rustname

import "testing"

func TestCanonical(t *testing.T) {
	for want, names := range map[string][]string{
		"app::Store::load::{closure}": {
			"app::Store<T>::load::{{closure}}", "<app::Store<u8>>::load::{closure#0}", "<app::Store<u8>>::load::{async-fn#0}",
			"app::Store<T>::load::{{closure}}::h0123456789abcdef", "<app[1f]::Store<u8>>::load::{closure#0}",
		},
		"<app::Store as app::Repo>::load": {
			"<app::Store<T> as app::Repo>::load", "<app::Store<alloc::string::String> as app::Repo>::load",
			"app::impls::<impl app::Repo for app::Store<T>>::load",
		},
		"app::f::{closure}::{closure}":                          {"app::f::{{closure}}::{{closure}}", "app::f::{closure#2}::{closure#0}::<i16>", "app::f::{closure#2}::{closure:async#0}", "app::f::closure$2::async_closure$0"},
		"app::X::{constant}::{closure}":                         {"app::X::{{constant}}::{{closure}}", "app::X::{K#0}::{closure#1}"},
		"core::ptr::drop_in_place":                              {"core::ptr::drop_in_place<app::S>", "core::ptr::drop_in_place::<app::S>", "core::ptr::drop_glue::<app::S>"},
		"<[_]>::sort_by":                                        {"alloc::slice::<impl [T]>::sort_by", "<[u8]>::sort_by::<app::main::{closure#0}>"},
		"core::ops::function::FnOnce::call_once::{vtable.shim}": {"core::ops::function::FnOnce::call_once{{vtable.shim}}"},
		"main": {"main"},
	} {
		for _, text := range names {
			name, err := Read(text)
			if err != nil {
				t.Fatal(err)
			}
			if got := name.Canonical(); got != want {
				t.Errorf("%s: %s, want %s", text, got, want)
			}
		}
	}
}
