use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
fn rw() -> RawWaker { fn c(_:*const()) -> RawWaker { rw() } fn n(_:*const()){} static V: RawWakerVTable = RawWakerVTable::new(c,n,n,n); RawWaker::new(std::ptr::null(), &V) }
fn block_on<F: Future>(f: F) -> F::Output { let mut f = Box::pin(f); let w = unsafe { Waker::from_raw(rw()) }; let mut cx = Context::from_waker(&w); loop { if let Poll::Ready(v) = f.as_mut().poll(&mut cx) { return v; } } }
#[inline(never)] fn burn(n: u64) -> u64 { let mut s = 0u64; for i in 0..n { s = s.wrapping_mul(31).wrapping_add(i); } s }
async fn inner() -> u64 { let c = |n: u64| burn(n); c(200_000_000) }
async fn outer() -> u64 { async { inner().await }.await }
fn main() { println!("{}", block_on(outer())); }
