#![feature(bench_black_box)]
use std::future::Future; use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
extern "C" { fn js_trace(); }
fn rw() -> RawWaker { fn c(_:*const()) -> RawWaker { rw() } fn n(_:*const()){} static V: RawWakerVTable = RawWakerVTable::new(c,n,n,n); RawWaker::new(std::ptr::null(), &V) }
fn block_on<F: Future>(f: F) -> F::Output { let mut f = Box::pin(f); let w = unsafe { Waker::from_raw(rw()) }; let mut cx = Context::from_waker(&w); loop { if let Poll::Ready(v) = f.as_mut().poll(&mut cx) { return v; } } }
pub mod app { #[inline(never)] pub fn leaf() { unsafe { super::js_trace() } } pub async fn inner() { let f = || leaf(); f() } pub struct Svc<T>(pub T); impl<T> Svc<T> { pub async fn run(&self) { async { inner().await }.await } } }
#[no_mangle] pub extern "C" fn go() { block_on(app::Svc(1u8).run()) }
#[no_mangle] pub extern "C" fn boom() { block_on(async { let v: Vec<u32> = vec![]; let i = std::hint::black_box(3usize); let _ = v[i]; }) }
