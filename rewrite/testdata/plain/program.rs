//! No async anywhere: plain closures below functions, methods and modules that are named as if there were.
use std::backtrace::Backtrace;
mod future {
    pub struct Poll<F>(pub F);
    impl<F: Fn(u32) -> u32> Poll<F> {
        pub fn poll(&self, n: u32) -> u32 { (self.0)(n) }
    }
    pub fn poll(f: impl Fn(u32) -> u32) -> u32 { f(1) }
    pub fn poll_next(f: &dyn Fn(u32) -> u32) -> u32 { f(2) }
    pub fn try_poll<F: FnOnce() -> u32>(f: F) -> u32 { f() }
}
mod tokio_like {
    pub mod runtime {
        pub fn spawn<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> std::thread::JoinHandle<T> { std::thread::spawn(move || f()) }
    }
}
fn poll_closure() -> impl Fn(u32) -> u32 { |n| n + capture() }
fn capture() -> u32 { println!("{}\n----", Backtrace::force_capture()); 1 }
fn main() {
    future::poll(|n| future::Poll(|m| m + capture()).poll(n));
    future::poll(|n| future::poll_next(&|m| m + n + capture()));
    future::poll(poll_closure());
    future::try_poll(|| (0..1).map(|n| future::poll(move |m| m + n + capture())).sum());
    tokio_like::runtime::spawn(|| future::poll(|n| n + capture())).join().unwrap();
    let mut v = vec![2, 1];
    v.sort_by(|a, b| { future::try_poll(|| capture()); a.cmp(b) });
    std::panic::catch_unwind(|| future::poll(|n| Some(n).map(|m| m + capture()).unwrap())).unwrap();
}
