//! A JSON gateway on hyper and tower: middleware, instrumented handlers, a call to another server.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

#[path = "../../../../src/capture.rs"]
mod capture;
mod failure;
mod handlers;
mod middleware;

use failure::Failure;
use hyper::{Body, Client, Request, Response, Server};
use middleware::RequireToken;
use std::net::SocketAddr;
use std::time::Duration;
use tower::make::Shared;
use tower::{service_fn, ServiceBuilder};

const SCENARIOS: &[&str] =
    &["no_token", "body_is_no_json", "field_missing", "upstream_refuses", "unknown_path", "handler_panics"];

fn main() {
    if let Some(scenario) = capture::chosen(SCENARIOS) {
        tracing::subscriber::set_global_default(tracing_subscriber::registry()).expect("the first subscriber");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(gateway(&scenario));
    }
}

async fn gateway(scenario: &str) {
    let service = ServiceBuilder::new()
        .timeout(Duration::from_secs(30))
        .concurrency_limit(16)
        .layer_fn(RequireToken::new)
        .service(service_fn(route));
    let server = Server::bind(&SocketAddr::from(([127, 0, 0, 1], 0))).serve(Shared::new(service));
    let address = server.local_addr();
    let serving = tokio::spawn(server);
    let (path, body, token) = match scenario {
        "no_token" => ("/quotes", "{}", ""),
        "body_is_no_json" => ("/quotes", "{item", "secret"),
        "field_missing" => ("/quotes", "{\"item\": \"tea\"}", "secret"),
        "upstream_refuses" => ("/rates", "{}", "secret"),
        "unknown_path" => ("/nowhere", "{}", "secret"),
        _ => ("/crash", "{}", "secret"),
    };
    let request = Request::post(format!("http://{}{}", address, path))
        .header("authorization", token)
        .body(Body::from(body))
        .expect("a request");
    match Client::new().request(request).await {
        Ok(response) => println!("{}", response.status()),
        Err(error) => println!("{}", error),
    }
    serving.abort();
}

async fn route(request: Request<Body>) -> Result<Response<Body>, tower::BoxError> {
    let path = request.uri().path().to_string();
    let outcome = match path.as_str() {
        "/quotes" => handlers::quote(request).await,
        "/rates" => handlers::rates("EUR").await,
        "/crash" => handlers::crash(request).await,
        _ => Err(Failure::new(404, format!("no path {}", path))),
    };
    Ok(outcome.unwrap_or_else(|failure| failure.respond()))
}
