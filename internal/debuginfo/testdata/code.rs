//! A library without std and without debug information: its symbols, its code and this file say what its closures are.
#![no_std]
use core::future::Future;
use core::panic::PanicInfo;
use core::pin::Pin;
use core::task::{Context, Poll};

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    loop {}
}

/// Keeps a future from being compiled into what awaits it.
macro_rules! apart {
    ($future:expr) => {
        unsafe { Pin::new_unchecked(&mut $future as &mut dyn Future<Output = u64>) }
    };
}

async fn leaf(n: u64) -> u64 {
    n + 1
}

fn block(n: u64) -> impl Future<Output = u64> {
    let twice = n * 2;
    async move { apart!(leaf(twice)).await * 3 }
}

async fn with_closure(n: u64, f: &mut dyn FnMut(u64) -> u64) -> u64 {
    f(n) + apart!(leaf(n)).await
}

async fn outer(n: u64) -> u64 {
    let mut sum = 0;
    let table = [n, n + 1, n + 2];
    let first = apart!(with_closure(n, &mut |x| {
        sum += x;
        table[x as usize]
    }))
    .await;
    let inner = apart!(async {
        let more = apart!(with_closure(n + 1, &mut |x| table[(x + 1) as usize])).await;
        apart!(block(more)).await
    })
    .await;
    first + inner + sum
}

mod orders {
    use super::*;

    pub struct Order(pub u64);

    impl Order {
        pub async fn ship(&self) -> u64 {
            apart!(outer(self.0)).await + apart!(async { apart!(leaf(self.0)).await }).await
        }
    }

    pub trait Handler {
        fn handle<'a>(&'a self, then: &mut dyn FnMut(Pin<&mut (dyn Future<Output = u64> + 'a)>) -> u64) -> u64;
    }

    impl Handler for Order {
        fn handle<'a>(&'a self, then: &mut dyn FnMut(Pin<&mut (dyn Future<Output = u64> + 'a)>) -> u64) -> u64 {
            let mut future = async move { apart!(self.ship()).await };
            then(unsafe { Pin::new_unchecked(&mut future) })
        }
    }
}

/// A future of a library's, into whose poll the body that it polls is compiled.
pub struct Timed<F>(F);

impl<F: Future<Output = u64>> Future for Timed<F> {
    type Output = u64;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u64> {
        unsafe { self.map_unchecked_mut(|timed| &mut timed.0) }.poll(context)
    }
}

async fn slow(n: u64) -> u64 {
    apart!(leaf(n)).await
}

/// Polls once.
fn once(future: Pin<&mut dyn Future<Output = u64>>, context: &mut Context<'_>) -> u64 {
    match future.poll(context) {
        Poll::Ready(n) => n,
        Poll::Pending => 0,
    }
}

#[no_mangle]
pub fn start(n: u64, context: &mut Context<'_>) -> u64 {
    use orders::{Handler, Order};
    let handler: &dyn Handler = &Order(n);
    let handled = handler.handle(&mut |future| match future.poll(context) {
        Poll::Ready(n) => n,
        Poll::Pending => 0,
    });
    handled + once(apart!(Timed(slow(n))), context) + once(apart!(block(n)), context)
}
