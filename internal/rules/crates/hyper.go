package crates

// HTTP below the frameworks.

var hyper = []Crate{
	{
		Name: "hyper",
		Frames: []Frame{
			{Pattern: "hyper::**", Class: Server, Reason: "HTTP", Seen: "0.14.19"},
		},
		Callers: []Caller{
			{Pattern: "<hyper::** as core::future::future::Future>::poll", Role: Polls, Reason: "connections poll the service's response", Seen: "0.14.19"},
			{Pattern: "<hyper::** as hyper::proto::h1::dispatch::Dispatch>::poll_msg", Role: Polls, Reason: "Server polls the in-flight response future", Seen: "0.14.19"},
			{Pattern: "<hyper::common::lazy::Lazy as core::future::future::Future>::poll", Role: PollsMade, Reason: "Lazy<F: FnOnce() -> R, R: Future>", Seen: inSource},
			{Pattern: "<hyper::common::future::PollFn as core::future::future::Future>::poll", Role: InvokesPoll, Reason: "PollFn<F: FnMut(&mut Context) -> Poll<T>>, from 1.7", Seen: inSource},
		},
		Arguments: []Argument{
			{Path: "hyper::service::util::ServiceFn", Makers: []int{0}, Reason: "ServiceFn<F, R>: impl Service where F: FnMut(Request<R>) -> Ret", Seen: "0.14.19", Unbound: true},
			{Path: "hyper::service::make::MakeServiceFn", Makers: []int{0}, Reason: "MakeServiceFn<F>: where F: FnMut(&Target) -> Ret", Seen: "0.14.19", Unbound: true},
			{Path: "hyper::common::lazy::Lazy", Futures: []int{1}, Functions: []int{0}, Reason: "Lazy<F: FnOnce() -> R, R: Future>", Seen: inSource, Unbound: true},
			{Path: "hyper::proto::h1::dispatch::Dispatcher", Services: []int{0}, Reason: "Dispatcher<D: Dispatch, Bs, I, T>, where D is a Server", Seen: "0.14.19", Unbound: true},
			{Path: "hyper::proto::h1::dispatch::Server", Services: []int{0}, Reason: "Server<S: HttpService, B>", Seen: "0.14.19", Unbound: true},
			{Path: "hyper::proto::h2::server::Server", Services: []int{1}, Reason: "Server<T, S: HttpService, B, E>", Seen: inSource, Unbound: true},
			{Path: "hyper::proto::h2::server::H2Stream", Futures: []int{0}, Reason: "H2Stream<F: Future, B>", Seen: inSource, Unbound: true},
			{Path: "hyper::server::conn::http1::Connection", Services: []int{1}, Reason: "Connection<T, S: HttpService>", Seen: inSource, Unbound: true},
			{Path: "hyper::server::conn::http1::UpgradeableConnection", Services: []int{1}, Reason: "UpgradeableConnection<T, S: HttpService>", Seen: inSource, Unbound: true},
			{Path: "hyper::server::conn::http2::Connection", Services: []int{1}, Reason: "Connection<T, S: HttpService, E>", Seen: inSource, Unbound: true},
			{Path: "hyper::server::conn::Connection", Services: []int{1}, Reason: "Connection<T, S: HttpService, E>, to 0.14", Seen: "0.14.19", Unbound: true},
			{Path: "hyper::server::conn::upgrades::UpgradeableConnection", Services: []int{1}, Reason: "UpgradeableConnection<T, S: HttpService, E>, to 0.14", Seen: inSource, Unbound: true},
			{Path: "hyper::server::server::new_svc::NewSvcTask", Services: []int{2}, Reason: "NewSvcTask<I, N, S: HttpService, E, W>, to 0.14", Seen: inSource, Unbound: true},
		},
		Traits: []Trait{
			{Pattern: "hyper::service::service::Service", Reason: "Service::call of hyper 1 returns Self::Future"},
		},
	},
	{
		Name: "hyper_util",
		Frames: []Frame{
			{Pattern: "hyper_util::**", Class: Server, Reason: "HTTP", Seen: inSource},
		},
		Arguments: []Argument{
			{Path: "hyper_util::service::oneshot::Oneshot", Services: []int{0}, Reason: "Oneshot<S: Service, Req>", Seen: inSource, Unbound: true},
			{Path: "hyper_util::service::glue::TowerToHyperService", Services: []int{0}, Reason: "TowerToHyperService<S: Service>", Seen: inSource, Unbound: true},
			{Path: "hyper_util::service::glue::TowerToHyperServiceFuture", Services: []int{0}, Reason: "TowerToHyperServiceFuture<S: Service, R>", Seen: inSource, Unbound: true},
			{Path: "hyper_util::server::conn::auto::Connection", Services: []int{1}, Reason: "Connection<I, S: HttpService, E>", Seen: inSource, Unbound: true},
			{Path: "hyper_util::server::conn::auto::UpgradeableConnection", Services: []int{1}, Reason: "UpgradeableConnection<I, S: HttpService, E>", Seen: inSource, Unbound: true},
			{Path: "hyper_util::common::lazy::Lazy", Futures: []int{1}, Functions: []int{0}, Reason: "Lazy<F: FnOnce() -> R, R: Future>", Seen: inSource, Unbound: true},
		},
		Callers: []Caller{
			{Pattern: "<hyper_util::** as core::future::future::Future>::poll", Role: Polls, Reason: "connections poll the service's response", Seen: inSource},
			{Pattern: "<hyper_util::common::lazy::Lazy as core::future::future::Future>::poll", Role: PollsMade, Reason: "Lazy<F: FnOnce() -> R, R: Future>", Seen: inSource},
			{Pattern: "<hyper_util::client::pool::negotiate::internal::InspectFuture as core::future::future::Future>::poll", Role: OwnPoll, Reason: "I: Fn(&S) -> bool beside F: Future", Seen: inSource},
		},
	},
	{
		Name: "hyper_rustls",
		Frames: []Frame{
			{Pattern: "hyper_rustls::**", Class: Dependency, Reason: "TLS, not plumbing", Seen: inSource},
		},
	},
	{
		Name: "hyper_tls",
		Frames: []Frame{
			{Pattern: "hyper_tls::**", Class: Dependency, Reason: "TLS, not plumbing", Seen: inSource},
		},
	},
	{
		Name: "h2",
		Frames: []Frame{
			{Pattern: "h2::**", Class: Server, Reason: "HTTP/2", Seen: inSource},
		},
	},
	{
		Name: "h3",
		Frames: []Frame{
			{Pattern: "h3::**", Class: Server, Reason: "HTTP/3", Seen: inSource},
		},
	},
	{
		Name: "http_body",
		Frames: []Frame{
			{Pattern: "http_body::**", Class: Server, Reason: "bodies", Seen: inSource},
		},
		Traits: []Trait{
			{Pattern: "http_body::Body", Reason: "methods of Body return a Poll"},
		},
	},
	{
		Name: "http_body_util",
		Frames: []Frame{
			{Pattern: "http_body_util::**", Class: Server, Reason: "bodies", Seen: inSource},
		},
	},
}
