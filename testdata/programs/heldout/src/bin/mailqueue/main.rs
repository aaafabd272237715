//! A job queue: handlers by name, attempts with a delay, a dead letter box, rendering on blocking threads.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

mod backoff;
#[path = "../../../../src/capture.rs"]
mod capture;
mod queue;
mod worker;

use futures::future::BoxFuture;
use queue::{Job, Queue};
use std::backtrace::Backtrace;
use std::sync::Arc;
use worker::{Failure, Handlers, Worker};

const SCENARIOS: &[&str] = &[
    "handler_fails",
    "unknown_kind",
    "attempts_exhausted",
    "template_missing",
    "digest_of_many",
    "handler_panics",
    "worker_thread",
];

fn main() {
    let scenario = match capture::chosen(SCENARIOS) {
        Some(scenario) => scenario,
        None => return,
    };
    if scenario == "worker_thread" {
        return worker_thread();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("mail")
        .enable_time()
        .build()
        .expect("a runtime");
    runtime.block_on(serve(&scenario));
}

async fn serve(scenario: &str) {
    let queue = Arc::new(Queue::default());
    let worker = Worker::new(queue.clone(), handlers());
    let job = match scenario {
        "handler_fails" => Job::new("welcome", "nobody"),
        "unknown_kind" => Job::new("fax", "anna@example.org"),
        "attempts_exhausted" => Job::new("newsletter", "offline@example.org"),
        "template_missing" => Job::new("invoice", "anna@example.org"),
        "digest_of_many" => Job::new("digest", "anna,,bob"),
        _ => Job::new("crash", ""),
    };
    queue.push(job);
    let handle = tokio::spawn(worker.drain());
    if let Ok(Err(failure)) = handle.await {
        failure.report();
    }
}

fn worker_thread() {
    let queue = Arc::new(Queue::default());
    queue.push(Job::new("welcome", "nobody"));
    let thread = std::thread::Builder::new().name("mail-0".to_string());
    let handle = thread.spawn(move || futures::executor::block_on(Worker::new(queue, handlers()).drain()));
    if let Ok(Err(failure)) = handle.unwrap().join() {
        failure.report();
    }
}

fn handlers() -> Handlers {
    Handlers::default()
        .on("welcome", welcome)
        .on("newsletter", |job| Box::pin(async move { backoff::retry(3, || deliver(&job.to)).await }))
        .on("invoice", |job| Box::pin(invoice(job)))
        .on("digest", digest)
        .on("crash", |_| Box::pin(async { panic!("template engine is in a wrong state") }))
}

fn welcome(job: Arc<Job>) -> BoxFuture<'static, Result<(), Failure>> {
    Box::pin(async move {
        let address = parse_address(&job.to)?;
        println!("welcome to {}", address);
        Ok(())
    })
}

fn parse_address(text: &str) -> Result<&str, Failure> {
    match text.split_once('@') {
        Some((_, host)) if !host.is_empty() => Ok(text),
        _ => Err(Failure::new(format!("{:?} is no address", text), Backtrace::force_capture())),
    }
}

async fn deliver(to: &str) -> Result<(), Failure> {
    let host = parse_address(to)?.split('@').nth(1).unwrap_or_default();
    if to.starts_with("offline") {
        return Err(Failure::new(format!("{} does not answer", host), Backtrace::force_capture()));
    }
    Ok(())
}

async fn invoice(job: Arc<Job>) -> Result<(), Failure> {
    let render = move || {
        let template = std::fs::read_to_string(format!("/nonexistent/{}.html", job.kind));
        template.map_err(|error| Failure::new(error.to_string(), Backtrace::force_capture()))
    };
    let page = tokio::task::spawn_blocking(render).await.expect("renderer")?;
    println!("{} bytes", page.len());
    Ok(())
}

fn digest(job: Arc<Job>) -> BoxFuture<'static, Result<(), Failure>> {
    Box::pin(async move {
        let parts = job.to.split(',').map(|name| async move {
            match name {
                "" => Err(Failure::new("empty name".to_string(), Backtrace::force_capture())),
                name => Ok(name.len()),
            }
        });
        let lengths = futures::future::try_join_all(parts).await?;
        println!("{} parts", lengths.len());
        Ok(())
    })
}
