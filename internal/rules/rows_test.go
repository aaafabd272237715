package rules

import (
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// TestBuiltinRows holds that each row of the frame table gives its class to a name that it is for.
func TestBuiltinRows(t *testing.T) {
	for _, crate := range crates.All {
		for i := range crate.Frames {
			row := &crate.Frames[i]
			example := strings.NewReplacer("::**", "::x", "<_ as", "<T as", "<& as", "<&mut T as", "{impl}", "impl$1").Replace(row.Pattern)
			inside := row.Class
			if !strings.Contains(row.Pattern, "::") {
				inside = Application // in a crate of that name
			}
			for name, want := range map[string]Class{example: row.Class, example + "::{{closure}}": inside} {
				if got := classOfName(t, name, ""); got != want {
					t.Errorf("%s: %s is %v, want %v", row.Pattern, name, got, want)
				}
			}
		}
	}
}

// TestOwners holds whose code a name is, with and without its source file.
func TestOwners(t *testing.T) {
	const (
		std      = "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/x.rs"
		registry = "/home/me/.cargo/registry/src/index.crates.io-6f17d22bba15001f/"
	)
	for _, c := range []struct {
		name, file string
		want       Class
	}{
		// The user's own, whatever it is called.
		{"<app::Parcel as core::future::future::Future>::poll", "", Application},
		{"app::poll", "", Application},
		{"future_store::get", "", Application},
		{"tokio_like::runtime::spawn", "", Application},
		{"app::tokio::runtime::spawn", "", Application},
		{"<app::Order as core::convert::From<tokio::time::error::Elapsed>>::from", "", Application},
		{"<alloc::vec::Vec<T> as app::Extension>::go", "", Application},
		{"<tokio::net::TcpStream as app::Extension>::go", "", Application},
		{"<app::f::{closure#0} as app::Handler>::call", "", Application},
		{"<alloc::vec::Vec<u8> as core::convert::From<app::Order>>::from", "./src/order.rs", Application},
		{"<app::Request as core::future::into_future::IntoFuture>::into_future", "./src/main.rs", Application},
		{"warp::main", "./src/main.rs", Application},
		{"my_callback", "./src/ffi.rs", Application},
		{"tokio::plain", "./crates/tokio/src/lib.rs", Application},
		{"tracing::setup", `.\crates\tracing\src\lib.rs`, Application},
		{"start", "./src/ffi.rs", Application},
		{"app::main::{{closure}}", registry + "tokio-1.24.2/src/macros/select.rs", Application},
		// Not the user's.
		{"tokio::runtime::task::raw::poll", "./root/.cargo/registry/src/index.crates.io-1/tokio-1.48.0/src/runtime/task/raw.rs", Runtime},
		{"tokio::runtime::task::raw::poll", "./deps/tokio-1.48.0/src/runtime/task/raw.rs", Runtime},
		{"core::panicking::panic_fmt", "./rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panicking.rs", Panic},
		{"serde_json::de::from_str", registry + "serde_json-1.0.91/src/de.rs", Dependency},
		{"sqlx_core::pool::acquire", registry + "sqlx-core-0.7.3/src/pool/mod.rs", Dependency},
		{"sqlite3_step", "", Dependency},
		{"<app::Lines as core::iter::traits::iterator::Iterator>::fold", std, Std},
		{"<app::Parcel as core::future::into_future::IntoFuture>::into_future", std, Adapter},
		{"<app::Source as futures_util::stream::stream::StreamExt>::next", "", Combinator},
		{"<tokio::time::sleep::Sleep as core::future::future::Future>::poll", "", Runtime},
		{"<hyper::body::Body as http_body::Body>::poll_data", "", Server},
		{"<&mio::net::TcpStream as std::io::Write>::write", registry + "mio-0.8.5/src/net/tcp.rs", Dependency},
		{"core::option::Option<T>::map", "", Std},
		{"<str>::trim", "", Std},
		{"alloc::slice::<impl [T]>::sort_by", "", Std},
		{"test::run_test::{{closure}}", "", Runtime},
		{"test::helper", "./src/main.rs", Application},
		{"__rustc::rust_begin_unwind", "", Panic},
	} {
		if got := classOfName(t, c.name, c.file); got != c.want {
			t.Errorf("%s (%s) is %v, want %v", c.name, c.file, got, c.want)
		}
	}
}

func classOfName(t *testing.T, text, file string) Class {
	t.Helper()
	name, err := rustname.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	facts := new(evidence.Facts)
	facts.Read(name)
	s := nameClassOf(facts, name)
	var c crateOrigins
	c.add(&s, file, sourceOf(file))
	return rowFor(&s, file, sourceOf(file), &c).class
}
