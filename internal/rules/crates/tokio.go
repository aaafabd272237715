package crates

// tokio, its companions and its predecessors.

var tokio = []Crate{
	{
		Name: "tokio",
		Frames: []Frame{
			{Pattern: "tokio::**", Class: Runtime, Reason: "executor, drivers and scheduler", Seen: "1.24.2"},
			{Pattern: "tokio::future::**", Class: Combinator, Reason: "poll_fn and maybe_done under select!, join! and try_join!", Seen: "1.24.2"},
			{Pattern: "tokio::macros::**", Class: Combinator, Reason: "select!, join!, try_join!", Seen: inSource},
			{Pattern: "tokio::macros::scoped_tls::**", Class: Runtime, Reason: "where the worker keeps its context", Seen: "tokio to 1.2x"},
			{Pattern: "tokio::time::timeout::**", Class: Combinator, Reason: "timeout", Seen: "1.24.2"},
			{Pattern: "tokio::task::task_local::**", Class: Combinator, Reason: "task locals", Seen: "1.24.2"},
			{Pattern: "tokio::task::unconstrained::**", Class: Combinator, Reason: "unconstrained", Seen: "tokio to 1.4x"},
			{Pattern: "tokio::task::coop::unconstrained::**", Class: Combinator, Reason: "unconstrained", Seen: "tokio 1.4x on"},
			{Pattern: "tokio::task::coop::**", Class: Runtime, Reason: "the task budget", Seen: "tokio 1.4x on"},
		},
		Callers: []Caller{
			{Pattern: "<tokio::** as core::future::future::Future>::poll", Role: Polls, Reason: "Timeout, TaskLocalFuture, Unconstrained, RunUntil, MaybeDone, …", Seen: "1.24.2", Inlines: true},
			{Pattern: "<tokio::stream::** as core::future::future::Future>::poll", Role: Invokes, Reason: "AllFuture, AnyFuture and FoldFuture of 0.2 and 0.3 call F, which makes no future", Seen: inSource},
			{Pattern: "tokio::runtime::task::core::Core::poll", Role: PollsTask, Reason: "Core<T: Future, S>: polls the task's future", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::task::harness::Harness::complete", Role: Invokes, Reason: "calls the hook on_task_terminate, an Arc<dyn Fn>, from 1.40", Seen: inSource},
			{Pattern: "tokio::runtime::task_hooks::**", Role: Invokes, Reason: "TaskHooks call the hooks, which are dyn Fn", Seen: inSource},
			{Pattern: "tokio::runtime::task::harness::**", Role: PollsTask, Reason: "what is inlined into it is Core::poll", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::task::raw::**", Role: PollsTask, Reason: "what is inlined into it is Core::poll", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::task::UnownedTask::**", Role: PollsTask, Reason: "what is inlined into it is Core::poll", Seen: inSource},
			{Pattern: "tokio::runtime::task::LocalNotified::**", Role: PollsTask, Reason: "what is inlined into it is Core::poll", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::park::CachedParkThread::block_on", Role: Polls, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Pattern: "tokio::park::thread::CachedParkThread::block_on", Role: Polls, Reason: "block_on<F: Future> before tokio 1.21", Seen: inSource},
			{Pattern: "tokio::runtime::scheduler::current_thread::CoreGuard::block_on", Role: PollsBorrowed, Reason: "block_on<F: Future>, to which CurrentThread::block_on gives what it pinned", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::basic_scheduler::CoreGuard::block_on", Role: PollsBorrowed, Reason: "block_on<F: Future> before tokio 1.21, to which BasicScheduler::block_on gives what it pinned", Seen: inSource},
			{Pattern: "tokio::runtime::context::blocking::BlockingRegionGuard::block_on", Role: Polls, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Pattern: "<tokio::future::poll_fn::PollFn as core::future::future::Future>::poll", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>", Seen: "1.24.2"},
			{Pattern: "<tokio::runtime::blocking::task::BlockingTask as core::future::future::Future>::poll", Role: InvokesTask, Reason: "BlockingTask<T: FnOnce() -> R>", Seen: "1.24.2"},
			{Pattern: "tokio::loom::**", Role: Wraps, Reason: "UnsafeCell::with and with_mut take closures", Seen: "1.24.2"},
			{Pattern: "tokio::macros::scoped_tls::**", Role: Wraps, Reason: "ScopedKey::set<F: FnOnce() -> R>", Seen: "1.24.2"},
			{Pattern: "tokio::coop::**", Role: Wraps, Reason: "budget(f: impl FnOnce() -> R)", Seen: inSource},
			{Pattern: "tokio::runtime::coop::**", Role: Wraps, Reason: "budget(f: impl FnOnce() -> R)", Seen: "1.24.2"},
			{Pattern: "tokio::task::coop::**", Role: Wraps, Reason: "budget(f: impl FnOnce() -> R)", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::context::**", Role: Wraps, Reason: "enter_runtime, exit_runtime, Scoped::set take closures", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::scheduler::current_thread::Context::enter", Role: Wraps, Reason: "enter<R>(…, f: impl FnOnce() -> R)", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::scheduler::current_thread::Context::run_task", Role: Wraps, Reason: "run_task<R>(…, f: impl FnOnce() -> R)", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::scheduler::current_thread::CoreGuard::enter", Role: Wraps, Reason: "enter<F: FnOnce(…) -> …>", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::blocking::**", Role: Invokes, Reason: "the pool runs FnOnce tasks", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::blocking::pool::**", Role: InvokesTask, Reason: "the pool runs what was given to spawn_blocking", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::scheduler::block_in_place::**", Role: Wraps, Reason: "block_in_place<F: FnOnce() -> R>", Seen: "1.24.2"},
			{Pattern: "tokio::runtime::scheduler::multi_thread::worker::block_in_place", Role: Invokes, Reason: "block_in_place<F: FnOnce() -> R>", Seen: "1.24.2"},
			{Pattern: "tokio::task::blocking::**", Role: Invokes, Reason: "spawn_blocking and block_in_place take FnOnce", Seen: "1.24.2"},
			{Pattern: "tokio::task::task_local::LocalKey::**", Role: Wraps, Reason: "scope_inner, with, try_with take closures", Seen: "1.24.2"},
			{Pattern: "tokio::task::local::LocalSet::with", Role: Wraps, Reason: "with<T>(…, f: impl FnOnce() -> T)", Seen: "1.24.2"},
		},
		Arguments: []Argument{
			{Path: "tokio::runtime::task::core::Core", Futures: []int{0}, Reason: "Core<T: Future, S>", Seen: "1.24.2"},
			{Path: "tokio::runtime::task::core::CoreStage", Futures: []int{0}, Reason: "CoreStage<T: Future>", Seen: inSource},
			{Path: "tokio::runtime::task::core::Stage", Futures: []int{0}, Reason: "Stage<T: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::task::core::Cell", Futures: []int{0}, Reason: "Cell<T: Future, S>", Seen: inSource},
			{Path: "tokio::runtime::task::harness::Harness", Futures: []int{0}, Reason: "Harness<T: Future, S>", Seen: "1.24.2"},
			{Path: "tokio::runtime::task::harness::poll_future", Futures: []int{0}, Reason: "poll_future<T: Future, S>", Seen: "1.24.2"},
			{Path: "tokio::runtime::task::harness::cancel_task", Futures: []int{0}, Reason: "cancel_task<T: Future, S>", Seen: "1.24.2"},
			{Path: "tokio::runtime::task::raw::poll", Futures: []int{0}, Reason: "poll<T: Future, S>", Seen: "1.24.2"},
			{Path: "tokio::runtime::task::raw::shutdown", Futures: []int{0}, Reason: "shutdown<T: Future, S>", Seen: "1.24.2"},
			{Path: "tokio::runtime::task::raw::dealloc", Futures: []int{0}, Reason: "dealloc<T: Future, S>", Seen: inSource},
			{Path: "tokio::runtime::task::trace::Root", Futures: []int{0}, Reason: "Root<T: Future>", Seen: "1.24.2", Unbound: true},
			{Path: "tokio::runtime::task::new_task", Futures: []int{0}, Reason: "new_task<T: Future, S>", Seen: inSource},
			{Path: "tokio::runtime::runtime::Runtime::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::runtime::Runtime::block_on_inner", Futures: []int{0}, Reason: "block_on_inner<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::runtime::Runtime::spawn", Futures: []int{0}, Reason: "spawn<F: Future>", Seen: inSource},
			{Path: "tokio::runtime::handle::Handle::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::handle::Handle::block_on_inner", Futures: []int{0}, Reason: "block_on_inner<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::handle::Handle::spawn", Futures: []int{0}, Reason: "spawn<F: Future>", Seen: inSource},
			{Path: "tokio::runtime::park::CachedParkThread::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::context::blocking::BlockingRegionGuard::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::scheduler::current_thread::CurrentThread::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::scheduler::current_thread::CoreGuard::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::scheduler::multi_thread::MultiThread::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::runtime::blocking::task::BlockingTask", Functions: []int{0}, Reason: "BlockingTask<T: FnOnce() -> R>", Seen: "1.24.2", Unbound: true},
			{Path: "tokio::task::spawn::spawn", Futures: []int{0}, Reason: "spawn<T: Future>", Seen: "1.24.2"},
			{Path: "tokio::task::blocking::spawn_blocking", Functions: []int{0}, Reason: "spawn_blocking<F: FnOnce() -> R, R>", Seen: inSource},
			{Path: "tokio::task::local::RunUntil", Futures: []int{0}, Reason: "RunUntil<T: Future>", Seen: "1.24.2", Unbound: true},
			{Path: "tokio::task::local::LocalSet::run_until", Futures: []int{0}, Reason: "run_until<F: Future>", Seen: "1.24.2"},
			{Path: "tokio::task::task_local::TaskLocalFuture", Futures: []int{1}, Reason: "TaskLocalFuture<T, F: Future>", Seen: "1.24.2", Unbound: true},
			{Path: "tokio::task::unconstrained::Unconstrained", Futures: []int{0}, Reason: "Unconstrained<F: Future>", Unbound: true, Seen: "1.24.2"},
			{Path: "tokio::task::coop::unconstrained::Unconstrained", Futures: []int{0}, Reason: "Unconstrained<F: Future>", Unbound: true, Seen: "1.24.2"},
			{Path: "tokio::time::timeout::Timeout", Futures: []int{0}, Reason: "Timeout<T: Future>", Seen: "1.24.2", Unbound: true},
			{Path: "tokio::future::maybe_done::MaybeDone", Futures: []int{0}, Reason: "MaybeDone<Fut: Future>", Seen: "1.24.2", Unbound: true},
			{Path: "tokio::future::poll_fn::PollFn", Functions: []int{0}, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>", Seen: "1.24.2", Unbound: true},
			{Path: "tokio::runtime::scheduler::current_thread::Context::enter", Functions: []int{1}, Reason: "enter<R>(…, f: impl FnOnce() -> R)", Seen: "1.24.2"},
			{Path: "tokio::runtime::scheduler::current_thread::Context::run_task", Functions: []int{1}, Reason: "run_task<R>(…, f: impl FnOnce() -> R)", Seen: "1.24.2"},
			{Path: "tokio::runtime::scheduler::current_thread::CoreGuard::enter", Functions: []int{0}, Reason: "enter<F: FnOnce(…) -> …, R>", Seen: "1.24.2"},
			{Path: "tokio::runtime::context::runtime::enter_runtime", Functions: []int{0}, Reason: "enter_runtime<F: FnOnce(…) -> R, R>", Seen: inSource},
			{Path: "tokio::task::local::LocalSet::with", Functions: []int{1}, Reason: "with<T>(…, f: impl FnOnce() -> T)", Seen: inSource},
		},
		Transparent: []string{"tokio::task::unconstrained::Unconstrained", "tokio::task::coop::unconstrained::Unconstrained"},
	},
	{
		Name: "tokio_util",
		Frames: []Frame{
			{Pattern: "tokio_util::**", Class: Combinator, Reason: "cancellation, codecs, task tracking", Seen: "0.7.3"},
		},
		Arguments: []Argument{
			{Path: "tokio_util::task::task_tracker::TrackedFuture", Futures: []int{0}, Reason: "TrackedFuture<F: Future>", Seen: inSource, Unbound: true},
			{Path: "tokio_util::sync::cancellation_token::RunUntilCancelledFuture", Futures: []int{0}, Reason: "RunUntilCancelledFuture<F: Future>", Seen: inSource, Unbound: true},
			{Path: "tokio_util::future::with_cancellation_token::WithCancellationTokenFuture", Futures: []int{0}, Reason: "WithCancellationTokenFuture<F: Future>", Seen: inSource, Unbound: true},
			{Path: "tokio_util::context::TokioContext", Futures: []int{0}, Reason: "TokioContext<F: Future>", Seen: inSource, Unbound: true},
		},
		Callers: []Caller{
			{Pattern: "<tokio_util::** as core::future::future::Future>::poll", Role: Polls, Reason: "WithCancellationToken and the like", Seen: inSource},
		},
	},
	{
		Name: "tokio_stream",
		Frames: []Frame{
			{Pattern: "tokio_stream::**", Class: Combinator, Reason: "stream adapters", Seen: inSource},
			{Pattern: "<_ as tokio_stream::stream_ext::StreamExt>::**", Class: Combinator, Reason: "blanket impl for S: Stream", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<tokio_stream::** as core::future::future::Future>::poll", Role: Invokes, Reason: "all, any, fold call F, which makes no future", Seen: "0.1.9"},
			{Pattern: "<tokio_stream::** as futures_core::stream::Stream>::poll_next", Role: Invokes, Reason: "map, filter and their like call F, which makes no future", Seen: "0.1.9"},
			{Pattern: "<tokio_stream::stream_ext::then::Then as futures_core::stream::Stream>::poll_next", Role: PollsMade, Reason: "F: FnMut(St::Item) -> Fut", Seen: "0.1.9"},
		},
	},
	{
		Name: "tokio_rustls",
		Frames: []Frame{
			{Pattern: "tokio_rustls::**", Class: Dependency, Reason: "TLS, not plumbing", Seen: inSource},
		},
	},
	{
		Name: "tokio_uring",
		Frames: []Frame{
			{Pattern: "tokio_uring::**", Class: Runtime, Reason: "executor", Seen: inSource},
		},
	},
	{
		Name: "tokio_threadpool",
		Frames: []Frame{
			{Pattern: "tokio_threadpool::**", Class: Runtime, Reason: "executor of tokio 0.1", Seen: inSource},
		},
	},
	{
		Name: "tokio_current_thread",
		Frames: []Frame{
			{Pattern: "tokio_current_thread::**", Class: Runtime, Reason: "executor of tokio 0.1", Seen: inSource},
		},
	},
	{
		Name: "tokio_executor",
		Frames: []Frame{
			{Pattern: "tokio_executor::**", Class: Runtime, Reason: "executor of tokio 0.1 and 0.2", Seen: inSource},
		},
	},
	{
		Name: "tokio_reactor",
		Frames: []Frame{
			{Pattern: "tokio_reactor::**", Class: Runtime, Reason: "reactor of tokio 0.1", Seen: inSource},
		},
	},
	{
		Name: "tokio_timer",
		Frames: []Frame{
			{Pattern: "tokio_timer::**", Class: Runtime, Reason: "timer of tokio 0.1", Seen: inSource},
		},
	},
	{
		Name: "tokio_retry",
		Frames: []Frame{
			{Pattern: "tokio_retry::**", Class: Combinator, Reason: "retries", Seen: inSource},
		},
	},
	{
		Name: "mio",
		Frames: []Frame{
			{Pattern: "mio::**", Class: Runtime, Reason: "event loop under tokio", Seen: inSource},
		},
	},
}
