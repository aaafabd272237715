//! A web service on hyper and tower, with handlers and middleware in the manner of a framework: handlers are functions
//! of extracted arguments, routes hold them boxed, middleware wraps what comes next.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

mod framework;
mod handlers;
mod middleware;
#[path = "../../site.rs"]
mod site;

use framework::Router;
use hyper::{Body, Client, Request, Server};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tower::make::Shared;
use tower::ServiceBuilder;

const SITES: &[&str] = &[
    "hello", "closure", "closure_block", "guest", "guest_extract", "rooms", "rooms_sorted", "book", "book_lock", "report",
    "report_task", "timing", "timing_after", "token", "layer", "layer_block", "mapped", "fallback", "sse",
    "sse_part", "render", "state", "client",
];

#[derive(Clone)]
pub struct Hotel {
    guests: Arc<tokio::sync::Mutex<Vec<String>>>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    if !site::choose(SITES) {
        return Ok(());
    }
    let hotel = Hotel { guests: Arc::default() };
    let router = Router::new(hotel)
        .route("/hello", handlers::hello)
        .route("/closure", |request: Request<Body>| async move {
            tokio::task::yield_now().await;
            site::at("closure_block");
            format!("{}", request.uri())
        })
        .route("/guest", handlers::guest)
        .route("/rooms", handlers::rooms)
        .route("/book", handlers::book)
        .route("/report", handlers::report)
        .route("/events", handlers::events)
        .wrap(middleware::timing)
        .wrap(middleware::token);
    let service = ServiceBuilder::new()
        .timeout(Duration::from_secs(30))
        .layer_fn(middleware::Counted::new)
        .map_request(|request: Request<Body>| {
            site::at("mapped");
            request
        })
        .service(router);
    let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(Shared::new(service));
    let address = server.local_addr();
    let serving = tokio::spawn(server);
    for path in ["/hello", "/closure", "/guest?name=ada", "/rooms", "/book?name=bob", "/report", "/events", "/nowhere"] {
        println!("{}", ask(address, path).await?);
    }
    serving.abort();
    Ok(())
}

async fn ask(address: SocketAddr, path: &str) -> hyper::Result<String> {
    let request = Request::get(format!("http://{}{}", address, path))
        .header("authorization", "secret")
        .body(Body::empty())
        .expect("a request");
    let response = Client::new().request(request).await?;
    site::at("client");
    let body = hyper::body::to_bytes(response.into_body()).await?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}
