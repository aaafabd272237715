//! A chat server over TCP: lines in, lines out, rooms, a task a client.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

#[path = "../../../../src/capture.rs"]
mod capture;
mod client;
mod command;
mod rooms;

use rooms::Rooms;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SCENARIOS: &[&str] =
    &["unknown_command", "room_does_not_exist", "line_too_long", "name_taken", "client_leaves", "moderation_hook"];

fn main() -> io::Result<()> {
    match capture::chosen(SCENARIOS) {
        Some(scenario) => chat(scenario),
        None => Ok(()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn chat(scenario: String) -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(serve(listener));
    let lines = match scenario.as_str() {
        "unknown_command" => "/dance\n".to_string(),
        "room_does_not_exist" => "/join attic\n".to_string(),
        "line_too_long" => "x".repeat(500) + "\n",
        "name_taken" => "/name root\n".to_string(),
        "client_leaves" => "/join hall\n/quit\n".to_string(),
        _ => "/join hall\nspam spam spam\n".to_string(),
    };
    talk(address, &lines).await?;
    server.abort();
    Ok(())
}

async fn talk(address: SocketAddr, lines: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(lines.as_bytes()).await?;
    stream.shutdown().await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    println!("{}", answer);
    Ok(())
}

async fn serve(listener: TcpListener) -> io::Result<()> {
    let rooms = Arc::new(Rooms::new(&["hall"]));
    loop {
        let (stream, peer) = listener.accept().await?;
        let rooms = rooms.clone();
        tokio::spawn(async move {
            if let Err(error) = client::converse(stream, peer, rooms).await {
                println!("{}: {}", peer, error);
            }
        });
    }
}
