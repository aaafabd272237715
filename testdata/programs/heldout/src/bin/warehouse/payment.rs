use crate::error::{Error, Kind};
use futures::future::BoxFuture;
use futures::FutureExt;
use std::future::Future;
use std::time::Duration;

/// Tries an operation again, a little later each time.
pub async fn with_retries<T, F, Fut>(attempts: u32, mut operation: F) -> Result<T, Error>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, Error>>,
{
    let mut attempt = 1;
    loop {
        match operation(attempt).await {
            Ok(value) => return Ok(value),
            Err(error) if attempt == attempts => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(u64::from(attempt))).await,
        }
        attempt += 1;
    }
}

pub async fn charge(card: &str, amount: u32) -> Result<u32, Error> {
    with_retries(2, |attempt| async move {
        if card == "expired" {
            return Err(decline(card, attempt));
        }
        Ok(amount)
    })
    .await
}

fn decline(card: &str, attempt: u32) -> Error {
    Error::new(Kind::Declined(format!("card {} at attempt {}", card, attempt)))
}

pub enum Receipt {
    Single(u32),
    Bundle(Vec<Receipt>),
}

impl Receipt {
    pub fn bundle(depth: u32) -> Receipt {
        match depth {
            0 => Receipt::Single(0),
            _ => Receipt::Bundle(vec![Receipt::bundle(depth - 1)]),
        }
    }
}

/// Refunds what a receipt holds, bundles within bundles too.
pub fn refund(receipt: Receipt) -> BoxFuture<'static, Result<(), Error>> {
    async move {
        match receipt {
            Receipt::Single(0) => Err(Error::new(Kind::Declined("nothing to refund".to_string()))),
            Receipt::Single(_) => Ok(()),
            Receipt::Bundle(receipts) => {
                for receipt in receipts {
                    refund(receipt).await?;
                }
                Ok(())
            }
        }
    }
    .boxed()
}
