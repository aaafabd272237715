package crates

// actix.

var actix = []Crate{
	{
		Name: "actix_web",
		Frames: []Frame{
			{Pattern: "actix_web::**", Class: Server, Reason: "routing and extraction", Seen: "captured"},
		},
		Callers: []Caller{
			{Pattern: "<actix_web::types::json::JsonExtractFut as core::future::future::Future>::poll", Role: OwnPoll, Reason: "calls the error handler, an Arc<dyn Fn>", Seen: inSource},
			{Pattern: "<actix_web::types::form::FormExtractFut as core::future::future::Future>::poll", Role: OwnPoll, Reason: "calls the error handler, an Rc<dyn Fn>", Seen: inSource},
			{Pattern: "<actix_web::middleware::err_handlers::ErrorHandlersFuture as core::future::future::Future>::poll", Role: OwnPoll, Reason: "calls the handlers, which are dyn Fn, and polls their futures", Seen: inSource},
			{Pattern: "<actix_web::** as core::future::future::Future>::poll", Role: Polls, Reason: "handler and service futures", Seen: inSource},
			{Pattern: "actix_web::handler::handler_service", Role: Polls, Reason: "awaits the future of Handler::call", Seen: "captured"},
			{Pattern: "<actix_web::middleware::from_fn::** as actix_service::Service>::call", Role: PollsMade, Reason: "F: Fn(…) -> Fut", Seen: inSource},
			{Pattern: "<_ as actix_web::handler::Handler>::call", Role: Invokes, Reason: "impl Handler for F: Fn(…) -> R, where R: Future", Seen: inSource},
		},
		Arguments: []Argument{
			{Path: "actix_web::handler::handler_service", Makers: []int{0}, Reason: "handler_service<F: Handler, Args> awaits the future of Handler::call", Unbound: true, Seen: "captured"},
			{Path: "actix_web::middleware::from_fn::MiddlewareFn", Makers: []int{0}, Reason: "MiddlewareFn<F, Es>: impl Transform where F: Fn(…) -> Fut", Unbound: true, Seen: inSource},
		},
		Impls: []Impl{
			{Trait: "actix_web::handler::Handler", By: Functions, Reason: "it is a handler, which is bounded by Fn"},
		},
		Traits: []Trait{
			{Pattern: "actix_web::extract::FromRequest", Reason: "FromRequest::from_request returns Self::Future"},
		},
	},
	{
		Name: "actix_http",
		Frames: []Frame{
			{Pattern: "actix_http::**", Class: Server, Reason: "HTTP", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<actix_http::** as core::future::future::Future>::poll", Role: Polls, Reason: "the h1 dispatcher polls the service's response", Seen: inSource},
		},
	},
	{
		Name: "actix_service",
		Frames: []Frame{
			{Pattern: "actix_service::**", Class: Server, Reason: "services", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<actix_service::** as core::future::future::Future>::poll", Role: Polls, Reason: "service futures", Seen: inSource},
			{Pattern: "<actix_service::map::MapFuture as core::future::future::Future>::poll", Role: OwnPoll, Reason: "F: FnMut(A::Response) -> Response beside A::Future", Seen: inSource},
			{Pattern: "<actix_service::apply_cfg::ApplyConfigServiceFactoryResponse as core::future::future::Future>::poll", Role: OwnPoll, Reason: "F: Fn(Cfg, &SF::Service) -> Fut beside the futures", Seen: inSource},
			{Pattern: "<actix_service::and_then_apply_fn::** as core::future::future::Future>::poll", Role: OwnPoll, Reason: "1.x: F: FnMut(A::Response, &mut B) -> Fut beside the futures", Seen: inSource},
		},
		Traits: []Trait{
			{Pattern: "actix_service::Service", Reason: "Service::call returns Self::Future"},
			{Pattern: "actix_service::ServiceFactory", Reason: "ServiceFactory::new_service returns Self::Future"},
			{Pattern: "actix_service::transform::Transform", Reason: "Transform::new_transform returns Self::Future"},
		},
	},
	{
		Name: "actix_server",
		Frames: []Frame{
			{Pattern: "actix_server::**", Class: Server, Reason: "accept loop", Seen: inSource},
		},
	},
	{
		Name: "actix_router",
		Frames: []Frame{
			{Pattern: "actix_router::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
	{
		Name: "actix_cors",
		Frames: []Frame{
			{Pattern: "actix_cors::**", Class: Server, Reason: "middleware", Seen: inSource},
		},
	},
	{
		Name: "actix_session",
		Frames: []Frame{
			{Pattern: "actix_session::**", Class: Server, Reason: "middleware", Seen: inSource},
		},
	},
	{
		Name: "actix_rt",
		Frames: []Frame{
			{Pattern: "actix_rt::**", Class: Runtime, Reason: "executor of actix", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "actix_rt::**", Role: Invokes, Reason: "System and Arbiter run closures; futures go to tokio", Seen: inSource},
		},
	},
	{
		Name: "actix_macros",
		Frames: []Frame{
			{Pattern: "actix_macros::**", Class: Runtime, Reason: "executor of actix", Seen: inSource},
		},
	},
	{
		Name: "tracing_actix_web",
		Frames: []Frame{
			{Pattern: "tracing_actix_web::**", Class: Server, Reason: "middleware", Seen: inSource},
		},
	},
	{
		Name: "actix_utils",
		Frames: []Frame{
			{Pattern: "actix_utils::**", Class: Combinator, Reason: "Either, PollFn, Ready and counters of services", Seen: "read in the source of actix-utils 3.0.1"},
		},
		Callers: []Caller{
			{Pattern: "<actix_utils::future::either::Either as core::future::future::Future>::poll", Role: Polls, Reason: "Either<L: Future, R: Future> polls the one it holds", Seen: "read in the source of actix-utils 3.0.1"},
			{Pattern: "<actix_utils::future::poll_fn::PollFn as core::future::future::Future>::poll", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>", Seen: "read in the source of actix-utils 3.0.1"},
		},
		Arguments: []Argument{
			{Path: "actix_utils::future::either::Either", Futures: []int{0, 1}, Reason: "Either<L: Future, R: Future>", Seen: "read in the source of actix-utils 3.0.1", Unbound: true},
			{Path: "actix_utils::future::poll_fn::PollFn", Functions: []int{0}, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>", Seen: "read in the source of actix-utils 3.0.1", Unbound: true},
		},
	},
	{
		Name: "actix_codec",
		Frames: []Frame{
			{Pattern: "actix_codec::**", Class: Combinator, Reason: "Framed, between a connection and the codec that it is given", Seen: "read in the source of actix-codec 0.5.2"},
		},
	},
	{
		Name: "actix_tls",
		Frames: []Frame{
			{Pattern: "actix_tls::**", Class: Dependency, Reason: "TLS and connectors, not plumbing", Seen: "read in the source of actix-tls 3.5.0"},
			{Pattern: "actix_tls::accept::**", Class: Server, Reason: "the service that accepts TLS connections, before that of the program", Seen: "read in the source of actix-tls 3.5.0"},
		},
	},
	{
		Name: "sentry_actix",
		Frames: []Frame{
			{Pattern: "sentry_actix::**", Class: Server, Reason: "middleware", Seen: "read in the source of sentry-actix 0.49.1"},
		},
	},
}
