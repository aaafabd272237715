//! What happens around every request.

use crate::framework::{Next, Reply};
use crate::site;
use futures::future::BoxFuture;
use hyper::{Body, Request, Response};
use std::task::{Context, Poll};
use tower::Service;

pub async fn timing(request: Request<Body>, next: Next) -> Response<Body> {
    let started = std::time::Instant::now();
    site::at("timing");
    let response = next.run(request).await;
    site::at("timing_after");
    let _ = started.elapsed();
    response
}

pub async fn token(request: Request<Body>, next: Next) -> Response<Body> {
    let known = request.headers().get("authorization").map_or(false, |token| {
        site::at("token");
        token == "secret"
    });
    if !known {
        return "who are you?".to_string().reply();
    }
    next.run(request).await
}

/// A layer as one writes it by hand.
#[derive(Clone)]
pub struct Counted<S> {
    inner: S,
    calls: u64,
}

impl<S> Counted<S> {
    pub fn new(inner: S) -> Self {
        Counted { inner, calls: 0 }
    }
}

impl<S, R> Service<R> for Counted<S>
where
    S: Service<R>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        self.calls += site::at("layer");
        let answer = self.inner.call(request);
        Box::pin(async move {
            let answer = answer.await;
            site::at("layer_block");
            answer
        })
    }
}
