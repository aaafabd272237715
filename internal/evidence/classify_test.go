package evidence

import (
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// classify reads a stack, a name a line, innermost first; a name without a source location starts with "-", one that is of
// the program's own code with "!", " @ " is before its file, and a line "..." stands for frames left out. It returns for each frame "kind grade" of the closure that its name
// names, "" where it names none or nothing is known.
func classify(t *testing.T, stack string) ([]string, []Frame) {
	t.Helper()
	var frames []Frame
	for line := range strings.Lines(strings.TrimSpace(stack)) {
		line = strings.TrimSpace(line)
		if line == "..." {
			frames[len(frames)-1].Apart = true
			continue
		}
		text, unlocated := strings.CutPrefix(line, "-")
		text, application := strings.CutPrefix(text, "!")
		text, file, _ := strings.Cut(text, " @ ")
		name, err := rustname.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		facts := new(Facts)
		facts.Read(name)
		frames = append(frames, Frame{
			Facts: facts, Located: !unlocated, Application: application, At: coroutine.Place{File: file}, Wanted: true,
		})
	}
	Classify(frames, nil)
	kinds := make([]string, len(frames))
	for i, f := range frames {
		if f.leaf >= 0 && f.Verdicts[f.leaf].Kind != rustname.KindUnknown {
			kinds[i] = f.Verdicts[f.leaf].Kind.String() + " " + f.Verdicts[f.leaf].Grade.String()
		}
	}
	return kinds, frames
}

const (
	pinPoll  = "<core::pin::Pin<&mut F> as core::future::future::Future>::poll"
	boxPoll  = "<core::pin::Pin<P> as core::future::future::Future>::poll" // perhaps: a name without numbers says P of each pointer
	genPoll  = "<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll"
	taskPoll = "tokio::runtime::task::core::Core<T,S>::poll::{{closure}}"
	forEach  = "<futures_util::stream::stream::for_each::ForEach<St,Fut,F> as core::future::future::Future>::poll"
	callOnce = "core::ops::function::FnOnce::call_once"
)

// TestClassify has a case for each rule and for what it must not do.
func TestClassify(t *testing.T) {
	for name, c := range map[string]struct {
		stack string
		want  []string // for the first frames
	}{
		"polled by a pointer":                {"app::f::{{closure}}\n" + pinPoll, []string{"async-fn inferred"}},
		"polled by GenFuture":                {"app::f::{{closure}}\n" + genPoll, []string{"async-fn inferred"}},
		"polled as a task":                   {"app::f::{{closure}}\n" + taskPoll, []string{"async-fn inferred"}},
		"awaited":                            {"app::g::{{closure}}\napp::f::{{closure}}\n" + pinPoll, []string{"async-fn inferred", "async-fn inferred"}},
		"called as FnOnce":                   {"app::f::{{closure}}\n" + callOnce, []string{"closure inferred"}},
		"called by an iterator":              {"app::f::{{closure}}\ncore::iter::traits::iterator::Iterator::fold", []string{"closure inferred"}},
		"called by PollFn":                   {"app::f::{{closure}}\n<core::future::poll_fn::PollFn<F> as core::future::future::Future>::poll", []string{"closure inferred"}},
		"called by the fn it is made in":     {"app::f::{{closure}}\napp::f\n" + callOnce, []string{"closure inferred"}},
		"unknown caller":                     {"app::f::{{closure}}\napp::g\napp::main", []string{""}},
		"a fn named poll proves nothing":     {"app::f::{{closure}}\napp::poll\napp::main", []string{""}},
		"own Future::poll":                   {"app::f::{{closure}}\n<app::Timed<F> as core::future::future::Future>::poll", []string{"async-fn inferred"}},
		"made in its own Future::poll":       {"<app::S as core::future::future::Future>::poll::{{closure}}\n<app::S as core::future::future::Future>::poll", []string{""}},
		"a method that poll calls":           {"app::f::{{closure}}\napp::Timed<F>::poll_inner\n<app::Timed<F> as core::future::future::Future>::poll", []string{"async-fn inferred"}},
		"block_on by its name":               {"app::f::{{closure}}\napp::block_on", []string{"async-fn inferred"}},
		"nested in what calls it":            {"app::f::{closure#0}::{closure#0}\napp::f::{closure#0}\n" + pinPoll, []string{"", "async-fn inferred"}},
		"nested, and awaits another fn":      {"app::g::{closure#0}\napp::f::{closure#0}::{closure#0}\napp::f::{closure#0}\n" + pinPoll, []string{"async-fn inferred", "async-block inferred", "async-fn inferred"}},
		"nested, and polls":                  {pinPoll + "\napp::f::{closure#0}::{closure#0}\napp::f::{closure#0}\n" + pinPoll, []string{"", "async-block inferred"}},
		"select! polls in a closure":         {"app::g::{{closure}}\napp::f::{{closure}}::{{closure}}\n<tokio::future::poll_fn::PollFn<F> as core::future::future::Future>::poll\napp::f::{{closure}}\n" + pinPoll, []string{"async-fn inferred", "closure inferred", "", "async-fn inferred"}},
		"index above 0 of a GenFuture":       {"app::f::{closure#2}\n" + genPoll, []string{"async-block proven"}},
		"an argument whose fn is outside":    {"app::jobs::run::{closure#0}\ntokio::runtime::task::core::Core::<app::jobs::run::{closure#0}, S>::poll\napp::jobs::run", []string{"async-block inferred"}},
		"what a GenFuture without lines has": {"app::main::{{closure}} @ src/main.rs\n-" + genPoll + "\n" + pinPoll + "\napp::run\napp::main @ src/main.rs", []string{""}},
		"a trait of a crate called core":     {"<app::Db as core::Repo>::load::{closure#0}\n" + pinPoll, []string{"async-block inferred"}},
		"an argument without a bound":        {"app::f::{closure#0}::{closure#0}\napp::run::<futures_util::future::either::Either<app::f::{closure#0}::{closure#0}, ()>>", []string{"async-block inferred"}},
		"an Instrumented that is polled":     {"app::f::{closure#0}::{closure#0}\n<tracing::instrument::Instrumented<app::f::{closure#0}::{closure#0}> as core::future::future::Future>::poll", []string{"async-block proven"}},
		"hyper's lazy connection":            {"hyper::client::client::Client::connect_to::{closure#0}\n<hyper::common::lazy::Lazy<F, R> as core::future::future::Future>::poll", []string{"async-fn inferred"}},
		"actix-service's map":                {"app::f::{closure#0}::{closure#0}\n<actix_service::map::MapFuture<A, F> as core::future::future::Future>::poll", []string{""}},
		"index above 0":                      {"app::f::{closure#2}\n" + pinPoll, []string{"async-block inferred"}},
		"its fn is on the stack":             {"app::f::{closure#0}\n" + pinPoll + "\napp::f", []string{"async-block inferred"}},
		"a sibling of its fn":                {"app::f::{closure#0}\n" + pinPoll + "\n" + callOnce + "::<app::f::{closure#1}>", []string{"async-block inferred"}},
		"main":                               {"app::main::{closure#0}\n" + pinPoll, []string{"async-block inferred"}},
		"a fn in capitals":                   {"app::GET::{closure#0}\n" + pinPoll, []string{"async-fn inferred"}},
		"in a constant":                      {"app::f::{constant#0}::{closure#0}\n" + pinPoll, []string{"async-block inferred"}},
		"its fn is on the stack, with files": {"app::f::{closure#0} @ src/main.rs\n" + pinPoll + "\napp::f @ src/main.rs", []string{"async-block inferred"}},
		"a fn of the program of that name":   {"app::run::{closure#0} @ src/lib.rs\n" + pinPoll + "\napp::run @ src/main.rs", []string{"async-block inferred"}},
		"its fn in a module is on the stack": {"app::jobs::run::{closure#0}\n" + pinPoll + "\napp::jobs::run", []string{"async-block inferred"}},
		"another impl's fn is on the stack":  {"<app::P as app::Handler<app::Plan>>::handle::{closure#0}\napp::g::{closure#0}\n" + pinPoll + "\n<app::P as app::Handler<app::Stop>>::handle", []string{"async-fn inferred"}},
		"an async closure's body in a type":  {"app::f::{closure#0}::{closure#0}<i16>\n" + pinPoll, []string{"async-closure inferred"}},
		"a fn nested in a trait's method":    {"<app::S as app::Repo>::load::retry::{closure#0}\n" + genPoll, []string{"async-fn inferred"}},
		"one nested in a method of Drop":     {"<app::S as core::ops::drop::Drop>::drop::retry::{closure#0}\n" + pinPoll, []string{"async-fn inferred"}},
		"a panic hook":                       {"-app::hook::{closure#0}\n-std::panicking::rust_panic_with_hook\n-rust_begin_unwind\n-app::f::{closure#0}\n-" + taskPoll, []string{"closure inferred"}},
		"a boxed panic hook":                 {"-app::hook::{{closure}}\n-<alloc::boxed::Box<F,A> as core::ops::function::Fn<Args>>::call\n-std::panicking::rust_panic_with_hook\n-" + taskPoll, []string{"closure inferred"}},
		"GenFuture in an old PDB":            {"app::f::{{closure}}<app::T>\nstd::future::{{impl}}::poll<generator-0>", []string{"async-fn inferred"}},
		"GenFuture in a PDB":                 {"app::f::{{closure}}<app::T>\ncore::future::from_generator::{{impl}}::poll<generator-0>", []string{"async-fn inferred"}},
		"Pin in a PDB":                       {"app::f::closure$0\ncore::future::future::impl$1::poll<app::X>\napp::f::{{closure}}\ncore::future::future::{{impl}}::poll<app::X>", []string{"closure exact", "", "async-fn inferred"}},
		"names of a PDB that say both":       {"app::t::async_block$0\napp::block_on\napp::t\napp::t::closure$0\n" + callOnce, []string{"async-block exact", "", "", "closure exact"}},
		"names of DWARF that say both":       {"app::t::{async_block#0}\napp::block_on\napp::t\napp::t::{closure#0}\n" + callOnce, []string{"async-block exact", "", "", "closure inferred"}},
		"an async gen fn's body":             {"app::f::{closure#0}\n<core::pin::Pin<P> as core::async_iter::async_iter::AsyncIterator>::poll_next", []string{"async-gen-fn inferred"}},
		"an own iterator":                    {"app::f::{closure#0}\n!<app::Polling<F> as core::iter::traits::iterator::Iterator>::next", []string{"closure inferred"}},
		"a program called tower":             {"tower::f::{closure#0}::{closure#0}\n!<tower::Work<F> as core::future::future::Future>::poll\n!tower::main", []string{""}},
		"made and called in a known poll":    {"<tokio::sync::batch::Acquire as core::future::future::Future>::poll::{closure#0}\n<tokio::sync::batch::Acquire as core::future::future::Future>::poll", []string{""}},
		"inside a closure":                   {"app::f::{closure#0}::{closure#1}\n" + pinPoll, []string{"async-block inferred"}},
		"an async closure's body":            {"app::f::{closure#0}::{closure#0}::<i16>\napp::g", []string{"async-closure proven"}},
		"a word of a proposal":               {"app::f::{closure:async#0}\napp::g", []string{"async-fn inferred"}},
		"a by-move body":                     {"app::f::{{closure}}::{{synthetic}}\napp::g", []string{"async-closure exact"}},
		"a boxed trait method":               {"<app::S as app::Repo>::load::{{closure}}\n" + boxPoll, []string{"async-block inferred"}},
		"a trait method, borrowed":           {"<app::S as app::Repo>::load::{closure#0}\n<core::pin::Pin<&mut <app::S as app::Repo>::load::{closure#0}> as core::future::future::Future>::poll", []string{"async-fn inferred"}},
		"a trait method that is blocked on":  {"<app::S as app::Repo>::load::{{closure}}\n" + boxPoll + "\ntokio::runtime::scheduler::current_thread::CoreGuard::block_on::{{closure}}::{{closure}}", []string{"async-fn inferred"}},
		"a boxed one that is blocked on":     {"<app::S as app::Repo>::load::{{closure}}\n" + boxPoll + "\n" + boxPoll + "\ntokio::runtime::scheduler::current_thread::CoreGuard::block_on::{{closure}}::{{closure}}", []string{"async-block inferred"}},
		"a trait method before 1.67":         {"<app::S as app::Repo>::load::{{closure}}\n" + genPoll, []string{"async-block proven"}},
		"a combinator's closure":             {"app::f::{closure#0}::{closure#1}\n" + forEach + "\napp::f::{closure#0}\n" + pinPoll, []string{"closure inferred"}},
		"the future that it made":            {"app::f::{closure#0}::{closure#1}::{closure#0}\n" + forEach + "\napp::f::{closure#0}\n" + pinPoll, []string{"async-block inferred"}},
		"an async fn that it was given":      {"app::g::{{closure}}\n" + forEach + "\napp::f::{{closure}}\n" + pinPoll, []string{"async-fn inferred"}},
		"a handler's future":                 {"app::routes::{closure#0}::{closure#0}\n<app::routes::{closure#0} as axum::handler::Handler<(u8,), ()>>::call::{closure#0}\n" + pinPoll, []string{"async-block inferred"}},
		"a handler":                          {"app::routes::{closure#0}\n<app::routes::{closure#0} as axum::handler::Handler<(u8,), ()>>::call::{closure#0}\n" + pinPoll, []string{"closure proven"}},
		"a handler of an old symbol":         {"app::show::{{closure}}\n<F as axum::handler::Handler<(M,T1),S>>::call::{{closure}}\n" + pinPoll, []string{"async-fn inferred"}},
		"a handler's own block":              {pinPoll + "\n<app::H as axum::handler::Handler<(u8,), ()>>::call::{closure#0}::{closure#0}\n<app::H as axum::handler::Handler<(u8,), ()>>::call::{closure#0}\n" + pinPoll, []string{"", "async-block inferred"}},
		"an old symbol that polls":           {"app::g::{{closure}}\napp::f::{{closure}}::{{closure}}::{{closure}}\n" + forEach + "\napp::f::{{closure}}::{{closure}}\n<core::future::poll_fn::PollFn<F> as core::future::future::Future>::poll", []string{"async-fn inferred", "async-block inferred"}},
		"a gen fn's body":                    {"app::count::{closure#0}\n<app::count::{closure#0} as core::iter::traits::iterator::Iterator>::fold::<u32, F>\napp::g", []string{"gen-fn inferred"}},
		"a gen block's body":                 {"app::f::{closure#0}::{closure#0}\n<app::f::{closure#0}::{closure#0} as core::iter::traits::iterator::Iterator>::fold::<u32, F>\napp::g", []string{"gen-block proven"}},
		"what a boxed iterator calls":        {"app::f::{closure#0}\n<alloc::boxed::Box<dyn core::iter::traits::iterator::Iterator<Item = u32>> as core::iter::traits::iterator::Iterator>::next\napp::g", []string{""}},
		"an adapter's closure in between":    {"app::f::{closure#0}\n<&mut core::iter::adapters::map::Map<I, app::f::{closure#0}> as core::iter::traits::iterator::Iterator>::next\napp::g", []string{"closure inferred"}},
		"a sink's closure":                   {"app::f::{{closure}}\n<futures_util::sink::with::With<Si,Item,U,Fut,F> as futures_sink::Sink<U>>::start_send", []string{"closure inferred"}},
		"a closure of a stream":              {"app::f::{{closure}}\n<futures_lite::stream::FoldFuture<S,F,T> as core::future::future::Future>::poll", []string{"closure inferred"}},
		"a trait method that returns a type": {"-<app::Audit<S> as tower_service::Service<R>>::call::{closure#0}\n-tokio::runtime::park::CachedParkThread::block_on", []string{"async-block inferred"}},
		"an async destructor":                {"<app::S as core::future::async_drop::AsyncDrop>::drop::{closure#0}\napp::f::{closure#0}\n" + pinPoll, []string{"async-fn inferred"}},
		"a trait method awaited":             {"<app::S as app::Repo>::load::{{closure}}\napp::f::{{closure}}\n" + pinPoll, []string{"async-fn inferred"}},
		"a trait method of a std type":       {"app::g::{{closure}}\n<std::sync::poison::mutex::Mutex<T> as app::Job>::run::{{closure}}\n" + boxPoll, []string{"async-fn inferred", "async-block inferred"}},
		"one that is awaited":                {"<alloc::sync::Arc<R> as app::Repo>::get::{{closure}}\napp::f::{{closure}}\n" + pinPoll, []string{"async-fn inferred"}},
		"std has no async code":              {"std::rt::f::{closure#0}\napp::f::{closure#0}\n" + pinPoll, []string{"closure inferred"}},
		"a name that says it":                {"app::f::{async_fn#0}\napp::g", []string{"async-fn exact"}},
		"PDB":                                {"app::f::async_block$1\napp::g", []string{"async-block exact"}},
		"frames left out":                    {"app::g::{{closure}}\n...\n" + pinPoll, []string{""}},
		"optimised, inside an executor":      {"-app::f::{closure#0}\n-std::thread::local::LocalKey<T>::with\n-futures_executor::local_pool::block_on", []string{"async inferred"}},
		"optimised, called as a closure":     {"-app::f::{closure#0}\n-core::option::Option<T>::map\n-futures_executor::local_pool::block_on", []string{"closure inferred"}},
		"optimised, nested":                  {"-app::f::{{closure}}::{{closure}}\n-" + pinPoll, []string{"async-block inferred"}},
		"a box polls either":                 {"app::f::{{closure}}\n" + boxPoll, []string{"async inferred"}},
		"a boxed trait method, not Send":     {"<app::S as app::Repo>::load::{closure#0}\n<core::pin::Pin<alloc::boxed::Box<dyn core::future::future::Future<Output = u8>>> as core::future::future::Future>::poll", []string{"async inferred"}},
		"a boxed trait method that is Send":  {"<app::S as app::Repo>::load::{closure#0}\n<core::pin::Pin<alloc::boxed::Box<dyn core::future::future::Future<Output = u8> + core::marker::Send>> as core::future::future::Future>::poll", []string{"async-block inferred"}},
		"optimised, a task":                  {"-app::f::{{closure}}\n-tokio::runtime::task::core::Core<T,S>::poll", []string{"async inferred"}},
		"optimised, a block that is a task":  {"-app::f::{{closure}}::{{closure}}\n-tokio::runtime::task::raw::poll", []string{"async-block inferred"}},
		"optimised, a blocking task":         {"-app::f::{{closure}}\n-tokio::runtime::task::raw::poll\n-tokio::runtime::blocking::pool::Inner::run", []string{"closure inferred"}},
		"optimised, block_on":                {"-app::f::{{closure}}\n-tokio::runtime::park::CachedParkThread::block_on", []string{"async-fn inferred"}},
		"optimised, block_on in its fn":      {"-app::f::{{closure}}\n-app::exec::block_on\n-app::f", []string{"async-block inferred"}},
		"optimised, block_on of another":     {"-app::f::{closure#0}::{closure#1}\n-<tokio::runtime::park::CachedParkThread>::block_on::<app::f::{closure#0}>", []string{""}},
		"optimised, awaited by another":      {"-app::g::{closure#0}\n-<tokio::runtime::park::CachedParkThread>::block_on::<app::f::{closure#0}>", []string{"async inferred"}},
		"optimised, inlined into a timeout":  {"-app::f::{{closure}}\n-<tokio::time::timeout::Timeout<T> as core::future::future::Future>::poll", []string{""}},
		"optimised, named by a timeout":      {"-app::f::{closure#0}\n-<tokio::time::timeout::Timeout<app::f::{closure#0}> as core::future::future::Future>::poll", []string{"async-fn inferred"}},
		"optimised, called by a plain fn":    {"-app::f::{{closure}}\n-!app::run\n-" + taskPoll, []string{""}},
		"optimised, an executor's closure":   {"-tokio::coop::with_budget::{{closure}}\n-std::thread::local::LocalKey<T>::with\n-" + taskPoll, []string{"closure inferred"}},
		"made in what would poll it":         {"-tokio::runtime::park::CachedParkThread::block_on::{{closure}}\n-tokio::runtime::park::CachedParkThread::block_on", []string{"closure inferred"}},
		"called by another fn's closure":     {"!app::g::{closure#0}\n!app::f::{closure#0}\n!app::run::<app::f::{closure#0}>", []string{"async-fn inferred", "async inferred"}},
		"inside main, inlined":               {"-!app::g::{{closure}}\n-!app::main::{{closure}}\n-!app::main", []string{"async inferred", "async-block inferred"}},
		"its fn is further out":              {"!app::g::{closure#0}\n!app::f::{closure#0}\n!app::run\n!app::g", []string{""}},
		"its owner is in the caller's name":  {"!app::g::{closure#0}::{closure#0}\n!app::f::<app::g::{closure#0}>::{closure#0}\n!app::run", []string{""}},
		"its owner is in a name further out": {"!app::g::{closure#0}::{closure#0}\n!app::f::{closure#0}\n!app::run::<app::g::{closure#0}>", []string{""}},
		"the fn around its owner is there":   {"!app::g::{{closure}}::{{closure}}\n!app::f::{{closure}}\n!app::run\n!app::g", []string{""}},
		"a constructor's closure":            {"!app::Parcel::new::{{closure}}\n!app::f::{{closure}}\n!app::run", []string{""}},
		"what a known closure calls":         {"!app::g::{closure#0}\n!app::f::{closure#0}\n" + callOnce + "::<app::f::{closure#0}>", []string{""}},
		"polled by an executor's closure":    {"!app::g::{closure#0}\n!app::settle::<app::g::{closure#0}>::{closure#0}\n!app::settle::<app::g::{closure#0}>", []string{"async-fn inferred", "closure inferred"}},
		"beside what calls it":               {"!app::f::{closure#1}\n!app::f::{closure#0}\n!app::run", []string{""}},
		"calls itself":                       {"!app::walk::{{closure}}\n!app::walk::{{closure}}\n!app::run", []string{"async inferred", "async inferred"}},
		"held by a type with a poll":         {"!app::f::{closure#0}\n!<app::Task<app::f::{closure#0}>>::poll\n!app::run", []string{"async-fn inferred"}},
		"given to a fn called poll":          {"!app::f::{closure#0}\n!app::poll::<app::f::{closure#0}>\n!app::run", []string{""}},
		"held by a poll, its fn outside":     {"!app::f::{closure#0}\n!<app::Task<app::f::{closure#0}>>::poll\n!app::f", []string{""}},
		"F and Fut of one list":              {"app::f::{closure#0}::{closure#0}\napp::retry::<u8, app::f::{closure#0}, app::f::{closure#0}::{closure#0}>", []string{"async-block inferred"}},
		"F of the same list":                 {"app::f::{closure#0}\napp::retry::<u8, app::f::{closure#0}, app::f::{closure#0}::{closure#0}>", []string{"closure inferred"}},
		"in a pinned box as an argument":     {"app::f::{closure#0}\napp::run::<core::pin::Pin<alloc::boxed::Box<app::f::{closure#0}>>>", []string{"async-fn inferred"}},
		"polled by the closure of a PollFn":  {"app::f::{closure#0}::{closure#3}\napp::both::<app::f::{closure#0}::{closure#3}>::{closure#0}::{closure#0}\n<core::future::poll_fn::PollFn<app::both<app::f::{closure#0}::{closure#3}>::{closure#0}::{closure#0}> as core::future::future::Future>::poll", []string{"async-block inferred", "closure inferred"}},
		"argument of an executor":            {"app::f::{closure#0}\napp::run\ntokio::runtime::task::harness::poll_future::<app::f::{closure#0}, S>", []string{"async-fn inferred"}},
		"argument of a closure's caller":     {"app::f::{closure#0}\napp::run\ncore::option::Option::<u8>::map::<u8, app::f::{closure#0}>", []string{"closure proven"}},
		"self type of FnOnce":                {"app::f::{closure#0}\napp::run\n<app::f::{closure#0} as core::ops::function::FnOnce<()>>::call_once::{shim:vtable#0}", []string{"closure proven"}},
		"argument of GenFuture":              {"app::f::{closure#0}\napp::run\n<core::future::from_generator::GenFuture<app::f::{closure#0}> as core::future::future::Future>::poll", []string{"async-fn inferred"}},
		"contradiction gives no label":       {"app::f::{closure#0}\napp::run\n<app::f::{closure#0} as core::ops::function::FnOnce<()>>::call_once\n<core::pin::Pin<&mut app::f::{closure#0}> as core::future::future::Future>::poll", []string{""}},
		"two closures of one v0 name":        {"app::a::{closure#0}\napp::t::{closure#0}\n<core::pin::Pin<&mut app::t::{closure#0}> as core::future::future::Future>::poll\napp::t\napp::t::{closure#0}\n<app::t::{closure#0} as core::ops::function::FnOnce<()>>::call_once", []string{"async-fn inferred", "async-block inferred", "", "", "closure inferred"}},
		"two closures of one legacy name":    {"app::f::{{closure}}\n" + callOnce + "\napp::f::{{closure}}\n" + pinPoll, []string{"closure inferred", "", "async-fn inferred"}},
		"a task says what it is spawned in":  {"app::g::{{closure}}\napp::f::{{closure}}::{{closure}}\n" + taskPoll, []string{"async-fn inferred", "async-block inferred"}},
	} {
		got, _ := classify(t, c.stack)
		for i, want := range c.want {
			if got[i] != want {
				t.Errorf("%s: frame %d is %q, want %q", name, i, got[i], want)
			}
		}
	}
}

// TestMiddleSegments holds that what is known of a frame reaches the same segment in other names.
func TestMiddleSegments(t *testing.T) {
	_, frames := classify(t, "app::do_tasks::{closure#0}::{closure#0}::{closure#0}\n"+pinPoll+"\napp::do_tasks::{closure#0}\n"+pinPoll)
	var got []string
	for _, v := range frames[0].Verdicts {
		got = append(got, v.Kind.String())
	}
	if want := "async-fn unknown async-block"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// TestEvidence holds that a verdict says in words what it rests on.
func TestEvidence(t *testing.T) {
	_, frames := classify(t, "app::f::{{closure}}\n"+pinPoll)
	got := frames[0].Verdicts[0].Evidence(frames)
	want := "called by <core::pin::Pin as core::future::future::Future>::poll: impl Future for Pin<P> where P::Target: Future; directly in a fn"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
