#![feature(backtrace, bench_black_box)]
use std::backtrace::Backtrace;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
fn rw() -> RawWaker { fn c(_:*const()) -> RawWaker { rw() } fn n(_:*const()){} static V: RawWakerVTable = RawWakerVTable::new(c,n,n,n); RawWaker::new(std::ptr::null(), &V) }
fn block_on<F: Future>(f: F) -> F::Output { let mut f = Box::pin(f); let w = unsafe { Waker::from_raw(rw()) }; let mut cx = Context::from_waker(&w); loop { if let Poll::Ready(v) = f.as_mut().poll(&mut cx) { return v; } } }
mod user {
    use super::*;
    #[inline(never)] pub fn leaf() -> Backtrace { Backtrace::force_capture() }
    #[inline(always)] fn inl2() -> Backtrace { leaf() }
    #[inline(always)] fn inl1() -> Backtrace { inl2() }
    pub async fn b() -> Backtrace { let f = |x: u32| if x > 0 { Some(c(x)) } else { None }; f(3).unwrap().await }
    pub fn c(x: u32) -> impl Future<Output=Backtrace> { async move { let _y = x; let fut: Pin<Box<dyn Future<Output=Backtrace>>> = Box::pin(async { let g = || inl1(); g() }); fut.await } }
    pub struct Svc<T>(pub T);
    impl<T: Clone> Svc<T> { pub async fn handle(&self, n: u32) -> Backtrace { let _t = self.0.clone(); let r = b().await; let _ = n; r } }
}
fn main() {
    let a = std::env::args().nth(1).unwrap_or_default();
    let bt = || block_on(async { user::Svc("x".to_string()).handle(1).await });
    match a.as_str() {
        "display" => print!("{}", bt()),
        "alt" => print!("{:#}", bt()),
        "debug" => print!("{:?}", bt()),
        "pretty" => print!("{:#?}", bt()),
        "disabled" => println!("{}\n{:#}\n{:?}\n{:#?}", Backtrace::disabled(), Backtrace::disabled(), Backtrace::disabled(), Backtrace::disabled()),
        "panic" => { block_on(async { let _ = user::Svc(1u8).handle(1).await; let v: Vec<u32> = vec![]; let i = std::env::args().count() + 5; println!("{}", v[i]); }) }
        "panic_multi" => { panic!("first line\nsecond line: 3\n   4: looks::like::a::frame\n             at ./src/x.rs:1:2\nend") }
        "panic_any" => { std::panic::panic_any(42u32) }
        "panic_thread" => { let _ = std::thread::Builder::new().name("worker-1".into()).spawn(|| { let r: Result<u32, std::io::Error> = Err(std::io::Error::new(std::io::ErrorKind::Other, "boom")); r.unwrap(); }).unwrap().join(); }
        "panic_unnamed" => { let _ = std::thread::spawn(|| { let x: Option<u32> = None; x.expect("no value") }).join(); }
        "panic_double" => { struct D; impl Drop for D { fn drop(&mut self) { panic!("in drop") } } let _d = D; panic!("outer") }
        "panic_nounwind" => { panic!() }
        "panic_in_hook" => { std::panic::set_hook(Box::new(|_| panic!("hook panics"))); panic!("outer") }
        "panic_fmt_in_display" => { struct B; impl std::fmt::Display for B { fn fmt(&self, _: &mut std::fmt::Formatter) -> std::fmt::Result { panic!("in Display") } } panic!("x {}", B) }
        "hook" => { std::panic::set_hook(Box::new(|i| { println!("{}\n{}", i, Backtrace::force_capture()); })); let _ = std::panic::catch_unwind(|| block_on(async { let x: Option<u32> = None; x.unwrap() })); }
        "result" => { }
        "recursion" => { #[inline(never)] fn r(n: u32) -> u32 { if n == 0 { panic!("deep") } let x = r(n-1); std::hint::black_box(x) + 1 } println!("{}", r(150)); }
        _ => panic!("?"),
    }
}
