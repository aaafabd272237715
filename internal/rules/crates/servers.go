package crates

// Other frameworks for servers.

var servers = []Crate{
	{
		Name: "tonic",
		Frames: []Frame{
			{Pattern: "tonic::**", Class: Server, Reason: "gRPC"},
		},
		Callers: []Caller{
			{Pattern: "<tonic::** as core::future::future::Future>::poll", Role: Polls, Reason: "response futures"},
		},
	},
	{
		Name: "tonic_web",
		Frames: []Frame{
			{Pattern: "tonic_web::**", Class: Server, Reason: "gRPC"},
		},
	},
	{
		Name:      "warp",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "warp::**", Class: Server, Reason: "filters"},
		},
		Callers: []Caller{
			{Pattern: "<warp::filters::log::internal::WithLogFuture as core::future::future::Future>::poll", Role: Invokes, Reason: "FN: Fn(Info); its future is polled through TryFuture"},
			{Pattern: "<warp::filters::compression::internal::WithCompressionFuture as core::future::future::Future>::poll", Role: Invokes, Reason: "FN: Fn(CompressionProps) -> Response; its future is polled through TryFuture"},
			{Pattern: "<warp::filter::map_err::MapErrFuture as core::future::future::Future>::poll", Role: Invokes, Reason: "F: Fn(T::Error) -> E; its future is polled through TryFuture"},
			{Pattern: "<warp::** as core::future::future::Future>::poll", Role: Polls, Reason: "filter futures"},
			{Pattern: "<_ as warp::generic::Func>::call", Role: Invokes, Reason: "impl Func for F: Fn(…) -> R"},
		},
		Impls: []Impl{
			{Trait: "warp::generic::Func", By: Functions, Reason: "it is a Func, which is bounded by Fn"},
		},
	},
	{
		Name:      "rocket",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "rocket::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name: "rocket_http",
		Frames: []Frame{
			{Pattern: "rocket_http::**", Class: Server, Reason: "HTTP"},
		},
	},
	{
		Name:      "poem",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "poem::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name: "poem_openapi",
		Frames: []Frame{
			{Pattern: "poem_openapi::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name:      "salvo",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "salvo::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name: "salvo_core",
		Frames: []Frame{
			{Pattern: "salvo_core::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name:      "tide",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "tide::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name: "gotham",
		Frames: []Frame{
			{Pattern: "gotham::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name: "ntex",
		Frames: []Frame{
			{Pattern: "ntex::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name:      "viz",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "viz::**", Class: Server, Reason: "routing"},
		},
	},
	{
		Name: "volo",
		Frames: []Frame{
			{Pattern: "volo::**", Class: Server, Reason: "RPC"},
		},
	},
	{
		Name: "tarpc",
		Frames: []Frame{
			{Pattern: "tarpc::**", Class: Server, Reason: "RPC"},
		},
	},
	{
		Name: "jsonrpsee_server",
		Frames: []Frame{
			{Pattern: "jsonrpsee_server::**", Class: Server, Reason: "RPC"},
		},
	},
	{
		Name: "jsonrpsee_core",
		Frames: []Frame{
			{Pattern: "jsonrpsee_core::**", Class: Server, Reason: "RPC"},
		},
	},
	{
		Name: "lambda_runtime",
		Frames: []Frame{
			{Pattern: "lambda_runtime::**", Class: Server, Reason: "AWS Lambda"},
		},
	},
	{
		Name: "lambda_http",
		Frames: []Frame{
			{Pattern: "lambda_http::**", Class: Server, Reason: "AWS Lambda"},
		},
	},
	{
		Name: "async_graphql",
		Frames: []Frame{
			{Pattern: "async_graphql::**", Class: Dependency, Reason: "executes queries, not plumbing"},
		},
	},
}
