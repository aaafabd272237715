//! The manner of a framework: handlers of several arguments, each extracted from the request.

use crate::{site, Hotel};
use async_trait::async_trait;
use futures::future::BoxFuture;
use hyper::{Body, Request, Response};
use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll};

#[async_trait]
pub trait Extract: Sized + Send {
    async fn extract(request: &mut Request<Body>, hotel: &Hotel) -> Result<Self, String>;
}

pub trait Reply {
    fn reply(self) -> Response<Body>;
}

impl Reply for String {
    fn reply(self) -> Response<Body> {
        site::at("render");
        Response::new(Body::from(self))
    }
}

impl Reply for Response<Body> {
    fn reply(self) -> Response<Body> {
        self
    }
}

impl<T: Reply, E: Reply> Reply for Result<T, E> {
    fn reply(self) -> Response<Body> {
        self.map_or_else(|error| error.reply(), |value| value.reply())
    }
}

pub type Replying = BoxFuture<'static, Response<Body>>;

pub trait Handler<Arguments>: Clone + Send + Sync + 'static {
    fn call(self, request: Request<Body>, hotel: Hotel) -> Replying;
}

impl<F, Fut, R> Handler<(Request<Body>,)> for F
where
    F: Fn(Request<Body>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = R> + Send,
    R: Reply,
{
    fn call(self, request: Request<Body>, _: Hotel) -> Replying {
        Box::pin(async move { self(request).await.reply() })
    }
}

impl<F, Fut, R, A> Handler<(A, Request<Body>)> for F
where
    F: Fn(A, Request<Body>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = R> + Send,
    R: Reply,
    A: Extract,
{
    fn call(self, mut request: Request<Body>, hotel: Hotel) -> Replying {
        Box::pin(async move {
            let first = match A::extract(&mut request, &hotel).await {
                Ok(first) => first,
                Err(error) => return error.reply(),
            };
            self(first, request).await.reply()
        })
    }
}

type Route = Arc<dyn Fn(Request<Body>, Hotel) -> Replying + Send + Sync>;

/// What comes after a middleware.
pub struct Next(Route, Hotel);

impl Next {
    pub async fn run(self, request: Request<Body>) -> Response<Body> {
        (self.0)(request, self.1).await
    }
}

#[derive(Clone)]
pub struct Router {
    routes: HashMap<&'static str, Route>,
    fallback: Route,
    hotel: Hotel,
}

impl Router {
    pub fn new(hotel: Hotel) -> Router {
        let fallback: Route = Arc::new(|request, _| {
            Box::pin(async move {
                tokio::task::yield_now().await;
                site::at("fallback");
                format!("nothing at {}", request.uri()).reply()
            })
        });
        Router { routes: HashMap::new(), fallback, hotel }
    }

    pub fn route<A, H: Handler<A>>(mut self, path: &'static str, handler: H) -> Router {
        let route: Route = Arc::new(move |request, hotel| {
            site::at("closure");
            handler.clone().call(request, hotel)
        });
        self.routes.insert(path, route);
        self
    }

    pub fn wrap<M, Fut>(mut self, middleware: M) -> Router
    where
        M: Fn(Request<Body>, Next) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Response<Body>> + Send + 'static,
    {
        for route in self.routes.values_mut() {
            let (inner, middleware) = (route.clone(), middleware.clone());
            *route = Arc::new(move |request, hotel| Box::pin(middleware(request, Next(inner.clone(), hotel))));
        }
        self
    }
}

impl tower::Service<Request<Body>> for Router {
    type Response = Response<Body>;
    type Error = hyper::Error;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let route = self.routes.get(request.uri().path()).unwrap_or(&self.fallback).clone();
        let hotel = self.hotel.clone();
        Box::pin(async move { Ok(route(request, hotel).await) })
    }
}
