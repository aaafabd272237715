//! smol, async-executor and futures-lite.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use smol::future::FutureExt;
use smol::stream::StreamExt;
use smol::{Executor, LocalExecutor, Timer};
use std::sync::Arc;
use std::time::Duration;

async fn scan() -> u32 {
    capture()
}

async fn scan_twice() -> u32 {
    scan().await + scan().await
}

fn block_on() {
    smol::block_on(scan_twice());
}

fn block_on_a_block() {
    smol::block_on(async { scan_twice().await + 1 });
}

fn spawn() {
    smol::block_on(async { smol::spawn(scan_twice()).await });
}

fn spawn_a_block() {
    smol::block_on(async {
        let factor = 2;
        smol::spawn(async move { scan().await * factor }).await
    });
}

fn detached() {
    smol::block_on(async {
        let (sender, receiver) = smol::channel::bounded(1);
        smol::spawn(async move {
            let _ = sender.send(scan().await).await;
        })
        .detach();
        receiver.recv().await.unwrap()
    });
}

fn executor_run() {
    let executor = Executor::new();
    smol::block_on(executor.run(async { executor.spawn(scan_twice()).await }));
}

fn executor_on_threads() {
    let executor = Arc::new(Executor::new());
    let task = executor.spawn(scan());
    let worker = executor.clone();
    let (stop, stopped) = smol::channel::bounded::<()>(1);
    let thread = std::thread::spawn(move || smol::block_on(worker.run(stopped.recv())));
    smol::block_on(task);
    drop(stop);
    let _ = thread.join().unwrap();
}

fn local_executor() {
    let executor = LocalExecutor::new();
    smol::block_on(executor.run(async { executor.spawn(scan_twice()).await }));
}

fn unblock() {
    smol::block_on(smol::unblock(|| capture()));
}

fn or() {
    smol::block_on(scan().or(smol::future::pending()));
}

fn race_with_a_timer() {
    async fn timed() -> u32 {
        scan()
            .race(async {
                Timer::after(Duration::from_secs(60)).await;
                0
            })
            .await
    }
    smol::block_on(timed());
}

fn zip() {
    smol::block_on(smol::future::zip(scan(), async { 1 }));
}

fn after_a_timer() {
    smol::block_on(async {
        Timer::after(Duration::from_millis(2)).await;
        scan().await
    });
}

fn poll_fn() {
    smol::block_on(smol::future::poll_fn(|_| std::task::Poll::Ready(capture())));
}

fn stream() {
    smol::block_on(smol::stream::iter(0..1).then(|_| scan()).collect::<Vec<_>>());
}

fn lock() {
    smol::block_on(async {
        let shared = smol::lock::Mutex::new(0);
        let mut guard = shared.lock().await;
        *guard += scan().await;
    });
}

fn once_cell() {
    smol::block_on(async {
        let cell = smol::lock::OnceCell::new();
        *cell.get_or_init(|| scan()).await
    });
}

fn catch_unwind() {
    let _ = smol::block_on(std::panic::AssertUnwindSafe(scan()).catch_unwind());
}

scenarios!(
    block_on,
    block_on_a_block,
    spawn,
    spawn_a_block,
    detached,
    executor_run,
    executor_on_threads,
    local_executor,
    unblock,
    or,
    race_with_a_timer,
    zip,
    after_a_timer,
    poll_fn,
    stream,
    lock,
    once_cell,
    catch_unwind,
);
