//! The HTTP side: routes, and a middleware that gives each request its span.

use crate::catalog::{self, Catalog, MemoryCatalog};
use crate::checkout::{self, Order};
use crate::failure::Failure;
use crate::reports;
use crate::stock::Stock;
use crate::telemetry::Telemetry;
use hyper::{Body, Method, Request, Response, Server};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tower::make::Shared;
use tower::{service_fn, BoxError, ServiceBuilder};

pub struct Shop {
    pub catalog: Box<dyn Catalog>,
    pub stock: Stock,
    pub telemetry: Arc<Telemetry>,
}

impl Shop {
    pub fn open(telemetry: Arc<Telemetry>) -> Shop {
        Shop { catalog: Box::new(MemoryCatalog::load()), stock: Stock::full(), telemetry }
    }
}

/// Listens on a free port; the future serves.
pub fn start(shop: Arc<Shop>) -> (SocketAddr, impl Future<Output = Result<(), hyper::Error>>) {
    let service = ServiceBuilder::new()
        .timeout(Duration::from_secs(30))
        .concurrency_limit(64)
        .service(service_fn(move |request| handle(shop.clone(), request)));
    let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(Shared::new(service));
    (server.local_addr(), server)
}

async fn handle(shop: Arc<Shop>, request: Request<Body>) -> Result<Response<Body>, BoxError> {
    let name = format!("{} {}", request.method(), request.uri().path());
    let telemetry = shop.telemetry.clone();
    let response = match telemetry.in_span(name, route(shop, request)).await {
        Ok(text) => Response::new(Body::from(text)),
        Err(failure) => Response::builder().status(failure.status).body(Body::from(failure.message))?,
    };
    Ok(response)
}

async fn route(shop: Arc<Shop>, request: Request<Body>) -> Result<String, Failure> {
    let path = request.uri().path().to_string();
    let mut segments = path.split('/').skip(1);
    let route = (request.method().clone(), segments.next().unwrap_or(""), segments.next().unwrap_or(""));
    match route {
        (Method::GET, "products", id) => show_product(&shop, id).await,
        (Method::GET, "compare", query) => catalog::describe_all(&*shop.catalog, query).await,
        (Method::POST, "orders", "") => place_order(shop, request).await,
        (Method::GET, "reports", month) => reports::monthly(month.to_string()).await,
        (Method::GET, "best", count) => reports::best(count.parse()?).await,
        _ => Err(Failure::not_found(path)),
    }
}

async fn show_product(shop: &Shop, id: &str) -> Result<String, Failure> {
    let product = shop.catalog.find(id.parse()?).await?;
    Ok(format!("{} costs {}", product.name, product.price))
}

async fn place_order(shop: Arc<Shop>, request: Request<Body>) -> Result<String, Failure> {
    let body = hyper::body::to_bytes(request.into_body()).await?;
    let order = Order::parse(&body)?;
    let total = checkout::place(shop, order).await?;
    Ok(format!("{} paid", total))
}
