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
		Name: "libfuzzer_sys",
		Frames: []Frame{
			{Pattern: "libfuzzer_sys::**", Class: Runtime, Reason: "catches the panics of a fuzz target", Seen: "captured"},
		},
		Callers: []Caller{
			{Pattern: "libfuzzer_sys::**", Role: Invokes, Reason: "test_input_wrap gives catch_unwind a closure", Seen: "captured"},
		},
	},
	{
		Name:      "fuzzer",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "fuzzer::Fuzzer::**", Class: Runtime, Reason: "libFuzzer, which is C++", Seen: inSource},
			{Pattern: "fuzzer::FuzzerDriver", Class: Runtime, Reason: "libFuzzer, which is C++", Seen: inSource},
			{Pattern: "fuzzer::RunOneTest", Class: Runtime, Reason: "libFuzzer, which is C++", Seen: inSource},
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
}
