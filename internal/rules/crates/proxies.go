package crates

// Frameworks for proxies and language servers: they call what the program implements of a trait.

var proxies = []Crate{
	{
		Name: "pingora_core",
		Frames: []Frame{
			{Pattern: "pingora_core::**", Class: Dependency, Reason: "connectors, protocols and peers: what a program calls to reach others", Seen: "read in the source of pingora-core 0.8.0"},
			{Pattern: "pingora_core::server::**", Class: Server, Reason: "starts services, each with its runtime", Seen: "read in the source of pingora-core 0.8.0"},
			{Pattern: "pingora_core::services::**", Class: Server, Reason: "accepts connections and calls the application", Seen: "read in the source of pingora-core 0.8.0"},
			{Pattern: "pingora_core::listeners::**", Class: Server, Reason: "accepts connections", Seen: "read in the source of pingora-core 0.8.0"},
			{Pattern: "pingora_core::apps::**", Class: Server, Reason: "reads requests from a connection and calls the application", Seen: "read in the source of pingora-core 0.8.0"},
			{Pattern: "pingora_core::modules::**", Class: Server, Reason: "calls the modules that filter each request", Seen: "read in the source of pingora-core 0.8.0"},
		},
	},
	{
		Name: "pingora_proxy",
		Frames: []Frame{
			{Pattern: "pingora_proxy::**", Class: Server, Reason: "calls the filters of ProxyHttp, which the program implements, and moves bodies", Seen: "read in the source of pingora-proxy 0.8.0"},
		},
	},
	{
		Name: "pingora_runtime",
		Frames: []Frame{
			{Pattern: "pingora_runtime::**", Class: Runtime, Reason: "tokio runtimes, one a thread or one for all", Seen: "read in the source of pingora-runtime 0.8.0"},
		},
	},
	{
		Name: "pingora_timeout",
		Frames: []Frame{
			{Pattern: "pingora_timeout::**", Class: Combinator, Reason: "timeout", Seen: "read in the source of pingora-timeout 0.8.0"},
		},
		Callers: []Caller{
			{Pattern: "<pingora_timeout::Timeout as core::future::future::Future>::poll", Role: Polls, Reason: "polls its value, then the boxed future of the timer", Seen: "read in the source of pingora-timeout 0.8.0"},
		},
		Arguments: []Argument{
			{Path: "pingora_timeout::Timeout", Futures: []int{0}, Reason: "Timeout<T, F>: impl Future where T: Future", Seen: "read in the source of pingora-timeout 0.8.0", Unbound: true},
		},
	},
	{
		Name: "tower_lsp",
		Frames: []Frame{
			{Pattern: "tower_lsp::**", Class: Server, Reason: "reads messages and calls the methods of LanguageServer", Seen: "read in the source of tower-lsp 0.20.0"},
			{Pattern: "tower_lsp::service::client::**", Class: Dependency, Reason: "requests to the editor, not plumbing", Seen: "read in the source of tower-lsp 0.20.0"},
		},
		Callers: []Caller{
			{Pattern: "<tower_lsp::jsonrpc::router::MethodHandler as tower_service::Service>::call", Role: Invokes, Reason: "calls f, a Box<dyn Fn(P) -> BoxFuture>", Seen: "read in the source of tower-lsp 0.20.0"},
			{Pattern: "tower_lsp::jsonrpc::router::MethodHandler::new", Role: Invokes, Reason: "its closure calls the handler, F: Fn(P) -> Fut", Seen: "read in the source of tower-lsp 0.20.0"},
			{Pattern: "<_ as tower_lsp::jsonrpc::router::Method>::invoke", Role: Invokes, Reason: "impl Method for F: Fn(S, P) -> Fut; the trait is sealed", Seen: "read in the source of tower-lsp 0.20.0"},
		},
	},
}
