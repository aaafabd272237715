use crate::worker::Failure;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Sleep;

/// Runs an operation until it succeeds or has been tried often enough.
pub fn retry<O, F>(attempts: u32, operation: O) -> Retry<O, F>
where
    O: Fn() -> F,
    F: Future<Output = Result<(), Failure>>,
{
    Retry { attempts, operation, running: None, waiting: None }
}

pub struct Retry<O, F> {
    attempts: u32,
    operation: O,
    running: Option<Pin<Box<F>>>,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<O, F> Unpin for Retry<O, F> {}

impl<O, F> Retry<O, F>
where
    O: Fn() -> F,
    F: Future<Output = Result<(), Failure>>,
{
    fn poll_running(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        let operation = &self.operation;
        let running = self.running.get_or_insert_with(|| Box::pin(operation()));
        running.as_mut().poll(context)
    }
}

impl<O, F> Future for Retry<O, F>
where
    O: Fn() -> F,
    F: Future<Output = Result<(), Failure>>,
{
    type Output = Result<(), Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            if let Some(waiting) = &mut self.waiting {
                if waiting.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                self.waiting = None;
            }
            match self.poll_running(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Err(_)) if self.attempts > 1 => {
                    self.attempts -= 1;
                    self.running = None;
                    self.waiting = Some(Box::pin(tokio::time::sleep(Duration::from_millis(1))));
                }
                Poll::Ready(result) => return Poll::Ready(result),
            }
        }
    }
}
