//! Prints an error-stack report of a failure in async code, as {:?} and {:#?}.
use error_stack::{Report, ResultExt};
#[derive(Debug)] struct Unavailable;
impl std::fmt::Display for Unavailable { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("stock service unavailable") } }
impl std::error::Error for Unavailable {}
#[derive(Debug)] struct Rejected;
impl std::fmt::Display for Rejected { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("order rejected") } }
impl std::error::Error for Rejected {}
async fn reserve(id: u32) -> Result<u32, Report<Unavailable>> { if id > 6 { return Err(Report::new(Unavailable)); } Ok(id) }
async fn place(id: u32) -> Result<u32, Report<Rejected>> { async { reserve(id).await }.await.change_context(Rejected) }
#[tokio::main(flavor = "current_thread")]
async fn main() { let report = place(7).await.unwrap_err(); println!("{report:?}"); println!("----\n{report:#?}"); }
