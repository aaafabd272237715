//! Rates of exchange, as futures that plain functions return.

use crate::site;
use futures::future::{BoxFuture, FutureExt};
use std::future::Future;
use std::time::Duration;

pub fn rate(of: u32) -> impl Future<Output = u32> {
    let scaled = of * 3;
    async move {
        tokio::time::sleep(Duration::from_millis(1)).await;
        site::at("rate");
        scaled + 1
    }
}

pub fn boxed(of: u32) -> BoxFuture<'static, u32> {
    async move {
        let plain = rate(of).await;
        site::at("boxed_rate");
        plain
    }
    .boxed()
}

/// Asks again and again, each time for less.
pub fn nested(depth: u32) -> BoxFuture<'static, u32> {
    Box::pin(async move {
        if depth == 0 {
            site::at("nested");
            return 0;
        }
        nested(depth - 1).await + rate(depth).map(|rate| rate % 7).await
    })
}
