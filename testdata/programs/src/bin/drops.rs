//! Destructors: values and futures that are dropped, and what drop glue puts on the stack.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::executor::block_on;
use futures::task::noop_waker;
use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        capture();
    }
}

async fn hold() -> u32 {
    let _guard = Guard;
    std::future::pending::<()>().await;
    1
}

async fn release_early() -> u32 {
    let guard = Guard;
    let value = async { 1 }.await;
    drop(guard);
    value
}

fn start<F: Future + ?Sized>(future: Pin<&mut F>) {
    let waker = noop_waker();
    let _ = future.poll(&mut Context::from_waker(&waker));
}

fn end_of_scope() {
    let _guard = Guard;
}

fn end_of_scope_in_an_async_fn() {
    async fn scoped() -> u32 {
        let _guard = Guard;
        async { 1 }.await
    }
    block_on(scoped());
}

fn explicit_in_an_async_fn() {
    block_on(release_early());
}

fn vector() {
    drop(vec![Guard]);
}

fn boxed_any() {
    drop(Box::new(Guard) as Box<dyn Any>);
}

fn shared_pointer() {
    let first = Rc::new(Guard);
    let second = first.clone();
    drop(first);
    drop(second);
}

fn struct_field() {
    struct Outer {
        _inner: Inner,
    }
    struct Inner {
        _guard: Guard,
    }
    drop(Outer { _inner: Inner { _guard: Guard } });
}

fn closure_environment() {
    let guard = Guard;
    let closure = move || {
        let _captured = &guard;
    };
    drop(closure);
}

fn boxed_closure_environment() {
    let guard = Guard;
    let closure: Box<dyn Fn()> = Box::new(move || {
        let _captured = &guard;
    });
    drop(closure);
}

fn suspended_future() {
    let mut future = Box::pin(hold());
    start(future.as_mut());
    drop(future);
}

fn suspended_future_behind_dyn() {
    let mut future: Pin<Box<dyn Future<Output = u32>>> = Box::pin(async { hold().await });
    start(future.as_mut());
    drop(future);
}

fn future_never_polled() {
    let guard = Guard;
    let future = async move {
        let _guard = guard;
    };
    drop(future);
}

fn loser_of_a_select() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::select! {
            biased;
            value = hold() => value,
            _ = async {} => 0,
        }
    });
}

fn after_a_timeout() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _ = runtime.block_on(async { tokio::time::timeout(std::time::Duration::from_millis(2), hold()).await });
}

fn task_when_the_runtime_stops() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::spawn(hold());
        tokio::task::yield_now().await;
    });
    drop(runtime);
}

fn task_output_never_joined() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let task = tokio::spawn(async { Guard });
        tokio::task::yield_now().await;
        drop(task);
    });
}

fn join_set_shut_down() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut tasks = tokio::task::JoinSet::new();
        tasks.spawn(hold());
        tokio::task::yield_now().await;
        tasks.shutdown().await;
    });
}

fn unordered_futures() {
    let mut futures: futures::stream::FuturesUnordered<_> = (0..2).map(|_| hold()).collect();
    start(Pin::new(&mut futures::StreamExt::next(&mut futures)));
    drop(futures);
}

fn thread_local_value() {
    std::thread::spawn(|| {
        thread_local!(static GUARD: Guard = Guard);
        GUARD.with(|_| ());
    })
    .join()
    .unwrap();
}

fn while_unwinding() {
    std::panic::set_hook(Box::new(|_| ()));
    let _ = std::panic::catch_unwind(|| {
        let _guard = Guard;
        panic!("unwinds through the guard");
    });
}

fn iterator_and_drain() {
    let mut guards = vec![Guard, Guard];
    guards.drain(..).for_each(drop);
}

scenarios!(
    end_of_scope,
    end_of_scope_in_an_async_fn,
    explicit_in_an_async_fn,
    vector,
    boxed_any,
    shared_pointer,
    struct_field,
    closure_environment,
    boxed_closure_environment,
    suspended_future,
    suspended_future_behind_dyn,
    future_never_polled,
    loser_of_a_select,
    after_a_timeout,
    task_when_the_runtime_stops,
    task_output_never_joined,
    join_set_shut_down,
    unordered_futures,
    thread_local_value,
    while_unwinding,
    iterator_and_drain,
);
