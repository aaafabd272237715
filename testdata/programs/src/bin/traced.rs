//! tracing's instrument, as attribute and as method, and async-trait: macros that wrap bodies in async blocks.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use async_trait::async_trait;
use capture::capture;
use futures::executor::block_on;
use tracing::instrument::WithSubscriber;
use tracing::{info_span, instrument, Instrument};

fn subscribe() {
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

async fn query(id: u32) -> u32 {
    id + capture()
}

async fn try_query(id: u32) -> Result<u32, String> {
    Ok(query(id).await)
}

#[instrument]
async fn load(id: u32) -> u32 {
    query(id).await
}

#[instrument(skip(items), fields(count = items.len()))]
async fn load_all<T: Clone>(items: Vec<T>) -> u32 {
    let mut total = 0;
    for index in 0..items.len() {
        total += load(index as u32).await;
    }
    total
}

#[instrument(err, ret)]
async fn try_load(id: u32) -> Result<u32, String> {
    let value = try_query(id).await?;
    Ok(value + 1)
}

#[instrument]
fn parse(id: u32) -> u32 {
    id + capture()
}

#[instrument(err)]
fn try_parse(id: u32) -> Result<u32, String> {
    Ok(parse(id))
}

fn attribute() {
    subscribe();
    block_on(load(1));
}

fn attribute_without_a_subscriber() {
    block_on(load(1));
}

fn attribute_on_a_generic_function() {
    subscribe();
    block_on(load_all(vec!["a"]));
}

fn attribute_with_err_and_ret() {
    subscribe();
    let _ = block_on(try_load(1));
}

fn attribute_on_a_plain_function() {
    subscribe();
    parse(1);
}

fn attribute_with_err_on_a_plain_function() {
    subscribe();
    let _ = try_parse(1);
}

fn attribute_in_a_task() {
    subscribe();
    runtime().block_on(async { tokio::spawn(try_load(1)).await.unwrap() }).unwrap();
}

fn method_on_a_future() {
    subscribe();
    block_on(query(1).instrument(info_span!("query")));
}

fn method_on_a_block() {
    subscribe();
    block_on(async { async { query(1).await }.instrument(info_span!("outer")).await });
}

fn method_on_a_task() {
    subscribe();
    runtime().block_on(async { tokio::spawn(query(1).instrument(info_span!("task"))).await.unwrap() });
}

fn span_in_scope() {
    subscribe();
    info_span!("scope").in_scope(|| capture());
}

fn with_subscriber() {
    block_on(query(1).with_subscriber(tracing_subscriber::registry()));
}

fn with_default_subscriber() {
    tracing::subscriber::with_default(tracing_subscriber::registry(), || capture());
}

fn futures_instrument() {
    use tracing_futures::Instrument as FuturesInstrument;
    subscribe();
    let stream = FuturesInstrument::instrument(futures::stream::once(query(1)), info_span!("stream"));
    block_on(futures::StreamExt::collect::<Vec<_>>(stream));
}

#[async_trait]
trait Repository: Sync {
    async fn fetch(&self, id: u32) -> u32;

    async fn fetch_first(&self) -> u32 {
        self.fetch(1).await
    }

    async fn connect(url: &str) -> Self
    where
        Self: Sized;
}

struct Table<T>(T);

#[async_trait]
impl<T: Send + Sync + Default> Repository for Table<T> {
    async fn fetch(&self, id: u32) -> u32 {
        query(id).await
    }

    async fn connect(url: &str) -> Self {
        query(url.len() as u32).await;
        Table(T::default())
    }
}

struct Traced<R>(R);

#[async_trait]
impl<R: Repository + Send + Sync> Repository for Traced<R> {
    #[instrument(skip(self))]
    async fn fetch(&self, id: u32) -> u32 {
        self.0.fetch(id).await
    }

    async fn connect(url: &str) -> Self {
        Traced(R::connect(url).await)
    }
}

#[async_trait(?Send)]
trait Handler {
    async fn handle(&mut self, id: u32) -> Result<u32, String>;
}

#[async_trait(?Send)]
impl<F: FnMut(u32) -> u32> Handler for F {
    async fn handle(&mut self, id: u32) -> Result<u32, String> {
        let value = self(id);
        Ok(value)
    }
}

fn async_trait_object() {
    block_on(async {
        let repository: Box<dyn Repository> = Box::new(Table("x".to_string()));
        repository.fetch(1).await
    });
}

fn async_trait_default_method() {
    block_on(async { Table(1u8).fetch_first().await });
}

fn async_trait_associated_function() {
    block_on(async { Table::<u8>::connect("memory").await.0 });
}

fn async_trait_within_instrument() {
    subscribe();
    block_on(async { Traced(Table(1u8)).fetch(3).await });
}

fn async_trait_nested_connect() {
    block_on(async { drop(Traced::<Table<u8>>::connect("memory").await) });
}

fn async_trait_for_closures() {
    let mut handler = |id: u32| id + capture();
    let _ = block_on(async { Handler::handle(&mut handler, 1).await });
}

fn async_trait_in_a_task() {
    runtime().block_on(async {
        let repository: std::sync::Arc<dyn Repository + Send> = std::sync::Arc::new(Table(1u8));
        tokio::spawn(async move { repository.fetch(2).await }).await.unwrap()
    });
}

scenarios!(
    attribute,
    attribute_without_a_subscriber,
    attribute_on_a_generic_function,
    attribute_with_err_and_ret,
    attribute_on_a_plain_function,
    attribute_with_err_on_a_plain_function,
    attribute_in_a_task,
    method_on_a_future,
    method_on_a_block,
    method_on_a_task,
    span_in_scope,
    with_subscriber,
    with_default_subscriber,
    futures_instrument,
    async_trait_object,
    async_trait_default_method,
    async_trait_associated_function,
    async_trait_within_instrument,
    async_trait_nested_connect,
    async_trait_for_closures,
    async_trait_in_a_task,
);
