package crates

// Error reports, and what captures and prints backtraces.

var errors = []Crate{
	{
		Name: "backtrace",
		Frames: []Frame{
			{Pattern: "backtrace::**", Class: Panic, Reason: "captures the backtrace", Seen: "0.3.67"},
		},
	},
	{
		Name: "anyhow",
		Frames: []Frame{
			{Pattern: "<_ as anyhow::Context>::**", Class: Panic, Reason: "captures the backtrace", Seen: inSource},
			{Pattern: "anyhow::**", Class: Panic, Reason: "captures the backtrace", Seen: "1.0.69"},
		},
	},
	{
		Name: "eyre",
		Frames: []Frame{
			{Pattern: "eyre::**", Class: Panic, Reason: "captures the backtrace", Seen: "0.6.8"},
		},
	},
	{
		Name: "color_eyre",
		Frames: []Frame{
			{Pattern: "color_eyre::**", Class: Panic, Reason: "captures the backtrace", Seen: "captured"},
		},
	},
	{
		Name: "stable_eyre",
		Frames: []Frame{
			{Pattern: "stable_eyre::**", Class: Panic, Reason: "captures the backtrace", Seen: "captured"},
		},
	},
	{
		Name: "simple_eyre",
		Frames: []Frame{
			{Pattern: "simple_eyre::**", Class: Panic, Reason: "captures the backtrace", Seen: inSource},
		},
	},
	{
		Name: "color_backtrace",
		Frames: []Frame{
			{Pattern: "color_backtrace::**", Class: Panic, Reason: "prints the backtrace", Seen: inSource},
		},
	},
	{
		Name: "better_panic",
		Frames: []Frame{
			{Pattern: "better_panic::**", Class: Panic, Reason: "prints the backtrace", Seen: "0.3.0"},
		},
	},
	{
		Name: "human_panic",
		Frames: []Frame{
			{Pattern: "human_panic::**", Class: Panic, Reason: "prints the backtrace", Seen: inSource},
		},
	},
	{
		Name: "log_panics",
		Frames: []Frame{
			{Pattern: "log_panics::**", Class: Panic, Reason: "logs the backtrace", Seen: "captured"},
		},
	},
	{
		Name: "tracing_panic",
		Frames: []Frame{
			{Pattern: "tracing_panic::**", Class: Panic, Reason: "logs the backtrace", Seen: inSource},
		},
	},
	{
		Name: "console_error_panic_hook",
		Frames: []Frame{
			{Pattern: "console_error_panic_hook::**", Class: Panic, Reason: "prints the backtrace", Seen: "captured"},
		},
	},
	{
		Name: "sentry_backtrace",
		Frames: []Frame{
			{Pattern: "sentry_backtrace::**", Class: Panic, Reason: "captures the backtrace", Seen: inSource},
		},
	},
	{
		Name: "sentry_panic",
		Frames: []Frame{
			{Pattern: "sentry_panic::**", Class: Panic, Reason: "captures the backtrace", Seen: inSource},
		},
	},
	{
		Name: "miette",
		Frames: []Frame{
			{Pattern: "miette::**", Class: Panic, Reason: "captures the backtrace", Seen: "7.6.0"},
		},
	},
	{
		Name: "snafu",
		Frames: []Frame{
			{Pattern: "snafu::**", Class: Panic, Reason: "captures the backtrace", Seen: inSource},
		},
	},
	{
		Name:      "failure",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "failure::**", Class: Panic, Reason: "captures the backtrace", Seen: "0.1.7"},
		},
	},
	{
		Name: "error_chain",
		Frames: []Frame{
			{Pattern: "error_chain::**", Class: Panic, Reason: "captures the backtrace", Seen: inSource},
		},
	},
	{
		Name: "error_stack",
		Frames: []Frame{
			{Pattern: "error_stack::**", Class: Panic, Reason: "captures the backtrace", Seen: "0.5.0"},
		},
	},
	{
		Name: "rootcause",
		Frames: []Frame{
			{Pattern: "rootcause::**", Class: Panic, Reason: "captures the backtrace", Seen: inSource},
		},
	},
	{
		Name: "tracing_error",
		Frames: []Frame{
			{Pattern: "tracing_error::**", Class: Panic, Reason: "captures the span trace", Seen: inSource},
		},
	},
	{
		Name: "sp_panic_handler",
		Frames: []Frame{
			{Pattern: "sp_panic_handler::**", Class: Panic, Reason: "the panic hook of Substrate, which prints the backtrace", Seen: "read in the source of sp-panic-handler in polkadot-sdk, 2026"},
		},
	},
	{
		Name: "panic_probe",
		Frames: []Frame{
			{Pattern: "panic_probe::**", Class: Panic, Reason: "the panic handler of embedded programs, which makes the probe print the backtrace", Seen: "read in the source of panic-probe"},
		},
	},
}
