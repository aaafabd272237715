package evidence

// Traits of which no impl has an async fn: what a closure of such a method is polled as is an async block.

import "github.com/rustasyncprocessor/rustasyncprocessor/rustname"

// An impl may write async fn only where the trait has async fn or -> impl Future (RFC 3185); what returns an associated
// type, a box or a Poll has neither. A row without a reason is an exception.
var syncTraits = func() (t rustname.Table[rule]) {
	for _, row := range []struct{ pattern, reason string }{
		{"core::**", "no trait of the standard library has async methods that can be implemented"},
		{"core::future::async_drop::AsyncDrop", ""}, // unstable: async fn drop(self: Pin<&mut Self>)
		{"alloc::**", "no trait of the standard library has async methods that can be implemented"},
		{"std::**", "no trait of the standard library has async methods that can be implemented"},
		{"tower_service::Service", "Service::call returns Self::Future"},
		{"tower::retry::policy::Policy", "Policy::retry returns Self::Future"},
		{"tower::filter::predicate::AsyncPredicate", "AsyncPredicate::check returns Self::Future"},
		{"hyper::service::service::Service", "Service::call of hyper 1 returns Self::Future"},
		{"axum::handler::Handler", "Handler::call returns Self::Future"},
		{"actix_service::Service", "Service::call returns Self::Future"},
		{"actix_service::ServiceFactory", "ServiceFactory::new_service returns Self::Future"},
		{"actix_service::transform::Transform", "Transform::new_transform returns Self::Future"},
		{"actix_web::extract::FromRequest", "FromRequest::from_request returns Self::Future"},
		{"futures_core::stream::Stream", "Stream::poll_next returns a Poll"},
		{"futures_sink::Sink", "methods of Sink return a Poll"},
		{"http_body::Body", "methods of Body return a Poll"},
	} {
		if row.reason == "" {
			t.Add(row.pattern, 0)
			continue
		}
		t.Add(row.pattern, newRule(row.reason))
	}
	return t
}()
