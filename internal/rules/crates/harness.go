package crates

// What runs tests, benchmarks and fuzz targets.

var harness = []Crate{
	{
		Name: "test",
		Frames: []Frame{
			{Pattern: "test::run_test", Class: Runtime, Reason: "libtest", Seen: "rustc 1.63, 1.95, 1.97"},
			{Pattern: "test::run_test_in_process", Class: Runtime, Reason: "libtest", Seen: "rustc 1.63, 1.95, 1.97"},
			{Pattern: "test::run_tests", Class: Runtime, Reason: "libtest", Seen: inSource},
			{Pattern: "test::test_main", Class: Runtime, Reason: "libtest", Seen: inSource},
			{Pattern: "test::test_main_static", Class: Runtime, Reason: "libtest", Seen: inSource},
			{Pattern: "test::test_main_with_exit_callback", Class: Runtime, Reason: "libtest", Seen: "captured"},
			{Pattern: "test::__rust_begin_short_backtrace", Class: Runtime, Reason: "libtest", Seen: "rustc 1.63, 1.95, 1.97"},
			{Pattern: "test::assert_test_result", Class: Runtime, Reason: "libtest", Seen: inSource},
			{Pattern: "test::console::**", Class: Runtime, Reason: "libtest", Seen: inSource},
			{Pattern: "test::types::**", Class: Runtime, Reason: "libtest", Seen: inSource},
			{Pattern: "test::bench::**", Class: Runtime, Reason: "libtest", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "test::**", Role: Invokes, Reason: "the harness runs FnOnce", Seen: "rustc 1.63, 1.95, 1.97"},
		},
	},
	{
		Name: "honggfuzz",
		Frames: []Frame{
			{Pattern: "honggfuzz::**", Class: Runtime, Reason: "runs a fuzz target", Seen: inSource},
		},
	},
	{
		Name:      "criterion",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "criterion::**", Class: Runtime, Reason: "benchmark harness", Seen: inSource},
		},
	},
	{
		Name: "libfuzzer_sys",
		Frames: []Frame{
			{Pattern: "libfuzzer_sys::**", Class: Runtime, Reason: "calls the fuzz target for each input", Seen: "captured"},
		},
		Callers: []Caller{
			{Pattern: "libfuzzer_sys::**", Role: Invokes, Reason: "catch_unwind's closure calls the target; there are no futures", Seen: "0.4.12"},
		},
	},
}

// fuzzerFrames are libFuzzer's own. A pattern that ends in () is for a function in C++, whatever its arguments, and for none in
// Rust: a crate called fuzzer is somebody's own.
var fuzzerFrames = []Frame{
	{Pattern: "LLVMFuzzerTestOneInput", Class: Runtime, Reason: "what libFuzzer calls: libfuzzer_sys::test_input_wrap by its exported name", Seen: "captured"},
	{Pattern: "rust_fuzzer_test_input", Class: Runtime, Reason: "fuzz_target! makes it, around the target's body in __libfuzzer_sys_run", Seen: "captured"},
	{Pattern: "LLVMFuzzerInitialize", Class: Runtime, Reason: "libFuzzer starts the target", Seen: inSource},
	{Pattern: "asan_thread_start", Class: Runtime, Reason: "AddressSanitizer starts a thread", Seen: "captured"},
	{Pattern: "__tsan_thread_start_func", Class: Runtime, Reason: "ThreadSanitizer starts a thread", Seen: inSource},
	{Pattern: "fuzzer::Fuzzer::ExecuteCallback()", Class: Runtime, Reason: "libFuzzer runs one input", Seen: "captured"},
	{Pattern: "fuzzer::Fuzzer::RunOne()", Class: Runtime, Reason: "libFuzzer runs one input", Seen: "captured"},
	{Pattern: "fuzzer::Fuzzer::MutateAndTestOne()", Class: Runtime, Reason: "libFuzzer makes inputs", Seen: "captured"},
	{Pattern: "fuzzer::Fuzzer::ReadAndExecuteSeedCorpora()", Class: Runtime, Reason: "libFuzzer runs the inputs that it starts from", Seen: inSource},
	{Pattern: "fuzzer::Fuzzer::Loop()", Class: Runtime, Reason: "libFuzzer's loop", Seen: inSource},
	{Pattern: "fuzzer::RunOneTest()", Class: Runtime, Reason: "libFuzzer runs the input that it was given", Seen: "captured"},
	{Pattern: "fuzzer::FuzzerDriver()", Class: Runtime, Reason: "libFuzzer's main", Seen: "captured"},

	// As std's backtraces print them, which demangle nothing but Rust.
	{Pattern: "_ZN6fuzzer6Fuzzer15ExecuteCallbackEPKhm", Class: Runtime, Reason: "libFuzzer's Fuzzer::ExecuteCallback runs one input", Seen: inSource},
	{Pattern: "_ZN6fuzzer6Fuzzer6RunOneEPKhmbPNS_9InputInfoEbPb", Class: Runtime, Reason: "libFuzzer's Fuzzer::RunOne runs one input", Seen: inSource},
	{Pattern: "_ZN6fuzzer6Fuzzer16MutateAndTestOneEv", Class: Runtime, Reason: "libFuzzer's Fuzzer::MutateAndTestOne makes inputs", Seen: inSource},
	{Pattern: "_ZN6fuzzer10RunOneTestEPNS_6FuzzerEPKcm", Class: Runtime, Reason: "libFuzzer's RunOneTest runs the input that it was given", Seen: inSource},
	{Pattern: "_ZN6fuzzer12FuzzerDriverEPiPPPcPFiPKhmE", Class: Runtime, Reason: "libFuzzer's FuzzerDriver is its main", Seen: inSource},
}
