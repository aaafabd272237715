//! A worker that delivers parcels: a queue, a set of tasks, retries, a choice between what comes first, values that
//! belong to a task, work on threads.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

mod delivery;
mod retry;
#[path = "../../site.rs"]
mod site;
mod tour;

use delivery::{Courier, Parcel};
use std::time::Duration;
use tokio::sync::mpsc;

const SITES: &[&str] = &[
    "deliver", "attempt", "backoff", "on_retry", "local", "local_block", "set", "set_member", "ticked", "received",
    "stopped", "first_of", "blocking", "plan", "leg", "weigh", "in_place", "thread", "hook", "label", "local_set", "dropped",
    "flush", "chunk",
];

fn main() {
    if !site::choose(SITES) {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let delivered = runtime.block_on(work());
    let local = tokio::task::LocalSet::new();
    let single = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let kept = local.block_on(&single, async {
        tokio::task::spawn_local(async { site::at("local_set") }).await.expect("no panic")
    });
    println!("{} {}", delivered, kept);
}

async fn work() -> u64 {
    let (sender, mut receiver) = mpsc::channel(4);
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let feeder = tokio::spawn(async move {
        for number in 0..3 {
            let _ = sender.send(Parcel::new(number)).await;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        drop(stop);
    });
    let courier = Courier::new("north");
    let mut ticks = tokio::time::interval(Duration::from_millis(1));
    let (mut delivered, mut ticked) = (0, 0);
    while ticked < 90 {
        tokio::select! {
            Some(parcel) = receiver.recv() => {
                site::at("received");
                delivered += courier.deliver(parcel).await;
            }
            _ = &mut stopped => {
                site::at("stopped");
                break;
            }
            _ = ticks.tick() => {
                ticked += 1;
                site::at("ticked");
            }
        }
    }
    feeder.await.expect("no panic");
    delivered + tour::all(&courier).await
}
