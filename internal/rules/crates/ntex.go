package crates

// ntex.

var ntex = []Crate{
	{
		Name: "ntex",
		Frames: []Frame{
			{Pattern: "ntex::**", Class: Server, Reason: "routing, extraction and HTTP", Seen: "read in the source of ntex 4.0.0"},
			{Pattern: "ntex::client::**", Class: Dependency, Reason: "the HTTP client, not plumbing", Seen: "read in the source of ntex 4.0.0"},
		},
	},
	{
		Name: "ntex_service",
		Frames: []Frame{
			{Pattern: "ntex_service::**", Class: Server, Reason: "services, their pipelines and middleware", Seen: "read in the source of ntex-service 5.0.0"},
		},
		Callers: []Caller{
			{Pattern: "<ntex_service::ctx::ReadyCall as core::future::future::Future>::poll", Role: Polls, Reason: "ReadyCall<F: Future> polls the service's ready", Seen: "read in the source of ntex-service 5.0.0"},
		},
		Traits: []Trait{
			{Pattern: "ntex_service::Service", AsyncMethods: true, Reason: "async fn call(&self, req: Req, ctx: Ctx<Self, St>)"},
			{Pattern: "ntex_service::ServiceFactory", AsyncMethods: true, Reason: "async fn create(&self, cfg: &Cfg)"},
		},
	},
	{
		Name: "ntex_server",
		Frames: []Frame{
			{Pattern: "ntex_server::**", Class: Server, Reason: "accept loop and workers", Seen: "read in the source of ntex-server 4.0.0"},
		},
	},
	{
		Name: "ntex_dispatcher",
		Frames: []Frame{
			{Pattern: "ntex_dispatcher::**", Class: Server, Reason: "reads requests from a connection and calls the service", Seen: "read in the source of ntex-dispatcher 4.0.0"},
		},
	},
	{
		Name: "ntex_io",
		Frames: []Frame{
			{Pattern: "ntex_io::**", Class: Server, Reason: "connections and their filters", Seen: "read in the source of ntex-io 4.0.0"},
		},
	},
	{
		Name: "ntex_h2",
		Frames: []Frame{
			{Pattern: "ntex_h2::**", Class: Server, Reason: "HTTP/2", Seen: "read in the source of ntex-h2 3.9.3"},
			{Pattern: "ntex_h2::client::**", Class: Dependency, Reason: "the HTTP/2 client, not plumbing", Seen: "read in the source of ntex-h2 3.9.3"},
		},
	},
	{
		Name: "ntex_router",
		Frames: []Frame{
			{Pattern: "ntex_router::**", Class: Server, Reason: "routing", Seen: "read in the source of ntex-router 1.0.0"},
		},
	},
	{
		Name: "ntex_util",
		Frames: []Frame{
			{Pattern: "ntex_util::**", Class: Combinator, Reason: "select, join, timeouts, and services around others", Seen: "read in the source of ntex-util 4.0.0"},
		},
		Callers: []Caller{
			{Pattern: "<ntex_util::** as core::future::future::Future>::poll", Role: Polls, Reason: "Select, Join, Either and Timeout poll what they hold", Seen: "read in the source of ntex-util 4.0.0"},
			{Pattern: "<ntex_util::future::lazy::Lazy as core::future::future::Future>::poll", Role: Invokes, Reason: "Lazy<F: FnOnce(&mut Context) -> R>", Seen: "read in the source of ntex-util 4.0.0"},
		},
		Arguments: []Argument{
			{Path: "ntex_util::time::Timeout", Futures: []int{0}, Reason: "Timeout<T>: impl Future where T: Future", Seen: "read in the source of ntex-util 4.0.0", Unbound: true},
			{Path: "ntex_util::future::select::Select", Futures: []int{0, 1}, Reason: "Select<A, B>: impl Future where A: Future, B: Future", Seen: "read in the source of ntex-util 4.0.0", Unbound: true},
		},
	},
	{
		Name: "ntex_rt",
		Frames: []Frame{
			{Pattern: "ntex_rt::**", Class: Runtime, Reason: "executor of ntex", Seen: "read in the source of ntex-rt 3.17.2"},
		},
	},
	{
		Name: "ntex_net",
		Frames: []Frame{
			{Pattern: "ntex_net::**", Class: Runtime, Reason: "drivers of the executor", Seen: "read in the source of ntex-net 4.0.0"},
			{Pattern: "ntex_net::connect::**", Class: Dependency, Reason: "connectors, not plumbing", Seen: "read in the source of ntex-net 4.0.0"},
		},
	},
}
