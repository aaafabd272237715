//! User crates, modules, types and functions whose names are those of the runtime and of the adapters.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use future_store::future::{GenFuture, Instrumented, PollFn, Timeout};
use future_store::stream::StreamExt;
use future_store::{task, FutureStore};
use futures::executor::block_on;
use tokio_like::runtime::scheduler::CurrentThread;

async fn leaf() -> u32 {
    capture()
}

fn crate_named_like_futures() {
    async fn count(store: FutureStore<u32>) -> usize {
        store.visit(|item| item + capture()).await.len()
    }
    block_on(count(FutureStore::new(vec![1])));
}

fn type_named_gen_future() {
    block_on(GenFuture(Box::pin(leaf())));
}

fn type_named_poll_fn() {
    block_on(PollFn(|| capture()));
}

fn type_named_timeout() {
    block_on(async { Timeout { value: Box::pin(leaf()), polls_left: 3 }.await });
}

fn type_named_instrumented() {
    block_on(Instrumented("span", Box::pin(async { leaf().await })));
}

fn function_named_poll_in_task_harness() {
    task::harness::poll(&|| capture());
}

fn function_named_spawn_blocking() {
    task::spawn_blocking(|| capture());
}

fn trait_with_poll_next() {
    StreamExt::map(&mut (0..1), |n| n + capture());
}

fn crate_named_like_tokio() {
    let mut scheduler = CurrentThread::default();
    scheduler.spawn(async {
        leaf().await;
    });
    scheduler.run();
}

fn block_on_of_a_crate_named_like_tokio() {
    tokio_like::block_on(leaf());
}

fn block_on_of_a_crate_named_like_tokio_with_a_block() {
    tokio_like::block_on(async { leaf().await + 1 });
}

mod tokio {
    pub mod runtime {
        pub fn block_on(f: impl Fn() -> u32) -> u32 {
            enter(|| f())
        }
        fn enter<T>(f: impl FnOnce() -> T) -> T {
            f()
        }
    }
}

fn module_named_tokio() {
    self::tokio::runtime::block_on(|| capture());
}

mod future {
    pub async fn poll() -> u32 {
        super::leaf().await
    }

    pub fn closure() -> u32 {
        let closure = |n: u32| n + super::capture();
        closure(1)
    }
}

fn async_function_named_poll() {
    block_on(future::poll());
}

fn function_named_closure() {
    future::closure();
}

fn trait_named_future() {
    trait Future {
        fn poll(&mut self) -> u32;
    }
    struct Contract;
    impl Future for Contract {
        fn poll(&mut self) -> u32 {
            let settle = || capture();
            settle()
        }
    }
    let mut contracts: Vec<Box<dyn Future>> = vec![Box::new(Contract)];
    contracts.iter_mut().for_each(|contract| {
        contract.poll();
    });
}

fn trait_named_fn_once() {
    trait FnOnce {
        fn call_once(self) -> u32;
    }
    struct Ticket(u32);
    impl FnOnce for Ticket {
        fn call_once(self) -> u32 {
            self.0 + capture()
        }
    }
    Ticket(1).call_once();
}

fn __rust_begin_short_backtrace() -> u32 {
    [1].iter().map(|n| n + capture()).sum()
}

fn function_named_like_the_short_backtrace_marker() {
    __rust_begin_short_backtrace();
}

scenarios!(
    crate_named_like_futures,
    type_named_gen_future,
    type_named_poll_fn,
    type_named_timeout,
    type_named_instrumented,
    function_named_poll_in_task_harness,
    function_named_spawn_blocking,
    trait_with_poll_next,
    crate_named_like_tokio,
    block_on_of_a_crate_named_like_tokio,
    block_on_of_a_crate_named_like_tokio_with_a_block,
    module_named_tokio,
    async_function_named_poll,
    function_named_closure,
    trait_named_future,
    trait_named_fn_once,
    function_named_like_the_short_backtrace_marker,
);
