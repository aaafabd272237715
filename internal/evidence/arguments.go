package evidence

// Generic parameters that only a future, or only a closure, can stand for. Legacy names do not print arguments;
// v0, PDB and DWARF names do. The parameter's bound is the proof: closures do not implement Future, and
// coroutines do not implement Fn, FnMut or FnOnce.

// argument is a row of the table: the type or function, and which of its generic arguments are what.
type argument struct {
	path      string
	futures   []int // indices of arguments bounded by Future
	functions []int // indices of arguments bounded by Fn, FnMut or FnOnce
	reason    string
	// unbound says that the type itself has no such bound, only what makes use of it.
	unbound bool
}

var (
	first  = []int{0}
	second = []int{1}
)

var arguments = []argument{
	{"core::future::from_generator::GenFuture", first, nil, "GenFuture<T: Generator> is made for async bodies only", false},
	{"std::future::GenFuture", first, nil, "the same until 1.43", false},
	{"core::future::poll_fn::PollFn", nil, first, "PollFn<F: FnMut(&mut Context) -> Poll<T>>", false},
	{"core::future::join::MaybeDone", first, nil, "MaybeDone<F: Future>", false},
	{"core::option::Option::map", nil, second, "map<U, F: FnOnce(T) -> U>", false},
	{"core::option::Option::and_then", nil, second, "and_then<U, F: FnOnce(T) -> Option<U>>", false},
	{"core::result::Result::map", nil, second, "map<U, F: FnOnce(T) -> U>", false},
	{"core::result::Result::map_err", nil, second, "map_err<F2, O: FnOnce(E) -> F2>", false},
	{"core::result::Result::and_then", nil, second, "and_then<U, F: FnOnce(T) -> Result<U, E>>", false},
	{"core::iter::adapters::map::Map", nil, second, "Map<I, F: FnMut>", false},
	{"core::iter::adapters::filter::Filter", nil, second, "Filter<I, P: FnMut>", false},
	{"core::iter::adapters::filter_map::FilterMap", nil, second, "FilterMap<I, F: FnMut>", false},
	{"std::panicking::try", nil, second, "try<R, F: FnOnce() -> R>", false},
	{"std::panicking::try::do_call", nil, first, "do_call<F: FnOnce() -> R, R>", false},
	{"std::panicking::catch_unwind", nil, second, "catch_unwind<R, F: FnOnce() -> R>", false},
	{"std::panicking::catch_unwind::do_call", nil, first, "do_call<F: FnOnce() -> R, R>", false},
	{"std::panic::catch_unwind", nil, first, "catch_unwind<F: FnOnce() -> R + UnwindSafe, R>", false},
	{"std::sys_common::backtrace::__rust_begin_short_backtrace", nil, first, "<F: FnOnce() -> T, T>", false},
	{"std::sys::backtrace::__rust_begin_short_backtrace", nil, first, "<F: FnOnce() -> T, T>", false},
	{"std::thread::Builder::spawn_unchecked_", nil, first, "<F: FnOnce() -> T, T>", false},
	{"std::thread::lifecycle::spawn_unchecked", nil, first, "<F: FnOnce() -> T, T>", false},
	{"tokio::runtime::task::core::Core", first, nil, "Core<T: Future, S>", false},
	{"tokio::runtime::task::core::CoreStage", first, nil, "CoreStage<T: Future>", false},
	{"tokio::runtime::task::core::Stage", first, nil, "Stage<T: Future>", false},
	{"tokio::runtime::task::core::Cell", first, nil, "Cell<T: Future, S>", false},
	{"tokio::runtime::task::harness::Harness", first, nil, "Harness<T: Future, S>", false},
	{"tokio::runtime::task::harness::poll_future", first, nil, "poll_future<T: Future, S>", false},
	{"tokio::runtime::task::harness::cancel_task", first, nil, "cancel_task<T: Future, S>", false},
	{"tokio::runtime::task::raw::poll", first, nil, "poll<T: Future, S>", false},
	{"tokio::runtime::task::raw::shutdown", first, nil, "shutdown<T: Future, S>", false},
	{"tokio::runtime::task::raw::dealloc", first, nil, "dealloc<T: Future, S>", false},
	{"tokio::runtime::task::trace::Root", first, nil, "Root<T: Future>", false},
	{"tokio::runtime::task::new_task", first, nil, "new_task<T: Future, S>", false},
	{"tokio::runtime::runtime::Runtime::block_on", first, nil, "block_on<F: Future>", false},
	{"tokio::runtime::runtime::Runtime::block_on_inner", first, nil, "block_on_inner<F: Future>", false},
	{"tokio::runtime::runtime::Runtime::spawn", first, nil, "spawn<F: Future>", false},
	{"tokio::runtime::handle::Handle::block_on", first, nil, "block_on<F: Future>", false},
	{"tokio::runtime::handle::Handle::block_on_inner", first, nil, "block_on_inner<F: Future>", false},
	{"tokio::runtime::handle::Handle::spawn", first, nil, "spawn<F: Future>", false},
	{"tokio::runtime::park::CachedParkThread::block_on", first, nil, "block_on<F: Future>", false},
	{"tokio::runtime::context::blocking::BlockingRegionGuard::block_on", first, nil, "block_on<F: Future>", false},
	{"tokio::runtime::scheduler::current_thread::CurrentThread::block_on", first, nil, "block_on<F: Future>", false},
	{"tokio::runtime::scheduler::current_thread::CoreGuard::block_on", first, nil, "block_on<F: Future>", false},
	{"tokio::runtime::scheduler::multi_thread::MultiThread::block_on", first, nil, "block_on<F: Future>", false},
	{"tokio::runtime::blocking::task::BlockingTask", nil, first, "BlockingTask<T: FnOnce() -> R>", false},
	{"tokio::task::spawn::spawn", first, nil, "spawn<T: Future>", false},
	{"tokio::task::blocking::spawn_blocking", nil, first, "spawn_blocking<F: FnOnce() -> R, R>", false},
	{"tokio::task::local::RunUntil", first, nil, "RunUntil<T: Future>", false},
	{"tokio::task::local::LocalSet::run_until", first, nil, "run_until<F: Future>", false},
	{"tokio::task::task_local::TaskLocalFuture", second, nil, "TaskLocalFuture<T, F: Future>", false},
	{"tokio::task::unconstrained::Unconstrained", first, nil, "Unconstrained<F: Future>", true},
	{"tokio::task::coop::unconstrained::Unconstrained", first, nil, "Unconstrained<F: Future>", true},
	{"tokio::time::timeout::Timeout", first, nil, "Timeout<T: Future>", false},
	{"tokio::future::maybe_done::MaybeDone", first, nil, "MaybeDone<Fut: Future>", false},
	{"tokio::future::poll_fn::PollFn", nil, first, "PollFn<F: FnMut(&mut Context) -> Poll<T>>", false},
	{"tracing::instrument::Instrumented", first, nil, "Instrumented<T>, seen around futures", true},
	{"tracing::instrument::WithDispatch", first, nil, "WithDispatch<T>, seen around futures", true},
	{"futures_executor::local_pool::block_on", first, nil, "block_on<F: Future>", false},
	{"futures_util::future::future::map::Map", first, second, "Map<Fut: Future, F: FnOnce>", false},
	{"futures_util::future::future::Map", first, second, "Map<Fut: Future, F: FnOnce>", false},
	{"futures_util::future::future::Then", []int{0, 1}, []int{2}, "Then<Fut1: Future, Fut2: Future, F: FnOnce>", false},
	{"futures_util::future::future::Inspect", first, second, "Inspect<Fut: Future, F: FnOnce>", false},
	{"futures_util::future::future::fuse::Fuse", first, nil, "Fuse<Fut: Future>", false},
	{"futures_util::future::future::flatten::Flatten", []int{0, 1}, nil, "Flatten<Fut1: Future, Fut2: Future>", false},
	{"futures_util::future::future::shared::Shared", first, nil, "Shared<Fut: Future>", false},
	{"futures_util::future::future::catch_unwind::CatchUnwind", first, nil, "CatchUnwind<Fut: Future>", false},
	{"futures_util::future::future::remote_handle::Remote", first, nil, "Remote<Fut: Future>", false},
	{"futures_util::future::maybe_done::MaybeDone", first, nil, "MaybeDone<Fut: Future>", false},
	{"futures_util::future::try_maybe_done::TryMaybeDone", first, nil, "TryMaybeDone<Fut: TryFuture>", false},
	{"futures_util::future::join::Join", []int{0, 1}, nil, "Join<Fut1: Future, Fut2: Future>", false},
	{"futures_util::future::try_join::TryJoin", []int{0, 1}, nil, "TryJoin<Fut1: TryFuture, Fut2: TryFuture>", false},
	{"futures_util::future::select::Select", []int{0, 1}, nil, "Select<A: Future, B: Future>", false},
	{"futures_util::future::either::Either", []int{0, 1}, nil, "Either<A, B>, seen around futures", true},
	{"futures_util::future::option::OptionFuture", first, nil, "OptionFuture<F: Future>", true},
	{"futures_util::future::join_all::JoinAll", first, nil, "JoinAll<F: Future>", false},
	{"futures_util::future::lazy::Lazy", nil, first, "Lazy<F: FnOnce(&mut Context) -> R>", false},
	{"futures_util::future::poll_fn::PollFn", nil, first, "PollFn<F: FnMut(&mut Context) -> Poll<T>>", false},
	{"futures_util::abortable::Abortable", first, nil, "Abortable<T>, seen around futures", true},
	{"futures_util::stream::futures_unordered::FuturesUnordered", first, nil, "FuturesUnordered<Fut: Future>", true},
	{"futures_util::stream::futures_unordered::task::Task", first, nil, "Task<Fut>", true},
	{"futures_util::stream::futures_ordered::OrderWrapper", first, nil, "OrderWrapper<T>, of FuturesOrdered<T: Future>", true},
	{"futures_util::stream::once::Once", first, nil, "Once<Fut: Future>", false},
	{"futures_util::stream::stream::map::Map", nil, second, "Map<St, F: FnMut>", false},
	{"futures_util::stream::stream::then::Then", second, []int{2}, "Then<St, Fut: Future, F: FnMut>", false},
	{"futures_util::stream::stream::filter::Filter", second, []int{2}, "Filter<St, Fut: Future, F: FnMut>", false},
	{"futures_util::stream::stream::filter_map::FilterMap", second, []int{2}, "FilterMap<St, Fut: Future, F: FnMut>", false},
	{"futures_util::stream::stream::for_each::ForEach", second, []int{2}, "ForEach<St, Fut: Future, F: FnMut>", false},
	{"futures_util::stream::stream::for_each_concurrent::ForEachConcurrent", second, []int{2}, "ForEachConcurrent<St, Fut: Future, F: FnMut>", false},
	{"futures_util::stream::stream::fold::Fold", second, []int{3}, "Fold<St, Fut: Future, T, F: FnMut>", false},
	{"futures_util::stream::try_stream::and_then::AndThen", second, []int{2}, "AndThen<St, Fut: TryFuture, F: FnMut>", false},
	{"futures_util::stream::try_stream::try_for_each::TryForEach", second, []int{2}, "TryForEach<St, Fut: TryFuture, F: FnMut>", false},
	{"futures_util::stream::unfold::Unfold", []int{2}, second, "Unfold<T, F: FnMut(T) -> Fut, Fut: Future>", false},
	{"futures_lite::future::Or", []int{0, 1}, nil, "Or<F1: Future, F2: Future>", false},
	{"futures_lite::future::block_on", second, nil, "block_on<T>(impl Future<Output = T>)", false},
	{"async_io::driver::block_on", second, nil, "block_on<T>(impl Future<Output = T>)", false},
	{"async_task::raw::RawTask", first, []int{2}, "RawTask<F: Future, T, S: Fn(Runnable)>", false},
	{"async_executor::Executor::spawn", second, nil, "spawn<T>(impl Future<Output = T>)", false},
	{"async_executor::Executor::run", second, nil, "run<T>(impl Future<Output = T>)", false},
	{"async_executor::LocalExecutor::spawn", second, nil, "spawn<T>(impl Future<Output = T>)", false},
	{"async_executor::LocalExecutor::run", second, nil, "run<T>(impl Future<Output = T>)", false},
	{"async_std::task::builder::SupportTaskLocals", first, nil, "SupportTaskLocals<F: Future>", false},
	{"async_std::task::builder::Builder::blocking", first, nil, "blocking<F: Future, T>", false},
	{"async_std::future::timeout::TimeoutFuture", first, nil, "TimeoutFuture<F: Future>", false},
	{"async_global_executor::executor::block_on", first, nil, "block_on<F: Future, T>", false},
	{"tower::util::service_fn::ServiceFn", nil, first, "ServiceFn<T>: impl Service where T: FnMut(Request) -> F", true},
	{"tower::timeout::future::ResponseFuture", first, nil, "ResponseFuture<T: Future>", false},
	{"tower::limit::concurrency::future::ResponseFuture", first, nil, "ResponseFuture<T: Future>", false},
	{"tower::util::map_request::MapRequest", nil, second, "MapRequest<S, F>: impl Service where F: FnMut(R1) -> R2", true},
	{"tower::util::map_response::MapResponse", nil, second, "MapResponse<S, F>: impl Service where F: FnOnce(Response) -> Response2", true},
	{"tower::util::map_err::MapErr", nil, second, "MapErr<S, F>: impl Service where F: FnOnce(Error) -> Error2", true},
	{"tower::util::then::Then", nil, second, "Then<S, F>: impl Service where F: FnOnce(Result) -> Fut", true},
	{"tower::util::and_then::AndThen", nil, second, "AndThen<S, F>: impl Service where F: FnOnce(Response) -> Fut", true},
	{"axum::middleware::from_fn::FromFn", nil, first, "FromFn<F, S, I, T>: impl Service where F: FnMut(…) -> Fut", true},
	{"axum::middleware::map_request::MapRequest", nil, first, "MapRequest<F, S, I, T>: impl Service where F: FnMut(…) -> Fut", true},
	{"axum::middleware::map_response::MapResponse", nil, first, "MapResponse<F, S, I, T>: impl Service where F: FnMut(…) -> Fut", true},
	{"axum::error_handling::HandleError", nil, second, "HandleError<S, F, T>: impl Service where F: FnOnce(…) -> Fut", true},
	{"hyper::service::util::ServiceFn", nil, first, "ServiceFn<F, R>: impl Service where F: FnMut(Request<R>) -> Ret", false},
	{"hyper::service::make::MakeServiceFn", nil, first, "MakeServiceFn<F>: where F: FnMut(&Target) -> Ret", false},
}

// argumentFacts is a row of the table with its reason made a rule.
type argumentFacts struct {
	futures, functions []int
	rule               rule
	strength           strength
}

var argumentTable = func() map[string]argumentFacts {
	table := make(map[string]argumentFacts, len(arguments))
	for _, row := range arguments {
		if _, twice := table[row.path]; twice {
			panic("coroutine: " + row.path + " is there twice")
		}
		facts := argumentFacts{row.futures, row.functions, newRule(row.reason), proven}
		if row.unbound {
			facts.strength = guessed
		}
		table[row.path] = facts
	}
	return table
}()
