//! tokio's macros, timers and synchronisation between a caller and the future it awaits.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot, watch, Mutex, Notify, OnceCell, RwLock, Semaphore};
use tokio::time;

const SOON: Duration = Duration::from_millis(5);
const LATER: Duration = Duration::from_secs(60);

tokio::task_local! {
    static REQUEST_ID: u32;
}

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

async fn fetch(id: u32) -> u32 {
    capture() + id
}

async fn try_fetch(id: u32) -> Result<u32, String> {
    Ok(fetch(id).await)
}

async fn first_of_two() -> u32 {
    tokio::select! {
        value = fetch(1) => value,
        _ = time::sleep(LATER) => 0,
    }
}

fn select_branch() {
    run(first_of_two());
}

fn select_handler() {
    run(async {
        tokio::select! {
            id = async { 4 } => fetch(id).await,
            _ = time::sleep(LATER) => 0,
        }
    });
}

fn select_biased_in_a_loop() {
    run(async {
        let (sender, mut receiver) = mpsc::channel::<u32>(1);
        sender.send(3).await.unwrap();
        let stop = time::sleep(LATER);
        tokio::pin!(stop);
        loop {
            tokio::select! {
                biased;
                _ = &mut stop => break,
                Some(id) = receiver.recv() => {
                    fetch(id).await;
                    break;
                }
            }
        }
    });
}

fn select_on_a_pinned_future() {
    run(async {
        let download = fetch(2);
        tokio::pin!(download);
        tokio::select! {
            value = &mut download => value,
            _ = time::sleep(LATER) => 0,
        }
    });
}

fn join_macro() {
    run(async { tokio::join!(fetch(1), async { 1u32 }) });
}

fn join_macro_of_blocks() {
    run(async { tokio::join!(async { 1u32 }, async { fetch(2).await }) });
}

fn try_join_macro() {
    let _ = run(async { tokio::try_join!(try_fetch(1), async { Ok::<u32, String>(1) }) });
}

fn timeout() {
    let _ = run(async { time::timeout(LATER, fetch(1)).await });
}

fn timeout_of_a_block() {
    let _ = run(async { time::timeout(LATER, async { fetch(1).await + 1 }).await });
}

fn timeout_at_within_a_timeout() {
    async fn patient(deadline: time::Instant) -> Result<u32, time::error::Elapsed> {
        time::timeout_at(deadline, fetch(5)).await
    }
    let _ = run(async { time::timeout(LATER, patient(time::Instant::now() + LATER)).await });
}

fn interval() {
    run(async {
        let mut ticks = time::interval(SOON);
        ticks.tick().await;
        fetch(1).await
    });
}

fn sleep_then_resume() {
    run(async {
        time::sleep(SOON).await;
        fetch(1).await
    });
}

fn unconstrained() {
    run(tokio::task::unconstrained(fetch(1)));
}

fn task_local_scope() {
    run(REQUEST_ID.scope(1, async { fetch(REQUEST_ID.with(|id| *id)).await }));
}

fn task_local_sync_scope() {
    REQUEST_ID.sync_scope(1, || capture());
}

fn task_local_with() {
    run(REQUEST_ID.scope(9, async { REQUEST_ID.with(|id| *id + capture()) }));
}

fn once_cell() {
    async fn connection() -> u32 {
        fetch(3).await
    }
    run(async {
        let cell = OnceCell::new();
        *cell.get_or_init(connection).await
    });
}

fn once_cell_try_init() {
    run(async {
        let cell = OnceCell::new();
        cell.get_or_try_init(|| async { try_fetch(1).await }).await.map(|value| *value)
    })
    .unwrap();
}

fn behind_a_mutex() {
    run(async {
        let shared = Mutex::new(1);
        let mut guard = shared.lock().await;
        *guard = fetch(*guard).await;
    });
}

fn behind_a_read_write_lock() {
    run(async {
        let shared = RwLock::new(1);
        let guard = shared.read().await;
        fetch(*guard).await
    });
}

fn behind_a_semaphore() {
    run(async {
        let gate = Arc::new(Semaphore::new(1));
        let _permit = gate.acquire_owned().await.unwrap();
        fetch(1).await
    });
}

fn worker_on_a_channel() {
    async fn worker(mut jobs: mpsc::Receiver<(u32, oneshot::Sender<u32>)>) {
        while let Some((id, reply)) = jobs.recv().await {
            let _ = reply.send(fetch(id).await);
        }
    }
    run(async {
        let (jobs, receiver) = mpsc::channel(4);
        tokio::spawn(worker(receiver));
        let (reply, answer) = oneshot::channel();
        jobs.send((1, reply)).await.unwrap();
        answer.await.unwrap()
    });
}

fn woken_by_notify() {
    run(async {
        let notify = Arc::new(Notify::new());
        let waiting = notify.clone();
        let task = tokio::spawn(async move {
            waiting.notified().await;
            fetch(1).await
        });
        tokio::task::yield_now().await;
        notify.notify_one();
        task.await.unwrap()
    });
}

fn woken_by_broadcast() {
    run(async {
        let (sender, mut receiver) = broadcast::channel(1);
        let task = tokio::spawn(async move { fetch(receiver.recv().await.unwrap()).await });
        sender.send(8).unwrap();
        task.await.unwrap()
    });
}

fn watch_for_a_change() {
    run(async {
        let (sender, mut receiver) = watch::channel(0);
        let task = tokio::spawn(async move {
            receiver.changed().await.unwrap();
            let id = *receiver.borrow();
            fetch(id).await
        });
        tokio::task::yield_now().await;
        sender.send(2).unwrap();
        task.await.unwrap()
    });
}

fn send_modify() {
    let (sender, _receiver) = watch::channel(0);
    sender.send_modify(|value| *value += capture());
}

fn cancellation_token() {
    run(async {
        let token = tokio_util::sync::CancellationToken::new();
        let child = token.child_token();
        let task = tokio::spawn(async move {
            tokio::select! {
                _ = child.cancelled() => fetch(0).await,
                _ = time::sleep(LATER) => 1,
            }
        });
        token.cancel();
        task.await.unwrap()
    });
}

scenarios!(
    select_branch,
    select_handler,
    select_biased_in_a_loop,
    select_on_a_pinned_future,
    join_macro,
    join_macro_of_blocks,
    try_join_macro,
    timeout,
    timeout_of_a_block,
    timeout_at_within_a_timeout,
    interval,
    sleep_then_resume,
    unconstrained,
    task_local_scope,
    task_local_sync_scope,
    task_local_with,
    once_cell,
    once_cell_try_init,
    behind_a_mutex,
    behind_a_read_write_lock,
    behind_a_semaphore,
    worker_on_a_channel,
    woken_by_notify,
    woken_by_broadcast,
    watch_for_a_change,
    send_modify,
    cancellation_token,
);
