//! Attempts that failed.

use std::time::Duration;

use crate::Status;
use crate::spec::Code;

/// Why an attempt at a call failed.
pub(super) struct Failed {
    pub(super) status: Status,
    /// How long the server wants to be left alone (`Retry-After`).
    pub(super) retry_after: Option<Duration>,
}

impl From<Status> for Failed {
    fn from(status: Status) -> Self {
        Self {
            status,
            retry_after: None,
        }
    }
}

/// The connection ended before the reply did.
pub(super) fn lost(server: &str, error: hyper::Error) -> Status {
    if error.is_parse() {
        return broken(
            server,
            &format!("it is not framed as HTTP has it ({error})"),
        )
        .with_cause(error);
    }
    let message = format!(
        "the connection to `{server}` ended before the reply did; whether the call was carried out is not known"
    );
    Status::new(Code::Unavailable, message)
        .with_reason("connection_lost")
        .with_cause(error)
}

/// The reply is none.
pub(super) fn broken(server: &str, why: &str) -> Status {
    let message = format!("the reply of `{server}` cannot be read: {why}");
    Status::new(Code::Internal, message).with_reason("unexpected_reply")
}

/// Something that came is larger than this side wants it.
pub(super) fn too_large(what: &str, limit: usize) -> Status {
    let message = format!("{what} is larger than {limit} bytes");
    Status::new(Code::ResourceExhausted, message)
        .with_reason("reply_too_large")
        .with_retryable(false)
}
