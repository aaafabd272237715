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
		Name: "ntex",
		Frames: []Frame{
			{Pattern: "ntex::**", Class: Server, Reason: "routing", Seen: inSource},
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
			{Pattern: "jsonrpsee_server::**", Class: Server, Reason: "RPC", Seen: inSource},
		},
	},
	{
		Name: "jsonrpsee_core",
		Frames: []Frame{
			{Pattern: "jsonrpsee_core::**", Class: Server, Reason: "RPC", Seen: inSource},
		},
	},
	{
		Name: "lambda_runtime",
		Frames: []Frame{
			{Pattern: "lambda_runtime::**", Class: Server, Reason: "AWS Lambda", Seen: inSource},
		},
	},
	{
		Name: "lambda_http",
		Frames: []Frame{
			{Pattern: "lambda_http::**", Class: Server, Reason: "AWS Lambda", Seen: inSource},
		},
	},
	{
		Name: "async_graphql",
		Frames: []Frame{
			{Pattern: "async_graphql::**", Class: Dependency, Reason: "executes queries, not plumbing", Seen: inSource},
		},
	},
}
