//! A small shop on tokio, hyper and tower that records its failures as OpenTelemetry does: an exception event on
//! the span of the request and a log record with the same trace and span id, each with `exception.type`,
//! `exception.message` and `exception.stacktrace`.
//!
//!     storefront DIRECTORY
//!
//! It serves until its own load generator is done, then adds what it recorded to DIRECTORY/logs.json and
//! DIRECTORY/traces.json, each an export request of OTLP in JSON.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

mod catalog;
mod checkout;
mod failure;
mod load;
mod reports;
mod server;
mod stock;
mod telemetry;

use std::sync::Arc;
use std::time::Duration;
use telemetry::Telemetry;

fn main() {
    let directory = std::env::args().nth(1).expect("usage: storefront DIRECTORY");
    let telemetry = Arc::new(Telemetry::default());
    telemetry.clone().record_panics();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(serve(telemetry.clone()));
    runtime.shutdown_timeout(Duration::from_secs(1));
    telemetry.write(&directory).expect("the directory can be written to");
}

async fn serve(telemetry: Arc<Telemetry>) {
    let shop = Arc::new(server::Shop::open(telemetry.clone()));
    let refresher = tokio::spawn(stock::refresh_every(Duration::from_millis(20), shop.clone()));
    let (address, serving) = server::start(shop);
    let serving = tokio::spawn(serving);
    load::generate(address).await;
    refresher.abort();
    serving.abort();
}
