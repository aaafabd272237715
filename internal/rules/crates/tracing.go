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
			{Pattern: "sentry_core::**", Class: Dependency, Reason: "events, scopes and their transport, not plumbing", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::futures::**", Class: Combinator, Reason: "SentryFuture", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::hub_impl::**", Class: Combinator, Reason: "Hub::run, and what switches between hubs", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::hub::Hub::run", Class: Combinator, Reason: "runs a closure with a hub", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::hub::Hub::with_scope", Class: Combinator, Reason: "runs a closure with a scope", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::hub::Hub::with_active", Class: Combinator, Reason: "runs a closure with the hub", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::hub::Hub::with_integration", Class: Combinator, Reason: "runs a closure with an integration", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::api::with_scope", Class: Combinator, Reason: "runs a closure with a scope", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::api::with_integration", Class: Combinator, Reason: "runs a closure with an integration", Seen: "read in the source of sentry-core 0.49.1"},
		},
		Callers: []Caller{
			{Pattern: "<sentry_core::** as core::future::future::Future>::poll", Role: Polls, Reason: "SentryFuture polls its future", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::hub_impl::**", Role: Wraps, Reason: "Hub::run and Hub::with take FnOnce", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::hub::**", Role: Invokes, Reason: "with_scope, with_active, with_integration and configure_scope take FnOnce", Seen: "read in the source of sentry-core 0.49.1"},
			{Pattern: "sentry_core::api::**", Role: Invokes, Reason: "with_scope, with_integration and configure_scope take FnOnce", Seen: "read in the source of sentry-core 0.49.1"},
		},
		Arguments: []Argument{
			{Path: "sentry_core::futures::SentryFuture", Futures: []int{0}, Reason: "SentryFuture<F>: impl Future where F: Future", Seen: "read in the source of sentry-core 0.49.1", Unbound: true},
		},
		Transparent: []string{"sentry_core::futures::SentryFuture"},
	},
	{
		Name: "sentry_tower",
		Frames: []Frame{
			{Pattern: "sentry_tower::**", Class: Server, Reason: "layers", Seen: "read in the source of sentry-tower 0.49.1"},
		},
		Callers: []Caller{
			{Pattern: "<sentry_tower::http::SentryHttpFuture as core::future::future::Future>::poll", Role: Polls, Reason: "polls the service's future", Seen: "read in the source of sentry-tower 0.49.1"},
		},
		Arguments: []Argument{
			{Path: "sentry_tower::http::SentryHttpFuture", Futures: []int{0}, Reason: "SentryHttpFuture<F>: impl Future where F: Future", Seen: "read in the source of sentry-tower 0.49.1", Unbound: true},
		},
	},
	{
		Name: "sentry_tracing",
		Frames: []Frame{
			{Pattern: "sentry_tracing::**", Class: Combinator, Reason: "layer that hands events and spans to Sentry", Seen: "read in the source of sentry-tracing 0.49.1"},
		},
	},
	{
		Name: "console_subscriber",
		Frames: []Frame{
			{Pattern: "console_subscriber::**", Class: Combinator, Reason: "layer that records tasks and what they wait for", Seen: "read in the source of console-subscriber 0.5.0"},
		},
	},
	{
		Name: "tokio_metrics",
		Frames: []Frame{
			{Pattern: "tokio_metrics::**", Class: Combinator, Reason: "measures how tasks are polled", Seen: "read in the source of tokio-metrics 0.5.1"},
		},
		Callers: []Caller{
			{Pattern: "<tokio_metrics::** as core::future::future::Future>::poll", Role: Polls, Reason: "Instrumented and MonitoredFuture poll what they wrap", Seen: "read in the source of tokio-metrics 0.5.1"},
			{Pattern: "tokio_metrics::task::instrument_poll", Role: Polls, Reason: "its FnOnce is Future::poll or Stream::poll_next, by name", Seen: "read in the source of tokio-metrics 0.5.1"},
		},
		Arguments: []Argument{
			{Path: "tokio_metrics::task::Instrumented", Futures: []int{0}, Reason: "Instrumented<T, M>: impl Future where T: Future", Seen: "read in the source of tokio-metrics 0.5.1", Unbound: true},
		},
	},
}
