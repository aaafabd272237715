//! A cache in front of a slow source, on smol: one load a key at a time, eviction, refresh in the background.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

mod cache;
#[path = "../../../../src/capture.rs"]
mod capture;

use cache::{Cache, Load, LoadError};
use std::backtrace::Backtrace;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

const SCENARIOS: &[&str] = &[
    "source_fails",
    "waiter_of_a_shared_load",
    "eviction_callback",
    "refresh_in_background",
    "key_is_invalid",
    "load_of_a_load",
];

struct Source {
    broken: bool,
}

impl Load<String, Page> for Source {
    fn load<'a>(&'a self, key: &'a String) -> Pin<Box<dyn Future<Output = Result<Page, LoadError>> + Send + 'a>> {
        Box::pin(async move {
            smol::Timer::after(Duration::from_millis(1)).await;
            let bytes = self.read(key).await?;
            Ok(Page { bytes })
        })
    }
}

impl Source {
    async fn read(&self, key: &str) -> Result<Vec<u8>, LoadError> {
        if self.broken {
            return Err(LoadError::new("source is gone", Backtrace::force_capture()));
        }
        Ok(key.as_bytes().to_vec())
    }
}

#[derive(Clone)]
struct Page {
    bytes: Vec<u8>,
}

fn main() {
    let scenario = capture::chosen(SCENARIOS);
    match scenario.as_deref() {
        None => (),
        Some("source_fails") => finish(smol::block_on(broken().get(&"a".to_string()))),
        Some("waiter_of_a_shared_load") => smol::block_on(async {
            let cache = broken();
            let first = cache.clone();
            let task = smol::spawn(async move { first.get_shared("a".to_string()).await });
            let second = cache.get_shared("a".to_string()).await;
            finish(second);
            let _ = task.await;
        }),
        Some("eviction_callback") => smol::block_on(async {
            let cache = Cache::new(1, Source { broken: false }).on_evict(|key: &String, page: &Page| {
                println!("{} bytes of {} go", page.bytes.len(), key);
                capture::capture();
            });
            let _ = cache.get(&"a".to_string()).await;
            let _ = cache.get(&"b".to_string()).await;
        }),
        Some("refresh_in_background") => smol::block_on(async {
            let cache = broken();
            let refreshed = cache.refresh_every(Duration::from_millis(1), vec!["a".to_string()]);
            finish(refreshed.await);
        }),
        Some("key_is_invalid") => {
            let parsed: Result<Vec<String>, LoadError> = ["a", "b/../c"].iter().map(|key| validate(key)).collect();
            finish(parsed);
        }
        Some(_) => {
            let cache = Arc::new(Cache::new(4, Layered { inner: broken() }));
            finish(smol::block_on(cache.get(&"a".to_string())));
        }
    }
}

fn broken() -> Arc<Cache<String, Page, Source>> {
    Arc::new(Cache::new(2, Source { broken: true }))
}

fn validate(key: &str) -> Result<String, LoadError> {
    key.split('/')
        .map(|part| match part {
            ".." => Err(LoadError::new("key leaves its directory", Backtrace::force_capture())),
            part => Ok(part.to_uppercase()),
        })
        .collect::<Result<Vec<String>, LoadError>>()
        .map(|parts| parts.join("/"))
}

struct Layered {
    inner: Arc<Cache<String, Page, Source>>,
}

impl Load<String, Page> for Layered {
    fn load<'a>(&'a self, key: &'a String) -> Pin<Box<dyn Future<Output = Result<Page, LoadError>> + Send + 'a>> {
        Box::pin(self.inner.get(key))
    }
}

fn finish<T>(outcome: Result<T, LoadError>) {
    if let Err(error) = outcome {
        capture::write(error.backtrace());
    }
}
