//! Tests, as the test harness and the runtimes' own attributes run them. Each test is a scenario: the texts go to
//! the directory that CORPUS_DIRECTORY names.
#![cfg_attr(feature = "backtrace_unstable", feature(backtrace))]

use std::backtrace::Backtrace;
use std::fs;

/// Writes the backtrace of its caller, if the program runs for the corpus.
fn capture() -> u32 {
    let backtrace = Backtrace::force_capture();
    if let Ok(directory) = std::env::var("CORPUS_DIRECTORY") {
        let file = |name: &str, text: String| fs::write(format!("{}/{}", directory, name), text).unwrap();
        file("display.txt", format!("{}", backtrace));
        file("alternate.txt", format!("{:#}", backtrace));
        file("debug.txt", format!("{:?}", backtrace));
        file("pretty.txt", format!("{:#?}", backtrace));
    }
    keep_addresses();
    7
}

/// Keeps the load addresses, so that an address of a text can be found in the binary's debug information.
fn keep_addresses() {
    if let Ok(directory) = std::env::var("CORPUS_DIRECTORY") {
        fs::copy("/proc/self/maps", format!("{}/maps.txt", directory)).unwrap();
    }
}

async fn b() -> u32 {
    capture()
}

async fn a() -> u32 {
    b().await
}

#[test]
fn plain() {
    assert_eq!(capture(), 7);
}

#[test]
fn returns_a_result() -> Result<(), String> {
    let sum: u32 = [1, 2].iter().map(|n| n + capture()).sum();
    Some(sum).filter(|sum| *sum > 0).map(|_| ()).ok_or_else(|| "no sum".to_string())
}

#[test]
fn with_its_own_runtime() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    assert_eq!(runtime.block_on(async { a().await }), 7);
}

#[tokio::test]
async fn on_tokio() {
    assert_eq!(a().await, 7);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn on_tokio_with_threads() {
    assert_eq!(tokio::spawn(a()).await.unwrap(), 7);
}

#[async_std::test]
async fn on_async_std() {
    assert_eq!(a().await, 7);
}

mod tests {
    #[tokio::test]
    async fn test_stack() {
        super::a().await;
    }
}

#[tokio::test]
async fn assertion_fails() {
    async fn total() -> u32 {
        3
    }
    keep_addresses();
    if std::env::var("CORPUS_DIRECTORY").is_ok() {
        assert_eq!(total().await, 4, "totals differ");
    }
}

#[test]
#[should_panic(expected = "no items")]
fn panics_as_it_should() {
    fn check(items: &[u32]) {
        items.first().expect("no items");
    }
    keep_addresses();
    check(&[]);
}
