package crates

// What stands between Rust and programs in other languages, which wait for Rust's futures or call its functions.

var bindings = []Crate{
	{
		Name: "pyo3_async_runtimes",
		Frames: []Frame{
			{Pattern: "pyo3_async_runtimes::**", Class: Runtime, Reason: "runs futures for Python's event loop", Seen: "read in the source of pyo3-async-runtimes 0.28.0"},
		},
		Callers: []Caller{
			{Pattern: "<pyo3_async_runtimes::generic::Cancellable as core::future::future::Future>::poll", Role: Polls, Reason: "Cancellable<T> polls the future given, then its channel", Seen: "read in the source of pyo3-async-runtimes 0.28.0"},
		},
		Arguments: []Argument{
			{Path: "pyo3_async_runtimes::generic::Cancellable", Futures: []int{0}, Reason: "Cancellable<F>: impl Future where F: Future", Seen: "read in the source of pyo3-async-runtimes 0.28.0", Unbound: true},
		},
	},
	{
		Name: "pyo3_asyncio",
		Frames: []Frame{
			{Pattern: "pyo3_asyncio::**", Class: Runtime, Reason: "runs futures for Python's event loop; it is called pyo3_async_runtimes now", Seen: "read in the source of pyo3-asyncio 0.20.0"},
		},
		Callers: []Caller{
			{Pattern: "<pyo3_asyncio::generic::Cancellable as core::future::future::Future>::poll", Role: Polls, Reason: "Cancellable<T> polls the future given, then its channel", Seen: "read in the source of pyo3-asyncio 0.20.0"},
		},
		Arguments: []Argument{
			{Path: "pyo3_asyncio::generic::Cancellable", Futures: []int{0}, Reason: "Cancellable<F>: impl Future where F: Future", Seen: "read in the source of pyo3-asyncio 0.20.0", Unbound: true},
		},
	},
	{
		Name: "napi",
		Frames: []Frame{
			{Pattern: "napi::**", Class: Dependency, Reason: "values of JavaScript and calls into it, not plumbing", Seen: "read in the source of napi 3.12.2"},
			{Pattern: "napi::tokio_runtime::**", Class: Runtime, Reason: "runs futures for Node.js", Seen: "read in the source of napi 3.12.2"},
			{Pattern: "napi::async_work::**", Class: Runtime, Reason: "runs a Task on libuv's thread pool", Seen: "read in the source of napi 3.12.2"},
		},
		Callers: []Caller{
			{Pattern: "<napi::tokio_runtime::AsyncRuntimeTask as core::future::future::Future>::poll", Role: OwnPoll, Reason: "polls its boxed future in catch_unwind, and calls on_cancel, a Box<dyn FnOnce>", Seen: "read in the source of napi 3.12.2"},
		},
		Arguments: []Argument{
			{Path: "napi::tokio_runtime::spawn", Futures: []int{0}, Reason: "spawn<F: Future>", Seen: "read in the source of napi 3.12.2"},
			{Path: "napi::tokio_runtime::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "read in the source of napi 3.12.2"},
			{Path: "napi::tokio_runtime::spawn_blocking", Functions: []int{0}, Reason: "spawn_blocking<F: FnOnce() -> R, R>", Seen: "read in the source of napi 3.12.2"},
			{Path: "napi::tokio_runtime::within_runtime_if_available", Functions: []int{0}, Reason: "within_runtime_if_available<F: FnOnce() -> T, T>", Seen: "read in the source of napi 3.12.2"},
		},
	},
	{
		Name: "uniffi_core",
		Frames: []Frame{
			{Pattern: "uniffi_core::**", Class: Dependency, Reason: "conversions of values, not plumbing", Seen: "read in the source of uniffi_core 0.32.0"},
			{Pattern: "uniffi_core::ffi::rustfuture::**", Class: Runtime, Reason: "polls futures for Kotlin, Swift and Python", Seen: "read in the source of uniffi_core 0.32.0"},
			{Pattern: "uniffi_core::ffi::rustcalls::**", Class: Runtime, Reason: "catches the panics of a call from another language", Seen: "read in the source of uniffi_core 0.32.0"},
		},
		Callers: []Caller{
			{Pattern: "uniffi_core::ffi::rustfuture::future::WrappedFuture::new", Role: Polls, Reason: "its PollFn's closures poll the future given", Seen: "read in the source of uniffi_core 0.32.0"},
			{Pattern: "uniffi_core::ffi::rustcalls::**", Role: Invokes, Reason: "rust_call and its like take FnOnce", Seen: "read in the source of uniffi_core 0.32.0"},
		},
	},
	{
		Name: "tauri",
		Frames: []Frame{
			{Pattern: "tauri::**", Class: Dependency, Reason: "windows, menus and plugins, not plumbing", Seen: "read in the source of tauri 2.0.6"},
			{Pattern: "tauri::async_runtime::**", Class: Runtime, Reason: "the tokio runtime of Tauri", Seen: "read in the source of tauri 2.0.6"},
			{Pattern: "tauri::ipc::InvokeResolver::**", Class: Server, Reason: "awaits a command and sends its result to the webview", Seen: "read in the source of tauri 2.0.6"},
		},
		Arguments: []Argument{
			{Path: "tauri::async_runtime::spawn", Futures: []int{0}, Reason: "spawn<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::spawn_blocking", Functions: []int{0}, Reason: "spawn_blocking<F: FnOnce() -> R, R>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::Runtime::spawn", Futures: []int{0}, Reason: "spawn<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::Runtime::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::Runtime::spawn_blocking", Functions: []int{0}, Reason: "spawn_blocking<F: FnOnce() -> R, R>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::RuntimeHandle::spawn", Futures: []int{0}, Reason: "spawn<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::RuntimeHandle::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::RuntimeHandle::spawn_blocking", Functions: []int{0}, Reason: "spawn_blocking<F: FnOnce() -> R, R>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::GlobalRuntime::spawn", Futures: []int{0}, Reason: "spawn<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::GlobalRuntime::block_on", Futures: []int{0}, Reason: "block_on<F: Future>", Seen: "read in the source of tauri 2.0.6"},
			{Path: "tauri::async_runtime::GlobalRuntime::spawn_blocking", Functions: []int{0}, Reason: "spawn_blocking<F: FnOnce() -> R, R>", Seen: "read in the source of tauri 2.0.6"},
		},
	},
}
