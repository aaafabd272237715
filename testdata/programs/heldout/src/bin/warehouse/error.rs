use std::backtrace::Backtrace;
use std::fmt;

pub enum Kind {
    OutOfStock { item: String, wanted: u32 },
    Declined(String),
    Malformed(String),
    Late(tokio::time::error::Elapsed),
    Crashed(tokio::task::JoinError),
}

pub struct Error {
    kind: Kind,
    backtrace: Backtrace,
}

impl Error {
    pub fn new(kind: Kind) -> Error {
        Error { kind, backtrace: Backtrace::force_capture() }
    }

    pub fn backtrace(&self) -> &Backtrace {
        &self.backtrace
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::OutOfStock { item, wanted } => write!(f, "{} of {} not in stock", wanted, item),
            Kind::Declined(reason) => write!(f, "payment declined: {}", reason),
            Kind::Malformed(text) => write!(f, "malformed order: {}", text),
            Kind::Late(error) => write!(f, "shipping: {}", error),
            Kind::Crashed(error) => write!(f, "worker: {}", error),
        }
    }
}

impl From<std::num::ParseIntError> for Error {
    fn from(error: std::num::ParseIntError) -> Error {
        Error::new(Kind::Malformed(error.to_string()))
    }
}

impl From<tokio::time::error::Elapsed> for Error {
    fn from(error: tokio::time::error::Elapsed) -> Error {
        Error::new(Kind::Late(error))
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(error: tokio::task::JoinError) -> Error {
        Error::new(Kind::Crashed(error))
    }
}
