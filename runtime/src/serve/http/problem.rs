//! Errors as problem documents (RFC 9457).
//!
//! Their members are described at [`Status`], for people. Their order is fixed, so that the same failure is the same
//! bytes.

use std::borrow::Cow;
use std::fmt::Write;

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, WWW_AUTHENTICATE};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::Status;
use crate::spec::Code;
use crate::spec::json::{JsonError, Scanner};

/// Members that a field of an error cannot replace.
const OWN: [&str; 9] = [
    "type",
    "title",
    "status",
    "detail",
    "code",
    "reason",
    "retryable",
    "failure_id",
    "details",
];

/// The answer to a call that failed.
pub(crate) fn problem(status: &Status) -> Response {
    with_status(http_status(status), status)
}

/// The document alone, for a failure that comes when the answer has begun.
pub(super) fn document(status: &Status) -> Vec<u8> {
    write(http_status(status), status, &fields_of(status))
}

fn http_status(status: &Status) -> StatusCode {
    let http = StatusCode::from_u16(status.code().http());
    http.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The answer to a request that failed in the terms of HTTP, such as 405.
pub(crate) fn with_status(http: StatusCode, status: &Status) -> Response {
    let fields = fields_of(status);
    let text = write(http, status, &fields);
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = http;
    let headers = response.headers_mut();
    let json = HeaderValue::from_static("application/problem+json");
    headers.insert(CONTENT_TYPE, json);
    if let Some(challenge) = challenge(status, &fields) {
        headers.insert(WWW_AUTHENTICATE, challenge);
    }
    response
}

/// The challenge of a refusal, for answers that are no problem documents.
#[cfg(feature = "mcp")]
pub(crate) fn challenge_of(status: &Status) -> Option<HeaderValue> {
    challenge(status, &fields_of(status))
}

fn write(http: StatusCode, status: &Status, fields: &Fields<'_>) -> Vec<u8> {
    let document = Document {
        http,
        status,
        fields,
    };
    // Keys are strings and nothing can fail to write: an error here is none that a caller could cause.
    serde_json::to_vec(&document).unwrap_or_default()
}

type Fields<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

/// The fields of a status's details.
fn fields_of(status: &Status) -> Fields<'_> {
    let fields = status.details().and_then(|object| fields(object).ok());
    fields.unwrap_or_default()
}

/// The fields of a details object, each as it was written.
fn fields(object: &[u8]) -> Result<Fields<'_>, JsonError> {
    let mut fields = Vec::new();
    let mut scanner = Scanner::new(object);
    scanner.begin_object()?;
    while let Some(key) = scanner.next_key()? {
        if let Ok(value) = serde_json::from_str(scanner.raw()?) {
            fields.push((key, value));
        }
    }
    scanner.end()?;
    Ok(fields)
}

struct Document<'a> {
    http: StatusCode,
    status: &'a Status,
    fields: &'a Fields<'a>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let status = self.status;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &type_uri(status))?;
        map.serialize_entry("title", &title(status))?;
        map.serialize_entry("status", &self.http.as_u16())?;
        map.serialize_entry("detail", status.message())?;
        map.serialize_entry("code", status.code().name())?;
        if let Some(reason) = status.reason() {
            map.serialize_entry("reason", reason)?;
        }
        map.serialize_entry("retryable", &status.is_retryable())?;
        if let Some(id) = status.id() {
            map.serialize_entry("failure_id", id)?;
        }
        let (hidden, plain): (Vec<_>, Vec<_>) = self
            .fields
            .iter()
            .partition(|(key, _)| OWN.contains(&key.as_ref()));
        for (key, value) in plain {
            map.serialize_entry(key, value)?;
        }
        if !hidden.is_empty() {
            map.serialize_entry("details", &Object(self.fields))?;
        }
        map.end()
    }
}

struct Object<'a>(&'a Fields<'a>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// A URI that is the same for each failure of a kind. It names the kind and leads nowhere.
fn type_uri(status: &Status) -> String {
    let mut uri = format!("urn:traitwire:{}", status.code().name());
    let Some(reason) = status.reason() else {
        return uri;
    };
    uri.push(':');
    for byte in reason.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// The kind of a failure in words: `no_such_task` is `No such task`.
fn title(status: &Status) -> String {
    let name = status.reason().unwrap_or(status.code().name());
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// What a caller has to show to be let in (RFC 6750, section 3).
fn challenge(status: &Status, fields: &Fields<'_>) -> Option<HeaderValue> {
    let error = match (status.code(), status.reason()) {
        // Whoever showed nothing is told no error.
        (Code::Unauthenticated, Some("no_credentials")) => None,
        (Code::Unauthenticated, _) => Some("invalid_token"),
        (Code::PermissionDenied, Some("insufficient_scope")) => Some("insufficient_scope"),
        _ => return None,
    };
    let error = error.map(|error| format!("error=\"{error}\""));
    let scope = scope(fields).map(|scope| format!("scope=\"{scope}\""));
    let parameters: Vec<_> = error.into_iter().chain(scope).collect();
    let challenge = format!("Bearer {}", parameters.join(", "));
    HeaderValue::from_str(challenge.trim_end()).ok()
}

/// The field `scope`: scopes with blanks between them, without what could leave a quoted string.
fn scope(fields: &Fields<'_>) -> Option<String> {
    let (_, value) = fields.iter().find(|(key, _)| key == "scope")?;
    let scope: String = serde_json::from_str(value.get()).ok()?;
    let allowed = |byte| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~');
    scope.bytes().all(allowed).then_some(scope)
}
