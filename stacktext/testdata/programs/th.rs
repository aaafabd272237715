use std::future::Future; use std::task::*;
fn block_on<F: Future>(f: F) -> F::Output { let mut f = Box::pin(f); let mut cx = Context::from_waker(Waker::noop()); loop { if let Poll::Ready(v) = f.as_mut().poll(&mut cx) { return v; } } }
async fn subject(x: u32) { assert_eq!(x, 4, "custom {}", x); }
#[test] fn it_works() { block_on(async { subject(3).await }) }
#[test] fn unwraps() -> Result<(), String> { Err("bad".into()) }
