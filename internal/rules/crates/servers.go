package crates

// Other frameworks for servers.

var servers = []Crate{
	{
		Name: "tonic",
		Frames: []Frame{
			{Pattern: "tonic::**", Class: Server, Reason: "gRPC", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<tonic::** as core::future::future::Future>::poll", Role: Polls, Reason: "response futures", Seen: inSource},
		},
	},
	{
		Name: "tonic_web",
		Frames: []Frame{
			{Pattern: "tonic_web::**", Class: Server, Reason: "gRPC", Seen: inSource},
		},
	},
	{
		Name:      "warp",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "warp::**", Class: Server, Reason: "filters", Seen: "captured"},
		},
		Callers: []Caller{
			{Pattern: "<warp::filters::log::internal::WithLogFuture as core::future::future::Future>::poll", Role: Invokes, Reason: "FN: Fn(Info); its future is polled through TryFuture", Seen: inSource},
			{Pattern: "<warp::filters::compression::internal::WithCompressionFuture as core::future::future::Future>::poll", Role: Invokes, Reason: "FN: Fn(CompressionProps) -> Response; its future is polled through TryFuture", Seen: inSource},
			{Pattern: "<warp::filter::map_err::MapErrFuture as core::future::future::Future>::poll", Role: Invokes, Reason: "F: Fn(T::Error) -> E; its future is polled through TryFuture", Seen: inSource},
			{Pattern: "<warp::** as core::future::future::Future>::poll", Role: Polls, Reason: "filter futures", Seen: inSource},
			{Pattern: "<_ as warp::generic::Func>::call", Role: Invokes, Reason: "impl Func for F: Fn(…) -> R", Seen: inSource},
		},
		Impls: []Impl{
			{Trait: "warp::generic::Func", By: Functions, Reason: "it is a Func, which is bounded by Fn"},
		},
	},
	{
		Name:      "rocket",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "rocket::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name: "rocket_http",
		Frames: []Frame{
			{Pattern: "rocket_http::**", Class: Server, Reason: "HTTP", Seen: inSource},
		},
	},
	{
		Name:      "poem",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "poem::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name: "poem_openapi",
		Frames: []Frame{
			{Pattern: "poem_openapi::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name:      "salvo",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "salvo::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name: "salvo_core",
		Frames: []Frame{
			{Pattern: "salvo_core::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name:      "tide",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "tide::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name: "gotham",
		Frames: []Frame{
			{Pattern: "gotham::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name:      "viz",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "viz::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name: "volo",
		Frames: []Frame{
			{Pattern: "volo::**", Class: Server, Reason: "RPC", Seen: inSource},
		},
	},
	{
		Name: "tarpc",
		Frames: []Frame{
			{Pattern: "tarpc::**", Class: Server, Reason: "RPC", Seen: inSource},
		},
	},
	{
		Name: "jsonrpsee_server",
		Frames: []Frame{
			{Pattern: "jsonrpsee_server::**", Class: Server, Reason: "RPC", Seen: "read in the source of jsonrpsee-server 0.26.0"},
		},
		Callers: []Caller{
			{Pattern: "<jsonrpsee_server::utils::TowerToHyperServiceFuture as core::future::future::Future>::poll", Role: Polls, Reason: "polls the service's Oneshot", Seen: "read in the source of jsonrpsee-server 0.26.0"},
		},
	},
	{
		Name: "jsonrpsee_core",
		Frames: []Frame{
			{Pattern: "jsonrpsee_core::**", Class: Server, Reason: "RPC", Seen: "read in the source of jsonrpsee-core 0.26.0"},
			{Pattern: "jsonrpsee_core::client::**", Class: Dependency, Reason: "the client, not plumbing", Seen: "read in the source of jsonrpsee-core 0.26.0"},
		},
		Callers: []Caller{
			{Pattern: "<jsonrpsee_core::middleware::ResponseFuture as core::future::future::Future>::poll", Role: Polls, Reason: "ResponseFuture<F, R> polls an Either<F, Ready<R>>", Seen: "read in the source of jsonrpsee-core 0.26.0"},
		},
		Arguments: []Argument{
			{Path: "jsonrpsee_core::middleware::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F, R>: impl Future where F: Future", Seen: "read in the source of jsonrpsee-core 0.26.0", Unbound: true},
		},
	},
	{
		Name: "lambda_runtime",
		Frames: []Frame{
			{Pattern: "lambda_runtime::**", Class: Server, Reason: "AWS Lambda", Seen: "read in the source of lambda_runtime 0.14.4"},
		},
		Callers: []Caller{
			{Pattern: "<lambda_runtime::** as core::future::future::Future>::poll", Role: Polls, Reason: "RuntimeApiClientFuture, RuntimeApiResponseFuture and CatchPanicFuture poll the service's", Seen: "read in the source of lambda_runtime 0.14.4"},
			{Pattern: "<lambda_runtime::layers::otel::OpenTelemetryFuture as core::future::future::Future>::poll", Role: OwnPoll, Reason: "polls the service's future, and calls flush_fn, F: Fn()", Seen: "read in the source of lambda_runtime 0.14.4"},
		},
		Arguments: []Argument{
			{Path: "lambda_runtime::layers::otel::OpenTelemetryFuture", Futures: []int{0}, Functions: []int{1}, Reason: "OpenTelemetryFuture<Fut, F>: impl Future where Fut: Future, F: Fn()", Seen: "read in the source of lambda_runtime 0.14.4", Unbound: true},
			{Path: "lambda_runtime::layers::api_response::RuntimeApiResponseFuture", Futures: []int{0}, Reason: "RuntimeApiResponseFuture<F, …>: impl Future where F: Future", Seen: "read in the source of lambda_runtime 0.14.4", Unbound: true},
		},
	},
	{
		Name: "lambda_http",
		Frames: []Frame{
			{Pattern: "lambda_http::**", Class: Server, Reason: "AWS Lambda", Seen: "read in the source of lambda_http 0.17.0"},
		},
		Callers: []Caller{
			{Pattern: "<lambda_http::TransformResponse as core::future::future::Future>::poll", Role: Polls, Reason: "polls the boxed future of the handler, then that of its response", Seen: "read in the source of lambda_http 0.17.0"},
		},
	},
	{
		Name: "lambda_extension",
		Frames: []Frame{
			{Pattern: "lambda_extension::**", Class: Server, Reason: "AWS Lambda: events, logs and telemetry to the services given", Seen: "read in the source of lambda-extension 0.12.2"},
		},
	},
	{
		Name: "async_graphql",
		Frames: []Frame{
			{Pattern: "async_graphql::**", Class: Dependency, Reason: "executes queries, not plumbing", Seen: inSource},
		},
	},
}
