//! Reports are work for threads that may block.

use crate::failure::Failure;

pub async fn monthly(month: String) -> Result<String, Failure> {
    let totals = tokio::task::spawn_blocking(move || read_ledger(&month)).await??;
    Ok(format!("{} sales", totals.len()))
}

fn read_ledger(month: &str) -> Result<Vec<u32>, Failure> {
    let ledger = match month {
        "january" => "4\n9\n30",
        "february" => "4\nnine",
        _ => return Err(Failure::not_found(format!("no ledger of {}", month))),
    };
    ledger.lines().map(|line| Ok(line.parse::<u32>()?)).collect()
}

/// The mean of the best sales; there are none on the first day, and then it panics.
pub async fn best(count: usize) -> Result<String, Failure> {
    let mut sales = vec![4, 30, 9];
    sales.sort_by(|a, b| b.cmp(a));
    sales.truncate(count);
    Ok(format!("{}", sales.iter().sum::<usize>() / sales.len()))
}
