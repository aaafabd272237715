package crates

// Other executors.

var executors = []Crate{
	{
		Name: "pollster",
		Frames: []Frame{
			{Pattern: "pollster::**", Class: Runtime, Reason: "executor", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "pollster::block_on", Role: Polls, Reason: "block_on<F: IntoFuture>", Seen: inSource},
		},
	},
	{
		Name: "glommio",
		Frames: []Frame{
			{Pattern: "glommio::**", Class: Runtime, Reason: "executor", Seen: inSource},
		},
	},
	{
		Name: "monoio",
		Frames: []Frame{
			{Pattern: "monoio::**", Class: Runtime, Reason: "executor", Seen: inSource},
		},
	},
	{
		Name: "compio",
		Frames: []Frame{
			{Pattern: "compio::**", Class: Runtime, Reason: "executor", Seen: inSource},
		},
	},
	{
		Name: "compio_runtime",
		Frames: []Frame{
			{Pattern: "compio_runtime::**", Class: Runtime, Reason: "executor", Seen: inSource},
		},
	},
	{
		Name: "embassy_executor",
		Frames: []Frame{
			{Pattern: "embassy_executor::**", Class: Runtime, Reason: "executor", Seen: "read in the source of embassy-executor 0.10.0"},
		},
		Callers: []Caller{
			{Pattern: "embassy_executor::raw::TaskStorage::poll", Role: PollsTask, Reason: "TaskStorage<F: Future> polls the future of a task", Seen: "read in the source of embassy-executor 0.10.0"},
		},
		Arguments: []Argument{
			{Path: "embassy_executor::raw::TaskStorage", Futures: []int{0}, Reason: "TaskStorage<F: Future>", Seen: "read in the source of embassy-executor 0.10.0"},
			{Path: "embassy_executor::raw::AvailableTask", Futures: []int{0}, Reason: "AvailableTask<F: Future>", Seen: "read in the source of embassy-executor 0.10.0"},
			{Path: "embassy_executor::raw::TaskPool", Futures: []int{0}, Reason: "TaskPool<F: Future, const N: usize>", Seen: "read in the source of embassy-executor 0.10.0"},
		},
	},
	{
		Name: "embassy_futures",
		Frames: []Frame{
			{Pattern: "embassy_futures::**", Class: Combinator, Reason: "join, select and yield_now", Seen: "read in the source of embassy-futures 0.1.2"},
			{Pattern: "embassy_futures::block_on::**", Class: Runtime, Reason: "polls until the future is ready", Seen: "read in the source of embassy-futures 0.1.2"},
		},
		Callers: []Caller{
			{Pattern: "<embassy_futures::** as core::future::future::Future>::poll", Role: Polls, Reason: "Join and Select poll what they hold", Seen: "read in the source of embassy-futures 0.1.2"},
			{Pattern: "embassy_futures::join::MaybeDone::poll", Role: Polls, Reason: "MaybeDone<Fut: Future>", Seen: "read in the source of embassy-futures 0.1.2"},
			{Pattern: "embassy_futures::block_on::**", Role: Polls, Reason: "block_on<F: Future> and poll_once<F: Future>", Seen: "read in the source of embassy-futures 0.1.2"},
		},
		Arguments: []Argument{
			{Path: "embassy_futures::join::MaybeDone", Futures: []int{0}, Reason: "MaybeDone<Fut: Future>", Seen: "read in the source of embassy-futures 0.1.2"},
			{Path: "embassy_futures::join::Join", Futures: []int{0, 1}, Reason: "Join<Fut1: Future, Fut2: Future>", Seen: "read in the source of embassy-futures 0.1.2"},
			{Path: "embassy_futures::select::Select", Futures: []int{0, 1}, Reason: "Select<A, B>: impl Future where A: Future, B: Future", Seen: "read in the source of embassy-futures 0.1.2", Unbound: true},
			{Path: "embassy_futures::block_on::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "read in the source of embassy-futures 0.1.2"},
		},
	},
	{
		Name: "wasm_bindgen_futures",
		Frames: []Frame{
			{Pattern: "wasm_bindgen_futures::**", Class: Runtime, Reason: "executor on JavaScript's queue of microtasks", Seen: "captured"},
		},
		Callers: []Caller{
			{Pattern: "wasm_bindgen_futures::task::**", Role: PollsTask, Reason: "Task::run polls the future that was given to spawn_local", Seen: "captured"},
		},
	},
	{
		Name: "wasm_bindgen",
		Frames: []Frame{
			{Pattern: "<_ as wasm_bindgen::closure::WasmClosure>::describe::invoke", Class: Adapter, Reason: "calls a closure for JavaScript", Seen: "wasm-bindgen 0.2"},
			{Pattern: "wasm_bindgen::convert::closures::**", Class: Adapter, Reason: "calls a closure for JavaScript", Seen: "wasm-bindgen 0.2"},
		},
	},
	{
		Name: "async_compat",
		Frames: []Frame{
			{Pattern: "async_compat::**", Class: Combinator, Reason: "runs tokio futures elsewhere", Seen: inSource},
		},
	},
	{
		Name: "yatp",
		Frames: []Frame{
			{Pattern: "yatp::**", Class: Runtime, Reason: "thread pool of TiKV", Seen: "read in the source of yatp 0.0.1"},
		},
		Callers: []Caller{
			{Pattern: "yatp::task::future::RawTask::poll", Role: PollsTask, Reason: "RawTask<F>: F: Future is the task", Seen: "read in the source of yatp 0.0.1"},
			{Pattern: "<yatp::task::future::Runner as yatp::pool::runner::Runner>::handle", Role: PollsTask, Reason: "what is inlined into it is RawTask::poll", Seen: "read in the source of yatp 0.0.1"},
			{Pattern: "<yatp::task::callback::Runner as yatp::pool::runner::Runner>::handle", Role: InvokesTask, Reason: "calls the task, a Box<dyn FnOnce> or Box<dyn FnMut>", Seen: "read in the source of yatp 0.0.1"},
		},
		Arguments: []Argument{
			{Path: "yatp::task::future::RawTask", Futures: []int{0}, Reason: "RawTask<F>: its methods are for F: Future", Seen: "read in the source of yatp 0.0.1", Unbound: true},
		},
	},
}
