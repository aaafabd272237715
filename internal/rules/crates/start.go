package crates

import "slices"

// Functions without a crate: what runs before main and starts a thread, here, and what the other lists have.

var start = []Crate{{Name: "", Frames: slices.Concat(startFrames, windowsFrames, abortFrames, fuzzerFrames)}}

var startFrames = []Frame{
	// What runs a thread, and catches its panics.
	{Pattern: "main", Class: Runtime, Reason: "the C main that rustc generates; the user's is app::main", Seen: "rustc 1.63, 1.95, 1.97"},
	{Pattern: "_main", Class: Runtime, Reason: "the C main that rustc generates, on macOS", Seen: inSource},
	{Pattern: "_start", Class: Runtime, Reason: "program entry", Seen: "rustc 1.63, 1.95, 1.97"},
	{Pattern: "start", Class: Runtime, Reason: "program entry on macOS", Seen: inSource},
	{Pattern: "_dyld_start", Class: Runtime, Reason: "program entry on macOS", Seen: inSource},
	{Pattern: "__libc_start_main", Class: Runtime, Reason: "glibc", Seen: "captured"},
	{Pattern: "__libc_start_main_impl", Class: Runtime, Reason: "glibc 2.34 on", Seen: "rustc 1.63, 1.95, 1.97"},
	{Pattern: "__libc_start_call_main", Class: Runtime, Reason: "glibc 2.34 on", Seen: "rustc 1.63, 1.95, 1.97"},
	{Pattern: "__libc_start_main@@GLIBC_2.34", Class: Runtime, Reason: "glibc, with its symbol version", Seen: inSource},
	{Pattern: "__libc_start_main@GLIBC_2.2.5", Class: Runtime, Reason: "glibc, with its symbol version", Seen: inSource},
	{Pattern: "libc_start_main_stage2", Class: Runtime, Reason: "musl", Seen: inSource},
	{Pattern: "start_thread", Class: Runtime, Reason: "glibc's pthread_create", Seen: "rustc 1.63, 1.95, 1.97"},
	{Pattern: "__GI___clone3", Class: Runtime, Reason: "glibc", Seen: "rustc 1.63"},
	{Pattern: "__clone3", Class: Runtime, Reason: "glibc", Seen: inSource},
	{Pattern: "clone3", Class: Runtime, Reason: "glibc", Seen: "rustc 1.95, 1.97"},
	{Pattern: "__clone", Class: Runtime, Reason: "glibc and musl", Seen: inSource},
	{Pattern: "__GI___clone", Class: Runtime, Reason: "glibc", Seen: inSource},
	{Pattern: "clone", Class: Runtime, Reason: "glibc", Seen: inSource},
	{Pattern: "_pthread_start", Class: Runtime, Reason: "macOS", Seen: "captured"},
	{Pattern: "_pthread_body", Class: Runtime, Reason: "macOS", Seen: inSource},
	{Pattern: "thread_start", Class: Runtime, Reason: "macOS, musl", Seen: "captured"},
	{Pattern: "__pthread_start", Class: Runtime, Reason: "Android", Seen: inSource},
	{Pattern: "__start_thread", Class: Runtime, Reason: "Android", Seen: inSource},
	{Pattern: "BaseThreadInitThunk", Class: Runtime, Reason: "Windows", Seen: "captured"},
	{Pattern: "RtlUserThreadStart", Class: Runtime, Reason: "Windows", Seen: "captured"},
	{Pattern: "invoke_main", Class: Runtime, Reason: "Windows, MSVC", Seen: "captured"},
	{Pattern: "__scrt_common_main_seh", Class: Runtime, Reason: "Windows, MSVC", Seen: "captured"},
	{Pattern: "__scrt_common_main", Class: Runtime, Reason: "Windows, MSVC", Seen: inSource},
	{Pattern: "mainCRTStartup", Class: Runtime, Reason: "Windows", Seen: "captured"},
	{Pattern: "__tmainCRTStartup", Class: Runtime, Reason: "Windows, MinGW", Seen: "captured"},
	{Pattern: "WinMainCRTStartup", Class: Runtime, Reason: "Windows", Seen: inSource},
	{Pattern: "_main_void", Class: Runtime, Reason: "WASI", Seen: inSource},
	{Pattern: "__main_void", Class: Runtime, Reason: "WASI", Seen: inSource},
	{Pattern: "__wasi_main", Class: Runtime, Reason: "WASI", Seen: inSource},

	// The unwinder, between a panic and the hook of a nested one.
	{Pattern: "_Unwind_RaiseException", Class: Panic, Reason: "the unwinder", Seen: inSource},
	{Pattern: "_Unwind_RaiseException_Phase2", Class: Panic, Reason: "the unwinder", Seen: inSource},
	{Pattern: "_Unwind_Resume", Class: Panic, Reason: "the unwinder", Seen: inSource},
	{Pattern: "_Unwind_Backtrace", Class: Panic, Reason: "the unwinder", Seen: inSource},
}
