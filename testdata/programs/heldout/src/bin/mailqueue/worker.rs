use crate::capture;
use crate::queue::{Job, Queue};
use futures::future::BoxFuture;
use std::backtrace::Backtrace;
use std::collections::HashMap;
use std::sync::Arc;

pub struct Failure {
    reason: String,
    backtrace: Backtrace,
}

impl Failure {
    pub fn new(reason: String, backtrace: Backtrace) -> Failure {
        Failure { reason, backtrace }
    }

    pub fn report(&self) {
        println!("mail failed: {}", self.reason);
        capture::write(&self.backtrace);
    }
}

type Handler = Box<dyn Fn(Arc<Job>) -> BoxFuture<'static, Result<(), Failure>> + Send + Sync>;

#[derive(Default)]
pub struct Handlers {
    by_kind: HashMap<&'static str, Handler>,
}

impl Handlers {
    pub fn on<F>(mut self, kind: &'static str, handler: F) -> Handlers
    where
        F: Fn(Arc<Job>) -> BoxFuture<'static, Result<(), Failure>> + Send + Sync + 'static,
    {
        self.by_kind.insert(kind, Box::new(handler));
        self
    }

    fn find(&self, kind: &str) -> Result<&Handler, Failure> {
        self.by_kind
            .get(kind)
            .ok_or_else(|| Failure::new(format!("no handler for {}", kind), Backtrace::force_capture()))
    }
}

pub struct Worker {
    queue: Arc<Queue>,
    handlers: Handlers,
}

impl Worker {
    pub fn new(queue: Arc<Queue>, handlers: Handlers) -> Worker {
        Worker { queue, handlers }
    }

    /// Works until the queue is empty or a job fails.
    pub async fn drain(self) -> Result<u32, Failure> {
        let mut done = 0;
        while let Some(job) = self.queue.poll() {
            self.handle(job).await?;
            done += 1;
        }
        Ok(done)
    }

    async fn handle(&self, job: Arc<Job>) -> Result<(), Failure> {
        let handler = self.handlers.find(&job.kind)?;
        handler(job).await
    }
}
