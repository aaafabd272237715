//! Combinators of the futures crate: what stands between an await and the future inside.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::executor::{block_on, LocalPool, ThreadPool};
use futures::future::{self, FutureExt, TryFutureExt};
use futures::stream::{FuturesOrdered, FuturesUnordered, StreamExt};
use futures::task::{LocalSpawnExt, Poll, SpawnExt};
use std::panic::AssertUnwindSafe;

async fn price(item: u32) -> u32 {
    capture() * item
}

async fn quote(items: u32) -> u32 {
    price(items).await + 1
}

async fn try_quote(items: u32) -> Result<u32, String> {
    Ok(quote(items).await)
}

fn executor_block_on() {
    block_on(quote(1));
}

fn executor_local_pool() {
    let mut pool = LocalPool::new();
    pool.spawner().spawn(quote(1).map(|_| ())).unwrap();
    pool.run();
}

fn executor_local_pool_handle() {
    let mut pool = LocalPool::new();
    let handle = pool.spawner().spawn_local_with_handle(quote(1)).unwrap();
    pool.run_until(handle);
}

fn executor_thread_pool() {
    let pool = ThreadPool::builder().pool_size(1).create().unwrap();
    block_on(pool.spawn_with_handle(quote(1)).unwrap());
}

fn join() {
    block_on(future::join(quote(1), future::ready(1)));
}

fn join3_inside_an_async_fn() {
    async fn totals() -> u32 {
        let (a, b, c) = future::join3(future::ready(1), async { quote(2).await }, future::ready(3)).await;
        a + b + c
    }
    block_on(totals());
}

fn try_join() {
    let _ = block_on(future::try_join(try_quote(1), future::ready(Ok(1))));
}

fn join_macro() {
    block_on(async { futures::join!(quote(1), async { 3 }) });
}

fn try_join_macro() {
    let _ = block_on(async { futures::try_join!(try_quote(1), async { Ok::<u32, String>(3) }) });
}

fn join_all_few() {
    block_on(future::join_all((0..2).map(|n| async move {
        if n == 1 {
            quote(n).await
        } else {
            n
        }
    })));
}

fn join_all_many() {
    block_on(future::join_all((0..40).map(quote)));
}

fn try_join_all() {
    let _ = block_on(future::try_join_all((0..2).map(|n| try_quote(n))));
}

fn unordered() {
    block_on(async {
        let mut quotes = FuturesUnordered::new();
        quotes.push(quote(1));
        quotes.next().await
    });
}

fn unordered_collected() {
    block_on((0..1).map(quote).collect::<FuturesUnordered<_>>().collect::<Vec<_>>());
}

fn ordered() {
    block_on(async {
        let mut quotes = FuturesOrdered::new();
        quotes.push(async { quote(1).await });
        quotes.next().await
    });
}

fn select_function() {
    block_on(async {
        let slow = future::pending::<u32>();
        match future::select(Box::pin(quote(1)), slow).await {
            future::Either::Left((value, _)) => value,
            future::Either::Right((value, _)) => value,
        }
    });
}

fn select_macro() {
    block_on(async {
        let fast = quote(1).fuse();
        futures::pin_mut!(fast);
        futures::select! {
            value = fast => value,
            complete => 0,
        }
    });
}

fn select_all() {
    block_on(future::select_all(vec![quote(1).boxed(), future::pending().boxed()]));
}

fn select_ok() {
    let _ = block_on(future::select_ok(vec![try_quote(1).boxed()]));
}

fn map_of_a_future() {
    block_on(quote(1).map(|total| total + 1));
}

fn map_closure() {
    block_on(future::ready(1u32).map(|total| total + capture()));
}

fn map_into() {
    block_on(quote(1).map_into::<u64>());
}

fn then_function() {
    block_on(future::ready(1u32).then(quote));
}

fn then_block() {
    block_on(future::ready(1u32).then(|items| async move { quote(items).await }));
}

fn and_then() {
    let _ = block_on(future::ready(Ok::<u32, String>(1)).and_then(try_quote));
}

fn and_then_block_chain() {
    let _ = block_on(
        try_quote(1)
            .and_then(|total| async move {
                if total > 0 {
                    Ok(total)
                } else {
                    Err(String::new())
                }
            })
            .map_ok(|total| total + 1),
    );
}

fn or_else() {
    let _ = block_on(future::ready(Err::<u32, u32>(3)).or_else(|items| try_quote(items)));
}

fn map_err() {
    let _ = block_on(try_quote(1).map_err(|error| error.len()));
}

fn map_ok_closure() {
    let _ = block_on(future::ready(Ok::<u32, String>(1)).map_ok(|total| total + capture()));
}

fn map_err_closure() {
    let _ = block_on(future::ready(Err::<u32, u32>(1)).map_err(|code| code + capture()));
}

fn ok_into_and_err_into() {
    let _ = block_on(try_quote(1).ok_into::<u64>().err_into::<Box<dyn std::error::Error>>());
}

fn unwrap_or_else() {
    block_on(future::ready(Err::<u32, u32>(1)).unwrap_or_else(|code| code + capture()));
}

fn inspect() {
    block_on(quote(1).inspect(|_| ()));
}

fn inspect_closure() {
    block_on(future::ready(1).inspect(|value| assert!(value + capture() > 0)));
}

fn flatten() {
    block_on(future::ready(quote(1)).flatten());
}

fn try_flatten() {
    let _ = block_on(future::ready(Ok::<_, String>(try_quote(1))).try_flatten());
}

fn boxed() {
    block_on(quote(1).boxed());
}

fn boxed_local_awaited() {
    block_on(async { quote(1).boxed_local().await });
}

fn fuse() {
    block_on(quote(1).fuse());
}

fn shared() {
    block_on(quote(1).shared());
}

fn catch_unwind() {
    let _ = block_on(AssertUnwindSafe(quote(1)).catch_unwind());
}

fn assert_unwind_safe() {
    block_on(AssertUnwindSafe(quote(1)));
}

fn either() {
    let left = std::env::args().count() > 1;
    block_on(if left { quote(1).left_future() } else { future::ready(1).right_future() });
}

fn option_future() {
    block_on(future::OptionFuture::from(Some(quote(1))));
}

fn maybe_done() {
    block_on(async {
        let done = future::maybe_done(quote(1));
        futures::pin_mut!(done);
        done.as_mut().await;
        done.take_output()
    });
}

fn abortable() {
    let _ = block_on(future::Abortable::new(quote(1), future::AbortHandle::new_pair().1));
}

fn lazy() {
    block_on(future::lazy(|_| capture()));
}

fn poll_fn() {
    block_on(future::poll_fn(|_| Poll::Ready(capture())));
}

fn poll_fn_over_a_future() {
    block_on(async {
        let mut inner = Box::pin(quote(1));
        future::poll_fn(move |context| inner.poll_unpin(context)).await
    });
}

fn poll_immediate_and_now_or_never() {
    let _ = quote(1).now_or_never();
}

fn remote_handle() {
    block_on(async {
        let (work, handle) = quote(1).remote_handle();
        future::join(work, handle).await
    });
}

fn into_stream() {
    block_on(quote(1).into_stream().boxed_local().next());
}

fn never_error_and_unit_error() {
    let _ = block_on(async { quote(1).never_error().await.map(|_| ()) });
}

fn pinned_on_the_stack() {
    block_on(async {
        let total = quote(1);
        futures::pin_mut!(total);
        total.await
    });
}

fn mutable_reference() {
    block_on(async {
        let mut total = Box::pin(quote(1));
        (&mut total).await
    });
}

fn channel_and_task() {
    let mut pool = LocalPool::new();
    let (sender, receiver) = futures::channel::oneshot::channel();
    pool.spawner()
        .spawn_local(async move {
            let _ = sender.send(quote(2).await);
        })
        .unwrap();
    let _ = pool.run_until(receiver);
}

fn a_long_chain() {
    let chain = quote(1)
        .map(Ok::<u32, String>)
        .and_then(|total| future::ready(Ok(total)))
        .inspect_ok(|_| ())
        .map_err(|_| 0u32)
        .unwrap_or_else(|code| code)
        .then(|total| async move { total })
        .boxed();
    block_on(chain);
}

scenarios!(
    executor_block_on,
    executor_local_pool,
    executor_local_pool_handle,
    executor_thread_pool,
    join,
    join3_inside_an_async_fn,
    try_join,
    join_macro,
    try_join_macro,
    join_all_few,
    join_all_many,
    try_join_all,
    unordered,
    unordered_collected,
    ordered,
    select_function,
    select_macro,
    select_all,
    select_ok,
    map_of_a_future,
    map_closure,
    map_into,
    then_function,
    then_block,
    and_then,
    and_then_block_chain,
    or_else,
    map_err,
    map_ok_closure,
    map_err_closure,
    ok_into_and_err_into,
    unwrap_or_else,
    inspect,
    inspect_closure,
    flatten,
    try_flatten,
    boxed,
    boxed_local_awaited,
    fuse,
    shared,
    catch_unwind,
    assert_unwind_safe,
    either,
    option_future,
    maybe_done,
    abortable,
    lazy,
    poll_fn,
    poll_fn_over_a_future,
    poll_immediate_and_now_or_never,
    remote_handle,
    into_stream,
    never_error_and_unit_error,
    pinned_on_the_stack,
    mutable_reference,
    channel_and_task,
    a_long_chain,
);
