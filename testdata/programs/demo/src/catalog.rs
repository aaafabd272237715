//! What the shop sells.

use crate::failure::Failure;
use async_trait::async_trait;
use futures::stream::{self, StreamExt, TryStreamExt};
use std::collections::BTreeMap;

#[derive(Clone)]
pub struct Product {
    pub name: String,
    pub price: u32,
}

#[async_trait]
pub trait Catalog: Send + Sync {
    async fn find(&self, id: u32) -> Result<Product, Failure>;

    async fn price(&self, id: u32) -> Result<u32, Failure> {
        Ok(self.find(id).await?.price)
    }
}

pub struct MemoryCatalog {
    products: BTreeMap<u32, Product>,
}

impl MemoryCatalog {
    pub fn load() -> MemoryCatalog {
        let product = |(id, name, price): (u32, &str, u32)| (id, Product { name: name.to_string(), price });
        let products = [(1, "tea", 4), (2, "cup", 9), (3, "pot", 30)];
        MemoryCatalog { products: IntoIterator::into_iter(products).map(product).collect() }
    }
}

#[async_trait]
impl Catalog for MemoryCatalog {
    async fn find(&self, id: u32) -> Result<Product, Failure> {
        self.products.get(&id).cloned().ok_or_else(|| Failure::not_found(format!("no product {}", id)))
    }
}

/// Describes the products of a query such as "1,2,3".
pub async fn describe_all(catalog: &dyn Catalog, query: &str) -> Result<String, Failure> {
    let names: Vec<String> = stream::iter(query.split(','))
        .then(|text| async move {
            let id = text.parse()?;
            let product = catalog.find(id).await?;
            Ok::<_, Failure>(format!("{} at {}", product.name, product.price))
        })
        .try_collect()
        .await?;
    Ok(names.join(", "))
}
