//! From a request's body to a paid and packed order.

use crate::failure::Failure;
use crate::server::Shop;
use futures::future::{self, BoxFuture, FutureExt};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use tokio::time;

struct Line {
    product: u32,
    quantity: u32,
}

pub struct Order {
    lines: Vec<Line>,
    card: String,
}

impl Order {
    pub fn parse(body: &[u8]) -> Result<Order, Failure> {
        let body: Value = serde_json::from_slice(body)?;
        let lines = body["lines"].as_array().ok_or_else(|| Failure::new(422, "MissingField", "an order has lines"))?;
        let lines = lines.iter().map(parse_line).collect::<Result<Vec<Line>, Failure>>()?;
        Ok(Order { lines, card: body["card"].as_str().unwrap_or_default().to_string() })
    }
}

fn parse_line(line: &Value) -> Result<Line, Failure> {
    let number = |field: &str| {
        line[field]
            .as_u64()
            .filter(|number| *number > 0)
            .map(|number| number as u32)
            .ok_or_else(|| Failure::new(422, "InvalidField", format!("{} is no number above 0", field)))
    };
    Ok(Line { product: number("product")?, quantity: number("quantity")? })
}

pub async fn place(shop: Arc<Shop>, order: Order) -> Result<u32, Failure> {
    let prices = future::try_join_all(order.lines.iter().map(|line| {
        let shop = &shop;
        async move {
            shop.stock.reserve(line.product, line.quantity).await?;
            Ok::<u32, Failure>(shop.catalog.price(line.product).await? * line.quantity)
        }
    }));
    let total = prices.await?.iter().sum();
    let receipt = tokio::select! {
        receipt = pay(&order.card, total) => receipt?,
        _ = time::sleep(Duration::from_secs(30)) => 0,
    };
    let packed = tokio::spawn(async move { pack(order, 0).await });
    packed.await??;
    Ok(receipt)
}

async fn pay(card: &str, total: u32) -> Result<u32, Failure> {
    let attempts = |attempt: u32| async move { charge(card, total, attempt).await };
    let mut attempt = 1;
    loop {
        match attempts(attempt).await {
            Err(failure) if failure.status == 503 && attempt < 3 => attempt += 1,
            outcome => return outcome,
        }
    }
}

async fn charge(card: &str, total: u32, attempt: u32) -> Result<u32, Failure> {
    match card {
        "stolen" => Err(Failure::new(402, "PaymentDeclined", "card is blocked")),
        "flaky" => Err(Failure::new(503, "GatewayUnavailable", format!("no answer at attempt {}", attempt))),
        _ => Ok(total),
    }
}

/// Packs line by line; a box takes 20 pieces.
fn pack(order: Order, line: usize) -> BoxFuture<'static, Result<u32, Failure>> {
    async move {
        let quantity = match order.lines.get(line) {
            Some(line) => line.quantity,
            None => return Ok(0),
        };
        if quantity > 20 {
            return Err(Failure::new(500, "BoxTooSmall", format!("{} pieces do not fit", quantity)));
        }
        Ok(quantity + pack(order, line + 1).await?)
    }
    .boxed()
}
