//! Order processing: reserve stock, take the payment, ship. An error captures the backtrace of where it arose.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

#[path = "../../../../src/capture.rs"]
mod capture;
mod error;
mod inventory;
mod payment;
mod pipeline;

use error::Error;
use inventory::{Inventory, MemoryInventory};
use pipeline::{Order, Pipeline};
use std::sync::Arc;

const SCENARIOS: &[&str] = &[
    "out_of_stock",
    "payment_declined",
    "quantity_is_no_number",
    "courier_too_slow",
    "one_of_many_fails",
    "refund_of_a_bundle",
    "audit_task",
    "price_table_is_broken",
];

fn main() {
    if let Some(scenario) = capture::chosen(SCENARIOS) {
        run(&scenario);
    }
}

#[tokio::main(worker_threads = 2)]
async fn run(scenario: &str) {
    let inventory: Arc<dyn Inventory> = Arc::new(MemoryInventory::with(&[("tea", 5), ("cup", 0)]));
    let pipeline = Arc::new(Pipeline::new(inventory));
    let outcome = match scenario {
        "out_of_stock" => pipeline.process(Order::new("cup", 1, "visa")).await,
        "payment_declined" => pipeline.process(Order::new("tea", 2, "expired")).await,
        "quantity_is_no_number" => match "tea,two,visa".parse::<Order>() {
            Ok(order) => pipeline.process(order).await,
            Err(error) => Err(error),
        },
        "courier_too_slow" => pipeline.ship(&Order::new("tea", 1, "visa")).await.map(drop),
        "one_of_many_fails" => {
            pipeline.process_all(vec![Order::new("tea", 1, "visa"), Order::new("cup", 9, "visa")]).await
        }
        "refund_of_a_bundle" => payment::refund(payment::Receipt::bundle(3)).await,
        "audit_task" => pipeline.start_audit().await,
        _ => pipeline.reprice(|item| item.len() as u32 / (item.len() as u32 - 3)).await,
    };
    if let Err(error) = outcome {
        report(error);
    }
}

fn report(error: Error) {
    println!("order failed: {}", error);
    capture::write(error.backtrace());
}
