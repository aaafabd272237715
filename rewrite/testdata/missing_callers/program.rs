//! Frames that seem to be called by what did not call them. A fn that ends in a call is left by a jump in optimised code, so
//! that its frame is missing, also where there is debug information.
//!
//!     rustc --edition 2021 -O -g --remap-path-prefix "$PWD"=. program.rs
//!     ./program >optimised.txt
//!
//! rustc 1.95.0, x86_64-unknown-linux-gnu.

use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

type Job = Pin<Box<dyn Future<Output = u8>>>;

#[inline(never)]
fn capture(what: &str) -> u8 {
    println!("{what}\n{}", std::backtrace::Backtrace::force_capture());
    1
}

struct Idle;

impl Wake for Idle {
    fn wake(self: Arc<Self>) {}
}

fn context() -> &'static mut Context<'static> {
    let waker: &'static Waker = Box::leak(Box::new(Arc::new(Idle).into()));
    Box::leak(Box::new(Context::from_waker(waker)))
}

/// A plain closure, which PollFn calls, which a Pin polls: PollFn's poll ends in the call of its closure.
fn plain() -> Box<dyn FnMut(&mut Context<'_>) -> Poll<u8>> {
    Box::new(|_| Poll::Ready(capture("a plain closure that PollFn calls")))
}

async fn outer(job: Job) -> u8 {
    black_box(job.await)
}

async fn body() -> u8 {
    capture("an async fn that a fn polls, which Iterator::map calls")
}

/// Ends in the call of the future's poll.
fn poll(job: &mut Job) -> Poll<u8> {
    job.as_mut().poll(context())
}

fn main() {
    let job: Job = Box::pin(std::future::poll_fn(plain()));
    let _ = Box::pin(outer(black_box(job))).as_mut().poll(context());
    let mut jobs: Vec<Job> = vec![Box::pin(body())];
    let poll: fn(&mut Job) -> Poll<u8> = black_box(poll);
    println!("{}", jobs.iter_mut().map(poll).count());
}
