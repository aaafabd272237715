package debuginfo

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

func TestCrateOrigin(t *testing.T) {
	program := NewOracle(buildIndex(t, filepath.Join(ownPrograms(t), "stable-1.so")), MacrosExpanded)
	for crate, want := range map[string]origin.Origin{
		"own": origin.Own, "standard": origin.Std, "core": origin.Std, "tokio": origin.Unknown,
	} {
		if crate == "core" {
			continue // the program is linked without it
		}
		if got := program.CrateOrigin(crate); got != want {
			t.Errorf("%s: %s, want %s", crate, got, want)
		}
	}
	one, other := &Index{crates: map[string]origin.Origin{"app": origin.Own, "serde": origin.Package}},
		&Index{crates: map[string]origin.Origin{"app": origin.Package}}
	two := NewOracle([]*Index{one, other, one}, MacrosExpanded)
	if got := two.CrateOrigin("app"); got != origin.Unknown {
		t.Errorf("%s, though the programs disagree", got)
	}
	if got := two.CrateOrigin("serde"); got != origin.Package {
		t.Errorf("%s, though one program knows it", got)
	}
}

func TestWhoseCratesAre(t *testing.T) {
	for source, want := range map[string]origin.Origin{
		"/build/shop/src/main.rs": origin.Own, "src/main.rs": origin.Own, "/srv/vendored/src/lib.rs": origin.Own,
		"/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tower-0.5.2/src/lib.rs":       origin.Package,
		`C:\Users\me\.cargo\registry\src\index.crates.io-1949cf8c6b5b557f\tower-0.5.2\src\lib.rs`: origin.Package,
		"/usr/share/cargo/registry/tower-0.4.13/src/lib.rs":                                       origin.Package,
		"/root/.cargo/git/checkouts/tower-5ab1/9e3c/tower/src/lib.rs":                             origin.Package,
		"vendor/tower/src/lib.rs": origin.Package, "/rustc/abc/library/std/src/lib.rs": origin.Std,
	} {
		if got := originOf("tower", source); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
	o := &origins{crates: map[string]origin.Origin{}}
	for _, of := range []origin.Origin{origin.Package, origin.Own, origin.Own} {
		o.noteCrate("shop", of)
	}
	if o.crates["shop"] != origin.Unknown {
		t.Errorf("%s, though there are two crates of the name", o.crates["shop"])
	}
}

func TestInlinedBodies(t *testing.T) {
	const printed = "<tokio::time::timeout::Timeout<T> as core::future::future::Future>::poll"
	body := Body{Path: "app::belts::slow", Kind: rustname.KindAsyncFn, File: "src/belts.rs", Line: 30}
	other := body
	other.Line = 31
	named := func(text string, b Body) *Index {
		name := text + "::h0123456789abcdef"
		return &Index{inlined: map[symbolKey]Body{newSymbolKey(name, text): b}}
	}
	ask := func(o *Oracle, printed string) (Body, bool) {
		t.Helper()
		parsed, err := rustname.Read(printed)
		if err != nil {
			t.Fatal(err)
		}
		var facts evidence.Facts
		facts.Read(parsed)
		return o.Inlined(&facts.Name, coroutine.Place{Printed: printed})
	}
	one := NewOracle([]*Index{named(printed, body)}, MacrosExpanded)
	if got, ok := ask(one, printed+"::h0123456789abcdef"); !ok || !cmp.Equal(body, got) {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, unknown := range []string{printed, printed + "::h0123456789abcdee"} {
		if got, ok := ask(one, unknown); ok {
			t.Errorf("%s has %+v", unknown, got)
		}
	}
	two := NewOracle([]*Index{named(printed, body), named(printed, other)}, MacrosExpanded)
	if got, ok := ask(two, printed+"::h0123456789abcdef"); ok {
		t.Errorf("%+v, though the programs disagree", got)
	}
}
