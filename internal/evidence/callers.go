package evidence

// Who calls closures, and who polls futures. Most library functions that call a closure segment directly do one or the
// other; those that call a closure and then poll the future that it made are listed as such.

import "github.com/rustasyncprocessor/rustasyncprocessor/rustname"

// role is what a function does with the closure-like frame that it calls directly.
type role uint8

const (
	noRole         role = iota
	polls               // it owns futures and polls them: what it calls is a coroutine's body
	pollsGenerator      // likewise, and it is GenFuture's poll, which nothing else goes through than async bodies
	pollsTask           // likewise, for a future that was given to spawn
	pollsBorrowed       // likewise, through a Pin<&mut F> that it makes itself
	pollsBlock          // likewise, for a future that only a macro can have given it, as an async block
	invokes             // it is bounded by Fn, FnMut or FnOnce: what it calls is a plain closure
	invokesDyn          // likewise, through a vtable: no frame of what it calls can be missing
	invokesTask         // likewise, for a closure that was given to spawn_blocking
	iterates            // it is a method of Iterator: it calls a closure, or, where the iterator is one, a gen body
	wraps               // it calls closures of the executor's own, into which optimisation puts the poll of the user's future
	invokesPoll         // likewise, and it hands the closure the task\'s Context: the closure polls what it calls
	ownPoll             // a poll that is in no table: most poll what they wrap, some call a closure they hold
	forwards            // it is an Iterator over another: it calls a gen body, or what an adapter that is optimised away calls last
	pollsMade           // it calls the closure that it was given, and polls the future that this made
	pollsNext           // it polls an AsyncIterator: what it calls is an async gen body
)

// polls reports whether a function with the role polls futures, and calls nothing else.
func (r role) polls() bool {
	switch r {
	case polls, pollsGenerator, pollsTask, pollsBorrowed, pollsBlock:
		return true
	}
	return false
}

// caller is a row of the table. The reason names the bound or the code that the rule follows from.
type caller struct {
	pattern string
	role    role
	reason  string
}

var callers = []caller{
	// Polling.
	{"<_ as core::future::future::Future>::poll", ownPoll, "Future::poll of a type that is not listed"},
	{"<_ as futures_core::stream::Stream>::poll_next", ownPoll, "Stream::poll_next of a type that is not listed"},
	{"<_ as futures_sink::Sink>::**", ownPoll, "Sink of a type that is not listed"},
	{"<futures_util::** as futures_sink::Sink>::**", polls, "adapters poll what they own"},
	{"<core::future::from_generator::GenFuture as core::future::future::Future>::poll", pollsGenerator, "impl Future for GenFuture<T: Generator>"},
	{"<std::future::GenFuture as core::future::future::Future>::poll", pollsGenerator, "impl Future for GenFuture<T: Generator>, to 1.43"},
	{"core::future::from_generator::{impl}::poll", pollsGenerator, "GenFuture's poll as PDB and DWARF name it"},
	{"std::future::{impl}::poll", pollsGenerator, "GenFuture's poll as PDB named it to 1.43"},
	{"core::future::future::{impl}::poll", polls, "impl Future for Pin<P> and &mut F, as PDB and DWARF name them"},
	{"core::future::join::{impl}::poll", polls, "MaybeDone, as PDB and DWARF name it"},
	{"core::future::poll_fn::{impl}::poll", invokesPoll, "PollFn, as PDB and DWARF name it"},
	{"core::future::async_drop::**", forwards, "drops values, of which some are dropped by async code"},
	{"core::panic::unwind_safe::{impl}::poll", polls, "impl Future for AssertUnwindSafe<F: Future>, as PDB and DWARF name it"},
	{"std::panic::{impl}::poll", polls, "impl Future for AssertUnwindSafe<F: Future>, as PDB named it to 1.58"},
	{"alloc::boxed::{impl}::poll", polls, "impl Future for Box<F: Future>, as PDB and DWARF name it"},
	{"<core::pin::Pin as core::future::future::Future>::poll", polls, "impl Future for Pin<P> where P::Target: Future"},
	{"<& as core::future::future::Future>::poll", polls, "impl Future for &mut F where F: Future"},
	{"<core::future::** as core::future::future::Future>::poll", polls, "core's futures poll what they wrap, but for PollFn"},
	{"<core::panic::** as core::future::future::Future>::poll", polls, "impl Future for AssertUnwindSafe<F: Future>"},
	{"<alloc::** as core::future::future::Future>::poll", polls, "impl Future for Box<F: Future>"},
	{"<std::** as core::future::future::Future>::poll", polls, "std::future::GenFuture, std::panic::AssertUnwindSafe"},
	{"<futures_util::** as core::future::future::Future>::poll", polls, "combinators poll their Fut; the F of those that are not listed goes through fns::FnOnce1"},
	{"<futures_util::** as futures_core::stream::Stream>::poll_next", polls, "likewise for streams"},
	{"<futures_util::stream::stream::all::All as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Item) -> Fut"},
	{"<futures_util::stream::stream::any::Any as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Item) -> Fut"},
	{"<futures_util::stream::stream::fold::Fold as core::future::future::Future>::poll", pollsMade, "F: FnMut(T, St::Item) -> Fut"},
	{"<futures_util::stream::stream::for_each::ForEach as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Item) -> Fut"},
	{"<futures_util::stream::stream::for_each_concurrent::ForEachConcurrent as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Item) -> Fut"},
	{"<futures_util::stream::stream::scan::Scan as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(&mut S, St::Item) -> Fut"},
	{"<futures_util::stream::stream::skip_while::SkipWhile as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(&St::Item) -> Fut"},
	{"<futures_util::stream::stream::take_while::TakeWhile as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(&St::Item) -> Fut"},
	{"<futures_util::stream::stream::then::Then as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(St::Item) -> Fut"},
	{"<futures_util::stream::try_stream::and_then::AndThen as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::or_else::OrElse as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(St::Error) -> Fut"},
	{"<futures_util::stream::try_stream::try_all::TryAll as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_any::TryAny as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_filter::TryFilter as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(&St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_filter_map::TryFilterMap as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_fold::TryFold as core::future::future::Future>::poll", pollsMade, "F: FnMut(T, St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_for_each::TryForEach as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_for_each_concurrent::TryForEachConcurrent as core::future::future::Future>::poll", pollsMade, "F: FnMut(St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_skip_while::TrySkipWhile as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(&St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_take_while::TryTakeWhile as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(&St::Ok) -> Fut"},
	{"<futures_util::stream::try_stream::try_unfold::TryUnfold as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(T) -> Fut"},
	{"<futures_util::stream::unfold::Unfold as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(T) -> Fut"},
	{"<futures_util::sink::unfold::Unfold as futures_sink::Sink>::start_send", invokes, "F: FnMut(T, Item) -> R"},
	{"<futures_util::sink::with::With as futures_sink::Sink>::start_send", invokes, "F: FnMut(U) -> Fut"},
	{"<futures_util::sink::with_flat_map::WithFlatMap as futures_sink::Sink>::start_send", invokes, "F: FnMut(U) -> St"},
	{"<futures_util::stream::repeat_with::RepeatWith as futures_core::stream::Stream>::poll_next", invokes, "RepeatWith<F: FnMut() -> A>"},
	{"<futures_util::sink::map_err::SinkMapErr as futures_sink::Sink>::**", invokes, "F: FnOnce(Si::Error) -> E, beside a Sink"},
	{"<futures_util::stream::select_with_strategy::SelectWithStrategy as futures_core::stream::Stream>::poll_next", invokes, "Clos: FnMut(&mut State) -> PollNext"},
	{"<futures_util::future::always_ready::AlwaysReady as core::future::future::Future>::poll", invokes, "AlwaysReady<T, F: Fn() -> T>, from 0.3.31"},
	{"<futures_util::stream::stream::filter::Filter as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(&St::Item) -> Fut"},
	{"<futures_util::stream::stream::filter_map::FilterMap as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(St::Item) -> Fut"},
	{"<futures_util::stream::stream::map::Map as futures_core::stream::Stream>::poll_next", invokes, "F: FnMut(St::Item) -> T; a stream is not a closure"},
	{"<futures_util::stream::try_stream::map_ok::MapOk as futures_core::stream::Stream>::poll_next", invokes, "F: FnMut(St::Ok) -> T; a stream is not a closure"},
	{"<futures_util::stream::try_stream::map_err::MapErr as futures_core::stream::Stream>::poll_next", invokes, "F: FnMut(St::Error) -> E; a stream is not a closure"},
	{"<futures_lite::** as core::future::future::Future>::poll", polls, "combinators poll the futures they own"},
	{"<futures_lite::stream::** as core::future::future::Future>::poll", invokes, "for_each, fold, all and their like call F; streams are not closures"},
	{"<futures_lite::stream::** as futures_core::stream::Stream>::poll_next", invokes, "likewise"},
	{"<futures_lite::stream::OnceFuture as futures_core::stream::Stream>::poll_next", polls, "OnceFuture<F: Future>"},
	{"<futures_lite::stream::Then as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(…) -> Fut"},
	{"<futures_lite::stream::TryUnfold as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(…) -> Fut"},
	{"<futures_lite::stream::Unfold as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(…) -> Fut"},
	{"<futures_lite::stream::StopAfterFuture as futures_core::stream::Stream>::poll_next", polls, "StopAfterFuture<S, Fut: Future>, from 2.4"},
	{"<futures_lite::stream::PollFn as futures_core::stream::Stream>::poll_next", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<Option<T>>>"},
	{"<async_std::** as core::future::future::Future>::poll", polls, "SupportTaskLocals, TimeoutFuture poll what they wrap"},
	{"<async_std::stream::** as core::future::future::Future>::poll", invokes, "for_each, fold, all and their like call F, which makes no future"},
	{"<async_std::stream::** as futures_core::stream::Stream>::poll_next", invokes, "likewise"},
	{"<tokio_stream::** as core::future::future::Future>::poll", invokes, "all, any, fold call F, which makes no future"},
	{"<tokio_stream::** as futures_core::stream::Stream>::poll_next", invokes, "map, filter and their like call F, which makes no future"},
	{"<tokio_stream::stream_ext::then::Then as futures_core::stream::Stream>::poll_next", pollsMade, "F: FnMut(St::Item) -> Fut"},
	{"<tokio::** as core::future::future::Future>::poll", polls, "Timeout, TaskLocalFuture, Unconstrained, RunUntil, MaybeDone, …"},
	{"<tokio::stream::** as core::future::future::Future>::poll", invokes, "AllFuture, AnyFuture and FoldFuture of 0.2 and 0.3 call F, which makes no future"},
	{"<tokio_util::** as core::future::future::Future>::poll", polls, "WithCancellationToken and the like"},
	{"<tracing::** as core::future::future::Future>::poll", polls, "Instrumented, WithDispatch"},
	{"<tracing_futures::** as core::future::future::Future>::poll", polls, "Instrumented, WithDispatch"},
	{"<tower::** as core::future::future::Future>::poll", polls, "response futures poll the service's"},
	{"<tower_http::** as core::future::future::Future>::poll", polls, "response futures poll the service's"},
	{"<hyper::** as core::future::future::Future>::poll", polls, "connections poll the service's response"},
	{"<hyper_util::** as core::future::future::Future>::poll", polls, "connections poll the service's response"},
	{"<hyper::** as hyper::proto::h1::dispatch::Dispatch>::poll_msg", polls, "Server polls the in-flight response future"},
	{"<hyper::common::lazy::Lazy as core::future::future::Future>::poll", pollsMade, "Lazy<F: FnOnce() -> R, R: Future>"},
	{"<hyper_util::common::lazy::Lazy as core::future::future::Future>::poll", pollsMade, "Lazy<F: FnOnce() -> R, R: Future>"},
	{"<hyper::common::future::PollFn as core::future::future::Future>::poll", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<T>>, from 1.7"},
	{"<hyper_util::client::pool::negotiate::internal::InspectFuture as core::future::future::Future>::poll", ownPoll, "I: Fn(&S) -> bool beside F: Future"},
	{"<axum::error_handling::** as core::future::future::Future>::poll", ownPoll, "HandleErrorFuture of 0.3 calls F: FnOnce(E) -> Res"},
	{"<axum::service::future::HandleErrorFuture as core::future::future::Future>::poll", ownPoll, "to 0.2 it calls F: FnOnce(E) -> Res"},
	{"<axum::** as core::future::future::Future>::poll", polls, "route and handler futures"},
	{"<_ as axum::handler::Handler>::call", pollsMade, "impl Handler for F: FnOnce(…) -> Fut, which polls extractors too"},
	{"<axum::middleware::** as tower_service::Service>::call", pollsMade, "from_fn, map_request and map_response: F: FnMut(…) -> Fut"},
	{"<axum::error_handling::** as tower_service::Service>::call", pollsMade, "HandleError<S, F: FnOnce(…) -> Fut, T>"},
	{"<tonic::** as core::future::future::Future>::poll", polls, "response futures"},
	{"<warp::filters::log::internal::WithLogFuture as core::future::future::Future>::poll", invokes, "FN: Fn(Info); its future is polled through TryFuture"},
	{"<warp::filters::compression::internal::WithCompressionFuture as core::future::future::Future>::poll", invokes, "FN: Fn(CompressionProps) -> Response; its future is polled through TryFuture"},
	{"<warp::filter::map_err::MapErrFuture as core::future::future::Future>::poll", invokes, "F: Fn(T::Error) -> E; its future is polled through TryFuture"},
	{"<warp::** as core::future::future::Future>::poll", polls, "filter futures"},
	{"<actix_service::** as core::future::future::Future>::poll", polls, "service futures"},
	{"<actix_service::map::MapFuture as core::future::future::Future>::poll", ownPoll, "F: FnMut(A::Response) -> Response beside A::Future"},
	{"<actix_service::apply_cfg::ApplyConfigServiceFactoryResponse as core::future::future::Future>::poll", ownPoll, "F: Fn(Cfg, &SF::Service) -> Fut beside the futures"},
	{"<actix_service::and_then_apply_fn::** as core::future::future::Future>::poll", ownPoll, "1.x: F: FnMut(A::Response, &mut B) -> Fut beside the futures"},
	{"<actix_web::types::json::JsonExtractFut as core::future::future::Future>::poll", ownPoll, "calls the error handler, an Arc<dyn Fn>"},
	{"<actix_web::types::form::FormExtractFut as core::future::future::Future>::poll", ownPoll, "calls the error handler, an Rc<dyn Fn>"},
	{"<actix_web::middleware::err_handlers::ErrorHandlersFuture as core::future::future::Future>::poll", ownPoll, "calls the handlers, which are dyn Fn, and polls their futures"},
	{"<actix_web::** as core::future::future::Future>::poll", polls, "handler and service futures"},
	{"actix_web::handler::handler_service", polls, "awaits the future of Handler::call"},
	{"<actix_web::middleware::from_fn::** as actix_service::Service>::call", pollsMade, "F: Fn(…) -> Fut"},
	{"<_ as actix_web::handler::Handler>::call", invokes, "impl Handler for F: Fn(…) -> R, where R: Future"},
	{"<_ as warp::generic::Func>::call", invokes, "impl Func for F: Fn(…) -> R"},
	{"<actix_http::** as core::future::future::Future>::poll", polls, "the h1 dispatcher polls the service's response"},
	{"<sentry_core::** as core::future::future::Future>::poll", polls, "SentryFuture"},
	{"<opentelemetry::** as core::future::future::Future>::poll", polls, "WithContext"},
	{"<_ as futures_core::future::TryFuture>::try_poll", polls, "blanket impl for F: Future, which it polls"},
	{"<futures_task::** as core::future::future::Future>::poll", pollsTask, "FutureObj, LocalFutureObj"},
	{"<_ as futures_util::future::future::FutureExt>::**", polls, "poll_unpin, now_or_never: provided methods over F: Future"},
	{"futures_util::future::future::FutureExt::**", polls, "the same in legacy"},
	{"<_ as futures_util::stream::stream::StreamExt>::**", polls, "poll_next_unpin: provided methods over S: Stream"},
	{"futures_util::stream::stream::StreamExt::**", polls, "the same in legacy"},
	{"<_ as core::async_iter::async_iter::AsyncIterator>::poll_next", pollsNext, "async gen bodies are polled through it"},
	{"<core::async_iter::** as core::async_iter::async_iter::AsyncIterator>::poll_next", forwards, "FromIter and PollFn call iterators and closures"},
	{"<async_stream::** as futures_core::stream::Stream>::poll_next", pollsBlock, "stream! and try_stream! alone make an AsyncStream, of an async block (async-stream-impl)"},
	{"tokio::runtime::task::core::Core::poll", pollsTask, "Core<T: Future, S>: polls the task's future"},
	{"tokio::runtime::task::harness::Harness::complete", invokes, "calls the hook on_task_terminate, an Arc<dyn Fn>, from 1.40"},
	{"tokio::runtime::task_hooks::**", invokes, "TaskHooks call the hooks, which are dyn Fn"},
	{"tokio::runtime::task::harness::**", pollsTask, "what is inlined into it is Core::poll"},
	{"tokio::runtime::task::raw::**", pollsTask, "what is inlined into it is Core::poll"},
	{"tokio::runtime::task::UnownedTask::**", pollsTask, "what is inlined into it is Core::poll"},
	{"tokio::runtime::task::LocalNotified::**", pollsTask, "what is inlined into it is Core::poll"},
	{"tokio::runtime::park::CachedParkThread::block_on", polls, "block_on<F: Future>"},
	{"tokio::park::thread::CachedParkThread::block_on", polls, "the same before tokio 1.21"},
	{"tokio::runtime::scheduler::current_thread::CoreGuard::block_on", pollsBorrowed, "block_on<F: Future>, to which CurrentThread::block_on gives what it pinned"},
	{"tokio::runtime::basic_scheduler::CoreGuard::block_on", pollsBorrowed, "the same before tokio 1.21"},
	{"tokio::runtime::context::blocking::BlockingRegionGuard::block_on", polls, "block_on<F: Future>"},
	{"futures_executor::local_pool::block_on", polls, "block_on<F: Future>"},
	{"futures_lite::future::block_on", polls, "block_on<T>(impl Future<Output = T>)"},
	{"async_io::driver::block_on", polls, "block_on<T>(impl Future<Output = T>)"},
	{"wasm_bindgen_futures::task::**", pollsTask, "Task::run polls the future that was given to spawn_local"},
	{"async_task::raw::RawTask::run", pollsTask, "RawTask<F: Future, …>: polls the task's future"},
	{"async_executor::Executor::spawn", pollsTask, "wraps the future given to it in a block of its own"},
	{"async_executor::LocalExecutor::spawn", pollsTask, "likewise"},
	{"<async_std::task::builder::** as core::future::future::Future>::poll", pollsTask, "SupportTaskLocals wraps what is spawned"},
	{"pollster::block_on", polls, "block_on<F: IntoFuture>"},

	// Calling.
	{"core::**", invokes, "core calls what is bounded by Fn*; it polls only in its Future impls"},
	{"alloc::**", invokes, "likewise"},
	{"std::**", invokes, "likewise"},
	{"std::thread::local::**", wraps, "LocalKey::with takes a closure; executors keep their context in one"},
	{"std::panicking::rust_panic_with_hook", invokesDyn, "calls the panic hook, a Box<dyn Fn(&PanicHookInfo)>"},
	{"std::panicking::panic_with_hook", invokesDyn, "calls the panic hook, a Box<dyn Fn(&PanicHookInfo)>"},
	{"std::panicking::**", wraps, "catch_unwind takes a closure; executors catch the panics of tasks"},
	{"std::panic::**", wraps, "likewise"},
	{"<_ as core::ops::function::FnOnce>::**", invokes, "FnOnce is for closures, and coroutines do not implement it"},
	{"<_ as core::ops::function::FnMut>::**", invokes, "likewise"},
	{"<_ as core::ops::function::Fn>::**", invokes, "likewise"},
	{"<_ as core::iter::traits::iterator::Iterator>::**", invokes, "iterator adapters call their F"},
	{"<alloc::boxed::Box as core::iter::traits::iterator::Iterator>::**", forwards, "impl Iterator for Box<I: Iterator>"},
	{"<& as core::iter::traits::iterator::Iterator>::**", forwards, "impl Iterator for &mut I"},
	{"<_ as core::iter::traits::double_ended::DoubleEndedIterator>::**", invokes, "iterator adapters call their F"},
	{"<_ as alloc::vec::spec_from_iter::SpecFromIter>::**", invokes, "collecting calls the adapters' F"},
	{"__rust_try", invokes, "the compiler's catch_unwind intrinsic calls a function"},
	{"<core::future::poll_fn::PollFn as core::future::future::Future>::poll", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<T>>"},
	{"<futures_util::future::poll_fn::PollFn as core::future::future::Future>::poll", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<T>>"},
	{"<futures_util::stream::poll_fn::PollFn as futures_core::stream::Stream>::poll_next", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<Option<T>>>"},
	{"<futures_util::future::lazy::Lazy as core::future::future::Future>::poll", invokes, "Lazy<F: FnOnce(&mut Context) -> R>"},
	{"<futures_lite::future::PollFn as core::future::future::Future>::poll", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<T>>"},
	{"<futures_lite::future::PollOnce as core::future::future::Future>::poll", polls, "PollOnce<F: Future>"},
	{"<async_std::future::poll_fn::PollFn as core::future::future::Future>::poll", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<T>>"},
	{"<tokio::future::poll_fn::PollFn as core::future::future::Future>::poll", invokesPoll, "PollFn<F: FnMut(&mut Context) -> Poll<T>>"},
	{"<tokio::runtime::blocking::task::BlockingTask as core::future::future::Future>::poll", invokesTask, "BlockingTask<T: FnOnce() -> R>"},
	{"<_ as futures_util::fns::FnOnce1>::**", invokes, "blanket impl for T: FnOnce(A) -> R"},
	{"<_ as futures_util::fns::FnMut1>::**", invokes, "blanket impl for T: FnMut(A) -> R"},
	{"<_ as futures_util::fns::Fn1>::**", invokes, "blanket impl for T: Fn(A) -> R"},
	{"futures_executor::enter::**", wraps, "Enter runs a closure"},
	{"futures_executor::local_pool::run_executor", wraps, "run_executor<F: FnMut(&mut Context) -> Poll<T>>"},
	{"futures_util::abortable::Abortable::try_poll", invokes, "takes the poll as a closure"},
	{"tokio::loom::**", wraps, "UnsafeCell::with and with_mut take closures"},
	{"tokio::macros::scoped_tls::**", wraps, "ScopedKey::set<F: FnOnce() -> R>"},
	{"tokio::coop::**", wraps, "budget(f: impl FnOnce() -> R)"},
	{"tokio::runtime::coop::**", wraps, "budget(f: impl FnOnce() -> R)"},
	{"tokio::task::coop::**", wraps, "budget(f: impl FnOnce() -> R)"},
	{"tokio::runtime::context::**", wraps, "enter_runtime, exit_runtime, Scoped::set take closures"},
	{"tokio::runtime::scheduler::current_thread::Context::enter", wraps, "enter<R>(…, f: impl FnOnce() -> R)"},
	{"tokio::runtime::scheduler::current_thread::Context::run_task", wraps, "run_task<R>(…, f: impl FnOnce() -> R)"},
	{"tokio::runtime::scheduler::current_thread::CoreGuard::enter", wraps, "enter<F: FnOnce(…) -> …>"},
	{"tokio::runtime::blocking::**", invokes, "the pool runs FnOnce tasks"},
	{"tokio::runtime::scheduler::block_in_place::**", wraps, "block_in_place<F: FnOnce() -> R>"},
	{"tokio::runtime::scheduler::multi_thread::worker::block_in_place", invokes, "block_in_place<F: FnOnce() -> R>"},
	{"tokio::task::blocking::**", invokes, "spawn_blocking and block_in_place take FnOnce"},
	{"tokio::task::task_local::LocalKey::**", wraps, "scope_inner, with, try_with take closures"},
	{"tokio::task::local::LocalSet::with", wraps, "with<T>(…, f: impl FnOnce() -> T)"},
	{"async_std::task::task_locals_wrapper::**", wraps, "set_current<F: FnOnce() -> R>"},
	{"async_global_executor::reactor::block_on", wraps, "runs its block_on inside a reactor closure"},
	{"blocking::**", invokes, "unblock<F: FnOnce() -> T>"},
	{"rayon::**", invokes, "rayon has no futures"},
	{"rayon_core::**", invokes, "rayon has no futures"},
	{"<_ as rayon_core::job::Job>::execute", invokes, "rayon has no futures"},
	{"<_ as rayon::iter::plumbing::Folder>::**", invokes, "rayon has no futures"},
	{"<_ as rayon::iter::plumbing::Producer>::**", invokes, "rayon has no futures"},
	{"crossbeam_utils::**", invokes, "scoped threads run FnOnce"},
	{"crossbeam_channel::**", invokes, "takes closures for context"},
	{"parking_lot::**", invokes, "Once, MappedMutexGuard::map"},
	{"parking_lot_core::**", invokes, "park(validate: impl FnOnce, …)"},
	{"once_cell::**", invokes, "get_or_init<F: FnOnce() -> T>"},
	{"lazy_static::**", invokes, "Lazy::get<F: FnOnce() -> T>"},
	{"hashbrown::**", invokes, "entry and hasher closures"},
	{"indexmap::**", invokes, "entry closures"},
	{"itertools::**", invokes, "iterator adapters"},
	{"test::**", invokes, "the harness runs FnOnce"},
	{"tracing::span::Span::in_scope", invokes, "in_scope<F: FnOnce() -> T>"},
	{"tracing_core::dispatcher::**", invokes, "get_default and with_default take closures"},
	{"scoped_tls::**", wraps, "ScopedKey::set<F: FnOnce() -> R>"},
	{"actix_rt::**", invokes, "System and Arbiter run closures; futures go to tokio"},
}

// callerFacts is what the table says of a caller.
type callerFacts struct {
	role role
	rule rule
}

var callerTable = func() (t rustname.Table[callerFacts]) {
	for _, row := range callers {
		t.Add(row.pattern, callerFacts{row.role, newRule(row.reason)})
	}
	return t
}()
