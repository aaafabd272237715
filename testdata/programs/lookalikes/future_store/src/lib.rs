//! A user's library whose names read like those of core, the futures crate and tracing: types called GenFuture,
//! PollFn, Timeout and Instrumented, modules called future, stream and task, functions called poll.

pub mod future {
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    /// Not rustc's: a user's own wrapper of that name.
    pub struct GenFuture<F>(pub F);

    impl<F: Future + Unpin> Future for GenFuture<F> {
        type Output = F::Output;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
            Pin::new(&mut self.0).poll(context)
        }
    }

    /// Not core's.
    pub struct PollFn<F>(pub F);

    impl<T, F: FnMut() -> T + Unpin> Future for PollFn<F> {
        type Output = T;
        fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
            Poll::Ready((self.0)())
        }
    }

    /// Not tokio's.
    pub struct Timeout<F> {
        pub value: F,
        pub polls_left: u32,
    }

    impl<F: Future + Unpin> Future for Timeout<F> {
        type Output = Option<F::Output>;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<F::Output>> {
            if self.polls_left == 0 {
                return Poll::Ready(None);
            }
            self.polls_left -= 1;
            poll(&mut self.value, context).map(Some)
        }
    }

    /// Not tracing's.
    pub struct Instrumented<F>(pub &'static str, pub F);

    impl<F: Future + Unpin> Future for Instrumented<F> {
        type Output = F::Output;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
            let enter = || ();
            enter();
            poll(&mut self.1, context)
        }
    }

    /// A free function with the name of the trait's method.
    pub fn poll<F: Future + Unpin>(future: &mut F, context: &mut Context<'_>) -> Poll<F::Output> {
        Pin::new(future).poll(context)
    }
}

pub mod stream {
    /// A trait that has poll_next and is no stream.
    pub trait StreamExt {
        fn poll_next(&mut self) -> Option<u32>;
        fn map<T>(&mut self, f: impl Fn(u32) -> T) -> Vec<T> {
            let mut results = Vec::new();
            while let Some(item) = self.poll_next() {
                results.push(f(item));
            }
            results
        }
    }

    impl StreamExt for std::ops::Range<u32> {
        fn poll_next(&mut self) -> Option<u32> {
            self.next()
        }
    }
}

pub mod task {
    pub mod harness {
        /// Reads like tokio's Harness::poll.
        pub fn poll(job: &dyn Fn() -> u32) -> u32 {
            poll_inner(job)
        }

        fn poll_inner(job: &dyn Fn() -> u32) -> u32 {
            job()
        }
    }

    pub fn spawn_blocking<T>(f: impl FnOnce() -> T) -> T {
        f()
    }
}

/// A store of futures, which gave the crate its name.
pub struct FutureStore<T> {
    items: Vec<T>,
}

impl<T: Clone> FutureStore<T> {
    pub fn new(items: Vec<T>) -> FutureStore<T> {
        FutureStore { items }
    }

    pub async fn poll(&self, index: usize) -> Option<T> {
        self.items.get(index).cloned()
    }

    pub async fn visit<R>(&self, visitor: impl Fn(T) -> R) -> Vec<R> {
        let mut results = Vec::new();
        for index in 0..self.items.len() {
            results.extend(self.poll(index).await.map(&visitor));
        }
        results
    }
}
