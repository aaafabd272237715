//! The load generator: customers of all sorts, a few at a time.

use futures::stream::{self, StreamExt};
use hyper::{Body, Client, Method, Request};
use std::net::SocketAddr;
use std::time::Duration;

const ROUNDS: usize = 2;

/// Method, path and body; most of them go wrong somewhere.
const REQUESTS: &[(&str, &str, &str)] = &[
    ("GET", "/products/1", ""),
    ("GET", "/products/7", ""),
    ("GET", "/products/tea", ""),
    ("GET", "/compare/1,2,3", ""),
    ("GET", "/compare/1,9", ""),
    ("GET", "/compare/1,two", ""),
    ("GET", "/reports/january", ""),
    ("GET", "/reports/february", ""),
    ("GET", "/reports/march", ""),
    ("GET", "/best/2", ""),
    ("GET", "/best/0", ""),
    ("GET", "/nowhere", ""),
    ("POST", "/orders", r#"{"lines": [{"product": 1, "quantity": 2}], "card": "visa"}"#),
    ("POST", "/orders", r#"{"lines": [{"product": 1, "quantity": 21}], "card": "visa"}"#),
    (
        "POST",
        "/orders",
        r#"{"lines": [{"product": 2, "quantity": 1}, {"product": 3, "quantity": 30}], "card": "visa"}"#,
    ),
    ("POST", "/orders", r#"{"lines": [{"product": 3, "quantity": 99}], "card": "visa"}"#),
    ("POST", "/orders", r#"{"lines": [{"product": 2, "quantity": 1}], "card": "stolen"}"#),
    ("POST", "/orders", r#"{"lines": [{"product": 2, "quantity": 1}], "card": "flaky"}"#),
    ("POST", "/orders", r#"{"lines": [{"product": 2, "quantity": 0}]}"#),
    ("POST", "/orders", r#"{"card": "visa"}"#),
    ("POST", "/orders", "{lines"),
];

pub async fn generate(address: SocketAddr) {
    let client = Client::new();
    let rounds = (0..ROUNDS).flat_map(|_| REQUESTS);
    let requests = rounds.map(|(method, path, body)| {
        let client = client.clone();
        async move {
            let uri = format!("http://{}{}", address, path);
            let method = method.parse().unwrap_or(Method::GET);
            let request = Request::builder().method(method).uri(uri).body(Body::from(*body)).expect("a request");
            // Where the service panics it closes the connection.
            match client.request(request).await {
                Ok(response) => println!("{} {}", response.status().as_u16(), path),
                Err(error) => println!("{} {}", error, path),
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    stream::iter(requests).buffer_unordered(2).for_each(|()| async {}).await;
}
