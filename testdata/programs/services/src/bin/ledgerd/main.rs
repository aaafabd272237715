//! A ledger in layers: accounts behind a trait that is async by macro, a feed of entries as streams, rates from
//! elsewhere, and an interface that puts them together.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

mod accounts;
mod feed;
mod interface;
mod rates;
#[path = "../../site.rs"]
mod site;

use accounts::{Accounts, Cached, Memory};
use interface::Ledger;
use std::sync::Arc;

const SITES: &[&str] = &[
    "find", "save", "load_all", "cached", "visit", "unfold", "then", "filter_map", "concurrent", "fold", "rate",
    "boxed_rate", "quote", "transfer", "check", "audit", "nested", "summary", "sorted", "retained", "deadline", "spawned",
    "joined", "shutdown",
];

#[tokio::main(worker_threads = 2)]
async fn main() {
    if !site::choose(SITES) {
        return;
    }
    let accounts: Arc<dyn Accounts> = Arc::new(Cached::new(Memory::filled(8)));
    let ledger = Arc::new(Ledger::new(accounts));
    ledger.transfer(1, 2, 30).await.expect("a transfer");
    ledger.quote(7).await;
    let total = ledger.summary().await;
    let watcher = tokio::spawn({
        let ledger = ledger.clone();
        async move { ledger.watch(total).await }
    });
    let (first, second) = tokio::join!(ledger.audit(3), async { rates::boxed(site::at("joined") as u32).await });
    println!("{} {} {:?}", first, second, watcher.await);
    site::at("shutdown");
}
