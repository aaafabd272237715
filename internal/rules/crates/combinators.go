package crates

// Small crates that wrap futures.

var combinators = []Crate{
	{
		Name: "futures_concurrency",
		Frames: []Frame{
			{Pattern: "futures_concurrency::**", Class: Combinator, Reason: "join, race and merge", Seen: inSource},
		},
	},
	{
		Name: "futures_timer",
		Frames: []Frame{
			{Pattern: "futures_timer::**", Class: Combinator, Reason: "Delay", Seen: inSource},
		},
	},
	{
		Name: "futures_buffered",
		Frames: []Frame{
			{Pattern: "futures_buffered::**", Class: Combinator, Reason: "combinators", Seen: inSource},
		},
	},
	{
		Name: "async_stream",
		Frames: []Frame{
			{Pattern: "async_stream::**", Class: Combinator, Reason: "stream!", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<async_stream::** as futures_core::stream::Stream>::poll_next", Role: PollsBlock, Reason: "stream! and try_stream! alone make an AsyncStream, of an async block (async-stream-impl)", Seen: "0.3.4"},
		},
	},
	{
		Name: "async_trait",
		Frames: []Frame{
			{Pattern: "async_trait::**", Class: Combinator, Reason: "boxes the futures of trait methods", Seen: inSource},
		},
	},
	{
		Name: "async_recursion",
		Frames: []Frame{
			{Pattern: "async_recursion::**", Class: Combinator, Reason: "boxes recursive futures", Seen: inSource},
		},
	},
	{
		Name: "pin_project",
		Frames: []Frame{
			{Pattern: "pin_project::**", Class: Combinator, Reason: "projections", Seen: inSource},
		},
	},
	{
		Name: "pin_project_lite",
		Frames: []Frame{
			{Pattern: "pin_project_lite::**", Class: Combinator, Reason: "projections", Seen: inSource},
		},
	},
	{
		Name: "pin_utils",
		Frames: []Frame{
			{Pattern: "pin_utils::**", Class: Combinator, Reason: "projections", Seen: inSource},
		},
	},
	{
		Name: "stream_cancel",
		Frames: []Frame{
			{Pattern: "stream_cancel::**", Class: Combinator, Reason: "cancellation", Seen: inSource},
		},
	},
	{
		Name:      "backoff",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "backoff::**", Class: Combinator, Reason: "retries", Seen: inSource},
		},
	},
	{
		Name: "backon",
		Frames: []Frame{
			{Pattern: "backon::**", Class: Combinator, Reason: "retries", Seen: inSource},
		},
	},
	{
		Name: "async_backtrace",
		Frames: []Frame{
			{Pattern: "async_backtrace::**", Class: Combinator, Reason: "records async stacks", Seen: "read in the source of async-backtrace 0.2.7"},
		},
		Callers: []Caller{
			{Pattern: "<async_backtrace::** as core::future::future::Future>::poll", Role: Polls, Reason: "Framed polls its future in a closure", Seen: "read in the source of async-backtrace 0.2.7"},
			{Pattern: "async_backtrace::frame::Frame::in_scope", Role: Wraps, Reason: "in_scope<F: FnOnce() -> R, R>, in which Framed polls", Seen: "read in the source of async-backtrace 0.2.7"},
		},
		Arguments: []Argument{
			{Path: "async_backtrace::framed::Framed", Futures: []int{0}, Reason: "Framed<F>: impl Future where F: Future", Seen: "read in the source of async-backtrace 0.2.7", Unbound: true},
		},
		Transparent: []string{"async_backtrace::framed::Framed"},
	},
	{
		Name: "await_tree",
		Frames: []Frame{
			{Pattern: "await_tree::**", Class: Combinator, Reason: "records async stacks", Seen: inSource},
		},
	},
	{
		Name: "async_scoped",
		Frames: []Frame{
			{Pattern: "async_scoped::**", Class: Combinator, Reason: "scoped tasks", Seen: inSource},
		},
	},
	{
		Name: "futures_async_stream",
		Frames: []Frame{
			{Pattern: "futures_async_stream::**", Class: Combinator, Reason: "makes streams of bodies with yield, and runs for_await", Seen: "read in the source of futures-async-stream 0.2.13"},
		},
		Callers: []Caller{
			{Pattern: "<futures_async_stream::future::GenFuture as core::future::future::Future>::poll", Role: Invokes, Reason: "resumes a #[coroutine] closure, which is no async body", Seen: "read in the source of futures-async-stream 0.2.13"},
			{Pattern: "<futures_async_stream::** as futures_core::stream::Stream>::poll_next", Role: Invokes, Reason: "GenStream and GenTryStream resume a #[coroutine] closure, which is no async body", Seen: "read in the source of futures-async-stream 0.2.13"},
		},
	},
	{
		Name: "deno_unsync",
		Frames: []Frame{
			{Pattern: "deno_unsync::**", Class: Runtime, Reason: "tokio tasks of one thread", Seen: "read in the source of deno_unsync 0.4.4"},
			{Pattern: "deno_unsync::future::**", Class: Combinator, Reason: "SharedLocal", Seen: "read in the source of deno_unsync 0.4.4"},
		},
		Callers: []Caller{
			{Pattern: "<deno_unsync::** as core::future::future::Future>::poll", Role: Polls, Reason: "MaskFutureAsSend and SharedLocal poll what they wrap", Seen: "read in the source of deno_unsync 0.4.4"},
			{Pattern: "<deno_unsync::tokio::task::MaskFutureAsSend as core::future::future::Future>::poll", Role: PollsTask, Reason: "spawn and JoinSet::spawn wrap the future given to them", Seen: "read in the source of deno_unsync 0.4.4"},
			{Pattern: "deno_unsync::tokio::task::spawn_blocking", Role: InvokesTask, Reason: "its closure calls F: FnOnce() -> R", Seen: "read in the source of deno_unsync 0.4.4"},
		},
		Arguments: []Argument{
			{Path: "deno_unsync::tokio::task::MaskFutureAsSend", Futures: []int{0}, Reason: "MaskFutureAsSend<F>: impl Future where F: Future", Seen: "read in the source of deno_unsync 0.4.4", Unbound: true},
			{Path: "deno_unsync::tokio::task::spawn", Futures: []int{0}, Reason: "spawn<F: Future, R>", Seen: "read in the source of deno_unsync 0.4.4"},
			{Path: "deno_unsync::tokio::task::spawn_blocking", Functions: []int{0}, Reason: "spawn_blocking<F: FnOnce() -> R, R>", Seen: "read in the source of deno_unsync 0.4.4"},
			{Path: "deno_unsync::future::SharedLocal", Futures: []int{0}, Reason: "SharedLocal<TFuture: Future>", Seen: "read in the source of deno_unsync 0.4.4"},
		},
	},
}
