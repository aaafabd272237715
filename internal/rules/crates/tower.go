package crates

// Services and their layers.

var tower = []Crate{
	{
		Name:      "tower",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "<_ as tower::util::ServiceExt>::**", Class: Server, Reason: "blanket impl for S: Service", Seen: inSource},
			{Pattern: "tower::**", Class: Server, Reason: "services and layers", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<tower::** as core::future::future::Future>::poll", Role: Polls, Reason: "response futures poll the service's", Seen: "0.4.13"},
		},
		Arguments: []Argument{
			{Path: "tower::util::service_fn::ServiceFn", Makers: []int{0}, Reason: "ServiceFn<T>: impl Service where T: FnMut(Request) -> F", Unbound: true, Seen: "0.4.13"},
			{Path: "tower::util::oneshot::Oneshot", Services: []int{0}, Reason: "Oneshot<S: Service, Req>", Seen: "0.4.13", Unbound: true},
			{Path: "tower::util::oneshot::State", Services: []int{0}, Reason: "State<S: Service, Req>", Seen: inSource, Unbound: true},
			{Path: "tower::util::map_future::MapFuture", Services: []int{0}, Reason: "MapFuture<S: Service, F>", Seen: inSource, Unbound: true},
			{Path: "tower::buffer::worker::Worker", Services: []int{0}, Reason: "Worker<T: Service, Request>, to 0.4", Seen: inSource, Unbound: true},
			{Path: "tower::buffer::future::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F: Future>", Seen: inSource, Unbound: true},
			{Path: "tower::load_shed::future::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F: Future>", Seen: inSource, Unbound: true},
			{Path: "tower::limit::rate::service::RateLimit", Services: []int{0}, Reason: "RateLimit<T: Service>", Seen: inSource, Unbound: true},
			{Path: "tower::limit::concurrency::service::ConcurrencyLimit", Services: []int{0}, Reason: "ConcurrencyLimit<T: Service>", Seen: inSource, Unbound: true},
			{Path: "tower::timeout::Timeout", Services: []int{0}, Reason: "Timeout<T: Service>", Seen: inSource, Unbound: true},
			{Path: "tower::load_shed::LoadShed", Services: []int{0}, Reason: "LoadShed<S: Service>", Seen: inSource, Unbound: true},
			{Path: "tower::timeout::future::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<T: Future>", Seen: "0.4.13", Unbound: true},
			{Path: "tower::limit::concurrency::future::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<T: Future>", Seen: "0.4.13", Unbound: true},
			{Path: "tower::util::map_request::MapRequest", Functions: []int{1}, Reason: "MapRequest<S, F>: impl Service where F: FnMut(R1) -> R2", Unbound: true, Seen: "0.4.13"},
			{Path: "tower::util::map_response::MapResponse", Functions: []int{1}, Reason: "MapResponse<S, F>: impl Service where F: FnOnce(Response) -> Response2", Unbound: true, Seen: "0.4.13"},
			{Path: "tower::util::map_err::MapErr", Functions: []int{1}, Reason: "MapErr<S, F>: impl Service where F: FnOnce(Error) -> Error2", Unbound: true, Seen: "0.4.13"},
			{Path: "tower::util::then::Then", Makers: []int{1}, Reason: "Then<S, F>: impl Service where F: FnOnce(Result) -> Fut", Unbound: true, Seen: "0.4.13"},
			{Path: "tower::util::and_then::AndThen", Makers: []int{1}, Reason: "AndThen<S, F>: impl Service where F: FnOnce(Response) -> Fut", Unbound: true, Seen: "0.4.13"},
		},
		Traits: []Trait{
			{Pattern: "tower::retry::policy::Policy", Reason: "Policy::retry returns Self::Future"},
			{Pattern: "tower::filter::predicate::AsyncPredicate", Reason: "AsyncPredicate::check returns Self::Future"},
		},
	},
	{
		Name: "tower_service",
		Frames: []Frame{
			{Pattern: "tower_service::**", Class: Server, Reason: "trait Service", Seen: inSource},
		},
		Traits: []Trait{
			{Pattern: "tower_service::Service", Reason: "Service::call returns Self::Future"},
		},
	},
	{
		Name: "tower_layer",
		Frames: []Frame{
			{Pattern: "tower_layer::**", Class: Server, Reason: "trait Layer", Seen: inSource},
		},
	},
	{
		Name: "tower_http",
		Frames: []Frame{
			{Pattern: "tower_http::**", Class: Server, Reason: "layers", Seen: inSource},
		},
		Arguments: []Argument{
			{Path: "tower_http::trace::future::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<Fut: Future, C, …>", Seen: inSource, Unbound: true},
			{Path: "tower_http::cors::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F: Future>", Seen: inSource, Unbound: true},
			{Path: "tower_http::timeout::service::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F: Future>", Seen: inSource, Unbound: true},
			{Path: "tower_http::catch_panic::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F: Future, T>", Seen: inSource, Unbound: true},
			{Path: "tower_http::compression::future::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F: Future, P>", Seen: inSource, Unbound: true},
			{Path: "tower_http::request_id::PropagateRequestIdResponseFuture", Futures: []int{0}, Reason: "PropagateRequestIdResponseFuture<F: Future>", Seen: inSource, Unbound: true},
		},
		Callers: []Caller{
			{Pattern: "<tower_http::** as core::future::future::Future>::poll", Role: Polls, Reason: "response futures poll the service's", Seen: inSource},
		},
	},
	{
		Name: "tower_sessions",
		Frames: []Frame{
			{Pattern: "tower_sessions::**", Class: Server, Reason: "layer", Seen: inSource},
		},
	},
	{
		Name: "tower_cookies",
		Frames: []Frame{
			{Pattern: "tower_cookies::**", Class: Server, Reason: "layer", Seen: inSource},
		},
	},
	{
		Name: "tower_governor",
		Frames: []Frame{
			{Pattern: "tower_governor::**", Class: Server, Reason: "layer", Seen: "read in the source of tower-governor 0.8.0"},
		},
		Callers: []Caller{
			{Pattern: "<tower_governor::ResponseFuture as core::future::future::Future>::poll", Role: Polls, Reason: "polls the service's future", Seen: "read in the source of tower-governor 0.8.0"},
		},
		Arguments: []Argument{
			{Path: "tower_governor::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F, RespBody>: impl Future where F: Future", Seen: "read in the source of tower-governor 0.8.0", Unbound: true},
		},
	},
	{
		Name: "tower_otel",
		Frames: []Frame{
			{Pattern: "tower_otel::**", Class: Server, Reason: "layers", Seen: "read in the source of tower-otel 0.9.0"},
		},
		Callers: []Caller{
			{Pattern: "<tower_otel::** as core::future::future::Future>::poll", Role: Polls, Reason: "the ResponseFutures poll the service's", Seen: "read in the source of tower-otel 0.9.0"},
		},
	},
	{
		Name: "axum_tracing_opentelemetry",
		Frames: []Frame{
			{Pattern: "axum_tracing_opentelemetry::**", Class: Server, Reason: "layers", Seen: "read in the source of axum-tracing-opentelemetry 0.38.0"},
		},
		Callers: []Caller{
			{Pattern: "<axum_tracing_opentelemetry::** as core::future::future::Future>::poll", Role: Polls, Reason: "ResponseFuture polls the service's", Seen: "read in the source of axum-tracing-opentelemetry 0.38.0"},
		},
	},
	{
		Name: "axum_session",
		Frames: []Frame{
			{Pattern: "axum_session::**", Class: Server, Reason: "layer, and the sessions that handlers ask for", Seen: "read in the source of axum_session 0.20.0"},
		},
	},
	{
		Name: "reqwest_middleware",
		Frames: []Frame{
			{Pattern: "reqwest_middleware::**", Class: Combinator, Reason: "runs the chain of middleware around a request", Seen: "read in the source of reqwest-middleware 0.5.2"},
		},
	},
	{
		Name: "reqwest_retry",
		Frames: []Frame{
			{Pattern: "reqwest_retry::**", Class: Combinator, Reason: "middleware that repeats a request", Seen: "read in the source of reqwest-retry 0.9.1"},
		},
	},
	{
		Name: "reqwest_tracing",
		Frames: []Frame{
			{Pattern: "reqwest_tracing::**", Class: Combinator, Reason: "middleware that puts a span around a request", Seen: "read in the source of reqwest-tracing 0.7.1"},
		},
	},
}
