//! hyper 0.14: handlers behind its server, over HTTP/1 and HTTP/2, and its client.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::StreamExt;
use hyper::body::{Bytes, HttpBody};
use hyper::service::{make_service_fn, service_fn, Service};
use hyper::{Body, Client, Method, Request, Response, Server, StatusCode};
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

type Failure = Box<dyn std::error::Error + Send + Sync>;
type HandlerFuture = Pin<Box<dyn Future<Output = Result<Response<Body>, Failure>> + Send>>;

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future)
}

/// Serves with the handler until one request of the client has been answered.
macro_rules! serve {
    ($handler:expr) => {
        serve!($handler, request("/orders/1"), Client::new())
    };
    ($handler:expr, $request:expr, $client:expr) => {
        run(async move {
            let make = make_service_fn(move |_| {
                let handler = $handler;
                async move { Ok::<_, Infallible>(service_fn(handler)) }
            });
            let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(make);
            let address = server.local_addr();
            let serving = tokio::spawn(server);
            let mut request: Request<Body> = $request;
            *request.uri_mut() = format!("http://{}{}", address, request.uri().path()).parse().unwrap();
            if let Ok(response) = $client.request(request).await {
                let _ = hyper::body::to_bytes(response.into_body()).await;
            }
            serving.abort();
        })
    };
}

fn request(path: &str) -> Request<Body> {
    Request::builder().uri(path).body(Body::empty()).unwrap()
}

async fn load(path: &str) -> u32 {
    capture() + path.len() as u32
}

async fn hello(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let value = load(request.uri().path()).await;
    Ok(Response::new(Body::from(value.to_string())))
}

fn handler_function() {
    serve!(hello);
}

fn handler_closure() {
    serve!(|request: Request<Body>| async move {
        let value = load(request.uri().path()).await;
        Ok::<_, Infallible>(Response::new(Body::from(value.to_string())))
    });
}

fn handler_with_state() {
    struct State {
        base: u32,
    }
    async fn orders(state: Arc<State>, request: Request<Body>) -> Result<Response<Body>, Failure> {
        let value = load(request.uri().path()).await + state.base;
        Ok(Response::new(Body::from(value.to_string())))
    }
    let state = Arc::new(State { base: 1 });
    serve!({
        let state = state.clone();
        move |request| orders(state.clone(), request)
    });
}

fn handler_over_http2() {
    serve!(hello, request("/orders/1"), Client::builder().http2_only(true).build_http());
}

fn handler_that_reads_the_body() {
    async fn total(request: Request<Body>) -> Result<Response<Body>, hyper::Error> {
        let body = hyper::body::to_bytes(request.into_body()).await?;
        let value = load(std::str::from_utf8(&body).unwrap_or("")).await;
        Ok(Response::new(Body::from(value.to_string())))
    }
    serve!(total, Request::builder().method(Method::POST).uri("/").body(Body::from("abc")).unwrap(), Client::new());
}

fn handler_that_streams_its_answer() {
    async fn pages(_: Request<Body>) -> Result<Response<Body>, Infallible> {
        let chunks = futures::stream::iter(0..2u32)
            .then(|page| async move { Ok::<_, Infallible>(format!("{}\n", load("page").await + page)) });
        Ok(Response::new(Body::wrap_stream(chunks)))
    }
    serve!(pages);
}

fn handler_that_spawns() {
    async fn delegate(request: Request<Body>) -> Result<Response<Body>, Infallible> {
        let value = tokio::spawn(async move { load(request.uri().path()).await }).await.unwrap();
        Ok(Response::new(Body::from(value.to_string())))
    }
    serve!(delegate);
}

fn handler_under_a_timeout() {
    async fn patient(request: Request<Body>) -> Result<Response<Body>, Infallible> {
        let status = match tokio::time::timeout(Duration::from_secs(60), load(request.uri().path())).await {
            Ok(_) => StatusCode::OK,
            Err(_) => StatusCode::GATEWAY_TIMEOUT,
        };
        Ok(Response::builder().status(status).body(Body::empty()).unwrap())
    }
    serve!(patient);
}

mod router {
    use super::*;

    type Route = Box<dyn Fn(Request<Body>) -> HandlerFuture + Send + Sync>;

    /// Routes by path, as small services do without a framework.
    #[derive(Default)]
    pub struct Router {
        routes: Vec<(Method, &'static str, Route)>,
    }

    impl Router {
        pub fn route<H, F>(mut self, method: Method, path: &'static str, handler: H) -> Router
        where
            H: Fn(Request<Body>) -> F + Send + Sync + 'static,
            F: Future<Output = Result<Response<Body>, Failure>> + Send + 'static,
        {
            self.routes.push((method, path, Box::new(move |request| Box::pin(handler(request)))));
            self
        }

        pub async fn dispatch(&self, request: Request<Body>) -> Result<Response<Body>, Failure> {
            let route = self
                .routes
                .iter()
                .find(|(method, path, _)| method == request.method() && request.uri().path().starts_with(path));
            match route {
                Some((_, _, handler)) => handler(request).await,
                None => not_found().await,
            }
        }
    }

    async fn not_found() -> Result<Response<Body>, Failure> {
        Ok(Response::builder().status(StatusCode::NOT_FOUND).body(Body::empty())?)
    }
}

fn own_router() {
    async fn show(request: Request<Body>) -> Result<Response<Body>, Failure> {
        let value = load(request.uri().path()).await;
        Ok(Response::new(Body::from(value.to_string())))
    }
    let router = Arc::new(router::Router::default().route(Method::GET, "/orders", show));
    serve!({
        let router = router.clone();
        move |request| {
            let router = router.clone();
            async move { router.dispatch(request).await }
        }
    });
}

#[derive(Clone)]
struct Orders;

impl Service<Request<Body>> for Orders {
    type Response = Response<Body>;
    type Error = Failure;
    type Future = HandlerFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> HandlerFuture {
        Box::pin(async move {
            let value = load(request.uri().path()).await;
            Ok(Response::new(Body::from(value.to_string())))
        })
    }
}

fn own_service_behind_tower_layers() {
    run(async {
        let make = make_service_fn(|_| async {
            let service =
                tower::ServiceBuilder::new().timeout(Duration::from_secs(60)).concurrency_limit(8).service(Orders);
            Ok::<_, Infallible>(service)
        });
        let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(make);
        let address = server.local_addr();
        let serving = tokio::spawn(server);
        let _ = Client::new().get(format!("http://{}/", address).parse().unwrap()).await;
        serving.abort();
    });
}

fn make_service() {
    run(async {
        let make = make_service_fn(|_| async {
            load("connection").await;
            Ok::<_, Infallible>(service_fn(hello))
        });
        let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(make);
        let address = server.local_addr();
        let serving = tokio::spawn(server);
        let _ = Client::new().get(format!("http://{}/", address).parse().unwrap()).await;
        serving.abort();
    });
}

fn own_request_body() {
    struct Upload(u32);
    impl HttpBody for Upload {
        type Data = Bytes;
        type Error = Infallible;
        fn poll_data(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
            if self.0 == 0 {
                return Poll::Ready(None);
            }
            self.0 -= 1;
            capture();
            Poll::Ready(Some(Ok(Bytes::from_static(b"x"))))
        }
        fn poll_trailers(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Result<Option<hyper::HeaderMap>, Infallible>> {
            Poll::Ready(Ok(None))
        }
    }
    run(async {
        let make = make_service_fn(|_| async {
            Ok::<_, Infallible>(service_fn(|_| async { Ok::<_, Infallible>(Response::new(Body::empty())) }))
        });
        let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(make);
        let address = server.local_addr();
        let serving = tokio::spawn(server);
        let request = Request::builder().method(Method::PUT).uri(format!("http://{}/", address)).body(Upload(1));
        let _ = Client::builder().build_http::<Upload>().request(request.unwrap()).await;
        serving.abort();
    });
}

fn graceful_shutdown() {
    run(async {
        let make = make_service_fn(|_| async { Ok::<_, Infallible>(service_fn(hello)) });
        let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(make);
        let _ = server
            .with_graceful_shutdown(async {
                load("shutdown").await;
            })
            .await;
    });
}

scenarios!(
    handler_function,
    handler_closure,
    handler_with_state,
    handler_over_http2,
    handler_that_reads_the_body,
    handler_that_streams_its_answer,
    handler_that_spawns,
    handler_under_a_timeout,
    own_router,
    own_service_behind_tower_layers,
    make_service,
    own_request_body,
    graceful_shutdown,
);
