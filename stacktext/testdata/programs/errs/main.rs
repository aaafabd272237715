#![allow(unused, dead_code)]
use std::backtrace::Backtrace as StdBt;
use std::fmt;
mod app {
    pub async fn leaf(k: &str) -> Result<u32, anyhow::Error> { let f = |x: &str| if x.len() > 0 { Err(anyhow::anyhow!("root cause: multi\nline message")) } else { Ok(1) }; f(k) }
    pub async fn mid(k: &str) -> Result<u32, anyhow::Error> { use anyhow::Context; leaf(k).await.context("mid failed").with_context(|| format!("outer context {}", k)) }
    pub struct Svc<T>(pub T);
    impl<T: Clone> Svc<T> { pub async fn run(&self) -> Result<u32, anyhow::Error> { let b = async { mid("k").await }; b.await } }
    pub async fn bt_crate() -> backtrace::Backtrace { let c = || backtrace::Backtrace::new(); c() }
    pub async fn outer_bt() -> backtrace::Backtrace { async { bt_crate().await }.await }
    pub async fn eleaf() -> eyre::Result<u32> { let f = || Err(eyre::eyre!("eyre root")); f() }
    #[tracing::instrument] pub async fn emid(id: u32, name: &str) -> eyre::Result<u32> { use eyre::ResultExt as _; eleaf().await.wrap_err("eyre mid") }
    pub async fn span_trace() -> tracing_error::SpanTrace { tracing_error::SpanTrace::capture() }
    #[tracing::instrument(fields(user = "bob smith"))] pub async fn sp_mid(id: u32, name: &str) -> tracing_error::SpanTrace { span_trace().await }
    #[tracing::instrument(skip_all)] pub async fn sp_outer() -> tracing_error::SpanTrace { sp_mid(3, "x\ny").await }
    pub async fn panics() { let v: Option<u32> = None; async { v.unwrap() }.await; }
}
#[derive(Debug, snafu::Snafu)] enum MyErr { #[snafu(display("could not open {path}"))] Open { path: String, source: std::io::Error, backtrace: snafu::Backtrace } }
async fn snaf() -> Result<(), MyErr> { use snafu::ResultExt; async { std::fs::read("/nonexistent").map(|_| ()).context(OpenSnafu { path: "/nonexistent" }) }.await }
fn bo<F: std::future::Future>(f: F) -> F::Output { tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(f) }
fn main() {
    let a = std::env::args().nth(1).unwrap_or_default();
    if let Some(r) = a.strip_prefix("anyhow_") { let e = bo(app::Svc(1u8).run()).unwrap_err(); match r { "debug" => print!("{:?}", e), "alt" => print!("{:#}", e), "display" => print!("{}", e), "pretty" => print!("{:#?}", e), "bt" => print!("{}", e.backtrace()), "chain" => for c in e.chain() { println!("{}", c) }, _ => {} } return }
    if let Some(r) = a.strip_prefix("btcrate_") { let b = bo(app::outer_bt()); match r { "debug" => print!("{:?}", b), "pretty" => print!("{:#?}", b), "json" => print!("{}", serde_json::to_string(&b).unwrap()), "unresolved" => { let b = backtrace::Backtrace::new_unresolved(); print!("{:?}", b) }, "frames" => { for f in b.frames() { println!("{:?}", f) } } "symbols" => { for f in b.frames() { for s in f.symbols() { println!("{:?}", s) } } } _ => {} } return }
    match a.as_str() {
        "eyre_debug" => { let e = bo(app::emid(1, "n")).unwrap_err(); print!("{:?}", e) }
        "eyre_alt" => { let e = bo(app::emid(1, "n")).unwrap_err(); print!("{:#}", e) }
        "color_eyre_debug" | "color_eyre_panic" | "color_eyre_full" | "color_eyre_plain" | "color_eyre_spantrace" | "color_eyre_display" => {
            use tracing_subscriber::prelude::*; use tracing_error::ErrorLayer;
            tracing_subscriber::registry().with(ErrorLayer::default()).init();
            let mut b = color_eyre::config::HookBuilder::default();
            if a == "color_eyre_plain" { b = b.theme(color_eyre::config::Theme::new()); }
            b.install().unwrap();
            if a == "color_eyre_panic" { bo(app::panics()); }
            let e = bo(app::emid(1, "n")).unwrap_err(); if a == "color_eyre_display" { print!("{:#}", e) } else { print!("{:?}", e) } }
        "stable_eyre" => { stable_eyre::install().unwrap(); let e: stable_eyre::Report = stable_eyre::eyre::eyre!("stable root").wrap_err("stable outer"); print!("{:?}", e) }
        "spantrace_display" | "spantrace_debug" | "spantrace_pretty" => { use tracing_subscriber::prelude::*; tracing_subscriber::registry().with(tracing_error::ErrorLayer::default()).init(); let s = bo(app::sp_outer()); match a.as_str() { "spantrace_display" => print!("{}", s), "spantrace_debug" => print!("{:?}", s), _ => print!("{:#?}", s) } }
        "better_panic" | "better_panic_full" => { better_panic::Settings::debug().most_recent_first(false).verbosity(if a.ends_with("full") { better_panic::Verbosity::Full } else { better_panic::Verbosity::Medium }).install(); bo(app::panics()) }
        "better_panic_mrf" => { better_panic::Settings::debug().most_recent_first(true).install(); bo(app::panics()) }
        "snafu_report" => { let e = bo(snaf()).unwrap_err(); print!("{}", e) }
        "snafu_bt" => { let e = bo(snaf()).unwrap_err(); print!("{}", snafu::ErrorCompat::backtrace(&e).unwrap()) }
        "snafu_bt_debug" => { let e = bo(snaf()).unwrap_err(); print!("{:?}", e) }
        "snafu_pretty" => { let e = bo(snaf()).unwrap_err(); print!("{:#?}", e) }
        "failure" => { let e = failure::err_msg("failure root").context("failure ctx"); let e: failure::Error = e.into(); print!("{:?}", e) }
        "failure_bt" => { let e: failure::Error = failure::err_msg("failure root"); print!("{}", e.backtrace()) }
        "main_result" => { std::process::exit(match bo(app::Svc(1u8).run()) { Ok(_) => 0, Err(e) => { eprintln!("Error: {:?}", e); 1 } }) }
        "derive_debug" => { #[derive(Debug)] struct E { msg: &'static str, bt: StdBt } let e = E { msg: "m", bt: StdBt::force_capture() }; println!("{:?}", e); println!("{:#?}", e) }
        "tracing_fmt" | "tracing_json" | "tracing_pretty" | "tracing_compact" => { let s = tracing_subscriber::fmt().with_writer(std::io::stdout); match a.as_str() { "tracing_json" => s.json().init(), "tracing_pretty" => s.pretty().init(), "tracing_compact" => s.compact().init(), _ => s.with_ansi(true).init() } let e = bo(app::Svc(1u8).run()).unwrap_err(); tracing::error!(error = ?e, "request failed"); tracing::error!(exception.stacktrace = %StdBt::force_capture(), exception.message = %e, "display bt"); tracing::error!(backtrace = ?StdBt::force_capture(), "debug bt") }
        "type_names" => { fn tn<T>(_: &T) -> &'static str { std::any::type_name::<T>() } let c = || 1; println!("{}", tn(&c)); println!("{}", tn(&app::leaf("x"))); println!("{}", tn(&app::Svc(1u8).run())); println!("{}", tn(&async { 1 })); println!("{}", tn(&async || 1)); println!("{}", tn(&(async || 1)())); println!("{}", tn(&async move || { app::panics().await })); fn gen<T>(t: T) -> impl Fn() -> T where T: Clone { move || t.clone() } println!("{}", tn(&gen(Some(vec![1u8])))); println!("{}", tn(&app::emid)); bo(async { fn f() {} println!("{}", tn(&f)); async { fn g() {} println!("{}", tn(&g)); }.await; (|| { fn h() {} println!("{}", tn(&h)); })() }); println!("{}", tn(&std::future::ready(1))); println!("{}", tn(&(Box::pin(app::panics()) as std::pin::Pin<Box<dyn std::future::Future<Output = ()>>>))); }
        "async_backtrace" => { let rt = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap(); rt.block_on(async { let h = tokio::spawn(async_backtrace::location!().frame(async { tokio::task::yield_now().await; std::future::pending::<()>().await })); tokio::task::yield_now().await; std::thread::sleep(std::time::Duration::from_millis(50)); async_backtrace::location!().frame(async { async_backtrace::location!().frame(async { tokio::join!(async_backtrace::location!().frame(async { println!("{}", async_backtrace::taskdump_tree(true)); println!("---backtrace()"); for l in async_backtrace::backtrace().unwrap().iter() { println!("{}", l) } }), async_backtrace::location!().frame(async { tokio::task::yield_now().await })) }).await }).await; }) }
        #[cfg(feature = "taskdump")]
        "taskdump" => { let rt = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(); rt.block_on(async { async fn generic<T: Send>(t: T) { tokio::time::sleep(std::time::Duration::from_secs(9)).await; drop(t); } async fn a() { b().await } async fn b() { tokio::join!(c(), async { c().await }, generic(Some(std::collections::HashMap::<String, u8>::new()))); } async fn c() { tokio::task::yield_now().await; tokio::time::sleep(std::time::Duration::from_secs(9)).await } struct S<T>(T); impl<T> S<T> { async fn m(&self) { c().await } } tokio::spawn(a()); tokio::spawn(async { S(1u8).m().await }); tokio::task::yield_now().await; tokio::task::yield_now().await; let h = tokio::runtime::Handle::current(); let d = tokio::time::timeout(std::time::Duration::from_secs(2), h.dump()).await.unwrap(); for (i, t) in d.tasks().iter().enumerate() { println!("task {i} trace:"); println!("{}\n", t.trace()); } for t in d.tasks().iter() { println!("{:?}", t.trace()); break } }) }
        "tracing_keys" => { tracing_subscriber::fmt().json().with_writer(std::io::stdout).init(); tracing::error!(exception.r#type = "panic", exception.message = "m", "thread panicked"); tracing::error!(exception.type = "panic2", exception.stacktrace = ?anyhow::anyhow!("root"), "x"); tracing::error!({ exception.stacktrace = %StdBt::disabled() }, "y") }
        _ => println!("?"),
    }
}
