package crates

// What runs before main and starts a thread: the C runtime's and the loader's functions, which have no crate.

var start = []Crate{
	{
		Name: "",
		Frames: []Frame{
			// What runs a thread, and catches its panics.
			{Pattern: "main", Class: Runtime, Reason: "the C main that rustc generates; the user's is app::main"},
			{Pattern: "_main", Class: Runtime, Reason: "the C main that rustc generates, on macOS"},
			{Pattern: "_start", Class: Runtime, Reason: "program entry"},
			{Pattern: "start", Class: Runtime, Reason: "program entry on macOS"},
			{Pattern: "_dyld_start", Class: Runtime, Reason: "program entry on macOS"},
			{Pattern: "__libc_start_main", Class: Runtime, Reason: "glibc"},
			{Pattern: "__libc_start_main_impl", Class: Runtime, Reason: "glibc 2.34 on"},
			{Pattern: "__libc_start_call_main", Class: Runtime, Reason: "glibc 2.34 on"},
			{Pattern: "__libc_start_main@@GLIBC_2.34", Class: Runtime, Reason: "glibc, with its symbol version"},
			{Pattern: "__libc_start_main@GLIBC_2.2.5", Class: Runtime, Reason: "glibc, with its symbol version"},
			{Pattern: "libc_start_main_stage2", Class: Runtime, Reason: "musl"},
			{Pattern: "start_thread", Class: Runtime, Reason: "glibc's pthread_create"},
			{Pattern: "__GI___clone3", Class: Runtime, Reason: "glibc"},
			{Pattern: "__clone3", Class: Runtime, Reason: "glibc"},
			{Pattern: "clone3", Class: Runtime, Reason: "glibc"},
			{Pattern: "__clone", Class: Runtime, Reason: "glibc and musl"},
			{Pattern: "__GI___clone", Class: Runtime, Reason: "glibc"},
			{Pattern: "clone", Class: Runtime, Reason: "glibc"},
			{Pattern: "_pthread_start", Class: Runtime, Reason: "macOS"},
			{Pattern: "_pthread_body", Class: Runtime, Reason: "macOS"},
			{Pattern: "thread_start", Class: Runtime, Reason: "macOS, musl"},
			{Pattern: "__pthread_start", Class: Runtime, Reason: "Android"},
			{Pattern: "__start_thread", Class: Runtime, Reason: "Android"},
			{Pattern: "BaseThreadInitThunk", Class: Runtime, Reason: "Windows"},
			{Pattern: "RtlUserThreadStart", Class: Runtime, Reason: "Windows"},
			{Pattern: "invoke_main", Class: Runtime, Reason: "Windows, MSVC"},
			{Pattern: "__scrt_common_main_seh", Class: Runtime, Reason: "Windows, MSVC"},
			{Pattern: "__scrt_common_main", Class: Runtime, Reason: "Windows, MSVC"},
			{Pattern: "mainCRTStartup", Class: Runtime, Reason: "Windows"},
			{Pattern: "__tmainCRTStartup", Class: Runtime, Reason: "Windows, MinGW"},
			{Pattern: "WinMainCRTStartup", Class: Runtime, Reason: "Windows"},
			{Pattern: "_main_void", Class: Runtime, Reason: "WASI"},
			{Pattern: "__main_void", Class: Runtime, Reason: "WASI"},
			{Pattern: "__wasi_main", Class: Runtime, Reason: "WASI"},

			// The unwinder, between a panic and the hook of a nested one.
			{Pattern: "_Unwind_RaiseException", Class: Panic, Reason: "the unwinder"},
			{Pattern: "_Unwind_RaiseException_Phase2", Class: Panic, Reason: "the unwinder"},
			{Pattern: "_Unwind_Resume", Class: Panic, Reason: "the unwinder"},
			{Pattern: "_Unwind_Backtrace", Class: Panic, Reason: "the unwinder"},
		},
	},
}
