//! What the headers of a request say of its body.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http_body::Body as _;

use super::problem;
use crate::Status;

const JSON: &str = "application/json";

/// JSON lines. The name is not registered, but the one that most tools give them.
const LINES: &str = "application/x-ndjson";

/// The form of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One JSON text.
    Json,
    /// One on each line.
    Lines,
}

/// Only JSON as it is. A browser sends other types (`text/plain`, forms) to any server without asking it first.
pub(crate) fn check(headers: &HeaderMap, body: &Body) -> Result<(), Response> {
    if form(headers, body) != Some(Form::Json) {
        return Err(unsupported(
            "send the request as `Content-Type: application/json`",
            (header::ACCEPT, JSON),
        ));
    }
    check_coding(headers)
}

/// The same for a stream of requests, which may be JSON lines as well.
pub(super) fn check_stream(headers: &HeaderMap, body: &Body) -> Result<Form, Response> {
    let form = form(headers, body).ok_or_else(|| {
        unsupported(
            "send the items as `Content-Type: application/x-ndjson`, one on each line, or as `application/json`, all in \
             one array",
            (header::ACCEPT, "application/x-ndjson, application/json"),
        )
    })?;
    check_coding(headers)?;
    Ok(form)
}

fn form(headers: &HeaderMap, body: &Body) -> Option<Form> {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let named = match (types.next(), types.next()) {
        (None, _) => return body.is_end_stream().then_some(Form::Json),
        (Some(only), None) => only.to_str().ok()?,
        _ => return None,
    };
    if is(named, JSON) {
        Some(Form::Json)
    } else if is(named, LINES) {
        Some(Form::Lines)
    } else {
        None
    }
}

fn check_coding(headers: &HeaderMap) -> Result<(), Response> {
    let encoded = headers.get(header::CONTENT_ENCODING);
    if encoded.is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(unsupported(
            "send the request without a `Content-Encoding`",
            (header::ACCEPT_ENCODING, "identity"),
        ));
    }
    Ok(())
}

/// Whether a media type is this one, in UTF-8 if it names a charset.
fn is(media_type: &str, wanted: &str) -> bool {
    if media_type == wanted {
        return true;
    }
    let mut parts = media_type.split(';').map(str::trim);
    let named = parts.next().unwrap_or_default();
    named.eq_ignore_ascii_case(wanted)
        && parts.all(|parameter| match parameter.split_once('=') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
                let value = value.trim().trim_matches('"');
                value.eq_ignore_ascii_case("utf-8")
            }
            _ => true,
        })
}

/// 415, with what is read instead (RFC 9110, section 15.5.16).
fn unsupported(message: &'static str, instead: (HeaderName, &'static str)) -> Response {
    let status = Status::invalid_argument(message).with_reason("unsupported_media_type");
    let mut response = problem::with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, &status);
    let (name, value) = instead;
    let headers = response.headers_mut();
    headers.insert(name, HeaderValue::from_static(value));
    response
}
