// crash does what its argument says in a thread that polls a future: crash read, race, sleep, abort.
use std::future::Future;
use std::hint::black_box;
use std::pin::{pin, Pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

static mut SHARED: u64 = 0;

struct NoWake;
impl Wake for NoWake { fn wake(self: Arc<Self>) {} }

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(NoWake));
    loop {
        if let Poll::Ready(v) = future.as_mut().poll(&mut Context::from_waker(&waker)) { return v; }
    }
}

#[inline(never)]
fn fail(how: &str) -> u64 {
    match how {
        "read" => {
            let gone = Box::into_raw(Box::new(black_box(7u64)));
            unsafe { drop(Box::from_raw(gone)); std::ptr::read_volatile(gone) }
        }
        "race" => {
            unsafe { SHARED = black_box(1); }
            1
        }
        "sleep" => { std::thread::sleep(std::time::Duration::from_secs(30)); 0 }
        _ => std::process::abort(),
    }
}

mod app {
    pub async fn load(how: &str) -> u64 { Some(how).map(|how| super::fail(how)).unwrap() }
    pub fn boxed(how: &str) -> super::Pin<Box<dyn super::Future<Output = u64> + '_>> { Box::pin(async move { load(how).await + 1 }) }
    pub async fn run(how: &str) -> u64 { boxed(how).await }
}

fn main() {
    let how = std::env::args().nth(1).unwrap_or_default();
    let other = how.clone();
    let thread = std::thread::spawn(move || block_on(app::run(&other)));
    if how == "race" { block_on(app::run(&how)); }
    println!("{}", thread.join().unwrap());
}
