//! `POST /api/{service}/{method}`: JSON in, JSON or a problem document out.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use http_body::Body as _;

use super::context::context;
use super::head::Head;
use super::refuse::refuse;
use super::{body, events, pages, problem, sse};
use crate::endpoint::{Endpoint, Target, Transport};
use crate::service::Body as Output;
use crate::spec::suggest::closest;
use crate::{Outcome, Payload, Reply, Status, Trace};

/// Answers a call.
pub(super) async fn call(endpoint: &Arc<Endpoint>, head: Head, body: Body) -> Response {
    let headers = &head.headers;
    let target = match find(endpoint, &head, &body) {
        Ok(target) => target,
        Err(refusal) => return refuse(&head, body, refusal),
    };
    let cx = match context(endpoint, headers).await {
        Ok(cx) => cx,
        Err(status) => return refuse(&head, body, problem::problem(&status)),
    };
    let input = if endpoint.may_call(&target.method, cx.caller()).is_ok() {
        match body::read(&endpoint.limits, headers, body).await {
            Ok(input) => input,
            Err(refusal) => return refuse(&head, Body::empty(), refusal),
        }
    } else {
        // The call below is refused, and logged, without its input.
        body::discard(headers, body);
        Bytes::new()
    };
    let input = if input.is_empty() {
        Bytes::from_static(b"{}")
    } else {
        input
    };
    let trace = cx.trace().clone();
    let called = endpoint.call(target, Payload::json(input), cx, Transport::Http);
    answer(called.await, &trace)
}

/// The method that a request calls, if it calls one as it should.
fn find<'a>(endpoint: &'a Endpoint, head: &Head, body: &Body) -> Result<&'a Target, Response> {
    let path = head.path();
    let target = endpoint
        .at_path(path)
        .ok_or_else(|| no_method(endpoint, path))?;
    if head.method != Method::POST {
        return Err(pages::not_allowed(&head.method, "POST"));
    }
    check_media(&head.headers, body)?;
    Ok(target)
}

fn no_method(endpoint: &Endpoint, path: &str) -> Response {
    let short = |path| str::strip_prefix(path, "/api/").unwrap_or(path);
    let paths = endpoint.targets().iter();
    let known = paths.map(|target| short(target.method.http_path.as_str()));
    let hint = closest(short(path), known).map_or_else(String::new, |meant| {
        format!("; did you mean `/api/{meant}`?")
    });
    let status = Status::not_found(format!(
        "there is no method at `{}`{hint}",
        pages::shortened(path)
    ));
    problem::problem(&status.with_reason("no_such_method"))
}

/// Only JSON as it is. A browser sends other types (`text/plain`, forms) to any server without asking it first.
pub(crate) fn check_media(headers: &HeaderMap, body: &Body) -> Result<(), Response> {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let json = match (types.next(), types.next()) {
        (None, _) => body.is_end_stream(),
        (Some(only), None) => only.to_str().is_ok_and(is_json),
        _ => false,
    };
    if !json {
        return Err(unsupported(
            "send the request as `Content-Type: application/json`",
            (header::ACCEPT, "application/json"),
        ));
    }
    let encoded = headers.get(header::CONTENT_ENCODING);
    if encoded.is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(unsupported(
            "send the request without a `Content-Encoding`",
            (header::ACCEPT_ENCODING, "identity"),
        ));
    }
    Ok(())
}

/// `application/json`, in UTF-8 if it names a charset.
fn is_json(media_type: &str) -> bool {
    if media_type == "application/json" {
        return true;
    }
    let mut parts = media_type.split(';').map(str::trim);
    let named = parts.next().unwrap_or_default();
    named.eq_ignore_ascii_case("application/json")
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

/// The answer to a call, with the call's place in its trace.
pub(crate) fn answer(outcome: Result<Outcome, Status>, trace: &Trace) -> Response {
    let mut response = match outcome {
        Ok(outcome) => reply(outcome),
        Err(status) => problem::problem(&status),
    };
    name_trace(response.headers_mut(), trace);
    response
}

/// The answer to a call that did not fail.
fn reply(outcome: Outcome) -> Response {
    let Outcome::Complete(Reply {
        output, metadata, ..
    }) = outcome;
    let mut headers = HeaderMap::new();
    for (name, value) in metadata {
        add_metadata(&mut headers, &name, &value);
    }
    let body = match output {
        Output::One(payload) => {
            let json = HeaderValue::from_static("application/json");
            headers.insert(header::CONTENT_TYPE, json);
            Body::from(payload.bytes)
        }
        Output::Stream(items) => {
            sse::describe(&mut headers);
            events::body(items)
        }
    };
    let mut response = Response::new(body);
    *response.headers_mut() = headers;
    response
}

/// Metadata that is no header, or one that frames the message, stays behind.
fn add_metadata(headers: &mut HeaderMap, name: &str, value: &str) {
    const FRAMING: [HeaderName; 5] = [
        header::CONNECTION,
        header::CONTENT_LENGTH,
        header::TRANSFER_ENCODING,
        header::TRAILER,
        header::UPGRADE,
    ];
    if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value))
        && !FRAMING.contains(&name)
    {
        headers.append(name, value);
    }
}

fn name_trace(headers: &mut HeaderMap, trace: &Trace) {
    if let Ok(value) = HeaderValue::from_str(&trace.to_string()) {
        headers.insert("traceparent", value);
    }
}
