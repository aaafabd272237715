//! Doing a thing again until it works.

use crate::site;
use std::future::Future;
use std::time::Duration;

pub struct Policy {
    pub attempts: u32,
    on_retry: Box<dyn Fn(u32) -> Duration + Send + Sync>,
}

impl Policy {
    pub fn patient() -> Policy {
        Policy {
            attempts: 3,
            on_retry: Box::new(|attempt| {
                site::at("on_retry");
                Duration::from_micros(u64::from(attempt))
            }),
        }
    }

    pub async fn run<T, E, F, P>(&self, mut operation: P) -> Result<T, E>
    where
        P: FnMut(u32) -> F,
        F: Future<Output = Result<T, E>>,
    {
        let mut attempt = 0;
        loop {
            match operation(attempt).await {
                Err(_) if attempt + 1 < self.attempts => {
                    attempt += 1;
                    self.pause(attempt).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn pause(&self, attempt: u32) {
        let pause = (self.on_retry)(attempt);
        tokio::time::sleep(pause).await;
        site::at("backoff");
    }
}

/// The first of two that is done.
pub async fn first_of<T>(a: impl Future<Output = T>, b: impl Future<Output = T>) -> T {
    futures::pin_mut!(a, b);
    match futures::future::select(a, b).await {
        futures::future::Either::Left((value, _)) | futures::future::Either::Right((value, _)) => value,
    }
}
