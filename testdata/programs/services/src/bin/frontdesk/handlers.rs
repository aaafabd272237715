//! What each path does.

use crate::framework::{Extract, Reply};
use crate::{site, Hotel};
use async_trait::async_trait;
use futures::stream::{self, StreamExt};
use hyper::{Body, Request, Response};

pub struct Guest(String);

#[async_trait]
impl Extract for Guest {
    async fn extract(request: &mut Request<Body>, hotel: &Hotel) -> Result<Self, String> {
        let known = hotel.guests.lock().await.len();
        site::at("guest_extract");
        let query = request.uri().query().ok_or_else(|| format!("no name, {} known", known))?;
        Ok(Guest(query.trim_start_matches("name=").to_string()))
    }
}

#[async_trait]
impl Extract for Hotel {
    async fn extract(_: &mut Request<Body>, hotel: &Hotel) -> Result<Self, String> {
        site::at("state");
        Ok(hotel.clone())
    }
}

pub async fn hello(_: Request<Body>) -> String {
    tokio::task::yield_now().await;
    site::at("hello");
    "hello".to_string()
}

pub async fn guest(guest: Guest, _: Request<Body>) -> Result<String, String> {
    tokio::task::yield_now().await;
    site::at("guest");
    Ok(guest.0)
}

pub async fn rooms(hotel: Hotel, _: Request<Body>) -> String {
    let mut free = free_rooms(&hotel).await;
    free.sort_by(|a, b| {
        site::at("rooms_sorted");
        b.cmp(a)
    });
    serde_json::to_string(&free).expect("numbers")
}

async fn free_rooms(hotel: &Hotel) -> Vec<u32> {
    let taken = hotel.guests.lock().await.len() as u32;
    site::at("rooms");
    (taken..5).collect()
}

pub async fn book(hotel: Hotel, request: Request<Body>) -> Response<Body> {
    let name = request.uri().query().unwrap_or_default().to_string();
    let booked = {
        let mut guests = hotel.guests.lock().await;
        guests.push(name);
        site::at("book_lock");
        guests.len()
    };
    notify(booked).await;
    format!("{} booked", booked).reply()
}

async fn notify(booked: usize) {
    for _ in 0..booked {
        tokio::task::yield_now().await;
    }
    site::at("book");
}

pub async fn report(hotel: Hotel, _: Request<Body>) -> String {
    let task = tokio::spawn(async move {
        let guests = hotel.guests.lock().await;
        site::at("report_task");
        guests.join(",")
    });
    let names = task.await.unwrap_or_default();
    site::at("report");
    names
}

pub async fn events(_: Request<Body>) -> Response<Body> {
    let parts = stream::iter(0..3).then(|part| async move {
        tokio::task::yield_now().await;
        site::at("sse_part");
        part
    });
    let body = parts.map(|part| {
        site::at("sse");
        Ok::<_, std::io::Error>(format!("data: {}\n\n", part))
    });
    Response::new(Body::wrap_stream(body))
}
