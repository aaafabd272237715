package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// index is an oracle that knows which bodies are inlined into functions, by what is printed of them, and whose crates are.
type index struct {
	bodies map[string]origin.Body
	crates map[string]origin.Origin
}

func (index) Kinds(*coroutine.Name, coroutine.Place, []coroutine.Kind) {}

func (x index) Inlined(_ *coroutine.Name, at coroutine.Place) (origin.Body, bool) {
	body, known := x.bodies[at.Printed]
	return body, known
}

func (x index) CrateOrigin(crate string) origin.Origin { return x.crates[crate] }

// namesOf decides on a stack of functions and returns the names of those that stay, with what gave them their class.
func namesOf(t *testing.T, r *rules.Engine, names ...string) string {
	t.Helper()
	lines := make([]*rules.Function, len(names))
	for i, name := range names {
		f, err := r.NewFunction(name, "", "")
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = f
	}
	var left []string
	for _, e := range r.ExplainStack(lines) {
		if !e.Removed {
			left = append(left, e.Class.String()+" "+e.Result)
		}
	}
	return strings.Join(left, "\n")
}

const removed = 1<<rules.Generator | 1<<rules.Adapter | 1<<rules.Combinator | 1<<rules.Server | 1<<rules.Runtime | 1<<rules.Panic

// TestBodiesThatAnIndexKnows holds that a frame of plumbing is shown as the body that an index has in it, also where its name
// does not tell of one.
func TestBodiesThatAnIndexKnows(t *testing.T) {
	const poll = "tokio::runtime::task::core::Core<T,S>::poll::h0123456789abcdef"
	x := index{bodies: map[string]origin.Body{
		poll: {Path: "app::belts::slow", Kind: rustname.KindAsyncFn, File: "src/belts.rs", Line: 9},
		"<tokio::runtime::task::core::Core<app::serve::{closure#1}, S>>::poll": {Path: "app::serve", Kind: rustname.KindAsyncBlock},
	}}
	for style, want := range map[rules.LabelStyle]string{
		rules.LabelHyphen: "application app::db::query\napplication app::belts::slow::{{async-fn}}\napplication app::main",
		rules.LabelRustc:  "application app::db::query\napplication app::belts::slow::{{async_fn}}\napplication app::main",
		rules.LabelNone:   "application app::db::query\napplication app::belts::slow::{{closure}}\napplication app::main",
	} {
		engine, err := rules.New(rules.Options{Remove: removed, LabelStyle: style})
		if err != nil {
			t.Fatal(err)
		}
		stack := []string{"app::db::query", poll, "tokio::runtime::task::raw::poll", "app::main"}
		if got := namesOf(t, engine.With(x), stack...); got != want {
			t.Errorf("style %v:\n%s\nwant\n%s", style, got, want)
		}
		if got := namesOf(t, engine, stack...); strings.Contains(got, "slow") {
			t.Errorf("without an index:\n%s", got)
		}
	}
	engine, err := rules.New(rules.Options{Remove: removed})
	if err != nil {
		t.Fatal(err)
	}
	got := namesOf(t, engine.With(x), "app::work", "<tokio::runtime::task::core::Core<app::serve::{closure#1}, S>>::poll", "app::main")
	if want := "application app::work\napplication app::serve::{{async-block}}\napplication app::main"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestBodiesThatAreNotRun holds that a body is not shown where the frame polls something else: code holds the bodies of all that
// a function may run. What polls a single future runs the one that it has.
func TestBodiesThatAreNotRun(t *testing.T) {
	const (
		then    = "<futures_util::stream::stream::then::Then<St,Fut,F> as futures_core::stream::Stream>::poll_next::h0123456789abcde1"
		filter  = "<futures_util::stream::stream::filter_map::FilterMap<St,Fut,F> as futures_core::stream::Stream>::poll_next::h0123456789abcde2"
		pinned  = "<core::pin::Pin<P> as core::future::future::Future>::poll::h0123456789abcde3"
		slow    = "<tokio::time::timeout::Timeout<T> as core::future::future::Future>::poll::h0123456789abcde4"
		timed   = "<tokio::time::timeout::Timeout<T> as core::future::future::Future>::poll::h0123456789abcde5"
		unknown = "<hyper::somewhere::Unlisted<T> as core::future::future::Future>::poll::h0123456789abcde6"
	)
	body := func(path string) origin.Body {
		return origin.Body{Path: path, Kind: rustname.KindAsyncFn, File: "src/lib.rs", Line: 9}
	}
	x := index{bodies: map[string]origin.Body{
		then: body("app::then"), filter: body("app::filter"), pinned: body("app::pinned"), slow: body("app::slow"), timed: body("app::timed"),
		unknown: body("app::unknown"),
	}}
	engine, err := rules.New(rules.Options{Remove: removed})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stack, want []string
	}{
		{[]string{then, filter}, []string{"app::then"}},
		{[]string{filter}, []string{"app::filter"}},
		{[]string{slow, timed}, []string{"app::slow", "app::timed"}},
		{[]string{slow, pinned}, []string{"app::slow"}},
		{[]string{then, unknown}, []string{"app::then"}},
		{[]string{"app::own::{{closure}}", filter}, []string{"app::own"}},
		{[]string{"app::own::{{closure}}", timed}, []string{"app::own", "app::timed"}},
	} {
		got := namesOf(t, engine.With(x), append(append([]string{"app::work"}, c.stack...), "app::main")...)
		for _, name := range []string{"app::then", "app::filter", "app::pinned", "app::slow", "app::timed", "app::unknown"} {
			if shown := strings.Contains(got, name); shown != slices.Contains(c.want, name) {
				t.Errorf("%q: %s is shown: %t, in\n%s", c.stack, name, shown, got)
			}
		}
	}
}

// TestOrderOfWhatSaysWhose holds that configuration goes before an index, an index before the file, and so on.
func TestOrderOfWhatSaysWhose(t *testing.T) {
	const registry = "/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/"
	x := index{crates: map[string]origin.Origin{
		"shop": origin.Own, "redis": origin.Own, "ledger": origin.Package, "tokio": origin.Own, "hyper": origin.Package,
	}}
	for _, c := range []struct {
		name, file string
		configured []string
		index      bool
		class      rules.Class
		reason     string
	}{
		{"shop::pay", registry + "shop-1.0.0/src/lib.rs", []string{"sh*"}, false, rules.Application, "application.crates names"},
		{"shop_core::pay", "", []string{"shop-core"}, false, rules.Application, "application.crates names"},
		{"ledger::add", "./src/lib.rs", []string{"shop"}, false, rules.Dependency, "application.crates does not name"},
		{"redis::get", "", []string{"shop"}, true, rules.Dependency, "application.crates does not name"},
		{"<redis::Client as shop::Cache>::get", "", []string{"shop"}, false, rules.Application, "application.crates names"},
		{"tokio::runtime::task::raw::poll", "", []string{"tokio"}, false, rules.Application, "application.crates names"},
		{"tokio::runtime::task::raw::poll", "", []string{"shop"}, true, rules.Runtime, "executor"},
		{"redis::get", registry + "redis-0.24.0/src/lib.rs", nil, true, rules.Application, "the index"},
		{"ledger::add", "./src/lib.rs", nil, true, rules.Dependency, "the index"},
		{"<ledger::Book as shop::Cache>::get", "", nil, true, rules.Application, "the index"},
		{"tokio::runtime::task::raw::poll", "", nil, true, rules.Application, "the index"},
		{"hyper::proto::poll", "", nil, true, rules.Server, "HTTP"},
		{"other::f", "", nil, true, rules.Application, "nothing says"},
		{"redis::get", registry + "redis-0.24.0/src/lib.rs", nil, false, rules.Dependency, "its source file"},
		{"redis::get", "./redis/src/lib.rs", nil, false, rules.Application, "its source file"},
		{"redis::get", "src/lib.rs", nil, false, rules.Dependency, "many programs"},
		{"redis::get", "lib.rs", nil, false, rules.Dependency, "many programs"},
		{"redis::get", "", nil, false, rules.Dependency, "many programs"},
		{"md5::compute", "", nil, false, rules.Dependency, "many programs"},
		{"<redis::Client as shop::Cache>::get", "", nil, false, rules.Application, "nothing says"},
		{"<shop::Order as serde_json::Ext>::get", "", nil, false, rules.Application, "nothing says"},
		{"<redis::Client as r2d2::ManageConnection>::connect", "", nil, false, rules.Dependency, "many programs"},
		{"redis::main", "", nil, false, rules.Application, "other frames"},
		{"shop::f", "", nil, false, rules.Application, "nothing says"},
	} {
		engine, err := rules.New(rules.Options{Remove: removed, Application: c.configured})
		if err != nil {
			t.Fatal(err)
		}
		if c.index {
			engine = engine.With(x)
		}
		f, err := engine.NewFunction(c.name, "", c.file)
		if err != nil {
			t.Fatal(err)
		}
		e := engine.ExplainStack([]*rules.Function{f})[0]
		if e.Class != c.class || !strings.Contains(e.Reason, c.reason) {
			t.Errorf("%s at %q, configured %v, index %v: %v, %q", c.name, c.file, c.configured, c.index, e.Class, e.Reason)
		}
	}
}

// TestBodiesThatAreTheirOwn holds that a name whose frames would run what it is itself is read all the same.
func TestBodiesThatAreTheirOwn(t *testing.T) {
	engine, err := rules.New(rules.Options{Remove: removed})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"<app::x as core::future::future::Future>::poll",
		"<app::X as core::future::future::Future>::poll",
		"<&mut app::X as core::future::future::Future>::poll",
		"<app::x as core::ops::function::FnOnce<()>>::call_once",
		"<<app::x as core::ops::function::FnOnce<()>>::call_once as core::ops::function::FnOnce<()>>::call_once",
		"<<app::x as axum::handler::Handler<()>>::call as axum::handler::Handler<()>>::call::{closure#0}",
	} {
		if got := namesOf(t, engine, "app::work", name, "app::main"); !strings.Contains(got, "app::main") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}
