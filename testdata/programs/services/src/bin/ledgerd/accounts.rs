//! Accounts, and where they are kept.

use crate::site;
use async_trait::async_trait;
use std::collections::BTreeMap;
use tokio::sync::RwLock;

#[derive(Clone, Debug, Default)]
pub struct Account {
    pub id: u64,
    pub balance: i64,
}

#[async_trait]
pub trait Accounts: Send + Sync {
    async fn find(&self, id: u64) -> Option<Account>;
    async fn save(&self, account: Account) -> Result<(), String>;

    async fn load_all(&self, ids: &[u64]) -> Vec<Account> {
        let mut loaded = Vec::new();
        for id in ids {
            loaded.extend(self.find(*id).await);
        }
        tokio::task::yield_now().await;
        site::at("load_all");
        loaded
    }
}

pub struct Memory {
    accounts: RwLock<BTreeMap<u64, Account>>,
}

impl Memory {
    pub fn filled(count: u64) -> Memory {
        let accounts = (0..count).map(|id| (id, Account { id, balance: 100 })).collect();
        Memory { accounts: RwLock::new(accounts) }
    }

    async fn visit<R>(&self, id: u64, view: impl FnOnce(&Account) -> R) -> Option<R> {
        let accounts = self.accounts.read().await;
        accounts.get(&id).map(view)
    }
}

#[async_trait]
impl Accounts for Memory {
    async fn find(&self, id: u64) -> Option<Account> {
        let found = self
            .visit(id, |account| {
                site::at("visit");
                account.clone()
            })
            .await;
        tokio::task::yield_now().await;
        site::at("find");
        found
    }

    async fn save(&self, account: Account) -> Result<(), String> {
        let mut accounts = self.accounts.write().await;
        accounts.insert(account.id, account);
        site::at("save");
        Ok(())
    }
}

/// Keeps what was found.
pub struct Cached<A> {
    inner: A,
    seen: RwLock<BTreeMap<u64, Account>>,
}

impl<A> Cached<A> {
    pub fn new(inner: A) -> Self {
        Cached { inner, seen: RwLock::default() }
    }
}

#[async_trait]
impl<A: Accounts> Accounts for Cached<A> {
    async fn find(&self, id: u64) -> Option<Account> {
        if let Some(account) = self.seen.read().await.get(&id) {
            site::at("cached");
            return Some(account.clone());
        }
        let found = self.inner.find(id).await?;
        self.seen.write().await.insert(id, found.clone());
        Some(found)
    }

    async fn save(&self, account: Account) -> Result<(), String> {
        self.seen.write().await.remove(&account.id);
        self.inner.save(account).await
    }
}
