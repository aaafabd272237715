//! Entries as streams.

use crate::accounts::{Account, Accounts};
use crate::site;
use futures::stream::{self, Stream, StreamExt};
use std::sync::Arc;

/// Every account from one on, a page at a time.
pub fn pages(accounts: Arc<dyn Accounts>, from: u64) -> impl Stream<Item = Vec<Account>> {
    stream::unfold(from, move |next| {
        let accounts = accounts.clone();
        async move {
            let page = accounts.load_all(&[next, next + 1]).await;
            site::at("unfold");
            if page.is_empty() || next > 6 {
                None
            } else {
                Some((page, next + 2))
            }
        }
    })
}

pub fn balances(accounts: Arc<dyn Accounts>) -> impl Stream<Item = i64> {
    pages(accounts, 0)
        .then(|page| async move {
            tokio::task::yield_now().await;
            site::at("then");
            page
        })
        .flat_map(stream::iter)
        .filter_map(|account| async move {
            site::at("filter_map");
            (account.balance > 0).then(|| account.balance)
        })
}

pub async fn total(accounts: Arc<dyn Accounts>) -> i64 {
    balances(accounts)
        .fold(0, |sum, balance| async move {
            site::at("fold");
            sum + balance
        })
        .await
}

pub async fn touch_all(accounts: Arc<dyn Accounts>) {
    let ids = stream::iter(0..4_u64);
    ids.for_each_concurrent(2, |id| {
        let accounts = Arc::clone(&accounts);
        async move {
            if let Some(mut account) = accounts.find(id).await {
                account.balance += 1;
                site::at("concurrent");
                let _ = accounts.save(account).await;
            }
        }
    })
    .await
}
