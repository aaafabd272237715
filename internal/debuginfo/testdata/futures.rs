//! A library without std, so that its debug information is small: futures in each form, one inside another.
#![no_std]
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

/// Ready at the second poll.
pub struct Pause {
    polls: u32,
}

impl Future for Pause {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        self.polls += 1;
        if self.polls > 1 {
            Poll::Ready(self.polls)
        } else {
            Poll::Pending
        }
    }
}

pub fn pause() -> Pause {
    Pause { polls: 0 }
}

pub struct Service {
    pub limit: u64,
}

impl Service {
    #[inline(never)]
    pub async fn handle(&self, request: [u8; 64]) -> u64 {
        let size = self.read(&request).await;
        let doubled = async move {
            let before = pause().await;
            size * 2 + u64::from(before)
        };
        let total = doubled.await;
        if total > self.limit {
            self.refuse(total)
                .await;
        }
        total
    }

    async fn read(&self, request: &[u8]) -> u64 {
        let mut sum = 0;
        for chunk in request.chunks(16) {
            sum += chunk.iter().map(|byte| scale(*byte)).sum::<u64>();
            pause().await;
        }
        sum
    }

    async fn refuse(&self, total: u64) -> u64 {
        let kept = [total; 8];
        pause().await;
        kept[total as usize % 8]
    }
}

#[inline(always)]
fn scale(byte: u8) -> u64 {
    u64::from(byte) * 3
}

fn waker() -> Waker {
    const TABLE: RawWakerVTable = RawWakerVTable::new(|_| RawWaker::new(core::ptr::null(), &TABLE), |_| {}, |_| {}, |_| {});
    unsafe { Waker::from_raw(RawWaker::new(core::ptr::null(), &TABLE)) }
}

/// Polls until the future is ready.
fn block_on<F: Future>(mut future: F) -> F::Output {
    let waker = waker();
    let mut context = Context::from_waker(&waker);
    loop {
        // The future is not moved any more.
        let pinned = unsafe { Pin::new_unchecked(&mut future) };
        if let Poll::Ready(output) = pinned.poll(&mut context) {
            return output;
        }
    }
}

#[no_mangle]
pub extern "C" fn futures_run(limit: u64) -> u64 {
    block_on(async {
        let service = Service { limit };
        service.handle([1; 64]).await
    })
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
