//! What goes wrong in the shop. A failure captures the backtrace of where it arose.

use std::backtrace::Backtrace;
use std::fmt;

pub struct Failure {
    /// The exception.type of OpenTelemetry.
    pub kind: &'static str,
    pub message: String,
    pub status: u16,
    pub backtrace: Backtrace,
}

impl Failure {
    pub fn new(status: u16, kind: &'static str, message: impl fmt::Display) -> Failure {
        Failure { kind, message: message.to_string(), status, backtrace: Backtrace::force_capture() }
    }

    pub fn not_found(what: impl fmt::Display) -> Failure {
        Failure::new(404, "NotFound", what)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::new(400, "serde_json::Error", error)
    }
}

impl From<hyper::Error> for Failure {
    fn from(error: hyper::Error) -> Failure {
        Failure::new(400, "hyper::Error", error)
    }
}

impl From<std::num::ParseIntError> for Failure {
    fn from(error: std::num::ParseIntError) -> Failure {
        Failure::new(400, "core::num::ParseIntError", error)
    }
}

impl From<tokio::time::error::Elapsed> for Failure {
    fn from(error: tokio::time::error::Elapsed) -> Failure {
        Failure::new(504, "tokio::time::error::Elapsed", error)
    }
}

impl From<tokio::task::JoinError> for Failure {
    fn from(error: tokio::task::JoinError) -> Failure {
        Failure::new(500, "tokio::task::JoinError", error)
    }
}
