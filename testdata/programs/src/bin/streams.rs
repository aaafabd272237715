//! Streams and sinks: futures' combinators, tokio-stream, async-stream.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use capture::capture;
use futures::channel::mpsc;
use futures::executor::block_on;
use futures::stream::{self, TryStreamExt};
use futures::{FutureExt, Sink, SinkExt, Stream, StreamExt};
use std::pin::Pin;

async fn decode(frame: u32) -> u32 {
    frame + capture()
}

async fn try_decode(frame: u32) -> Result<u32, String> {
    Ok(decode(frame).await)
}

fn frames() -> impl Stream<Item = u32> {
    stream::iter(0..1)
}

fn results() -> impl Stream<Item = Result<u32, String>> {
    stream::iter(vec![Ok(1)])
}

fn map_closure() {
    block_on(frames().map(|frame| frame + capture()).collect::<Vec<_>>());
}

fn then_function() {
    block_on(frames().then(decode).collect::<Vec<_>>());
}

fn then_block() {
    block_on(frames().then(|frame| async move { decode(frame).await }).collect::<Vec<_>>());
}

fn filter() {
    block_on(frames().filter(|frame| decode(*frame).map(|value| value > 0)).collect::<Vec<_>>());
}

fn filter_map_block() {
    block_on(frames().filter_map(|frame| async move { Some(decode(frame).await) }).collect::<Vec<_>>());
}

fn take_while_and_skip_while() {
    block_on(
        frames()
            .skip_while(|_| async { false })
            .take_while(|frame| {
                let frame = *frame;
                async move { decode(frame).await > 0 }
            })
            .collect::<Vec<_>>(),
    );
}

fn for_each() {
    block_on(frames().for_each(|frame| async move {
        decode(frame).await;
    }));
}

fn for_each_concurrent() {
    block_on(frames().for_each_concurrent(2, |frame| decode(frame).map(|_| ())));
}

fn buffered() {
    block_on(frames().map(decode).buffered(2).collect::<Vec<_>>());
}

fn buffer_unordered() {
    block_on(frames().map(|frame| async move { decode(frame).await }).buffer_unordered(2).collect::<Vec<_>>());
}

fn fold() {
    block_on(frames().fold(0, |sum, frame| async move { sum + decode(frame).await }));
}

fn scan() {
    block_on(
        frames()
            .scan(0, |sum, frame| {
                *sum += frame;
                decode(*sum).map(Some)
            })
            .collect::<Vec<_>>(),
    );
}

fn unfold() {
    let pages = stream::unfold(0, |page| async move {
        if page == 0 {
            Some((decode(page).await, 1))
        } else {
            None
        }
    });
    block_on(pages.collect::<Vec<_>>());
}

fn flat_map() {
    block_on(frames().flat_map(|frame| stream::once(decode(frame))).collect::<Vec<_>>());
}

fn flatten_chain_zip() {
    block_on(
        stream::iter(vec![stream::once(decode(1))])
            .flatten()
            .chain(stream::iter(0..1))
            .zip(stream::iter(0..9))
            .enumerate()
            .collect::<Vec<_>>(),
    );
}

fn peekable_fuse_chunks() {
    block_on(async {
        let decoded = stream::once(decode(1)).fuse().peekable();
        futures::pin_mut!(decoded);
        let _ = decoded.as_mut().peek().await;
        decoded.chunks(2).collect::<Vec<_>>().await
    });
}

fn select_of_streams() {
    block_on(stream::select(stream::once(decode(1)), stream::pending()).take(1).collect::<Vec<_>>());
}

fn merged_streams() {
    let all: stream::SelectAll<Pin<Box<dyn Stream<Item = u32>>>> =
        stream::select_all(vec![stream::once(decode(1)).boxed_local()]);
    block_on(all.collect::<Vec<_>>());
}

fn try_for_each() {
    let _ = block_on(results().try_for_each(|frame| async move { try_decode(frame).await.map(|_| ()) }));
}

fn try_fold() {
    let _ = block_on(results().try_fold(0, |_, frame| try_decode(frame)));
}

fn and_then_and_try_collect() {
    let _ = block_on(results().and_then(|frame| try_decode(frame)).try_collect::<Vec<_>>());
}

fn try_filter_map_and_map_ok() {
    let _ = block_on(
        results()
            .try_filter_map(|frame| async move { try_decode(frame).await.map(Some) })
            .map_ok(|frame| frame + 1)
            .try_collect::<Vec<_>>(),
    );
}

fn try_buffer_unordered() {
    let _ = block_on(results().map_ok(|frame| try_decode(frame)).try_buffer_unordered(2).try_collect::<Vec<_>>());
}

fn while_let_next() {
    async fn consume(mut frames: Pin<Box<dyn Stream<Item = u32>>>) -> u32 {
        let mut sum = 0;
        while let Some(frame) = frames.next().await {
            sum += frame;
        }
        sum
    }
    block_on(consume(stream::once(decode(1)).boxed_local()));
}

fn forward_into_a_sink() {
    let (sender, _receiver) = mpsc::unbounded::<u32>();
    let _ = block_on(stream::once(decode(1)).map(Ok).forward(sender));
}

fn sink_with_closure() {
    block_on(async {
        let (sender, _receiver) = mpsc::unbounded::<u32>();
        let sink = sender.with(|frame: u32| async move { Ok::<u32, mpsc::SendError>(decode(frame).await) });
        futures::pin_mut!(sink);
        let _ = sink.send(1).await;
    });
}

fn own_sink() {
    struct Disk;
    impl Sink<u32> for Disk {
        type Error = ();
        fn poll_ready(self: Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), ()>> {
            std::task::Poll::Ready(Ok(()))
        }
        fn start_send(self: Pin<&mut Self>, frame: u32) -> Result<(), ()> {
            assert!(frame + capture() > 0);
            Ok(())
        }
        fn poll_flush(self: Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), ()>> {
            std::task::Poll::Ready(Ok(()))
        }
        fn poll_close(self: Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), ()>> {
            std::task::Poll::Ready(Ok(()))
        }
    }
    let _ = block_on(async { Disk.send(1).await });
}

fn into_async_read() {
    use futures::io::AsyncReadExt;
    block_on(async {
        let body = stream::once(async {
            decode(1).await;
            Ok::<Vec<u8>, std::io::Error>(vec![1])
        })
        .boxed_local();
        let mut bytes = Vec::new();
        body.into_async_read().read_to_end(&mut bytes).await
    })
    .unwrap();
}

fn async_stream_macro() {
    let pages = async_stream::stream! {
        for page in 0..2 {
            yield decode(page).await;
        }
    };
    block_on(pages.collect::<Vec<_>>());
}

fn async_try_stream_macro() {
    let pages = async_stream::try_stream! {
        let page = try_decode(1).await?;
        yield page;
    };
    let _: Vec<Result<u32, String>> = block_on(pages.collect::<Vec<_>>());
}

fn tokio_stream_extensions() {
    use tokio_stream::StreamExt as TokioStreamExt;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let frames = TokioStreamExt::map(tokio_stream::iter(0..1), |frame| frame + capture());
        let frames = TokioStreamExt::timeout(frames, std::time::Duration::from_secs(9));
        tokio::pin!(frames);
        TokioStreamExt::next(&mut frames).await
    });
}

fn tokio_stream_then() {
    use tokio_stream::StreamExt as TokioStreamExt;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let frames = TokioStreamExt::then(tokio_stream::iter(0..1), |frame| async move { decode(frame).await });
        tokio::pin!(frames);
        while let Some(frame) = TokioStreamExt::next(&mut frames).await {
            assert!(frame > 0);
        }
    });
}

fn receiver_stream_in_a_task() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    runtime.block_on(async {
        let (sender, receiver) = tokio::sync::mpsc::channel(1);
        let task =
            tokio::spawn(tokio_stream::wrappers::ReceiverStream::new(receiver).for_each(|frame: u32| async move {
                decode(frame).await;
            }));
        sender.send(1).await.unwrap();
        drop(sender);
        task.await.unwrap()
    });
}

scenarios!(
    map_closure,
    then_function,
    then_block,
    filter,
    filter_map_block,
    take_while_and_skip_while,
    for_each,
    for_each_concurrent,
    buffered,
    buffer_unordered,
    fold,
    scan,
    unfold,
    flat_map,
    flatten_chain_zip,
    peekable_fuse_chunks,
    select_of_streams,
    merged_streams,
    try_for_each,
    try_fold,
    and_then_and_try_collect,
    try_filter_map_and_map_ok,
    try_buffer_unordered,
    while_let_next,
    forward_into_a_sink,
    sink_with_closure,
    own_sink,
    into_async_read,
    async_stream_macro,
    async_try_stream_macro,
    tokio_stream_extensions,
    tokio_stream_then,
    receiver_stream_in_a_task,
);
