//! What only nightly has: gen blocks and functions, coroutines, async iterators, std's own join!.
#![feature(async_for_loop, async_iterator, coroutine_trait, coroutines, future_join, gen_blocks, stmt_expr_attributes, yield_expr)]
#![allow(incomplete_features)]
#[path = "../../src/capture.rs"]
mod capture;

use capture::capture;
use futures::executor::block_on;
use futures::task::noop_waker;
use std::async_iter::AsyncIterator;
use std::ops::Coroutine;
use std::pin::Pin;
use std::task::Context;

async fn leaf() -> u32 {
    capture()
}

gen fn numbers() -> u32 {
    yield capture();
}

async gen fn readings() -> u32 {
    yield leaf().await;
}

fn gen_function() {
    numbers().next();
}

fn gen_block() {
    let mut block = gen {
        yield capture();
    };
    block.next();
}

fn gen_block_inside_an_iterator_chain() {
    let block = gen {
        yield 1;
        yield capture();
    };
    block.map(|n: u32| n + 1).sum::<u32>();
}

fn gen_block_inside_an_async_fn() {
    async fn total() -> u32 {
        let block = gen {
            yield capture();
        };
        block.sum()
    }
    block_on(total());
}

fn coroutine_closure() {
    let mut coroutine = #[coroutine]
    || {
        yield capture();
        2u32
    };
    Pin::new(&mut coroutine).resume(());
}

fn coroutine_that_cannot_move() {
    let mut coroutine = Box::pin(
        #[coroutine]
        static || {
            yield capture();
            2u32
        },
    );
    coroutine.as_mut().resume(());
}

fn poll_next(iterator: impl AsyncIterator) {
    let waker = noop_waker();
    let mut iterator = Box::pin(iterator);
    let _ = iterator.as_mut().poll_next(&mut Context::from_waker(&waker));
}

fn async_gen_function() {
    poll_next(readings());
}

fn async_gen_block() {
    poll_next(async gen {
        yield leaf().await;
    });
}

fn async_for_loop() {
    block_on(async {
        let mut total = 0;
        for await reading in readings() {
            total += reading;
        }
        total
    });
}

fn join_of_std() {
    block_on(std::future::join!(leaf(), async { 2 }));
}

scenarios!(
    gen_function,
    gen_block,
    gen_block_inside_an_iterator_chain,
    gen_block_inside_an_async_fn,
    coroutine_closure,
    coroutine_that_cannot_move,
    async_gen_function,
    async_gen_block,
    async_for_loop,
    join_of_std,
);
