package crates

// smol and what it is made of.

var smol = []Crate{
	{
		Name:      "smol",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "smol::**", Class: Runtime, Reason: "executor", Seen: "1.3.0"},
		},
	},
	{
		Name: "async_executor",
		Frames: []Frame{
			{Pattern: "async_executor::**", Class: Runtime, Reason: "executor", Seen: "1.5.0"},
		},
		Callers: []Caller{
			{Pattern: "async_executor::Executor::spawn", Role: PollsTask, Reason: "wraps the future given to it in a block of its own", Seen: "1.5.0"},
			{Pattern: "async_executor::LocalExecutor::spawn", Role: PollsTask, Reason: "wraps the future given to it in a block of its own", Seen: "1.5.0"},
		},
		Arguments: []Argument{
			{Path: "async_executor::Executor::spawn", Futures: []int{1}, Reason: "spawn<T>(impl Future<Output = T>)", Seen: "1.5.0"},
			{Path: "async_executor::Executor::run", Futures: []int{1}, Reason: "run<T>(impl Future<Output = T>)", Seen: "1.5.0"},
			{Path: "async_executor::LocalExecutor::spawn", Futures: []int{1}, Reason: "spawn<T>(impl Future<Output = T>)", Seen: "1.5.0"},
			{Path: "async_executor::LocalExecutor::run", Futures: []int{1}, Reason: "run<T>(impl Future<Output = T>)", Seen: "1.5.0"},
		},
	},
	{
		Name: "async_global_executor",
		Frames: []Frame{
			{Pattern: "async_global_executor::**", Class: Runtime, Reason: "executor", Seen: "2.3.1"},
		},
		Callers: []Caller{
			{Pattern: "async_global_executor::reactor::block_on", Role: Wraps, Reason: "runs its block_on inside a reactor closure", Seen: "2.3.1"},
		},
		Arguments: []Argument{
			{Path: "async_global_executor::executor::block_on", Futures: []int{0}, Reason: "block_on<F: Future, T>", Seen: "2.3.1"},
		},
	},
	{
		Name: "async_task",
		Frames: []Frame{
			{Pattern: "async_task::**", Class: Runtime, Reason: "task of async-executor", Seen: "4.3.0"},
		},
		Callers: []Caller{
			{Pattern: "async_task::raw::RawTask::run", Role: PollsTask, Reason: "RawTask<F: Future, …>: polls the task's future", Seen: "4.3.0"},
		},
		Arguments: []Argument{
			{Path: "async_task::raw::RawTask", Futures: []int{0}, Functions: []int{2}, Reason: "RawTask<F: Future, T, S: Fn(Runnable)>", Seen: "4.3.0", Unbound: true},
		},
	},
	{
		Name: "async_io",
		Frames: []Frame{
			{Pattern: "async_io::**", Class: Runtime, Reason: "reactor of smol", Seen: "1.11.0"},
		},
		Callers: []Caller{
			{Pattern: "async_io::driver::block_on", Role: Polls, Reason: "block_on<T>(impl Future<Output = T>)", Seen: "1.11.0"},
		},
		Arguments: []Argument{
			{Path: "async_io::driver::block_on", Futures: []int{1}, Reason: "block_on<T>(impl Future<Output = T>)", Seen: "1.11.0"},
		},
	},
	{
		Name: "async_net",
		Frames: []Frame{
			{Pattern: "async_net::**", Class: Dependency, Reason: "sockets of smol", Seen: inSource},
		},
	},
	{
		Name: "async_channel",
		Frames: []Frame{
			{Pattern: "async_channel::**", Class: Dependency, Reason: "channels", Seen: inSource},
		},
	},
	{
		Name:      "blocking",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "blocking::**", Class: Runtime, Reason: "thread pool of smol", Seen: "1.3.0"},
		},
		Callers: []Caller{
			{Pattern: "blocking::**", Role: Invokes, Reason: "unblock<F: FnOnce() -> T>", Seen: "1.3.0"},
		},
	},
	{
		Name:      "polling",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "polling::**", Class: Runtime, Reason: "event loop under smol", Seen: inSource},
		},
	},
	{
		Name: "futures_lite",
		Frames: []Frame{
			{Pattern: "futures_lite::**", Class: Combinator, Reason: "combinators", Seen: inSource},
			{Pattern: "<_ as futures_lite::future::FutureExt>::**", Class: Combinator, Reason: "blanket impl for F: Future", Seen: inSource},
			{Pattern: "<_ as futures_lite::stream::StreamExt>::**", Class: Combinator, Reason: "blanket impl for S: Stream", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<futures_lite::** as core::future::future::Future>::poll", Role: Polls, Reason: "combinators poll the futures they own", Seen: "1.12.0"},
			{Pattern: "<futures_lite::stream::** as core::future::future::Future>::poll", Role: Invokes, Reason: "for_each, fold, all and their like call F; streams are not closures", Seen: "1.12.0"},
			{Pattern: "<futures_lite::stream::** as futures_core::stream::Stream>::poll_next", Role: Invokes, Reason: "map, filter and their like call F; streams are not closures", Seen: inSource},
			{Pattern: "<futures_lite::stream::OnceFuture as futures_core::stream::Stream>::poll_next", Role: Polls, Reason: "OnceFuture<F: Future>", Seen: inSource},
			{Pattern: "<futures_lite::stream::Then as futures_core::stream::Stream>::poll_next", Role: PollsMade, Reason: "F: FnMut(…) -> Fut", Seen: "1.12.0"},
			{Pattern: "<futures_lite::stream::TryUnfold as futures_core::stream::Stream>::poll_next", Role: PollsMade, Reason: "F: FnMut(…) -> Fut", Seen: inSource},
			{Pattern: "<futures_lite::stream::Unfold as futures_core::stream::Stream>::poll_next", Role: PollsMade, Reason: "F: FnMut(…) -> Fut", Seen: inSource},
			{Pattern: "<futures_lite::stream::StopAfterFuture as futures_core::stream::Stream>::poll_next", Role: Polls, Reason: "StopAfterFuture<S, Fut: Future>, from 2.4", Seen: inSource},
			{Pattern: "<futures_lite::stream::PollFn as futures_core::stream::Stream>::poll_next", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<Option<T>>>", Seen: inSource},
			{Pattern: "futures_lite::future::block_on", Role: Polls, Reason: "block_on<T>(impl Future<Output = T>)", Seen: inSource},
			{Pattern: "<futures_lite::future::PollFn as core::future::future::Future>::poll", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>", Seen: "1.12.0"},
			{Pattern: "<futures_lite::future::PollOnce as core::future::future::Future>::poll", Role: Polls, Reason: "PollOnce<F: Future>", Seen: inSource},
		},
		Arguments: []Argument{
			{Path: "futures_lite::future::Or", Futures: []int{0, 1}, Reason: "Or<F1: Future, F2: Future>", Seen: "1.12.0", Unbound: true},
			{Path: "futures_lite::future::block_on", Futures: []int{1}, Reason: "block_on<T>(impl Future<Output = T>)", Seen: inSource},
		},
	},
	{
		Name: "event_listener",
		Frames: []Frame{
			{Pattern: "event_listener::**", Class: Dependency, Reason: "waiting", Seen: inSource},
		},
	},
}
