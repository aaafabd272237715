//! tokio's runtimes: who polls the future at the outer end, and what a spawned task adds.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use std::future::Future;
use std::pin::Pin;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::{JoinSet, LocalSet};

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn multi_thread() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

async fn read_sensor() -> u32 {
    capture()
}

async fn average(samples: u32) -> u32 {
    let value = read_sensor().await;
    value / samples
}

fn block_on_current_thread() {
    current_thread().block_on(average(1));
}

fn block_on_async_block() {
    current_thread().block_on(async { average(1).await + 1 });
}

fn block_on_multi_thread() {
    multi_thread().block_on(average(1));
}

fn block_on_handle() {
    let runtime = multi_thread();
    let handle = runtime.handle().clone();
    handle.block_on(average(1));
}

fn spawn_current_thread() {
    current_thread().block_on(async { tokio::spawn(average(1)).await.unwrap() });
}

fn spawn_multi_thread() {
    multi_thread().block_on(async { tokio::spawn(average(1)).await.unwrap() });
}

fn spawn_async_block() {
    multi_thread().block_on(async { tokio::spawn(async move { average(1).await }).await.unwrap() });
}

fn spawn_within_spawned_task() {
    async fn supervisor() -> u32 {
        tokio::spawn(async { average(2).await }).await.unwrap()
    }
    multi_thread().block_on(async { tokio::spawn(supervisor()).await.unwrap() });
}

fn spawn_boxed_future() {
    let boxed: Pin<Box<dyn Future<Output = u32> + Send>> = Box::pin(average(1));
    multi_thread().block_on(async { tokio::spawn(boxed).await.unwrap() });
}

fn spawn_from_a_plain_thread() {
    let runtime = multi_thread();
    let handle = runtime.handle().clone();
    let thread = std::thread::spawn(move || handle.spawn(average(1)));
    runtime.block_on(thread.join().unwrap()).unwrap();
}

fn join_set() {
    multi_thread().block_on(async {
        let mut tasks = JoinSet::new();
        tasks.spawn(average(1));
        tasks.join_next().await
    });
}

fn spawn_blocking() {
    multi_thread().block_on(async { tokio::task::spawn_blocking(|| capture()).await.unwrap() });
}

fn spawn_blocking_named_function() {
    fn parse_file() -> u32 {
        capture()
    }
    current_thread().block_on(async { tokio::task::spawn_blocking(parse_file).await.unwrap() });
}

fn block_in_place() {
    multi_thread().block_on(async {
        let task = tokio::spawn(async { tokio::task::block_in_place(|| capture()) });
        task.await.unwrap()
    });
}

fn block_in_place_and_block_on() {
    async fn bridge() -> u32 {
        tokio::task::block_in_place(|| Handle::current().block_on(average(2)))
    }
    multi_thread().block_on(async { tokio::spawn(bridge()).await.unwrap() });
}

fn blocking_thread_blocks_on() {
    multi_thread()
        .block_on(async {
            let handle = Handle::current();
            tokio::task::spawn_blocking(move || handle.block_on(async { average(3).await })).await
        })
        .unwrap();
}

fn local_set_run_until() {
    let local = LocalSet::new();
    current_thread().block_on(local.run_until(average(1)));
}

fn local_set_spawn_local() {
    let local = LocalSet::new();
    current_thread()
        .block_on(local.run_until(async { tokio::task::spawn_local(async { average(1).await }).await.unwrap() }));
}

fn local_set_block_on() {
    LocalSet::new().block_on(&current_thread(), average(1));
}

fn local_pool() {
    let pool = tokio_util::task::LocalPoolHandle::new(1);
    current_thread().block_on(async move { pool.spawn_pinned(|| average(1)).await.unwrap() });
}

#[tokio::main]
async fn through_tokio_main() {
    average(1).await;
}

#[tokio::main(flavor = "current_thread")]
async fn through_tokio_main_current_thread() {
    tokio::spawn(async { average(1).await }).await.unwrap();
}

fn aborted_task_drops_its_future() {
    struct Lease;
    impl Drop for Lease {
        fn drop(&mut self) {
            capture();
        }
    }
    async fn hold_lease(held: tokio::sync::oneshot::Sender<()>) {
        let _lease = Lease;
        held.send(()).unwrap();
        std::future::pending::<()>().await
    }
    multi_thread().block_on(async {
        let (sender, held) = tokio::sync::oneshot::channel();
        let task = tokio::spawn(hold_lease(sender));
        held.await.unwrap();
        task.abort();
        let _ = task.await;
    });
}

scenarios!(
    block_on_current_thread,
    block_on_async_block,
    block_on_multi_thread,
    block_on_handle,
    spawn_current_thread,
    spawn_multi_thread,
    spawn_async_block,
    spawn_within_spawned_task,
    spawn_boxed_future,
    spawn_from_a_plain_thread,
    join_set,
    spawn_blocking,
    spawn_blocking_named_function,
    block_in_place,
    block_in_place_and_block_on,
    blocking_thread_blocks_on,
    local_set_run_until,
    local_set_spawn_local,
    local_set_block_on,
    local_pool,
    through_tokio_main,
    through_tokio_main_current_thread,
    aborted_task_drops_its_future,
);
