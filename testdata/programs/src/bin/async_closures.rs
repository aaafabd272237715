//! Async closures (Rust 1.85): by reference, by move, called once, and beside what users wrote before.
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::executor::block_on;
use std::future::Future;
use std::pin::Pin;

async fn leaf() -> u32 {
    capture()
}

async fn call<F: AsyncFn(u32) -> u32>(f: F) -> u32 {
    f(3).await
}

async fn call_mut<F: AsyncFnMut(u32) -> u32>(mut f: F) -> u32 {
    f(3).await
}

async fn call_once<F: AsyncFnOnce(u32) -> u32>(f: F) -> u32 {
    f(3).await
}

async fn call_future<F: Fn(u32) -> Fut, Fut: Future<Output = u32>>(f: F) -> u32 {
    f(3).await
}

fn by_reference() {
    let base = 5;
    block_on(call(async |n| leaf().await + n + base));
}

fn mutating() {
    let mut calls = 0;
    block_on(call_mut(async |n| {
        calls += 1;
        leaf().await + n
    }));
}

fn moving() {
    let base = 5;
    block_on(call_mut(async move |n| leaf().await + n + base));
}

fn called_once() {
    let text = String::from("x");
    block_on(call_once(async move |n| {
        let length = text.len() as u32;
        drop(text);
        leaf().await + n + length
    }));
}

fn shared_closure_called_once() {
    let base = 5;
    let closure = async |n: u32| leaf().await + n + base;
    block_on(call_once(closure));
}

fn called_directly() {
    block_on(async {
        let closure = async |n: u32| leaf().await + n;
        closure(1).await
    });
}

fn inside_an_async_fn() {
    async fn work() -> u32 {
        let step = async |n: u32| leaf().await + n;
        step(1).await + step(2).await
    }
    block_on(work());
}

fn block_inside_an_async_closure() {
    block_on(call(async |n| async move { leaf().await + n }.await));
}

fn plain_closure_inside_an_async_closure() {
    block_on(call(async |n| {
        let observe = |m: u32| m + capture();
        observe(n)
    }));
}

fn async_fn_as_async_closure() {
    async fn named(n: u32) -> u32 {
        leaf().await + n
    }
    block_on(call(named));
}

fn closure_that_returns_a_block() {
    block_on(call_future(|n| async move { leaf().await + n }));
}

fn async_closure_where_a_future_is_asked_for() {
    block_on(call_future(async |n| leaf().await + n));
}

fn boxed_closure_that_boxes_a_block() {
    let closure: Box<dyn Fn(u32) -> Pin<Box<dyn Future<Output = u32>>>> =
        Box::new(|n| Box::pin(async move { leaf().await + n }));
    block_on(closure(1));
}

fn spawned_async_closure() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    runtime.block_on(async {
        let work = async move |n: u32| leaf().await + n;
        tokio::spawn(work(2)).await.unwrap()
    });
}

fn async_closure_over_items() {
    async fn for_each(items: &[u32], mut visit: impl AsyncFnMut(&u32)) {
        for item in items {
            visit(item).await;
        }
    }
    let mut total = 0;
    block_on(for_each(&[1, 2], async |n| total += leaf().await + n));
}

scenarios!(
    by_reference,
    mutating,
    moving,
    called_once,
    shared_closure_called_once,
    called_directly,
    inside_an_async_fn,
    block_inside_an_async_closure,
    plain_closure_inside_an_async_closure,
    async_fn_as_async_closure,
    closure_that_returns_a_block,
    async_closure_where_a_future_is_asked_for,
    boxed_closure_that_boxes_a_block,
    spawned_async_closure,
    async_closure_over_items,
);
