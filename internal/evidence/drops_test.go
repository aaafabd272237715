package evidence

import (
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// TestDrops holds what the place of a drop says of the closure that is dropped.
func TestDrops(t *testing.T) {
	const glue = "/rustc/abc/library/core/src/ptr/mod.rs"
	place := func(file string, line, column int) coroutine.Place {
		return coroutine.Place{File: file, Line: line, Column: column}
	}
	for name, c := range map[string]struct {
		dropped string
		at      coroutine.Place
		other   coroutine.Place // of the drop of something else
		want    string          // of the closure in the first frame's name
	}{
		"a place of its own":               {"app::f::{closure#0}", place("./src/lib.rs", 9, 1), place(glue, 805, 1), "async-fn inferred"},
		"its line with std's file":         {"app::f::{closure#0}", place(glue, 12, 45), place(glue, 805, 1), "async-fn inferred"},
		"at the start of its line":         {"app::f::{closure#0}", place(glue, 12, 1), place(glue, 805, 1), "async-fn inferred"},
		"without columns":                  {"app::f::{closure#0}", place(glue, 12, 0), place(glue, 805, 0), "async-fn inferred"},
		"Windows":                          {"app::f::{closure#0}", place(`/rustc/abc/library\core\src\ptr\mod.rs`, 805, 1), place(`/rustc/abc/library\core\src\ptr\mod.rs`, 805, 1), "unknown"},
		"where all drops are":              {"app::f::{closure#0}", place(glue, 805, 1), place(glue, 805, 1), "unknown"},
		"no other drop to compare with":    {"app::f::{closure#0}", place(glue, 805, 1), coroutine.Place{}, "unknown"},
		"no line":                          {"app::f::{closure#0}", place(glue, 0, 0), place(glue, 805, 1), "unknown"},
		"inside a closure":                 {"app::f::{closure#0}::{closure#1}", place(glue, 12, 45), place(glue, 805, 1), "async-block inferred"},
		"the body of an async closure":     {"app::f::{closure#0}::{closure#0}<i16>", place(glue, 12, 45), place(glue, 805, 1), "async-closure inferred"},
		"a legacy name":                    {"app::f::{{closure}}", place(glue, 12, 45), place(glue, 805, 1), "async-fn inferred"},
		"a vector of closures":             {"alloc::vec::Vec<app::f::{closure#0}>", place(glue, 12, 45), place(glue, 805, 1), "unknown"},
		"a method of a trait":              {"<app::S as app::Repo>::load::{closure#0}", place(glue, 12, 45), place(glue, 805, 1), "async-fn inferred"},
		"a box that is pinned, no line":    {"core::pin::Pin<alloc::boxed::Box<app::f::{closure#0}>>", coroutine.Place{}, coroutine.Place{}, "async-fn inferred"},
		"a box that is not pinned":         {"alloc::boxed::Box<app::f::{closure#0}>", place(glue, 805, 1), place(glue, 805, 1), "unknown"},
		"a boxed fn that is pinned's type": {"core::pin::Pin<alloc::boxed::Box<dyn core::ops::function::Fn()>>", place(glue, 805, 1), place(glue, 805, 1), ""},
	} {
		for _, drop := range []string{"core::ptr::drop_in_place<", "core::ptr::drop_in_place::<", "core::ptr::drop_glue::<"} {
			frames := []Frame{frameAt(t, drop+c.dropped+">", c.at), frameAt(t, drop+"app::Loud>", c.other)}
			Classify(frames, nil)
			got := ""
			if v := frames[0].Verdicts; len(v) > 0 {
				got = v[len(v)-1].Kind.String()
				if v[len(v)-1].Kind != rustname.KindUnknown {
					got += " " + v[len(v)-1].Grade.String()
				}
			}
			if got != c.want {
				t.Errorf("%s: %s is %q, want %q", name, drop, got, c.want)
			}
		}
	}
}

// frameAt returns a frame with a place.
func frameAt(t *testing.T, text string, at coroutine.Place) Frame {
	t.Helper()
	name, err := rustname.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	facts := new(Facts)
	facts.Read(name)
	return Frame{Facts: facts, Located: at.File != "", At: at, Wanted: true}
}

// TestAsyncDrop holds that drops which run asynchronously are polled, and by async code.
func TestAsyncDrop(t *testing.T) {
	const inPlace = "core::future::async_drop::async_drop_in_place::<app::Conn>::{closure#0}"
	got, _ := classify(t, "<app::Conn as core::future::async_drop::AsyncDrop>::drop::{closure#0}\n-"+inPlace+"\n-app::uses::{closure#0}\napp::g")
	for i, want := range []string{"async-fn inferred", "async-fn inferred", "async-fn inferred", ""} {
		if got[i] != want {
			t.Errorf("frame %d is %q, want %q", i, got[i], want)
		}
	}
}

// TestPollByName holds that the shim through which Future::poll is called polls.
func TestPollByName(t *testing.T) {
	const shim = "<<app::f::{closure#0} as core::future::future::Future>::poll as core::ops::function::FnOnce<(P, C)>>::call_once"
	got, _ := classify(t, "app::f::{closure#0}\n"+shim+"\napp::measure")
	if got[0] != "async-fn inferred" {
		t.Errorf("what it calls is %q", got[0])
	}
	got, _ = classify(t, "app::f::{closure#0}\n<app::f::{closure#0} as core::ops::function::FnOnce<()>>::call_once\napp::measure")
	if got[0] != "closure proven" {
		t.Errorf("a closure that is called is %q", got[0])
	}
}
