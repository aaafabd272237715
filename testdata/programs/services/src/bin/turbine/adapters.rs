//! Futures that hold other futures.

use crate::{pause, site};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Hands what a future yields to a closure.
pub struct Relay<F, C> {
    runner: Pin<Box<F>>,
    hand: C,
}

impl<F: Future, C> Relay<F, C> {
    pub fn new(future: F, hand: C) -> Self {
        Relay { runner: Box::pin(future), hand }
    }

    fn run(&mut self, context: &mut Context<'_>) -> Poll<F::Output> {
        self.runner.as_mut().poll(context)
    }
}

impl<F, C, T> Future for Relay<F, C>
where
    F: Future,
    C: FnMut(F::Output) -> T + Unpin,
{
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        match self.run(context) {
            Poll::Ready(value) => Poll::Ready((self.hand)(value)),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// Both of two futures, polled in a closure.
pub async fn both<A: Future, B: Future>(left: A, right: B) -> (A::Output, B::Output) {
    let (mut left, mut right) = (Box::pin(left), Box::pin(right));
    let mut held = (None, None);
    futures::future::poll_fn(move |context| {
        if held.0.is_none() {
            if let Poll::Ready(value) = left.as_mut().poll(context) {
                held.0 = Some(value);
            }
        }
        if held.1.is_none() {
            if let Poll::Ready(value) = right.as_mut().poll(context) {
                held.1 = Some(value);
            }
        }
        match (held.0.take(), held.1.take()) {
            (Some(left), Some(right)) => Poll::Ready((left, right)),
            (left, right) => {
                held = (left, right);
                Poll::Pending
            }
        }
    })
    .await
}

/// Makes a future of each item.
pub struct Belt<T, M> {
    items: std::vec::IntoIter<T>,
    map: M,
}

impl<T, M> Belt<T, M> {
    pub fn new(items: Vec<T>, map: M) -> Self {
        Belt { items: items.into_iter(), map }
    }

    pub async fn forward<F: Future>(&mut self) -> Option<F::Output>
    where
        M: FnMut(T) -> F,
    {
        let made = (self.map)(self.items.next()?);
        Some(made.await)
    }
}

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What opens for one who has the key.
trait Gate {
    fn open<'a>(&'a self, key: &'a str) -> Boxed<'a, u64>;
}

struct Iron;

impl Gate for Iron {
    fn open<'a>(&'a self, key: &'a str) -> Boxed<'a, u64> {
        Box::pin(async move {
            pause(key.len() as u64).await;
            site::at("gate_opened")
        })
    }
}

/// Makes a future of its argument.
fn later(value: u64) -> impl Future<Output = u64> {
    let value = value + 1;
    async move {
        pause(value).await;
        site::at("made")
    }
}

/// Makes a closure that makes a future.
fn maker(value: u64) -> impl Fn(u64) -> Boxed<'static, u64> {
    move |times| {
        Box::pin(async move {
            pause(times).await;
            site::at("made_later") * value
        })
    }
}

pub async fn gates() -> u64 {
    let gates: Vec<Box<dyn Gate>> = vec![Box::new(Iron), Box::new(Iron)];
    let mut opened = 0;
    for gate in &gates {
        opened += gate.open("key").await;
        site::at("gate");
    }
    let boxed: Boxed<'_, u64> = Box::pin(handed(&opened));
    let held = boxed.await;
    held + later(1).await + maker(2)(3).await
}

async fn handed(opened: &u64) -> u64 {
    pause(*opened).await;
    site::at("boxed");
    let shared = futures::FutureExt::shared(async { site::at("shared") });
    site::at("handed") + shared.clone().await + shared.await
}
