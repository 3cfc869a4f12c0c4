//! Attempts that failed.

use std::fmt;
use std::time::Duration;

use crate::Status;
use crate::spec::Code;

/// Why an attempt at a call failed.
pub(super) struct Failed {
    pub(super) status: Status,
    /// How long the server wants to be left alone; [`NEVER_AGAIN`] where it wants no other attempt.
    pub(super) retry_after: Option<Duration>,
}

/// Longer than anybody waits.
#[cfg(feature = "grpc")]
pub(super) const NEVER_AGAIN: Duration = Duration::MAX;

impl From<Status> for Failed {
    fn from(status: Status) -> Self {
        Self {
            status,
            retry_after: None,
        }
    }
}

/// A failure that this side has noticed, and not the service. It always has a cause, by which it is known.
pub(super) fn noticed(server: &str, code: Code, reason: &'static str, message: String) -> Status {
    Status::new(code, message)
        .with_reason(reason)
        .with_cause(Called(server.to_owned()))
}

/// Where a call went: the cause of what has no other.
#[derive(Debug)]
struct Called(String);

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was called", self.0)
    }
}

impl std::error::Error for Called {}

/// The connection ended before the reply did.
pub(super) fn lost(server: &str) -> Status {
    let message = format!(
        "the connection to `{server}` ended before the reply did; whether the call was carried out is not known"
    );
    noticed(server, Code::Unavailable, "connection_lost", message)
}

/// The reply is none.
pub(super) fn broken(server: &str, why: &str) -> Status {
    let message = format!("the reply of `{server}` cannot be read: {why}");
    noticed(server, Code::Internal, "unexpected_reply", message)
}

/// Why a reply of one media type is none where another was expected.
pub(super) fn of_other_type(got: &str, wanted: &str) -> String {
    let got = match got {
        "" => "of no type".to_owned(),
        got => format!("`{got}`"),
    };
    format!("it is {got}, and `{wanted}` was expected")
}

/// Something that came (`what`) is larger than this side wants it.
pub(super) fn too_large(server: &str, what: &str, limit: usize) -> Status {
    let message = format!("{what} of `{server}` is larger than {limit} bytes");
    noticed(server, Code::ResourceExhausted, "reply_too_large", message).with_retryable(false)
}

/// A stream that stopped after so many items.
pub(super) fn broke_off(server: &str, items: u64) -> Status {
    let message = format!("the stream of `{server}` broke off after {items} items");
    noticed(server, Code::Unavailable, "broken_stream", message)
}
