package crates

// Instrumentation: spans around futures and calls.

var tracing = []Crate{
	{
		Name: "tracing",
		Frames: []Frame{
			{Pattern: "<_ as tracing::instrument::Instrument>::**", Class: Combinator, Reason: "blanket impl for every type", Seen: inSource},
			{Pattern: "<_ as tracing::instrument::WithSubscriber>::**", Class: Combinator, Reason: "blanket impl for every type", Seen: inSource},
			{Pattern: "tracing::**", Class: Combinator, Reason: "spans around futures and calls", Seen: "0.1.37"},
		},
		Callers: []Caller{
			{Pattern: "<tracing::** as core::future::future::Future>::poll", Role: Polls, Reason: "Instrumented, WithDispatch", Seen: "0.1.37"},
			{Pattern: "tracing::span::Span::in_scope", Role: Invokes, Reason: "in_scope<F: FnOnce() -> T>", Seen: "0.1.37"},
		},
		Arguments: []Argument{
			{Path: "tracing::instrument::Instrumented", Futures: []int{0}, Reason: "Instrumented<T>, seen around futures", Unbound: true, Seen: "0.1.37"},
			{Path: "tracing::instrument::WithDispatch", Futures: []int{0}, Reason: "WithDispatch<T>, seen around futures", Unbound: true, Seen: "0.1.37"},
		},
		Transparent: []string{"tracing::instrument::Instrumented", "tracing::instrument::WithDispatch"},
	},
	{
		Name: "tracing_futures",
		Frames: []Frame{
			{Pattern: "tracing_futures::**", Class: Combinator, Reason: "spans around futures", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<tracing_futures::** as core::future::future::Future>::poll", Role: Polls, Reason: "Instrumented, WithDispatch", Seen: inSource},
		},
		Arguments: []Argument{
			{Path: "tracing_futures::Instrumented", Futures: []int{0}, Reason: "Instrumented<T>, a Future where T is", Unbound: true, Seen: inSource},
			{Path: "tracing_futures::WithDispatch", Futures: []int{0}, Reason: "WithDispatch<T>, a Future where T is", Unbound: true, Seen: inSource},
		},
		Transparent: []string{"tracing_futures::Instrumented", "tracing_futures::WithDispatch"},
	},
	{
		Name: "tracing_core",
		Frames: []Frame{
			{Pattern: "tracing_core::**", Class: Combinator, Reason: "dispatch of spans and events", Seen: "0.1.30"},
		},
		Callers: []Caller{
			{Pattern: "tracing_core::dispatcher::**", Role: Invokes, Reason: "get_default and with_default take closures", Seen: "0.1.30"},
		},
	},
	{
		Name: "tracing_subscriber",
		Frames: []Frame{
			{Pattern: "tracing_subscriber::**", Class: Combinator, Reason: "handling of spans and events", Seen: inSource},
		},
	},
	{
		Name: "tracing_log",
		Frames: []Frame{
			{Pattern: "tracing_log::**", Class: Combinator, Reason: "log records as events", Seen: inSource},
		},
	},
	{
		Name: "tracing_opentelemetry",
		Frames: []Frame{
			{Pattern: "tracing_opentelemetry::**", Class: Combinator, Reason: "spans and events to OpenTelemetry", Seen: inSource},
		},
	},
	{
		Name: "opentelemetry",
		Frames: []Frame{
			{Pattern: "opentelemetry::trace::context::**", Class: Combinator, Reason: "FutureExt::with_context", Seen: inSource},
			{Pattern: "opentelemetry::context::**", Class: Combinator, Reason: "FutureExt::with_context", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<opentelemetry::** as core::future::future::Future>::poll", Role: Polls, Reason: "WithContext", Seen: inSource},
		},
	},
	{
		Name: "fastrace",
		Frames: []Frame{
			{Pattern: "fastrace::**", Class: Combinator, Reason: "spans around futures", Seen: inSource},
		},
	},
	{
		Name: "minitrace",
		Frames: []Frame{
			{Pattern: "minitrace::**", Class: Combinator, Reason: "spans around futures", Seen: inSource},
		},
	},
	{
		Name: "sentry_core",
		Frames: []Frame{
			{Pattern: "sentry_core::futures::**", Class: Combinator, Reason: "SentryFuture", Seen: inSource},
			{Pattern: "sentry_core::hub_impl::**", Class: Combinator, Reason: "Hub::run", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<sentry_core::** as core::future::future::Future>::poll", Role: Polls, Reason: "SentryFuture", Seen: inSource},
		},
	},
	{
		Name: "sentry_tower",
		Frames: []Frame{
			{Pattern: "sentry_tower::**", Class: Server, Reason: "layer", Seen: inSource},
		},
	},
}
