package crates

// Error reports, and what captures and prints backtraces.

var errors = []Crate{
	{
		Name: "backtrace",
		Frames: []Frame{
			{Pattern: "backtrace::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "anyhow",
		Frames: []Frame{
			{Pattern: "<_ as anyhow::Context>::**", Class: Panic, Reason: "captures the backtrace"},
			{Pattern: "anyhow::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "eyre",
		Frames: []Frame{
			{Pattern: "eyre::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "color_eyre",
		Frames: []Frame{
			{Pattern: "color_eyre::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "stable_eyre",
		Frames: []Frame{
			{Pattern: "stable_eyre::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "simple_eyre",
		Frames: []Frame{
			{Pattern: "simple_eyre::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "color_backtrace",
		Frames: []Frame{
			{Pattern: "color_backtrace::**", Class: Panic, Reason: "prints the backtrace"},
		},
	},
	{
		Name: "better_panic",
		Frames: []Frame{
			{Pattern: "better_panic::**", Class: Panic, Reason: "prints the backtrace"},
		},
	},
	{
		Name: "human_panic",
		Frames: []Frame{
			{Pattern: "human_panic::**", Class: Panic, Reason: "prints the backtrace"},
		},
	},
	{
		Name: "log_panics",
		Frames: []Frame{
			{Pattern: "log_panics::**", Class: Panic, Reason: "logs the backtrace"},
		},
	},
	{
		Name: "tracing_panic",
		Frames: []Frame{
			{Pattern: "tracing_panic::**", Class: Panic, Reason: "logs the backtrace"},
		},
	},
	{
		Name: "console_error_panic_hook",
		Frames: []Frame{
			{Pattern: "console_error_panic_hook::**", Class: Panic, Reason: "prints the backtrace"},
		},
	},
	{
		Name: "sentry_backtrace",
		Frames: []Frame{
			{Pattern: "sentry_backtrace::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "sentry_panic",
		Frames: []Frame{
			{Pattern: "sentry_panic::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "miette",
		Frames: []Frame{
			{Pattern: "miette::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "snafu",
		Frames: []Frame{
			{Pattern: "snafu::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name:      "failure",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "failure::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "error_chain",
		Frames: []Frame{
			{Pattern: "error_chain::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "error_stack",
		Frames: []Frame{
			{Pattern: "error_stack::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "rootcause",
		Frames: []Frame{
			{Pattern: "rootcause::**", Class: Panic, Reason: "captures the backtrace"},
		},
	},
	{
		Name: "tracing_error",
		Frames: []Frame{
			{Pattern: "tracing_error::**", Class: Panic, Reason: "captures the span trace"},
		},
	},
}
