//! What surrounds a call, from the headers of its request.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::endpoint::Endpoint;
use crate::spec::Code;
use crate::{Context, Credentials, Status, Trace};

/// Headers that never become metadata: secrets, what belongs to one connection or one body, and what the context
/// holds in a place of its own. A service that passes its metadata on to another must not pass these.
const OWN: [HeaderName; 17] = [
    header::AUTHORIZATION,
    header::PROXY_AUTHORIZATION,
    header::COOKIE,
    header::CONNECTION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::EXPECT,
    header::HOST,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("idempotency-key"),
];

/// The context of a request: its caller, its place in a trace, its headers.
///
/// It is cancelled when the server closes. There is no deadline: HTTP has no header for one that clients agree on.
/// An error is the authenticator's, or `unauthenticated` where the `Authorization` header cannot be read.
pub(crate) async fn context(endpoint: &Endpoint, headers: &HeaderMap) -> Result<Context, Status> {
    let mut cx = Context::new()
        .with_cancel(endpoint.closing.child())
        .with_trace(trace(headers));
    if endpoint.authenticates()
        && let Some(caller) = endpoint.authenticate(credentials(headers)?).await?
    {
        cx = cx.with_caller(caller);
    }
    if let Some(key) = text(headers, "idempotency-key") {
        cx = cx.with_idempotency_key(key);
    }
    for (name, value) in headers {
        if !OWN.contains(name)
            && let Ok(value) = std::str::from_utf8(value.as_bytes())
        {
            cx = cx.with_metadata(name.as_str(), value);
        }
    }
    Ok(cx)
}

/// A place of the call's own in the caller's trace, or in a new one where the caller names none.
pub(crate) fn trace(headers: &HeaderMap) -> Trace {
    let states: Vec<_> = headers
        .get_all("tracestate")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    // Several headers of this name are one list (Trace Context, section 3.3.1).
    let state = (!states.is_empty()).then(|| states.join(","));
    let caller = only(headers, "traceparent").and_then(|value| value.to_str().ok());
    caller
        .and_then(|parent| Trace::parse(parent, state.as_deref()))
        .map_or_else(Trace::new, |caller| caller.child())
}

/// The bearer token (RFC 6750, section 2.1). Another scheme is no credential of ours.
fn credentials(headers: &HeaderMap) -> Result<Credentials, Status> {
    let unreadable =
        |why: &'static str| Status::new(Code::Unauthenticated, why).with_reason("invalid_token");
    if !headers.contains_key(header::AUTHORIZATION) {
        return Ok(Credentials::none());
    }
    let value = only(headers, "authorization")
        .ok_or_else(|| unreadable("the request has more than one `Authorization` header"))?
        .to_str()
        .map_err(|_| unreadable("the `Authorization` header is not plain text"))?;
    let (scheme, token) = value.trim().split_once(' ').unwrap_or((value.trim(), ""));
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Ok(Credentials::none());
    }
    match token.trim() {
        "" => Err(unreadable(
            "the `Authorization` header names no bearer token",
        )),
        token => Ok(Credentials::bearer(token)),
    }
}

/// The value of a header that stands there once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a HeaderValue> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then_some(value)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
