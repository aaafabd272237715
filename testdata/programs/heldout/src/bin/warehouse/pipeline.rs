use crate::error::{Error, Kind};
use crate::inventory::Inventory;
use crate::payment;
use futures::stream::{self, StreamExt, TryStreamExt};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time;

#[derive(Clone)]
pub struct Order {
    item: String,
    quantity: u32,
    card: String,
}

impl Order {
    pub fn new(item: &str, quantity: u32, card: &str) -> Order {
        Order { item: item.to_string(), quantity, card: card.to_string() }
    }
}

impl FromStr for Order {
    type Err = Error;

    fn from_str(line: &str) -> Result<Order, Error> {
        let mut fields = line.split(',');
        let mut field = || fields.next().ok_or_else(|| Error::new(Kind::Malformed(line.to_string())));
        let (item, quantity, card) = (field()?, field()?, field()?);
        Ok(Order::new(item, quantity.parse()?, card))
    }
}

pub struct Pipeline {
    inventory: Arc<dyn Inventory>,
}

impl Pipeline {
    pub fn new(inventory: Arc<dyn Inventory>) -> Pipeline {
        Pipeline { inventory }
    }

    pub async fn process(&self, order: Order) -> Result<(), Error> {
        self.inventory.reserve(&order.item, order.quantity).await?;
        let amount = self.price(&order);
        payment::charge(&order.card, amount).await?;
        self.ship(&order).await?;
        Ok(())
    }

    pub async fn process_all(self: Arc<Self>, orders: Vec<Order>) -> Result<(), Error> {
        stream::iter(orders.into_iter().map(Ok))
            .try_for_each_concurrent(4, |order| {
                let pipeline = self.clone();
                async move { pipeline.process(order).await }
            })
            .await
    }

    pub async fn ship(&self, order: &Order) -> Result<u32, Error> {
        let label = time::timeout(Duration::from_millis(3), async {
            time::sleep(Duration::from_secs(60)).await;
            order.quantity
        })
        .await?;
        Ok(label)
    }

    fn price(&self, order: &Order) -> u32 {
        order.quantity * 3
    }

    /// Checks every item in a task of its own; the items come over a channel.
    pub async fn start_audit(&self) -> Result<(), Error> {
        let (items, mut queue) = mpsc::channel::<String>(8);
        let inventory = self.inventory.clone();
        let auditor = tokio::spawn(async move {
            let mut checked = 0;
            loop {
                tokio::select! {
                    item = queue.recv() => match item {
                        Some(item) => {
                            inventory.reserve(&item, 1).await?;
                            checked += 1;
                        }
                        None => break Ok::<u32, Error>(checked),
                    },
                    _ = time::sleep(Duration::from_secs(60)) => break Ok(checked),
                }
            }
        });
        for item in self.inventory.items().await {
            let _ = items.send(item).await;
        }
        drop(items);
        auditor.await?.map(drop)
    }

    /// Prices every item anew on the threads for blocking work.
    pub async fn reprice(&self, rule: impl Fn(&str) -> u32 + Send + Sync + Copy + 'static) -> Result<(), Error> {
        let prices = stream::iter(self.inventory.items().await)
            .map(|item| tokio::task::spawn_blocking(move || rule(&item)))
            .buffer_unordered(2);
        let prices: Vec<u32> = prices.err_into::<Error>().try_collect().await?;
        println!("{} prices", prices.len());
        Ok(())
    }
}
