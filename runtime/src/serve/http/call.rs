//! `POST /api/{service}/{method}`: JSON in, JSON or a problem document out. Streams are JSON lines in, and events out.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::Method;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::context::context;
use super::head::Head;
use super::media::{self, Form};
use super::refuse::refuse;
use super::{body, events, lines, pages, problem, sse};
use crate::endpoint::{Endpoint, Target, Transport};
use crate::service::Body as Data;
use crate::spec::suggest::closest;
use crate::{Outcome, Payload, Reply, Status, Trace, Unknown};

/// Answers a call, if there is a method at its path.
pub(super) async fn call(endpoint: &Arc<Endpoint>, head: Head, body: Body) -> Response {
    let Some(target) = endpoint.at_path(head.path()) else {
        let refusal = no_method(endpoint, head.path());
        return refuse(&head, body, refusal);
    };
    call_of(endpoint, target, &head, body).await
}

/// Answers a call of a method.
pub(super) async fn call_of(
    endpoint: &Arc<Endpoint>,
    target: &Target,
    head: &Head,
    body: Body,
) -> Response {
    let headers = &head.headers;
    let form = match form(target, head, &body) {
        Ok(form) => form,
        Err(refusal) => return refuse(head, body, refusal),
    };
    let cx = match context(endpoint, head).await {
        Ok(cx) => cx,
        Err(status) => return refuse(head, body, problem::problem(&status)),
    };
    let admission = endpoint.admit(&target.method, &cx);
    let input = if admission.is_refused() {
        // The call below is refused, and logged, without its input.
        body::discard(headers, body);
        Payload::json(Bytes::new()).into()
    } else if target.method.kind.streams_input() {
        lines::items(
            &endpoint.limits,
            headers.clone(),
            body,
            form,
            unknown(headers),
        )
        .into()
    } else {
        match body::read(&endpoint.limits, headers, body).await {
            Ok(input) => one(input, unknown(headers)),
            Err(refusal) => return refuse(head, Body::empty(), refusal),
        }
    };
    let trace = cx.trace().clone();
    let called = admission.call(target, input, cx, Transport::Http);
    answer(called.await, &trace)
}

/// Unknown fields are ignored, unless the caller wants it otherwise: `Prefer: handling=strict` (RFC 7240, section 4.4).
pub(crate) fn unknown(headers: &HeaderMap) -> Unknown {
    let values = headers.get_all("prefer").iter();
    let mut wishes = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let strict = wishes.any(|wish| {
        let bare = wish.split(';').next().unwrap_or_default();
        bare.trim().eq_ignore_ascii_case("handling=strict")
    });
    if strict {
        Unknown::Deny
    } else {
        Unknown::Ignore
    }
}

fn one(input: Bytes, unknown: Unknown) -> Data {
    let input = if input.is_empty() {
        Bytes::from_static(b"{}")
    } else {
        input
    };
    Payload {
        unknown,
        ..Payload::json(input)
    }
    .into()
}

/// The form of a request's body, if it calls a method as it should.
fn form(target: &Target, head: &Head, body: &Body) -> Result<Form, Response> {
    if head.method != Method::POST {
        return Err(pages::not_allowed(&head.method, "POST"));
    }
    if target.method.kind.streams_input() {
        return media::check_stream(&head.headers, body);
    }
    media::check(&head.headers, body)?;
    Ok(Form::Json)
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
        Data::One(payload) => {
            let json = HeaderValue::from_static("application/json");
            headers.insert(header::CONTENT_TYPE, json);
            Body::from(payload.bytes)
        }
        Data::Stream(items) => {
            sse::describe(&mut headers);
            events::body(items)
        }
    };
    let mut response = Response::new(body);
    *response.headers_mut() = headers;
    response
}

/// Metadata that is no header, or one that frames the message, stays behind.
pub(crate) fn add_metadata(headers: &mut HeaderMap, name: &str, value: &str) {
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

pub(crate) fn name_trace(headers: &mut HeaderMap, trace: &Trace) {
    if let Ok(value) = HeaderValue::from_str(&trace.to_string()) {
        headers.insert("traceparent", value);
    }
}
