//! What callers of the ledger see.

use crate::accounts::{Account, Accounts};
use crate::{feed, rates, site};
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument;

pub struct Ledger {
    accounts: Arc<dyn Accounts>,
}

impl Ledger {
    pub fn new(accounts: Arc<dyn Accounts>) -> Ledger {
        Ledger { accounts }
    }

    #[tracing::instrument(skip(self))]
    pub async fn transfer(&self, from: u64, to: u64, amount: i64) -> Result<(), String> {
        let mut source = self.account(from).await?;
        let mut target = self.account(to).await?;
        let amounts = [amount];
        let due: i64 = amounts
            .iter()
            .map(|amount| {
                site::at("check");
                amount + 1
            })
            .sum();
        source.balance -= due;
        target.balance += amount;
        self.accounts.save(source).await?;
        self.accounts.save(target).await?;
        site::at("transfer");
        Ok(())
    }

    async fn account(&self, id: u64) -> Result<Account, String> {
        self.accounts.find(id).await.ok_or_else(|| format!("no account {}", id))
    }

    pub async fn quote(&self, of: u32) -> u32 {
        let work = async {
            let rate = rates::rate(of).await;
            site::at("quote");
            rate + rates::nested(2).await
        };
        let limited = tokio::time::timeout(Duration::from_secs(5), async move {
            let quoted = work.await;
            site::at("deadline");
            quoted
        });
        limited.instrument(tracing::info_span!("quote")).await.unwrap_or(0)
    }

    pub async fn summary(&self) -> i64 {
        feed::touch_all(self.accounts.clone()).await;
        let total = feed::total(self.accounts.clone()).await;
        let mut accounts = self.accounts.load_all(&[3, 1, 2]).await;
        accounts.sort_by_key(|account| {
            site::at("sorted");
            account.id
        });
        accounts.retain(|account| account.balance > 0 && site::at("retained") > 0);
        site::at("summary");
        total + accounts.len() as i64
    }

    pub async fn audit(self: &Arc<Self>, id: u64) -> i64 {
        let ledger = Arc::clone(self);
        let task = tokio::spawn(async move {
            site::at("spawned");
            ledger.accounts.find(id).await
        });
        let found = task.await.expect("no panic");
        site::at("audit");
        found.map_or(0, |account| account.balance)
    }

    pub async fn watch(&self, total: i64) -> bool {
        let again = feed::total(self.accounts.clone()).await;
        again >= total
    }
}
