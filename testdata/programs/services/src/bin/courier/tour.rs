//! Planning a tour of many stops at once.

use crate::delivery::Courier;
use crate::site;
use rayon::prelude::*;
use tokio::task::JoinSet;

pub async fn all(courier: &Courier) -> u64 {
    let mut legs = JoinSet::new();
    for stop in 0..3 {
        legs.spawn(leg(stop));
    }
    legs.spawn(async {
        tokio::task::yield_now().await;
        site::at("set_member")
    });
    let mut length = 0;
    while let Some(leg) = legs.join_next().await {
        length += leg.expect("no panic");
        site::at("set");
    }
    let planned = tokio::task::spawn_blocking(move || {
        site::at("blocking");
        plan(length)
    });
    length + planned.await.expect("no panic") + courier.deliver(crate::Parcel::new(9)).await
}

async fn leg(stop: u64) -> u64 {
    let weights = tokio::task::block_in_place(|| {
        site::at("in_place");
        vec![stop, stop + 1]
    });
    tokio::task::yield_now().await;
    site::at("leg");
    weights.iter().sum()
}

fn plan(length: u64) -> u64 {
    let heavy: u64 = (0..length)
        .into_par_iter()
        .map(|stop| {
            site::at("weigh");
            stop * 2
        })
        .sum();
    let thread = std::thread::spawn(move || {
        site::at("thread");
        [3, 4, 5].chunks(2).map(|pair| pair.len() as u64 + site::at("chunk")).sum::<u64>()
    });
    site::at("plan");
    heavy + thread.join().expect("no panic")
}
