//! From what a server or HTTP/2 says of a failed call to its status.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use prost::Message;
use prost::encoding::{self, DecodeContext};

use crate::Status;
use crate::client::failed::{Failed, NEVER_AGAIN, broken, lost, noticed};
use crate::grpc::details::{self, Detail, RpcStatus};
use crate::grpc::{percent, value};
use crate::spec::Code;

const STATUS: &str = "grpc-status";
const MESSAGE: &str = "grpc-message";
/// When to try again, in milliseconds
/// (<https://github.com/grpc/proposal/blob/master/A6-client-retries.md#pushback>).
const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// The reason where a server took no call.
const REFUSED: &str = "call_refused";

/// How a call ended: what trailers say, or headers behind which nothing comes. `None` where they do not say.
pub(super) fn of_trailers(trailers: &HeaderMap, service: &str) -> Option<Result<(), Failed>> {
    let status = trailers.get(STATUS)?;
    if status == "0" {
        return Some(Ok(()));
    }
    let message = trailers
        .get(MESSAGE)
        .map(|text| percent::decoded(text.as_bytes()));
    let details = details_of(trailers);
    Some(Err(Failed {
        status: status_of(
            code_of(status),
            message.unwrap_or_default(),
            details.as_ref(),
            service,
        ),
        retry_after: pushback(trailers),
    }))
}

/// What is no number of a code is an unknown one.
fn code_of(status: &HeaderValue) -> Code {
    let number = status.to_str().ok().and_then(|text| text.parse().ok());
    let known = Code::ALL
        .into_iter()
        .find(|code| Some(code.grpc()) == number);
    known.unwrap_or(Code::Unknown)
}

/// `None` where there are none, or some that cannot be read: the code and the message say enough.
fn details_of(trailers: &HeaderMap) -> Option<RpcStatus> {
    let text = trailers.get(details::NAME)?.to_str().ok()?;
    // The padding may be left out.
    let bytes = BASE64_STANDARD_NO_PAD.decode(text.trim_end_matches('='));
    RpcStatus::decode(&*bytes.ok()?).ok()
}

/// The status that a service failed with.
fn status_of(code: Code, message: String, details: Option<&RpcStatus>, service: &str) -> Status {
    let message = match &*message {
        "" => code.name().to_owned(),
        _ => message,
    };
    let mut status = Status::new(code, message);
    let details = details.map_or(&[][..], |details| &details.details);
    for detail in details.iter().filter_map(Detail::read) {
        match detail {
            Detail::Info(info) => {
                if !info.reason.is_empty() {
                    status = status.with_reason(info.reason.to_ascii_lowercase());
                }
                let retryable = info.metadata.get(details::RETRYABLE).map(String::as_str);
                if retryable.is_some() || info.domain == service {
                    status = status.with_retryable(retryable == Some("true"));
                }
                if let Some(id) = info.metadata.get(details::FAILURE_ID) {
                    status = status.with_id(id.clone());
                }
            }
            Detail::Value(json) => {
                status = status.with_details(value::to_text(&json));
            }
            Detail::Other(name, bytes) if package(name) == package(service) => {
                if let Some((number, fields)) = variant(bytes) {
                    status = status.with_variant(number, fields);
                }
            }
            Detail::Other(..) => {}
        }
    }
    status
}

/// The error of a service is a message of its own package.
fn package(full_name: &str) -> &str {
    full_name
        .rsplit_once('.')
        .map_or("", |(package, _)| package)
}

/// The one field of an error's message: the number of a variant, and the message of its fields.
fn variant(mut bytes: &[u8]) -> Option<(u32, Bytes)> {
    let (number, wire_type) = encoding::decode_key(&mut bytes).ok()?;
    let mut fields = Bytes::new();
    encoding::bytes::merge(wire_type, &mut fields, &mut bytes, DecodeContext::default()).ok()?;
    bytes.is_empty().then_some((number, fields))
}

/// How long the server wants to be left alone. What is no number of milliseconds means that it wants no other attempt.
fn pushback(trailers: &HeaderMap) -> Option<Duration> {
    let text = trailers.get(PUSHBACK)?.to_str().unwrap_or_default();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let milliseconds = digits.then(|| text.parse().unwrap_or(u64::MAX));
    Some(milliseconds.map_or(NEVER_AGAIN, Duration::from_millis))
}

/// What an HTTP status means where nothing else is known: somebody on the way has answered, or another server
/// (<https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md>).
pub(super) fn by_http(server: &str, http: StatusCode, headers: &HeaderMap) -> Status {
    let code = match http.as_u16() {
        400 => Code::Internal,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::Unimplemented,
        429 | 502 | 503 | 504 => Code::Unavailable,
        _ => Code::Unknown,
    };
    let mut message = format!("`{server}` answered `{http}`, which no service of gRPC sends");
    if http.is_redirection()
        && let Some(to) = headers.get(header::LOCATION)
    {
        let to = String::from_utf8_lossy(to.as_bytes());
        message =
            format!("`{server}` answered `{http}` and points to `{to}`; give `Grpc` that address");
    }
    noticed(server, code, "http", message).with_reason(format!("http_{}", http.as_u16()))
}

/// A service that takes gRPC, and no JSON in it.
pub(super) fn no_json(server: &str) -> Status {
    let message = format!(
        "`{server}` speaks no `application/grpc+json`, which is gRPC with messages in JSON; call it with a client of \
         its own, or give `Remote` a channel of `Http`"
    );
    noticed(server, Code::Unimplemented, "no_json", message)
}

/// The connection ended, or one side broke the call off
/// (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#http2-transport-mapping>).
pub(super) fn of_http2(server: &str, error: h2::Error) -> Status {
    if is_untouched(&error) {
        let why = "before it began it, so that it was not carried out";
        let message = format!("`{server}` refused the call {why} ({error})");
        return noticed(server, Code::Unavailable, REFUSED, message).with_cause(error);
    }
    if error.is_reset() && error.is_remote() {
        let reason = error.reason().unwrap_or(h2::Reason::INTERNAL_ERROR);
        let message = format!("`{server}` broke the call off with the code {reason:?} of HTTP/2");
        return noticed(server, by_reason(reason), "call_reset", message).with_cause(error);
    }
    if error.is_library() {
        let why = format!("it is not framed as HTTP/2 has it ({error})");
        return broken(server, &why).with_cause(error);
    }
    lost(server).with_cause(error)
}

fn by_reason(reason: h2::Reason) -> Code {
    match reason {
        h2::Reason::CANCEL => Code::Cancelled,
        h2::Reason::ENHANCE_YOUR_CALM => Code::ResourceExhausted,
        h2::Reason::INADEQUATE_SECURITY => Code::PermissionDenied,
        h2::Reason::STREAM_CLOSED => Code::Unknown,
        _ => Code::Internal,
    }
}

/// There was no connection that took the call.
pub(super) fn unsent(server: &str, error: h2::Error) -> Status {
    let message = format!(
        "`{server}` takes no calls on the connections that it accepts ({error}); the call was not carried out"
    );
    noticed(server, Code::Unavailable, REFUSED, message).with_cause(error)
}

/// Whether the server has said that it did nothing of a call.
pub(super) fn is_untouched(error: &h2::Error) -> bool {
    // Of a connection that goes away, only calls behind the last one that it takes end with this.
    let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
    error.is_remote() && (is_refused || error.is_go_away())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `protoc` writes `oneof kind { A a = 1; B b = 20; }` with `message B { uint64 id = 1; }`, by hand.
    #[test]
    fn the_variant_of_an_error_is_its_only_field() {
        let variant =
            |bytes: &[u8]| variant(bytes).map(|(number, fields)| (number, fields.to_vec()));
        assert_eq!(variant(b"\x0a\0"), Some((1, vec![])));
        assert_eq!(variant(b"\xa2\x01\x02\x08\x07"), Some((20, vec![8, 7])));
        for other in [&b""[..], b"\x08\x01", b"\x0a\x02\x08", b"\x0a\0\x12\0"] {
            assert_eq!(variant(other), None, "{other:?}");
        }
        assert_eq!(package("tasks.v1.TasksError"), package("tasks.v1.Tasks"));
        assert_ne!(package("google.rpc.BadRequest"), package("tasks.v1.Tasks"));
        assert_eq!(package("Tasks"), "");
    }
}
