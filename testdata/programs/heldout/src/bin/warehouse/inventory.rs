use crate::error::{Error, Kind};
use async_trait::async_trait;
use std::collections::HashMap;
use tokio::sync::RwLock;

#[async_trait]
pub trait Inventory: Send + Sync {
    async fn reserve(&self, item: &str, wanted: u32) -> Result<u32, Error>;
    async fn items(&self) -> Vec<String>;
}

pub struct MemoryInventory {
    stock: RwLock<HashMap<String, u32>>,
}

impl MemoryInventory {
    pub fn with(stock: &[(&str, u32)]) -> MemoryInventory {
        let stock = stock.iter().map(|(item, count)| (item.to_string(), *count)).collect();
        MemoryInventory { stock: RwLock::new(stock) }
    }
}

#[async_trait]
impl Inventory for MemoryInventory {
    async fn reserve(&self, item: &str, wanted: u32) -> Result<u32, Error> {
        let mut stock = self.stock.write().await;
        let left = stock
            .get(item)
            .copied()
            .and_then(|count| count.checked_sub(wanted))
            .ok_or_else(|| Error::new(Kind::OutOfStock { item: item.to_string(), wanted }))?;
        stock.insert(item.to_string(), left);
        Ok(left)
    }

    async fn items(&self) -> Vec<String> {
        self.stock.read().await.keys().cloned().collect()
    }
}
