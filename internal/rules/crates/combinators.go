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
			{Pattern: "async_backtrace::**", Class: Combinator, Reason: "records async stacks", Seen: inSource},
		},
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
}
