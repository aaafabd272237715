//! Delivering one parcel.

use crate::retry::{first_of, Policy};
use crate::site;

tokio::task_local! {
    static LABEL: String;
}

#[derive(Clone)]
pub struct Parcel {
    number: u64,
    on_open: std::sync::Arc<dyn Fn(u64) -> u64 + Send + Sync>,
}

impl Parcel {
    pub fn new(number: u64) -> Parcel {
        Parcel { number, on_open: std::sync::Arc::new(|number| number + site::at("hook")) }
    }
}

impl Drop for Parcel {
    fn drop(&mut self) {
        site::at("dropped");
    }
}

pub struct Courier {
    region: &'static str,
    policy: Policy,
}

impl Courier {
    pub fn new(region: &'static str) -> Courier {
        Courier { region, policy: Policy::patient() }
    }

    pub async fn deliver(&self, parcel: Parcel) -> u64 {
        let label = format!("{}/{}", self.region, parcel.number);
        LABEL
            .scope(label, async {
                let outcome = self.policy.run(|attempt| self.attempt(&parcel, attempt)).await;
                site::at("local_block");
                outcome.unwrap_or(0) + (parcel.on_open)(1)
            })
            .await
            + self.flush().await
    }

    async fn attempt(&self, parcel: &Parcel, attempt: u32) -> Result<u64, String> {
        let weight = first_of(weigh(parcel.number), async {
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            0
        })
        .await;
        LABEL.with(|label| {
            site::at("local");
            label.len()
        });
        site::at("attempt");
        if attempt < 1 {
            return Err(describe(parcel, |number| format!("{} of {}", number, site::at("label"))));
        }
        site::at("deliver");
        Ok(weight)
    }

    async fn flush(&self) -> u64 {
        let region = self.region;
        let written = self
            .policy
            .run(move |_| async move {
                tokio::task::yield_now().await;
                site::at("flush");
                Ok::<u64, String>(region.len() as u64)
            })
            .await;
        written.unwrap_or_default()
    }
}

async fn weigh(number: u64) -> u64 {
    tokio::task::yield_now().await;
    site::at("first_of");
    number * 10
}

fn describe(parcel: &Parcel, say: impl Fn(u64) -> String) -> String {
    say(parcel.number)
}
