package crates

// async-std.

var asyncStd = []Crate{
	{
		Name: "async_std",
		Frames: []Frame{
			{Pattern: "async_std::**", Class: Runtime, Reason: "executor", Seen: "1.12.0"},
			{Pattern: "async_std::future::**", Class: Combinator, Reason: "timeout, race, join", Seen: "1.12.0"},
			{Pattern: "async_std::stream::**", Class: Combinator, Reason: "stream adapters", Seen: "1.12.0"},
		},
		Callers: []Caller{
			{Pattern: "<async_std::** as core::future::future::Future>::poll", Role: Polls, Reason: "SupportTaskLocals, TimeoutFuture poll what they wrap", Seen: "1.12.0"},
			{Pattern: "<async_std::stream::** as core::future::future::Future>::poll", Role: Invokes, Reason: "for_each, fold, all and their like call F, which makes no future", Seen: "1.12.0"},
			{Pattern: "<async_std::stream::** as futures_core::stream::Stream>::poll_next", Role: Invokes, Reason: "map, filter and their like call F, which makes no future", Seen: "1.12.0"},
			{Pattern: "<async_std::task::builder::** as core::future::future::Future>::poll", Role: PollsTask, Reason: "SupportTaskLocals wraps what is spawned", Seen: "1.12.0", EitherKind: true},
			{Pattern: "<async_std::future::poll_fn::PollFn as core::future::future::Future>::poll", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>", Seen: inSource},
			{Pattern: "async_std::task::task_locals_wrapper::**", Role: Wraps, Reason: "set_current<F: FnOnce() -> R>", Seen: "1.12.0"},
		},
		Arguments: []Argument{
			{Path: "async_std::task::builder::SupportTaskLocals", Futures: []int{0}, Reason: "SupportTaskLocals<F: Future>", Seen: "1.12.0", Unbound: true},
			{Path: "async_std::task::builder::Builder::blocking", Futures: []int{0}, Reason: "blocking<F: Future, T>", Seen: "1.12.0"},
			{Path: "async_std::future::timeout::TimeoutFuture", Futures: []int{0}, Reason: "TimeoutFuture<F: Future>", Seen: "1.12.0", Unbound: true},
		},
	},
}
