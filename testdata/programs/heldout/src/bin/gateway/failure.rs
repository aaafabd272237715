use crate::capture;
use hyper::{Body, Response};
use std::backtrace::Backtrace;
use std::fmt;

pub struct Failure {
    status: u16,
    message: String,
    backtrace: Backtrace,
}

impl Failure {
    pub fn new(status: u16, message: impl Into<String>) -> Failure {
        Failure { status, message: message.into(), backtrace: Backtrace::force_capture() }
    }

    pub fn respond(&self) -> Response<Body> {
        capture::write(&self.backtrace);
        let body = serde_json::json!({ "error": self.message });
        Response::builder().status(self.status).body(Body::from(body.to_string())).expect("a response")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status, self.message)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::new(400, error.to_string())
    }
}
