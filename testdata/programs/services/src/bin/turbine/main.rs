//! Executors and futures of one's own, under names of one's own: a wheel that turns tasks, cells that hold one future
//! each, a lane a thread, and adapters written by hand.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

mod adapters;
mod cell;
mod lane;
#[path = "../../site.rs"]
mod site;
mod wheel;

use adapters::{both, Belt, Relay};
use std::cell::RefCell;
use std::rc::Rc;

const SITES: &[&str] = &[
    "crank", "crank_block", "spun", "spun_block", "spun_inner", "cell", "cell_block", "lane", "lane_block", "relay",
    "relay_block", "relayed", "belt", "belt_map", "both_left", "both_right", "handed", "gate", "gate_opened", "boxed",
    "made", "made_later", "visited", "recursion", "steps", "shared",
];

fn main() {
    if !site::choose(SITES) {
        return;
    }
    let mut total = wheel::crank(grind(4));
    total += wheel::crank(async {
        let ground = grind(2).await;
        site::at("crank_block");
        ground
    });
    total += turning() + cells() + lanes();
    total += wheel::settle(adapted());
    println!("{}", total);
}

async fn grind(grains: u64) -> u64 {
    let ground = pause(grains).await;
    site::at("crank");
    ground + visit(&[1, 2, 3], |grain| grain + site::at("visited"))
}

/// Gives way once.
async fn pause(value: u64) -> u64 {
    wheel::GiveWay::default().await;
    value
}

fn visit(grains: &[u64], mut each: impl FnMut(u64) -> u64) -> u64 {
    let mut sum = 0;
    for grain in grains {
        sum += each(*grain);
    }
    sum
}

fn turning() -> u64 {
    let wheel = wheel::Wheel::new();
    let sum = Rc::new(RefCell::new(0));
    for spoke in 0..2 {
        let sum = sum.clone();
        wheel.attach(async move {
            let ground = spoke_work(spoke).await;
            site::at("spun_block");
            *sum.borrow_mut() += ground;
        });
    }
    let inner = wheel.clone();
    wheel.attach(async move {
        inner.attach(async {
            pause(1).await;
            site::at("spun_inner");
        });
    });
    wheel.turn();
    let sum = *sum.borrow();
    sum
}

async fn spoke_work(spoke: u64) -> u64 {
    let ground = pause(spoke).await;
    site::at("spun");
    ground + deeper(3).await
}

fn deeper(levels: u64) -> std::pin::Pin<Box<dyn std::future::Future<Output = u64>>> {
    Box::pin(async move {
        if levels == 0 {
            return site::at("recursion");
        }
        deeper(levels - 1).await + 1
    })
}

fn cells() -> u64 {
    let mut blink = cell::Cell::new(blink(3));
    let mut quick = cell::Cell::new(async {
        pause(1).await;
        site::at("cell_block")
    });
    let mut steps = 0;
    while !blink.advance() | !quick.advance() {
        steps += site::at("steps");
    }
    steps
}

async fn blink(times: u64) {
    for time in 0..times {
        pause(time).await;
        site::at("cell");
    }
}

fn lanes() -> u64 {
    let lanes = lane::Lanes::start(2);
    let shared = lanes.hand_over(|| async {
        pause(2).await;
        site::at("lane_block")
    });
    let made = lanes.hand_over(|| carry(5));
    lanes.finish();
    shared.join() + made.join()
}

async fn carry(load: u64) -> u64 {
    let carried = pause(load).await;
    site::at("lane");
    carried
}

async fn adapted() -> u64 {
    let relayed = Relay::new(relay_race(2), |runner| runner + site::at("relayed")).await;
    let block = Relay::new(
        async {
            pause(1).await;
            site::at("relay_block")
        },
        |time| time,
    )
    .await;
    let (left, right) = both(
        async {
            pause(1).await;
            site::at("both_left")
        },
        right_hand(),
    )
    .await;
    let mut belt = Belt::new(vec![1, 2, 3], |item| async move {
        pause(item).await;
        site::at("belt_map") + item
    });
    let mut moved = 0;
    while let Some(item) = belt.forward().await {
        moved += item;
        site::at("belt");
    }
    relayed + block + left + right + moved + adapters::gates().await
}

async fn relay_race(runners: u64) -> u64 {
    for runner in 0..runners {
        pause(runner).await;
    }
    site::at("relay")
}

async fn right_hand() -> u64 {
    pause(2).await;
    site::at("both_right")
}
