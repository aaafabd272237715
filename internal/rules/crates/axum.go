package crates

// axum.

var axum = []Crate{
	{
		Name: "axum",
		Frames: []Frame{
			{Pattern: "axum::**", Class: Server, Reason: "routing and extraction", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "<axum::error_handling::** as core::future::future::Future>::poll", Role: OwnPoll, Reason: "HandleErrorFuture of 0.3 calls F: FnOnce(E) -> Res", Seen: inSource},
			{Pattern: "<axum::service::future::HandleErrorFuture as core::future::future::Future>::poll", Role: OwnPoll, Reason: "to 0.2 it calls F: FnOnce(E) -> Res", Seen: inSource},
			{Pattern: "<axum::** as core::future::future::Future>::poll", Role: Polls, Reason: "route and handler futures", Seen: inSource},
			{Pattern: "<_ as axum::handler::Handler>::call", Role: PollsMade, Reason: "impl Handler for F: FnOnce(…) -> Fut, which polls extractors too", Seen: inSource},
			{Pattern: "<axum::middleware::** as tower_service::Service>::call", Role: PollsMade, Reason: "from_fn, map_request and map_response: F: FnMut(…) -> Fut", Seen: inSource},
			{Pattern: "<axum::error_handling::** as tower_service::Service>::call", Role: PollsMade, Reason: "HandleError<S, F: FnOnce(…) -> Fut, T>", Seen: inSource},
		},
		Arguments: []Argument{
			{Path: "axum::middleware::from_fn::FromFn", Makers: []int{0}, Reason: "FromFn<F, S, I, T>: impl Service where F: FnMut(…) -> Fut", Unbound: true, Seen: inSource},
			{Path: "axum::middleware::map_request::MapRequest", Makers: []int{0}, Reason: "MapRequest<F, S, I, T>: impl Service where F: FnMut(…) -> Fut", Unbound: true, Seen: inSource},
			{Path: "axum::middleware::map_response::MapResponse", Makers: []int{0}, Reason: "MapResponse<F, S, I, T>: impl Service where F: FnMut(…) -> Fut", Unbound: true, Seen: inSource},
			{Path: "axum::error_handling::HandleError", Makers: []int{1}, Reason: "HandleError<S, F, T>: impl Service where F: FnOnce(…) -> Fut", Unbound: true, Seen: inSource},
			{Path: "axum::util::MapIntoResponseFuture", Futures: []int{0}, Reason: "MapIntoResponseFuture<F: Future>", Unbound: true, Seen: inSource},
			{Path: "axum::util::MapIntoResponse", Services: []int{0}, Reason: "MapIntoResponse<S: Service>", Unbound: true, Seen: inSource},
			{Path: "axum::handler::future::IntoServiceFuture", Futures: []int{0}, Reason: "IntoServiceFuture<F: Future>", Unbound: true, Seen: "0.8.4"},
			{Path: "axum::handler::future::LayeredFuture", Services: []int{0}, Reason: "LayeredFuture<S: Service>", Unbound: true, Seen: inSource},
			{Path: "axum::middleware::from_fn::ResponseFuture", Futures: []int{0}, Reason: "ResponseFuture<F: Future> of the first versions of from_fn", Unbound: true, Seen: inSource},
		},
		Impls: []Impl{
			{Trait: "axum::handler::Handler", By: Functions, Makes: true, Reason: "it is a handler, which is bounded by FnOnce"},
		},
		Traits: []Trait{
			{Pattern: "axum::handler::Handler", Reason: "Handler::call returns Self::Future"},
		},
	},
	{
		Name: "axum_core",
		Frames: []Frame{
			{Pattern: "axum_core::**", Class: Server, Reason: "routing and extraction", Seen: inSource},
		},
	},
	{
		Name: "axum_extra",
		Frames: []Frame{
			{Pattern: "axum_extra::**", Class: Server, Reason: "routing and extraction", Seen: inSource},
		},
	},
	{
		Name: "axum_server",
		Frames: []Frame{
			{Pattern: "axum_server::**", Class: Server, Reason: "accept loop", Seen: inSource},
		},
	},
	{
		Name: "matchit",
		Frames: []Frame{
			{Pattern: "matchit::**", Class: Server, Reason: "routing", Seen: inSource},
		},
	},
}
