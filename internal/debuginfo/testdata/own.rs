//! A library without std, of which debug information says as much as it is built with.
#![no_std]
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

#[inline(never)]
pub async fn leaf(n: u64) -> u64 {
    standard::checked(n) + 1
}

pub async fn outer(n: u64) -> u64 {
    let block = async move { leaf(n).await * 2 };
    block.await
}

/// Polls once.
#[no_mangle]
pub fn start(n: u64, context: &mut Context<'_>) -> u64 {
    let future = outer(standard::mapped(n, |n| standard::checked(n) + 2));
    once(future, context)
}

#[inline(never)]
fn once(mut future: impl Future<Output = u64>, context: &mut Context<'_>) -> u64 {
    match unsafe { Pin::new_unchecked(&mut future) }.poll(context) {
        Poll::Ready(n) => n,
        Poll::Pending => 0,
    }
}
