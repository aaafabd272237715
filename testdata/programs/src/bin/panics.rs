//! Programs that panic: in user code, in std on the user's behalf, in tokio because it was used wrongly.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use futures::executor::block_on;
use std::collections::HashMap;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn multi_thread() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

fn explicit() {
    panic!("the disk is full");
}

fn message_of_several_lines() {
    panic!("first line\n   4: looks::like::a::frame\n             at ./src/lib.rs:1:2\nlast line");
}

fn unwrap_of_none() {
    let none: Option<u32> = std::env::args().nth(99).map(|_| 1);
    none.unwrap();
}

fn unwrap_of_an_error() {
    "x".parse::<u32>().unwrap();
}

fn expect_in_an_async_fn() {
    async fn configuration() -> u32 {
        std::env::var("NO_SUCH_VARIABLE").map(|value| value.len() as u32).expect("no configuration")
    }
    async fn start() -> u32 {
        configuration().await
    }
    block_on(start());
}

fn index_out_of_bounds() {
    let items = vec![1, 2, 3];
    let index = std::env::args().count() + 9;
    println!("{}", items[index]);
}

fn missing_key() {
    let prices: HashMap<&str, u32> = HashMap::new();
    println!("{}", prices["tea"]);
}

fn arithmetic_overflow() {
    let count = std::env::args().count() as u32;
    let _ = 10u32.checked_sub(count + 20).expect("stock below zero");
}

fn slice_of_a_string() {
    let text = String::from("äöü");
    println!("{}", &text[0..std::env::args().count() - 2]);
}

fn borrowed_twice() {
    let cell = std::cell::RefCell::new(1);
    let _first = cell.borrow_mut();
    let _second = cell.borrow_mut();
}

fn poisoned_lock() {
    let shared = std::sync::Arc::new(std::sync::Mutex::new(1));
    let other = shared.clone();
    let _ = std::thread::spawn(move || {
        let _guard = other.lock().unwrap();
        panic!("worker failed");
    })
    .join();
    drop(shared.lock().unwrap());
}

fn assertion() {
    let total = std::env::args().count();
    assert_eq!(total, 100, "totals differ");
}

fn in_a_closure_of_an_iterator() {
    let sum: u32 = ["1", "x"].iter().map(|text| text.parse::<u32>().unwrap()).sum();
    println!("{}", sum);
}

fn payload_that_is_no_string() {
    std::panic::panic_any(7u32);
}

fn in_a_thread() {
    let worker = std::thread::Builder::new().name("mailer".into());
    let _ = worker.spawn(|| panic!("no connection")).unwrap().join();
}

fn in_a_spawned_task() {
    async fn process(order: u32) -> u32 {
        if order > 0 {
            panic!("order {} has no items", order);
        }
        order
    }
    let _ = multi_thread().block_on(async { tokio::spawn(process(3)).await });
}

fn in_a_spawned_task_and_its_join() {
    async fn process() {
        panic!("no items");
    }
    multi_thread().block_on(async { tokio::spawn(async { process().await }).await.unwrap() });
}

fn in_a_blocking_task() {
    let _ = multi_thread().block_on(async {
        tokio::task::spawn_blocking(|| {
            let text = std::fs::read_to_string("/no/such/file").unwrap();
            text.len()
        })
        .await
    });
}

fn in_a_local_task() {
    let local = tokio::task::LocalSet::new();
    let _ =
        current_thread().block_on(local.run_until(async {
            tokio::task::spawn_local(async { unreachable!("state machine in a wrong state") }).await
        }));
}

fn sleep_without_a_reactor() {
    async fn wait() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    block_on(wait());
}

fn timeout_outside_the_runtime() {
    async fn answer() -> u32 {
        42
    }
    let future = tokio::time::timeout(Duration::from_secs(1), answer());
    let _ = current_thread().block_on(future);
}

fn timer_not_enabled() {
    async fn poll_every_second() {
        let mut ticks = tokio::time::interval(Duration::from_secs(1));
        ticks.tick().await;
    }
    Builder::new_current_thread().build().unwrap().block_on(poll_every_second());
}

fn spawn_without_a_runtime() {
    async fn job() {}
    let start = || tokio::spawn(job());
    start();
}

fn runtime_within_a_runtime() {
    async fn outer() {
        current_thread().block_on(async { 1 });
    }
    current_thread().block_on(outer());
}

fn runtime_dropped_in_async_code() {
    multi_thread().block_on(async {
        let inner = current_thread();
        drop(inner);
    });
}

fn blocking_receive_in_async_code() {
    current_thread()
        .block_on(async {
            let (_sender, receiver) = tokio::sync::oneshot::channel::<u32>();
            receiver.blocking_recv()
        })
        .unwrap();
}

fn block_in_place_on_one_thread() {
    current_thread().block_on(async { tokio::task::block_in_place(|| 1) });
}

fn interval_of_zero() {
    current_thread().block_on(async { tokio::time::interval(Duration::from_secs(0)).tick().await });
}

fn task_local_not_set() {
    tokio::task_local!(static USER: u32);
    async fn greet() -> u32 {
        USER.with(|user| *user)
    }
    current_thread().block_on(greet());
}

fn future_polled_after_it_was_done() {
    use futures::FutureExt;
    block_on(async {
        let mut answer = Box::pin(async { 1 });
        (&mut answer).await;
        answer.map(|value| value + 1).await
    });
}

fn select_with_all_branches_disabled() {
    current_thread().block_on(async {
        let never = std::env::args().count() > 99;
        tokio::select! {
            _ = async {}, if never => {}
        }
    });
}

fn in_a_stream_closure() {
    use futures::StreamExt;
    block_on(futures::stream::iter(vec!["1", "x"]).map(|text| text.parse::<u32>().unwrap()).collect::<Vec<_>>());
}

fn caught_in_a_future() {
    use futures::FutureExt;
    async fn fail() -> u32 {
        panic!("caught later")
    }
    let _ = block_on(std::panic::AssertUnwindSafe(fail()).catch_unwind());
}

fn in_a_destructor() {
    struct Connection;
    impl Drop for Connection {
        fn drop(&mut self) {
            panic!("connection was not closed");
        }
    }
    async fn exchange() {
        let _connection = Connection;
        async {}.await;
    }
    block_on(exchange());
}

fn in_display() {
    struct Broken;
    impl std::fmt::Display for Broken {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            Err(std::fmt::Error)
        }
    }
    Broken.to_string();
}

fn on_a_rayon_thread() {
    use rayon::prelude::*;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let _: Vec<u32> = pool.install(|| vec!["1", "x"].par_iter().map(|text| text.parse::<u32>().unwrap()).collect());
}

fn in_a_recursion() {
    fn descend(depth: u32) -> u32 {
        if depth == 0 {
            panic!("bottom reached");
        }
        descend(depth - 1) + 1
    }
    descend(5);
}

fn returned_from_main_of_tokio() {
    #[tokio::main]
    async fn program() -> Result<(), String> {
        Err("configuration is missing".to_string())
    }
    program().unwrap();
}

scenarios!(
    explicit,
    message_of_several_lines,
    unwrap_of_none,
    unwrap_of_an_error,
    expect_in_an_async_fn,
    index_out_of_bounds,
    missing_key,
    arithmetic_overflow,
    slice_of_a_string,
    borrowed_twice,
    poisoned_lock,
    assertion,
    in_a_closure_of_an_iterator,
    payload_that_is_no_string,
    in_a_thread,
    in_a_spawned_task,
    in_a_spawned_task_and_its_join,
    in_a_blocking_task,
    in_a_local_task,
    sleep_without_a_reactor,
    timeout_outside_the_runtime,
    timer_not_enabled,
    spawn_without_a_runtime,
    runtime_within_a_runtime,
    runtime_dropped_in_async_code,
    blocking_receive_in_async_code,
    block_in_place_on_one_thread,
    interval_of_zero,
    task_local_not_set,
    future_polled_after_it_was_done,
    select_with_all_branches_disabled,
    in_a_stream_closure,
    caught_in_a_future,
    in_a_destructor,
    in_display,
    on_a_rayon_thread,
    in_a_recursion,
    returned_from_main_of_tokio,
);
