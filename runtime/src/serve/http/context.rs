//! What surrounds a call, from the headers of its request.

use std::time::Duration;

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::head::Head;
use crate::endpoint::Endpoint;
use crate::spec::Code;
use crate::{Context, Credentials, Status, Trace, timeout};

pub(crate) const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");

/// The context of a request: its caller, its place in a trace, its headers.
///
/// It is cancelled when the server closes. Its deadline is the caller's, where one is told (`grpc-timeout`).
/// An error is the authenticator's, `unauthenticated` where the `Authorization` header cannot be read, or
/// `invalid_argument` where the deadline cannot.
pub(crate) async fn context(endpoint: &Endpoint, head: &Head) -> Result<Context, Status> {
    let headers = &head.headers;
    // Each call makes a token of its own below this one.
    let cancel = endpoint.closing.clone();
    let (calls, trace) = (head.calls.clone(), trace(headers));
    let mut cx = Context::of_request(headers.clone(), calls, trace, cancel);
    if let Some(time) = time_left(headers)? {
        cx = cx.with_timeout(time);
    }
    if endpoint.authenticates()
        && let Some(caller) = endpoint.authenticate(credentials(headers)?).await?
    {
        return Ok(cx.with_caller(caller));
    }
    Ok(cx)
}

/// How long the caller waits. One who waits for a time that nobody can read would be answered too late, and is told so.
fn time_left(headers: &HeaderMap) -> Result<Option<Duration>, Status> {
    if !headers.contains_key(timeout::NAME) {
        return Ok(None);
    }
    let value = only(headers, HeaderName::from_static(timeout::NAME));
    let text = value.and_then(|value| value.to_str().ok());
    text.and_then(timeout::read).map(Some).ok_or_else(|| {
        let message = "the `grpc-timeout` header is no time; write up to eight digits and a unit of `H`, `M`, `S`, \
                       `m`, `u` and `n`, such as `500m` for half a second";
        Status::invalid_argument(message).with_reason("invalid_timeout")
    })
}

/// A place of the call's own in the caller's trace, or in a new one where the caller names none.
pub(crate) fn trace(headers: &HeaderMap) -> Trace {
    caller(headers).map_or_else(Trace::new, |caller| caller.child())
}

/// The caller's place in its trace.
fn caller(headers: &HeaderMap) -> Option<Trace> {
    let parent = only(headers, TRACEPARENT)?.to_str().ok()?;
    let states = headers.get_all(TRACESTATE).iter();
    let states: Vec<_> = states.filter_map(|value| value.to_str().ok()).collect();
    // Several headers of this name are one list (Trace Context, section 3.3.1).
    let state = (!states.is_empty()).then(|| states.join(","));
    Trace::parse(parent, state.as_deref())
}

/// The bearer token (RFC 6750, section 2.1). Another scheme is no credential of ours.
fn credentials(headers: &HeaderMap) -> Result<Credentials, Status> {
    let unreadable =
        |why: &'static str| Status::new(Code::Unauthenticated, why).with_reason("invalid_token");
    if !headers.contains_key(header::AUTHORIZATION) {
        return Ok(Credentials::none());
    }
    let value = only(headers, header::AUTHORIZATION)
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
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&HeaderValue> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then_some(value)
}
