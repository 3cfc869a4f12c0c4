//! Protocol errors: one place for the table of HTTP statuses, codes and data.
//!
//! What a model could mend is no protocol error but a result that says so; see `result`.

use std::borrow::Cow;
use std::fmt::Write;

use super::envelope::{CLIENT_CAPABILITIES, PROTOCOL_VERSION};
use super::json::{push_status, push_string};
use super::revision::Revision;
use crate::Status;
use crate::dispatch::no_such_tool;
use crate::spec::json::JsonError;

/// An error of the protocol.
#[derive(Debug)]
pub(super) struct Fault {
    /// The HTTP status of a stateless request; see [`legacy_http`](Self::legacy_http).
    pub(super) http: u16,
    pub(super) code: i32,
    pub(super) message: Cow<'static, str>,
    /// The JSON text of what a program can act on.
    pub(super) data: Option<String>,
    /// Why the caller may not do this; HTTP tells what would be enough.
    pub(super) refused: Option<Status>,
}

impl Fault {
    fn new(http: u16, code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            http,
            code,
            message: message.into(),
            data: None,
            refused: None,
        }
    }

    /// The text is no JSON.
    pub(super) fn parse(error: &JsonError) -> Self {
        Self::new(
            400,
            -32700,
            format!("the message is not valid JSON: {error}"),
        )
    }

    /// JSON, but no message.
    pub(super) fn invalid_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, -32600, message)
    }

    /// A stateless request does not say which revision it speaks.
    pub(super) fn no_version() -> Self {
        let message = format!("`_meta` lacks the string `{PROTOCOL_VERSION}`");
        Self::new(400, -32602, message)
    }

    /// A stateless request does not say what its client can do.
    pub(super) fn no_capabilities() -> Self {
        let message = format!("`_meta` lacks the object `{CLIENT_CAPABILITIES}`");
        Self::new(400, -32602, message)
    }

    /// A header is missing, malformed, or says another thing than the body.
    pub(super) fn header(message: String) -> Self {
        Self::new(400, -32020, message)
    }

    /// A revision that is not served.
    pub(super) fn version(requested: &str) -> Self {
        let mut data = String::from("{\"supported\":[");
        for (index, revision) in Revision::ALL.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let _ = write!(data, "{comma}\"{}\"", revision.name());
        }
        data.push_str("],\"requested\":");
        push_string(&mut data, requested);
        data.push('}');
        Self {
            data: Some(data),
            ..Self::new(400, -32022, "the protocol version is not served")
        }
    }

    /// A method that there is not, or not in this revision.
    pub(super) fn unknown_method(method: &str, revision: Revision) -> Self {
        let version = revision.name();
        let message = if method == "initialize" {
            format!("version {version} has no `initialize`: requests name their version in `_meta`")
        } else {
            format!("version {version} has no method `{method}` here")
        };
        Self::new(404, -32601, message)
    }

    /// A tool that there is not.
    pub(super) fn unknown_tool(name: &str, meant: Option<&str>) -> Self {
        Self::new(200, -32602, no_such_tool(name, meant))
    }

    /// Parameters that are not what the method takes.
    pub(super) fn params(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(200, -32602, message)
    }

    /// A failure of this layer itself.
    pub(super) fn internal(message: &'static str) -> Self {
        Self::new(200, -32603, message)
    }

    /// A caller who is not known, or may not make this call.
    ///
    /// The codes from -32768 to -32000 belong to JSON-RPC and to the protocol; ours are those of HTTP.
    pub(super) fn refused(status: Status) -> Self {
        let http = status.code().http();
        let mut data = String::new();
        push_status(&mut data, &status);
        let mut fault = Self::new(http, i32::from(http), status.message().to_owned());
        fault.data = Some(data);
        fault.refused = Some(status);
        fault
    }

    /// The HTTP status towards clients of the older revisions, which read the body of 200 alone.
    pub(super) fn legacy_http(&self) -> u16 {
        match self.code {
            -32601 | -32602 => 200,
            _ => self.http,
        }
    }
}
