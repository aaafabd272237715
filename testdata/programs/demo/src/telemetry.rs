//! Spans, log records and their form in OTLP's JSON, as much of them as the shop needs.

use crate::failure::Failure;
use serde_json::{json, Value};
use std::backtrace::Backtrace;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, io, panic};

tokio::task_local! {
    static CURRENT: Arc<Span>;
}

pub struct Span {
    name: String,
    trace_id: String,
    span_id: String,
    start: u64,
    events: Mutex<Vec<Value>>,
}

#[derive(Default)]
pub struct Telemetry {
    spans: Mutex<Vec<Value>>,
    records: Mutex<Vec<Value>>,
    next_id: AtomicU64,
}

impl Telemetry {
    /// Runs the work of one request within a span.
    pub async fn in_span<T>(&self, name: String, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        let span = Arc::new(self.start(name));
        let outcome = CURRENT.scope(span.clone(), work).await;
        if let Err(failure) = &outcome {
            self.record(Some(&span), failure.kind, &failure.message, &failure.backtrace);
        }
        self.end(&span, outcome.is_err());
        outcome
    }

    /// Records a failure outside any request.
    pub fn record_in_background(&self, failure: &Failure) {
        self.record(None, failure.kind, &failure.message, &failure.backtrace);
    }

    pub fn record_panics(self: Arc<Self>) {
        panic::set_hook(Box::new(move |info| {
            let span = CURRENT.try_with(Arc::clone).ok();
            let message = info.to_string();
            self.record(span.as_deref(), "panic", &message, &Backtrace::force_capture());
            if let Some(span) = span {
                self.end(&span, true);
            }
        }));
    }

    fn start(&self, name: String) -> Span {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed) + 1;
        // Spread over all bits, as an id should be, and the same in every run.
        let spread = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Span {
            name,
            trace_id: format!("{:016x}{:016x}", spread, spread.rotate_left(29)),
            span_id: format!("{:016x}", spread.rotate_left(47)),
            start: now(),
            events: Mutex::default(),
        }
    }

    fn record(&self, span: Option<&Span>, kind: &str, message: &str, backtrace: &Backtrace) {
        let time = now().to_string();
        let attributes = json!([
            attribute("exception.type", kind),
            attribute("exception.message", message),
            attribute("exception.stacktrace", &backtrace.to_string()),
        ]);
        if let Some(span) = span {
            let event = json!({ "timeUnixNano": time, "name": "exception", "attributes": attributes });
            span.events.lock().unwrap().push(event);
        }
        self.records.lock().unwrap().push(json!({
            "timeUnixNano": time,
            "observedTimeUnixNano": time,
            "severityNumber": 17,
            "severityText": "ERROR",
            "body": { "stringValue": message },
            "attributes": attributes,
            "traceId": span.map_or("", |span| &span.trace_id),
            "spanId": span.map_or("", |span| &span.span_id),
        }));
    }

    fn end(&self, span: &Span, failed: bool) {
        self.spans.lock().unwrap().push(json!({
            "traceId": span.trace_id,
            "spanId": span.span_id,
            "name": span.name,
            "kind": 2,
            "startTimeUnixNano": span.start.to_string(),
            "endTimeUnixNano": now().to_string(),
            "events": *span.events.lock().unwrap(),
            "status": { "code": if failed { 2 } else { 0 } },
        }));
    }

    /// Adds what was recorded to the requests in a directory.
    pub fn write(&self, directory: &str) -> io::Result<()> {
        let scope = json!({ "name": "storefront" });
        let logs = json!({
            "resource": resource(),
            "scopeLogs": [{ "scope": scope, "logRecords": *self.records.lock().unwrap() }],
        });
        let spans = json!({
            "resource": resource(),
            "scopeSpans": [{ "scope": scope, "spans": *self.spans.lock().unwrap() }],
        });
        append(&format!("{}/logs.json", directory), "resourceLogs", logs)?;
        append(&format!("{}/traces.json", directory), "resourceSpans", spans)
    }
}

fn append(path: &str, field: &str, resource: Value) -> io::Result<()> {
    let mut resources = match fs::read_to_string(path) {
        Ok(text) => serde_json::from_str::<Value>(&text)?[field].take(),
        Err(_) => json!([]),
    };
    if let Some(list) = resources.as_array_mut() {
        list.push(resource);
    }
    fs::write(path, format!("{}\n", json!({ field: resources })))
}

fn resource() -> Value {
    json!({ "attributes": [
        attribute("service.name", "storefront"),
        attribute("service.version", env!("CARGO_PKG_VERSION")),
        attribute("telemetry.sdk.language", "rust"),
        attribute("process.runtime.name", "rustc"),
        attribute("process.runtime.version", option_env!("STOREFRONT_RUSTC").unwrap_or("unknown")),
    ]})
}

fn attribute(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": value } })
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64)
}
