use crate::failure::Failure;
use futures::future::{self, Either, Ready};
use hyper::{Body, Request, Response};
use std::task::{Context, Poll};
use tower::Service;

/// Lets only requests with a token through.
#[derive(Clone)]
pub struct RequireToken<S> {
    inner: S,
}

impl<S> RequireToken<S> {
    pub fn new(inner: S) -> RequireToken<S> {
        RequireToken { inner }
    }
}

impl<S> Service<Request<Body>> for RequireToken<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Either<Ready<Result<Response<Body>, S::Error>>, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        match check(&request) {
            Ok(()) => Either::Right(self.inner.call(request)),
            Err(failure) => Either::Left(future::ok(failure.respond())),
        }
    }
}

fn check(request: &Request<Body>) -> Result<(), Failure> {
    let token = request.headers().get("authorization").map(|value| value.as_bytes());
    token.filter(|token| *token == b"secret").map(drop).ok_or_else(|| Failure::new(401, "token is missing"))
}
