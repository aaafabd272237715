package scope

import (
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

func TestParseClosure(t *testing.T) {
	for name, want := range map[string]string{
		"{async_fn#0}":             "async-fn 0",
		"{async_fn_env#12}":        "async-fn 12",
		"{async_block_env#1}<u8>":  "async-block 1",
		"{closure#3}":              "closure 3",
		"{synthetic#0}":            "async-closure 0",
		"{coroutine#0}":            "unknown 0",
		"{impl#3}":                 "",
		"{async_fn}":               "",
		"{async_fn#0":              "",
		"closure#0":                "",
		"Option<{closure_env#0}>":  "",
		"{async_fn_env_env#0}":     "",
		"{something_new#0}":        "",
		"{async_gen_block_env#0}":  "async-gen-block 0",
		"{generator#0}":            "unknown 0",
		"{gen_closure_env#1}<u16>": "gen-closure 1",
	} {
		got := ""
		if kind, number, ok := ParseClosure(name); ok {
			got = kind.String() + " " + number
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	path := Path{}.In("app").In("{impl#3}").In("handle").In("{async_fn#0}").In("{closure_env#2}<u8>")
	if got, want := path.Symbol(), "app::{impl#3}::handle::{closure#0}::{closure#2}"; got != want {
		t.Errorf("symbol %s, want %s", got, want)
	}
	if got, want := path.String(), "app::{impl#3}::handle::{async_fn#0}::{closure_env#2}<u8>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := path.Kinds(), NewKinds(rustname.KindAsyncFn, rustname.KindClosure); got != want {
		t.Errorf("kinds %q, want %q", got, want)
	}
	if path.Crate() != "app" || path.Synthetic() || !path.In("{synthetic#0}").Synthetic() {
		t.Errorf("crate %s, synthetic %v", path.Crate(), path.Synthetic())
	}
}

func TestAgreeing(t *testing.T) {
	fn, block := NewKinds(rustname.KindAsyncFn), NewKinds(rustname.KindAsyncBlock)
	for _, c := range []struct{ a, b, want Kinds }{
		{fn, fn, fn},
		{fn, block, NewKinds(rustname.KindUnknown)},
		{fn + block, fn + fn, fn + NewKinds(rustname.KindUnknown)},
		{fn + block, fn, fn},
		{"", fn, ""},
	} {
		if got := c.a.Agreeing(c.b); got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func TestImpls(t *testing.T) {
	path := Path{}.In("app").In("{impl#3}").In("handle").In("{async_fn#0}")
	impls := Impls{}
	learn := func(symbol string) {
		t.Helper()
		name, err := rustname.Read(symbol)
		if err != nil {
			t.Fatal(err)
		}
		impls.Add(path, name)
	}
	if !impls.Lacks(path) || impls.Lacks(Path{}.In("app").In("run")) {
		t.Error("an impl that is not known is not missing, or one is where there is none")
	}
	learn("short") // has no room for the segments in the impl
	if !impls.Lacks(path) {
		t.Errorf("learned %v of a name that is too short", impls)
	}
	learn("<app::S as app::T>::handle::{{closure}}")
	learn("<app::Other as app::T>::handle::{{closure}}") // the first is kept
	if got := impls["app::{impl#3}"]; got != "<app::S as app::T>" || impls.Lacks(path) {
		t.Errorf("%q", got)
	}
}
