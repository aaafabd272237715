package crates

// smol and what it is made of.

var smol = []Crate{
	{
		Name:      "smol",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "smol::**", Class: Runtime, Reason: "executor"},
		},
	},
	{
		Name: "async_executor",
		Frames: []Frame{
			{Pattern: "async_executor::**", Class: Runtime, Reason: "executor"},
		},
		Callers: []Caller{
			{Pattern: "async_executor::Executor::spawn", Role: PollsTask, Reason: "wraps the future given to it in a block of its own"},
			{Pattern: "async_executor::LocalExecutor::spawn", Role: PollsTask, Reason: "wraps the future given to it in a block of its own"},
		},
		Arguments: []Argument{
			{Path: "async_executor::Executor::spawn", Futures: []int{1}, Reason: "spawn<T>(impl Future<Output = T>)"},
			{Path: "async_executor::Executor::run", Futures: []int{1}, Reason: "run<T>(impl Future<Output = T>)"},
			{Path: "async_executor::LocalExecutor::spawn", Futures: []int{1}, Reason: "spawn<T>(impl Future<Output = T>)"},
			{Path: "async_executor::LocalExecutor::run", Futures: []int{1}, Reason: "run<T>(impl Future<Output = T>)"},
		},
	},
	{
		Name: "async_global_executor",
		Frames: []Frame{
			{Pattern: "async_global_executor::**", Class: Runtime, Reason: "executor"},
		},
		Callers: []Caller{
			{Pattern: "async_global_executor::reactor::block_on", Role: Wraps, Reason: "runs its block_on inside a reactor closure"},
		},
		Arguments: []Argument{
			{Path: "async_global_executor::executor::block_on", Futures: []int{0}, Reason: "block_on<F: Future, T>"},
		},
	},
	{
		Name: "async_task",
		Frames: []Frame{
			{Pattern: "async_task::**", Class: Runtime, Reason: "task of async-executor"},
		},
		Callers: []Caller{
			{Pattern: "async_task::raw::RawTask::run", Role: PollsTask, Reason: "RawTask<F: Future, …>: polls the task's future"},
		},
		Arguments: []Argument{
			{Path: "async_task::raw::RawTask", Futures: []int{0}, Functions: []int{2}, Reason: "RawTask<F: Future, T, S: Fn(Runnable)>"},
		},
	},
	{
		Name: "async_io",
		Frames: []Frame{
			{Pattern: "async_io::**", Class: Runtime, Reason: "reactor of smol"},
		},
		Callers: []Caller{
			{Pattern: "async_io::driver::block_on", Role: Polls, Reason: "block_on<T>(impl Future<Output = T>)"},
		},
		Arguments: []Argument{
			{Path: "async_io::driver::block_on", Futures: []int{1}, Reason: "block_on<T>(impl Future<Output = T>)"},
		},
	},
	{
		Name: "async_net",
		Frames: []Frame{
			{Pattern: "async_net::**", Class: Dependency, Reason: "sockets of smol"},
		},
	},
	{
		Name: "async_channel",
		Frames: []Frame{
			{Pattern: "async_channel::**", Class: Dependency, Reason: "channels"},
		},
	},
	{
		Name:      "blocking",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "blocking::**", Class: Runtime, Reason: "thread pool of smol"},
		},
		Callers: []Caller{
			{Pattern: "blocking::**", Role: Invokes, Reason: "unblock<F: FnOnce() -> T>"},
		},
	},
	{
		Name:      "polling",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "polling::**", Class: Runtime, Reason: "event loop under smol"},
		},
	},
	{
		Name: "futures_lite",
		Frames: []Frame{
			{Pattern: "futures_lite::**", Class: Combinator, Reason: "combinators"},
			{Pattern: "<_ as futures_lite::future::FutureExt>::**", Class: Combinator, Reason: "blanket impl for F: Future"},
			{Pattern: "<_ as futures_lite::stream::StreamExt>::**", Class: Combinator, Reason: "blanket impl for S: Stream"},
		},
		Callers: []Caller{
			{Pattern: "<futures_lite::** as core::future::future::Future>::poll", Role: Polls, Reason: "combinators poll the futures they own"},
			{Pattern: "<futures_lite::stream::** as core::future::future::Future>::poll", Role: Invokes, Reason: "for_each, fold, all and their like call F; streams are not closures"},
			{Pattern: "<futures_lite::stream::** as futures_core::stream::Stream>::poll_next", Role: Invokes, Reason: "map, filter and their like call F; streams are not closures"},
			{Pattern: "<futures_lite::stream::OnceFuture as futures_core::stream::Stream>::poll_next", Role: Polls, Reason: "OnceFuture<F: Future>"},
			{Pattern: "<futures_lite::stream::Then as futures_core::stream::Stream>::poll_next", Role: PollsMade, Reason: "F: FnMut(…) -> Fut"},
			{Pattern: "<futures_lite::stream::TryUnfold as futures_core::stream::Stream>::poll_next", Role: PollsMade, Reason: "F: FnMut(…) -> Fut"},
			{Pattern: "<futures_lite::stream::Unfold as futures_core::stream::Stream>::poll_next", Role: PollsMade, Reason: "F: FnMut(…) -> Fut"},
			{Pattern: "<futures_lite::stream::StopAfterFuture as futures_core::stream::Stream>::poll_next", Role: Polls, Reason: "StopAfterFuture<S, Fut: Future>, from 2.4"},
			{Pattern: "<futures_lite::stream::PollFn as futures_core::stream::Stream>::poll_next", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<Option<T>>>"},
			{Pattern: "futures_lite::future::block_on", Role: Polls, Reason: "block_on<T>(impl Future<Output = T>)"},
			{Pattern: "<futures_lite::future::PollFn as core::future::future::Future>::poll", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>"},
			{Pattern: "<futures_lite::future::PollOnce as core::future::future::Future>::poll", Role: Polls, Reason: "PollOnce<F: Future>"},
		},
		Arguments: []Argument{
			{Path: "futures_lite::future::Or", Futures: []int{0, 1}, Reason: "Or<F1: Future, F2: Future>"},
			{Path: "futures_lite::future::block_on", Futures: []int{1}, Reason: "block_on<T>(impl Future<Output = T>)"},
		},
	},
	{
		Name: "event_listener",
		Frames: []Frame{
			{Pattern: "event_listener::**", Class: Dependency, Reason: "waiting"},
		},
	},
}
