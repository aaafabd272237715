package rustname

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestParse checks what is read from names in every notation: the erased path, and each closure segment as
// segment:index:said, with * for the one that the name names.
func TestParse(t *testing.T) {
	for _, c := range []struct{ text, erased, closures string }{
		{"app::leaf::{closure#0}", "app::leaf::{#0}", "{closure#0}*"},
		{"app::leaf::{{closure}}", "app::leaf::{#}", "{{closure}}*"},
		{"app::leaf::{{async-fn}}", "app::leaf::{#}", "{{async-fn}}:async-fn*"},
		{"app::leaf::{async_fn_env#2}", "app::leaf::{#2}", "{async_fn_env#2}:async-fn*"},
		{"<app::S<u8> as app::T<fn(u8) -> u32>>::m::{closure#1}", "<app::S as app::T>::m::{#1}", "{closure#1}*"},
		{"<fn(u8) .> u32 as app::T>::m", "<fn as app::T>::m", ""},
		{"app::f::<'>', -5, 'a', '\\u{2202}', true>::{closure#2}", "app::f::{#2}", "{closure#2}*"},
		{`app::f::<"a > \"b\" ::", {app::E::A(3)}, {app::P { a: 1, b: (2, true) }}>`, "app::f", ""},
		{"app::f::<dyn for<'a> Fn<(&'a str,), Output = u8> + core::marker::Send>::g", "app::f::g", ""},
		{"app::f::<dyn core::fmt::Debug+core::marker::Send+Output = u32>::g", "app::f::g", ""},
		{"<dyn app::T<A = app::f::{closure#0}> as app::U>::m", "<dyn app::T as app::U>::m", "{closure#0}"},
		{"<&mut app::S as core::iter::Iterator>::next", "<&app::S as core::iter::Iterator>::next", ""},
		{"<[T] as app::T>::m", "<[_] as app::T>::m", ""},
		{"<(A, B) as app::T>::m", "<(_) as app::T>::m", ""},
		{"alloc::slice::<impl [T]>::sort_by::{{closure}}", "<[_]>::sort_by::{#}", "{{closure}}*"},
		{"app::m::<impl app::T for alloc::vec::Vec<X>>::go", "<alloc::vec::Vec as app::T>::go", ""},
		{"core::ops::function::FnOnce::call_once{{vtable.shim}}", "core::ops::function::FnOnce::call_once::{{vtable.shim}}", ""},
		{"<app::f::{closure#4} as core::ops::function::FnOnce<(u8,)>>::call_once::{shim:vtable#0}", "<app::f::{#4} as core::ops::function::FnOnce>::call_once::{shim:vtable#0}", "{closure#4}"},
		{"app::X::{K#0}::{closure#1}", "app::X::{K#0}::{#1}", "{closure#1}*"},
		{"app::f::{closure#0}::{closure#1}::<i16>", "app::f::{#0}::{#1}", "{closure#0} {closure#1}*"},
		{"app::user::impl$0::handle::async_fn$0::async_block$1<u8>", "app::user::impl$0::handle::{#0}::{#1}", "async_fn$0:async-fn async_block$1:async-block*"},
		{"core::future::from_generator::impl$1::poll<enum2$<app::foo::async_fn_env$0> >", "core::future::from_generator::impl$1::poll", "async_fn_env$0:async-fn"},
		{"tokio::run<enum2$<bevy_", "tokio::run", ""},
		{"模块::函数::{closure#0}", "模块::函数::{#0}", "{closure#0}*"},
		{"main", "main", ""},
		{"app::foo.cold", "app::foo.cold", ""},
	} {
		name, err := Parse(c.text)
		if err != nil || name.Path == nil {
			t.Errorf("%s: not read: %v", c.text, err)
			continue
		}
		if got := string(name.AppendErased(nil, name.Path, len(name.Path.Segments))); got != c.erased {
			t.Errorf("%s: %s, want %s", c.text, got, c.erased)
		}
		if got := describe(name); got != c.closures {
			t.Errorf("%s: closures %q, want %q", c.text, got, c.closures)
		}
	}
}

func describe(name *Name) string {
	var out []string
	for _, c := range name.Closures {
		s := c.Segment.Of(name.Text)
		if c.Said != KindUnknown {
			s += ":" + c.Said.String()
		}
		if c.Leaf {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// TestNoPath checks that what is not a Rust path is not read as one.
func TestNoPath(t *testing.T) {
	for _, text := range []string{
		"", "<unknown>", "mid failed", "std::vector<int>::push_back(int&&)", "called `x`", "at src/main.rs:3",
		"{closure#0", "::", "(anonymous namespace)::f()",
	} {
		name, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if name.Path != nil {
			t.Errorf("%q is read as a path", text)
		}
	}
}

// TestRead checks that hashes and disambiguators are removed, and that array lengths stay.
func TestRead(t *testing.T) {
	for printed, want := range map[string]string{
		"app::f::h0123456789abcdef":                                                      "app::f",
		"app::f::h0123456789abcdef.cold":                                                 "app::f.cold",
		"app::f::h0123456789abcdef [inlined]":                                            "app::f [inlined]",
		"app::f::h0123456789abcdef::h0123456789abcdef.cold":                              "app::f.cold",
		"app::f::h0123":                                                                  "app::f::h0123",
		"std[e28293b1aa0f68bd]::rt::lang_start::<[u8; 32]>":                              "std::rt::lang_start::<[u8; 32]>",
		"<app[1]::S as core[afc5627afab9b6c]::fmt::Debug>::fmt":                          "<app::S as core::fmt::Debug>::fmt",
		"<[u8]>::sort_by::<app[6144ebd9ccd13347]::f::{closure#0}>":                       "<[u8]>::sort_by::<app::f::{closure#0}>",
		"_ZN3app1f17h0123456789abcdefE":                                                  "app::f",
		"app::f::_$u7b$$u7b$closure$u7d$$u7d$::h0123456789abcdef":                        "app::f::{{closure}}",
		"_$LT$core..pin..Pin$LT$P$GT$$u20$as$u20$core..future..future..Future$GT$::poll": "<core::pin::Pin<P> as core::future::future::Future>::poll",
		"app::f::async_fn$0<enum2$<app::g::async_fn_env$0> >":                            "app::f::async_fn$0<enum2$<app::g::async_fn_env$0> >",
		"_ZN3app17Core$LT$T$C$S$dpoll17h0123456789abcdefE":                               "_ZN3app17Core$LT$T$C$S$dpoll17h0123456789abcdefE", // 17 without escapes
		"_RNCNvCs1234_3app1f0":                                                           "app::f::{closure#0}",
	} {
		name, err := Read(printed)
		if err != nil {
			t.Fatal(err)
		}
		if name.Text != want {
			t.Errorf("%s: %s, want %s", printed, name.Text, want)
		}
	}
}

// TestCutMethod checks which names of impls are paths without their last part.
func TestCutMethod(t *testing.T) {
	for text, want := range map[string]Shape{
		"<app::S as app::Load>":        {Self: "app::S", Trait: "app::Load"},
		"<app::S<u8> as app::Load<T>>": {Self: "app::S", Trait: "app::Load"},
		"<app::Store>":                 {Path: "app::Store"},
		"<S as Load>":                  {Self: "S", Trait: "Load"},
		"<unknown>":                    {},
		"<app::S as app::Load> and":    {},
	} {
		name, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := name.shape(); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
		if want != (Shape{}) && !name.Cut {
			t.Errorf("%s is not said to be cut", text)
		}
	}
}

// TestLimits checks that names over a limit are refused, and quickly.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"length":       {strings.Repeat("a", MaxLength+1), ErrTooLong},
		"generics":     {"a" + strings.Repeat("<a", 10_000), ErrTooDeep},
		"traits":       {strings.Repeat("<a as ", 10_000), ErrTooDeep},
		"references":   {"a::<" + strings.Repeat("&", 10_000), ErrTooDeep},
		"closures":     {"a" + strings.Repeat("::{closure#0}", 2_000), ErrTooDeep},
		"deep enough":  {"a" + strings.Repeat("<a", 400) + strings.Repeat(">", 400), nil},
		"long enough":  {"a" + strings.Repeat("::a", 20_000), nil},
		"many closers": {"a" + strings.Repeat(">", 10_000), nil},
	} {
		if _, err := Parse(c.text); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// FuzzParse checks that no text breaks the parser, that everything it points to is in the text, and that stripping twice
// is the same as stripping once.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"app::f::<'>', -5>::{closure#2}", "<a as b>::c::{{closure}}", "a::<impl b::C for d::E<F>>::g", "a::b$0<c$<d> >",
		"std[1f]::f::h0123456789abcdef", `a::<"b\"", {c: 'd'}>`, "<dyn for<'a> A<&'a B, C = D> + E as F>::g", "extern \"C\" fn(a) -> b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		stripped := Strip(text)
		if read, err := Read(text); err == nil {
			if again, err := Read(read.Text); err != nil || again.Text != read.Text {
				t.Fatalf("%q read again: %+v, %v", read.Text, again, err)
			}
		}
		name, err := Parse(stripped)
		if err != nil || name.Path == nil {
			return
		}
		for i, c := range name.Closures {
			if c.Segment.Start > c.Word.Start || c.Word.End > c.Segment.End || int(c.Segment.End) > len(stripped) || c.Path.Start > c.Segment.Start {
				t.Fatalf("closure %d of %q: %+v", i, stripped, c)
			}
		}
		_ = fmt.Sprint(name.shape(), name.Canonical(), name.DefinedIn())
	})
}
