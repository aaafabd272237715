//! Futures written by hand: a user's own poll, wrappers, executors and streams. Their frames are the user's
//! code, whatever they are called.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::executor::block_on;
use futures::task::{noop_waker, ArcWake};
use futures::{Stream, StreamExt};
use pin_project_lite::pin_project;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

async fn leaf() -> u32 {
    capture()
}

struct Parcel {
    weight: u32,
}

impl Future for Parcel {
    type Output = u32;
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        Poll::Ready(self.weight + capture())
    }
}

fn own_future() {
    block_on(Parcel { weight: 3 });
}

fn own_future_awaited() {
    async fn deliver() -> u32 {
        Parcel { weight: 3 }.await + 1
    }
    block_on(deliver());
}

fn own_future_spawned() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    runtime.block_on(async { tokio::spawn(Parcel { weight: 3 }).await.unwrap() });
}

/// Polls its inner future in a plain method.
struct Logged<F> {
    inner: Pin<Box<F>>,
}

impl<F: Future> Logged<F> {
    fn poll_logged(&mut self, context: &mut Context<'_>) -> Poll<F::Output> {
        self.inner.as_mut().poll(context)
    }
}

impl<F: Future> Future for Logged<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.poll_logged(context)
    }
}

fn wrapper() {
    block_on(Logged { inner: Box::pin(leaf()) });
}

fn wrapper_of_a_block() {
    block_on(async { Logged { inner: Box::pin(async { leaf().await }) }.await });
}

/// Polls its inner future in a closure.
struct InClosure<F>(F);

impl<F: Future + Unpin> Future for InClosure<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let mut step = || Pin::new(&mut self.0).poll(context);
        step()
    }
}

fn wrapper_that_polls_in_a_closure() {
    block_on(InClosure(Box::pin(leaf())));
}

pin_project! {
    struct Projected<F> {
        #[pin]
        inner: F,
        polls: u32,
    }
}

impl<F: Future> Future for Projected<F> {
    type Output = (F::Output, u32);
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        *this.polls += 1;
        let polls = *this.polls;
        this.inner.poll(context).map(|output| (output, polls))
    }
}

fn projected_wrapper() {
    block_on(Projected { inner: leaf(), polls: 0 });
}

fn map_in_a_hand_written_poll() {
    struct Doubled<F>(F);
    impl<F: Future<Output = u32> + Unpin> Future for Doubled<F> {
        type Output = u32;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
            Pin::new(&mut self.0).poll(context).map(|value| value + capture())
        }
    }
    block_on(Doubled(Box::pin(async { 2 })));
}

/// Two futures at once, as a user would write it without a library.
struct Both<A: Future, B: Future> {
    first: Pin<Box<A>>,
    second: Pin<Box<B>>,
    first_done: Option<A::Output>,
}

impl<A: Future, B: Future> Unpin for Both<A, B> {}

impl<A: Future, B: Future> Future for Both<A, B> {
    type Output = (A::Output, B::Output);
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if this.first_done.is_none() {
            match this.first.as_mut().poll(context) {
                Poll::Ready(value) => this.first_done = Some(value),
                Poll::Pending => return Poll::Pending,
            }
        }
        match this.second.as_mut().poll(context) {
            Poll::Ready(value) => Poll::Ready((this.first_done.take().unwrap(), value)),
            Poll::Pending => Poll::Pending,
        }
    }
}

fn own_join() {
    block_on(Both { first: Box::pin(async { 1 }), second: Box::pin(leaf()), first_done: None });
}

fn own_stream() {
    struct Pages(u32);
    impl Stream for Pages {
        type Item = u32;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<u32>> {
            if self.0 == 0 {
                return Poll::Ready(None);
            }
            self.0 -= 1;
            Poll::Ready(Some(capture()))
        }
    }
    block_on(Pages(2).map(|page| page + 1).collect::<Vec<_>>());
}

fn state_machine() {
    enum Upload {
        Connecting(Pin<Box<dyn Future<Output = u32>>>),
        Sending(Pin<Box<dyn Future<Output = u32>>>),
    }
    impl Future for Upload {
        type Output = u32;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
            loop {
                match &mut *self {
                    Upload::Connecting(connection) => match connection.as_mut().poll(context) {
                        Poll::Ready(_) => *self = Upload::Sending(Box::pin(leaf())),
                        Poll::Pending => return Poll::Pending,
                    },
                    Upload::Sending(transfer) => return transfer.as_mut().poll(context),
                }
            }
        }
    }
    block_on(Upload::Connecting(Box::pin(async { 1 })));
}

fn run_to_completion<F: Future>(future: F) -> F::Output {
    let waker = noop_waker();
    let mut context = Context::from_waker(&waker);
    let mut future = Box::pin(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

fn own_block_on() {
    run_to_completion(leaf());
}

fn own_block_on_of_a_block() {
    run_to_completion(async { leaf().await + 1 });
}

fn own_block_on_through_references() {
    fn poll_once<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
        let waker = noop_waker();
        future.poll(&mut Context::from_waker(&waker))
    }
    let mut future: Pin<Box<dyn Future<Output = u32>>> = Box::pin(async { leaf().await });
    let _ = poll_once(future.as_mut());
}

type TaskQueue = Arc<Mutex<VecDeque<Arc<Task>>>>;

struct Task {
    future: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>,
    queue: TaskQueue,
}

impl ArcWake for Task {
    fn wake_by_ref(task: &Arc<Task>) {
        task.queue.lock().unwrap().push_back(task.clone());
    }
}

#[derive(Default)]
struct Executor {
    queue: TaskQueue,
}

impl Executor {
    fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let task = Task { future: Mutex::new(Some(Box::pin(future))), queue: self.queue.clone() };
        self.queue.lock().unwrap().push_back(Arc::new(task));
    }

    fn run(&self) {
        loop {
            let task = match self.queue.lock().unwrap().pop_front() {
                Some(task) => task,
                None => return,
            };
            let waker = futures::task::waker(task.clone());
            let mut slot = task.future.lock().unwrap();
            if let Some(mut future) = slot.take() {
                if future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                    *slot = Some(future);
                }
            }
        }
    }
}

fn own_executor() {
    let executor = Executor::default();
    executor.spawn(async {
        leaf().await;
    });
    executor.run();
}

fn own_executor_on_a_thread() {
    std::thread::spawn(|| {
        let executor = Executor::default();
        executor.spawn(async {
            leaf().await;
        });
        executor.run();
    })
    .join()
    .unwrap();
}

fn own_waker_captures() {
    struct Bell;
    impl ArcWake for Bell {
        fn wake_by_ref(_: &Arc<Bell>) {
            capture();
        }
    }
    let waker = futures::task::waker(Arc::new(Bell));
    waker.wake_by_ref();
}

fn yield_once() {
    struct Yield(bool);
    impl Future for Yield {
        type Output = ();
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.0 {
                return Poll::Ready(());
            }
            self.0 = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }
    async fn patient() -> u32 {
        Yield(false).await;
        leaf().await
    }
    block_on(patient());
}

scenarios!(
    own_future,
    own_future_awaited,
    own_future_spawned,
    wrapper,
    wrapper_of_a_block,
    wrapper_that_polls_in_a_closure,
    projected_wrapper,
    map_in_a_hand_written_poll,
    own_join,
    own_stream,
    state_machine,
    own_block_on,
    own_block_on_of_a_block,
    own_block_on_through_references,
    own_executor,
    own_executor_on_a_thread,
    own_waker_captures,
    yield_once,
);
