use futures::future::{BoxFuture, Shared};
use futures::FutureExt;
use smol::lock::Mutex;
use std::backtrace::Backtrace;
use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

#[derive(Clone)]
pub struct LoadError {
    inner: Arc<(&'static str, Backtrace)>,
}

impl LoadError {
    pub fn new(reason: &'static str, backtrace: Backtrace) -> LoadError {
        LoadError { inner: Arc::new((reason, backtrace)) }
    }

    pub fn backtrace(&self) -> &Backtrace {
        println!("load failed: {}", self.inner.0);
        &self.inner.1
    }
}

/// Where the values of a cache come from.
pub trait Load<K, V>: Send + Sync {
    fn load<'a>(&'a self, key: &'a K) -> Pin<Box<dyn Future<Output = Result<V, LoadError>> + Send + 'a>>;
}

type SharedLoad<V> = Shared<BoxFuture<'static, Result<V, LoadError>>>;
type OnEvict<K, V> = Box<dyn Fn(&K, &V) + Send + Sync>;

pub struct Cache<K, V, L> {
    capacity: usize,
    source: L,
    entries: Mutex<Vec<(K, V)>>,
    loads: Mutex<HashMap<K, SharedLoad<V>>>,
    on_evict: Option<OnEvict<K, V>>,
}

impl<K, V, L> Cache<K, V, L>
where
    K: Hash + Eq + Clone + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    L: Load<K, V> + 'static,
{
    pub fn new(capacity: usize, source: L) -> Cache<K, V, L> {
        Cache { capacity, source, entries: Mutex::default(), loads: Mutex::default(), on_evict: None }
    }

    pub fn on_evict(mut self, callback: impl Fn(&K, &V) + Send + Sync + 'static) -> Cache<K, V, L> {
        self.on_evict = Some(Box::new(callback));
        self
    }

    pub async fn get(&self, key: &K) -> Result<V, LoadError> {
        if let Some(value) = self.lookup(key).await {
            return Ok(value);
        }
        let value = self.source.load(key).await?;
        self.insert(key.clone(), value.clone()).await;
        Ok(value)
    }

    async fn lookup(&self, key: &K) -> Option<V> {
        let entries = self.entries.lock().await;
        entries.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())
    }

    async fn insert(&self, key: K, value: V) {
        let mut entries = self.entries.lock().await;
        while entries.len() >= self.capacity {
            let (key, value) = entries.remove(0);
            self.on_evict.iter().for_each(|callback| callback(&key, &value));
        }
        entries.push((key, value));
    }

    /// Several callers of one key wait for one load.
    pub async fn get_shared(self: Arc<Self>, key: K) -> Result<V, LoadError> {
        let mut loads = self.loads.lock().await;
        let cache = self.clone();
        let wanted = key.clone();
        let load = loads.entry(key).or_insert_with(|| async move { cache.get(&wanted).await }.boxed().shared()).clone();
        drop(loads);
        load.await
    }

    pub async fn refresh_every(self: Arc<Self>, pause: Duration, keys: Vec<K>) -> Result<(), LoadError> {
        let refresher = smol::spawn(async move {
            for key in &keys {
                smol::Timer::after(pause).await;
                self.get(key).await?;
            }
            Ok(())
        });
        refresher.await
    }
}
