//! async fn in traits (Rust 1.75), in its own spelling, as `impl Future`, as a default body and boxed.
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::executor::block_on;
use std::fmt::Debug;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

async fn leaf() -> u32 {
    capture()
}

trait Repository {
    async fn load(&self, id: u32) -> u32;

    fn load_later(&self, id: u32) -> impl Future<Output = u32>;

    async fn load_default(&self) -> u32 {
        self.load(0).await
    }

    fn load_boxed(&self, id: u32) -> Pin<Box<dyn Future<Output = u32> + '_>>;
}

struct Memory<T>(T);

impl<T: Debug> Repository for Memory<T> {
    async fn load(&self, id: u32) -> u32 {
        leaf().await + id
    }

    fn load_later(&self, id: u32) -> impl Future<Output = u32> {
        async move { leaf().await + id }
    }

    fn load_boxed(&self, id: u32) -> Pin<Box<dyn Future<Output = u32> + '_>> {
        Box::pin(async move { leaf().await + id })
    }
}

struct Cached<R>(R);

impl<R: Repository> Repository for Cached<R> {
    async fn load(&self, id: u32) -> u32 {
        self.0.load(id).await
    }

    fn load_later(&self, id: u32) -> impl Future<Output = u32> {
        self.0.load_later(id)
    }

    fn load_boxed(&self, id: u32) -> Pin<Box<dyn Future<Output = u32> + '_>> {
        self.0.load_boxed(id)
    }
}

fn async_method() {
    block_on(Memory(1u8).load(1));
}

fn method_that_returns_impl_future() {
    block_on(Memory("x").load_later(1));
}

fn default_method() {
    block_on(Memory(1u8).load_default());
}

fn boxed_method() {
    block_on(async { Memory(1u8).load_boxed(2).await });
}

fn wrapped_repository() {
    block_on(Cached(Memory(1u8)).load_default());
}

fn wrapped_impl_future() {
    block_on(async { Cached(Memory(1u8)).load_later(4).await });
}

fn generic_caller() {
    async fn total(repository: impl Repository, ids: &[u32]) -> u32 {
        let mut sum = 0;
        for id in ids {
            sum += repository.load(*id).await;
        }
        sum
    }
    block_on(total(Memory("x"), &[1, 2]));
}

fn into_future() {
    struct Request(u32);
    impl IntoFuture for Request {
        type Output = u32;
        type IntoFuture = Pin<Box<dyn Future<Output = u32>>>;
        fn into_future(self) -> Self::IntoFuture {
            Box::pin(async move { leaf().await + self.0 })
        }
    }
    block_on(async { Request(1).await });
}

fn associated_function() {
    trait Connect: Sized {
        async fn connect(address: &str) -> Self;
    }
    struct Session(u32);
    impl Connect for Session {
        async fn connect(address: &str) -> Self {
            Session(leaf().await + address.len() as u32)
        }
    }
    block_on(async { Session::connect("localhost").await.0 });
}

scenarios!(
    async_method,
    method_that_returns_impl_future,
    default_method,
    boxed_method,
    wrapped_repository,
    wrapped_impl_future,
    generic_caller,
    into_future,
    associated_function,
);
