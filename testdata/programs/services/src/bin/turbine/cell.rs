//! One future in one place, as a program without an allocator would hold it.

use crate::wheel;
use std::future::Future;
use std::pin::Pin;
use std::task::Context;

pub struct Cell<F> {
    future: Option<F>,
}

impl<F: Future> Cell<F> {
    pub fn new(future: F) -> Self {
        Cell { future: Some(future) }
    }

    /// Says whether the future is done.
    pub fn advance(&mut self) -> bool {
        let waker = wheel::waker();
        let done = match &mut self.future {
            Some(future) => Self::poke(unsafe { Pin::new_unchecked(future) }, &mut Context::from_waker(&waker)),
            None => true,
        };
        if done {
            self.future = None;
        }
        done
    }

    fn poke(future: Pin<&mut F>, context: &mut Context<'_>) -> bool {
        future.poll(context).is_ready()
    }
}
