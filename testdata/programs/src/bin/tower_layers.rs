//! tower services: a handler behind layers, called as a server would call it.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tower::util::{BoxCloneService, BoxService};
use tower::{service_fn, BoxError, Layer, Service, ServiceBuilder, ServiceExt};

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(future)
}

async fn handle(order: u32) -> Result<u32, BoxError> {
    Ok(price(order).await)
}

async fn price(order: u32) -> u32 {
    order + capture()
}

fn service_function() {
    let _ = run(service_fn(handle).oneshot(1));
}

fn service_closure() {
    let _ = run(service_fn(|order: u32| async move { Ok::<u32, Infallible>(price(order).await) }).oneshot(1));
}

fn ready_and_call() {
    let _ = run(async {
        let mut service = service_fn(handle);
        service.ready().await?.call(2).await
    });
}

fn timeout_layer() {
    let service = ServiceBuilder::new().timeout(Duration::from_secs(60)).service(service_fn(handle));
    let _ = run(async { service.oneshot(1).await });
}

fn concurrency_limit_layer() {
    let service = ServiceBuilder::new().concurrency_limit(2).service(service_fn(handle));
    let _ = run(service.oneshot(1));
}

fn rate_limit_layer() {
    let _ = run(async {
        let service = ServiceBuilder::new().rate_limit(5, Duration::from_secs(1)).service(service_fn(handle));
        service.oneshot(1).await
    });
}

fn load_shed_layer() {
    let service = ServiceBuilder::new().load_shed().service(service_fn(handle));
    let _ = run(service.oneshot(1));
}

fn buffer_layer() {
    let _ = run(async {
        let service = ServiceBuilder::new().buffer(4).service(service_fn(handle));
        service.oneshot(1).await
    });
}

fn retry_layer() {
    #[derive(Clone)]
    struct Twice(u32);
    impl tower::retry::Policy<u32, u32, BoxError> for Twice {
        type Future = std::future::Ready<Self>;
        fn retry(&self, _: &u32, result: Result<&u32, &BoxError>) -> Option<Self::Future> {
            match result {
                Err(_) if self.0 > 0 => Some(std::future::ready(Twice(self.0 - 1))),
                _ => None,
            }
        }
        fn clone_request(&self, order: &u32) -> Option<u32> {
            Some(*order)
        }
    }
    let failures = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(1));
    let service = ServiceBuilder::new().retry(Twice(1)).service(service_fn(move |order: u32| {
        let failures = failures.clone();
        async move {
            if failures.swap(0, std::sync::atomic::Ordering::SeqCst) > 0 {
                return Err(BoxError::from("try again"));
            }
            handle(order).await
        }
    }));
    let _ = run(service.oneshot(1));
}

fn filter_layer() {
    let service = ServiceBuilder::new()
        .filter(|order: u32| {
            capture();
            if order > 0 {
                Ok(order)
            } else {
                Err(BoxError::from("no order"))
            }
        })
        .service(service_fn(handle));
    let _ = run(service.oneshot(1));
}

fn map_request_closure() {
    let service = ServiceBuilder::new().map_request(|order: u32| order + capture()).service(service_fn(handle));
    let _ = run(service.oneshot(1));
}

fn map_response_closure() {
    async fn plain(order: u32) -> Result<u32, BoxError> {
        Ok(order)
    }
    let service = service_fn(plain).map_response(|price| price + capture());
    let _ = run(service.oneshot(1));
}

fn and_then_and_map_err() {
    let service = service_fn(|order: u32| async move { Ok::<u32, BoxError>(order) })
        .and_then(|order| async move { handle(order).await })
        .map_err(|error| error.to_string());
    let _ = run(service.oneshot(1));
}

fn then_closure() {
    let service = service_fn(handle).then(|result| async move {
        match result {
            Ok(price) => Ok::<u32, BoxError>(price),
            Err(_) => Ok(0),
        }
    });
    let _ = run(service.oneshot(1));
}

fn boxed_service() {
    let service = BoxService::new(service_fn(handle));
    let _ = run(service.oneshot(1));
}

fn boxed_clone_service() {
    let service = BoxCloneService::new(service_fn(handle).map_response(|price| price + 1));
    let _ = run(service.clone().oneshot(1));
}

#[derive(Clone)]
struct Audit<S> {
    inner: S,
}

impl<S> Service<u32> for Audit<S>
where
    S: Service<u32, Response = u32, Error = BoxError> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = u32;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<u32, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, order: u32) -> Self::Future {
        let mut inner = self.inner.clone();
        Box::pin(async move {
            let price = inner.call(order).await?;
            Ok(price + 1)
        })
    }
}

struct AuditLayer;

impl<S> Layer<S> for AuditLayer {
    type Service = Audit<S>;
    fn layer(&self, inner: S) -> Audit<S> {
        Audit { inner }
    }
}

fn own_middleware() {
    let service = ServiceBuilder::new().layer(AuditLayer).service(service_fn(handle));
    let _ = run(service.oneshot(1));
}

fn own_middleware_between_layers() {
    let _ = run(async {
        let service = ServiceBuilder::new()
            .buffer(4)
            .concurrency_limit(2)
            .layer(AuditLayer)
            .timeout(Duration::from_secs(60))
            .map_request(|order: u32| order + 1)
            .service(service_fn(handle));
        service.oneshot(1).await
    });
}

fn own_service_with_an_own_future() {
    struct Pricing;
    struct Pending(Option<u32>);
    impl Future for Pending {
        type Output = Result<u32, BoxError>;
        fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
            Poll::Ready(Ok(self.0.take().unwrap() + capture()))
        }
    }
    impl Service<u32> for Pricing {
        type Response = u32;
        type Error = BoxError;
        type Future = Pending;
        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
            Poll::Ready(Ok(()))
        }
        fn call(&mut self, order: u32) -> Pending {
            Pending(Some(order))
        }
    }
    let service = ServiceBuilder::new().timeout(Duration::from_secs(60)).service(Pricing);
    let _ = run(async { service.oneshot(1).await });
}

fn own_poll_ready() {
    #[derive(Clone)]
    struct Gate;
    impl Service<u32> for Gate {
        type Response = u32;
        type Error = BoxError;
        type Future = std::future::Ready<Result<u32, BoxError>>;
        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
            capture();
            Poll::Ready(Ok(()))
        }
        fn call(&mut self, order: u32) -> Self::Future {
            std::future::ready(Ok(order))
        }
    }
    let _ = run(async { ServiceBuilder::new().buffer(1).service(Gate).oneshot(1).await });
}

fn call_all() {
    use futures::StreamExt;
    let orders = futures::stream::iter(vec![1, 2]);
    let _ = run(service_fn(handle).call_all(orders).collect::<Vec<_>>());
}

fn steer() {
    let services = vec![BoxService::new(service_fn(handle)), BoxService::new(service_fn(handle))];
    let picker = |order: &u32, _: &[BoxService<u32, u32, BoxError>]| (*order % 2) as usize;
    let _ = run(tower::steer::Steer::new(services, picker).oneshot(1));
}

scenarios!(
    service_function,
    service_closure,
    ready_and_call,
    timeout_layer,
    concurrency_limit_layer,
    rate_limit_layer,
    load_shed_layer,
    buffer_layer,
    retry_layer,
    filter_layer,
    map_request_closure,
    map_response_closure,
    and_then_and_map_err,
    then_closure,
    boxed_service,
    boxed_clone_service,
    own_middleware,
    own_middleware_between_layers,
    own_service_with_an_own_future,
    own_poll_ready,
    call_all,
    steer,
);
