//! async-std: tasks, streams, timeouts, its attribute for main.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]
#[path = "../capture.rs"]
mod capture;

use async_std::prelude::*;
use async_std::{future, io, stream, sync, task, task_local};
use capture::capture;
use std::time::Duration;

async fn resolve(host: &str) -> u32 {
    capture() + host.len() as u32
}

async fn connect(host: &str) -> io::Result<u32> {
    Ok(resolve(host).await)
}

fn block_on() {
    task::block_on(resolve("a"));
}

fn spawn() {
    task::block_on(async { task::spawn(resolve("a")).await });
}

fn spawn_a_block() {
    task::block_on(task::spawn(async { connect("a").await })).unwrap();
}

fn spawn_with_a_name() {
    let handle = task::Builder::new().name("resolver".into()).spawn(resolve("a")).unwrap();
    task::block_on(handle);
}

fn spawn_blocking() {
    task::block_on(async { task::spawn_blocking(|| capture()).await });
}

fn spawn_local() {
    task::block_on(async { task::spawn_local(resolve("a")).await });
}

fn timeout() {
    let _ = task::block_on(future::timeout(Duration::from_secs(60), resolve("a")));
}

fn io_timeout() {
    let _ = task::block_on(async { io::timeout(Duration::from_secs(60), connect("a")).await });
}

fn stream_map() {
    task::block_on(stream::once(1).map(|n| n + capture()).collect::<Vec<u32>>());
}

fn stream_from_function() {
    let mut left = 1;
    let countdown = stream::from_fn(move || {
        left -= 1;
        if left >= 0 {
            Some(capture())
        } else {
            None
        }
    });
    task::block_on(countdown.fold(0, |sum, n| sum + n));
}

fn mutex() {
    task::block_on(async {
        let shared = sync::Mutex::new(0);
        *shared.lock().await += resolve("a").await;
    });
}

fn task_local() {
    task_local!(static DEPTH: u32 = 1);
    task::block_on(async { task::spawn(async { DEPTH.with(|depth| depth + capture()) }).await });
}

mod program {
    #[async_std::main]
    pub async fn main() {
        super::resolve("a").await;
    }
}

fn through_the_main_attribute() {
    program::main();
}

fn after_sleep() {
    task::block_on(async {
        task::sleep(Duration::from_millis(2)).await;
        resolve("a").await
    });
}

fn tcp_echo() {
    use async_std::net::{TcpListener, TcpStream};
    async fn serve(listener: TcpListener) -> io::Result<()> {
        let (mut stream, peer) = listener.accept().await?;
        resolve(&peer.to_string()).await;
        stream.write_all(b"x").await
    }
    task::block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = task::spawn(serve(listener));
        let mut client = TcpStream::connect(address).await.unwrap();
        let mut answer = [0];
        client.read_exact(&mut answer).await.unwrap();
        server.await.unwrap();
    });
}

scenarios!(
    block_on,
    spawn,
    spawn_a_block,
    spawn_with_a_name,
    spawn_blocking,
    spawn_local,
    timeout,
    io_timeout,
    stream_map,
    stream_from_function,
    mutex,
    task_local,
    through_the_main_attribute,
    after_sleep,
    tcp_echo,
);
