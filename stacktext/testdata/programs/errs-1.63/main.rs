#![allow(unused)]
mod app {
    pub async fn leaf(k: &str) -> Result<u32, anyhow::Error> { let f = |x: &str| if x.len() > 0 { Err(anyhow::anyhow!("root cause: multi\nline message")) } else { Ok(1) }; f(k) }
    pub async fn mid(k: &str) -> Result<u32, anyhow::Error> { use anyhow::Context; leaf(k).await.context("mid failed").with_context(|| format!("outer context {}", k)) }
    #[inline(always)] fn inl() -> backtrace::Backtrace { backtrace::Backtrace::new() }
    pub async fn bt_crate() -> backtrace::Backtrace { let c = || inl(); c() }
    pub async fn eleaf() -> eyre::Result<u32> { let f = || Err(eyre::eyre!("eyre root")); f() }
    pub async fn emid() -> eyre::Result<u32> { use eyre::WrapErr; eleaf().await.wrap_err("eyre mid") }
}
fn main() { let bo = futures::executor::block_on(app::bt_crate());
 match std::env::args().nth(1).unwrap().as_str() { "anyhow_debug" => print!("{:?}", futures::executor::block_on(app::mid("k")).unwrap_err()), "eyre_debug" => print!("{:?}", futures::executor::block_on(app::emid()).unwrap_err()), "btcrate_debug" => print!("{:?}", bo), "btcrate_pretty" => print!("{:#?}", bo), "btcrate_symbols" => for f in bo.frames() { for s in f.symbols() { println!("{:?}", s) } }, _ => {} } }
