//! How many of each product are there, and the task that keeps the numbers fresh.

use crate::failure::Failure;
use crate::server::Shop;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time;

pub struct Stock {
    counts: Mutex<HashMap<u32, u32>>,
}

impl Stock {
    pub fn full() -> Stock {
        Stock { counts: Mutex::new((1..=3).map(|id| (id, 40)).collect()) }
    }

    pub async fn reserve(&self, id: u32, quantity: u32) -> Result<(), Failure> {
        let mut counts = self.counts.lock().await;
        let count = counts.entry(id).or_insert(0);
        *count = count.checked_sub(quantity).ok_or_else(|| {
            Failure::new(409, "OutOfStock", format!("{} of product {} wanted, {} there", quantity, id, count))
        })?;
        Ok(())
    }
}

/// Asks the supplier again and again; it answers every third time.
pub async fn refresh_every(pause: Duration, shop: Arc<Shop>) {
    let mut ticks = time::interval(pause);
    for round in 1.. {
        ticks.tick().await;
        if let Err(failure) = ask_supplier(round).await {
            shop.telemetry.record_in_background(&failure);
        }
    }
}

async fn ask_supplier(round: u32) -> Result<u32, Failure> {
    let answer = time::timeout(Duration::from_millis(4), async {
        if round % 3 == 0 {
            time::sleep(Duration::from_secs(60)).await;
        }
        round
    })
    .await?;
    Ok(answer)
}
