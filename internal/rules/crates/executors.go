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
			{Pattern: "embassy_executor::**", Class: Runtime, Reason: "executor", Seen: inSource},
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
}
