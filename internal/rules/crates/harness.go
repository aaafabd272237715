package crates

// What runs tests and benchmarks.

var harness = []Crate{
	{
		Name: "test",
		Frames: []Frame{
			{Pattern: "test::run_test", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::run_test_in_process", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::run_tests", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::test_main", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::test_main_static", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::test_main_with_exit_callback", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::__rust_begin_short_backtrace", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::assert_test_result", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::console::**", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::types::**", Class: Runtime, Reason: "libtest"},
			{Pattern: "test::bench::**", Class: Runtime, Reason: "libtest"},
		},
		Callers: []Caller{
			{Pattern: "test::**", Role: Invokes, Reason: "the harness runs FnOnce"},
		},
	},
	{
		Name:      "criterion",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "criterion::**", Class: Runtime, Reason: "benchmark harness"},
		},
	},
}
