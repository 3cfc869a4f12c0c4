//! The head of a request.

use std::sync::Arc;
use std::time::Instant;

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};

use super::base::Base;
use super::outgoing::Outgoing;
use crate::spec::MethodSpec;
use crate::{Context, Status, Trace, timeout};

/// Headers that no metadata can be: secrets, what frames a message, and what the client itself says.
const OWN: [HeaderName; 19] = [
    header::AUTHORIZATION,
    header::PROXY_AUTHORIZATION,
    header::COOKIE,
    header::HOST,
    header::CONNECTION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::EXPECT,
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("http2-settings"),
    IDEMPOTENCY_KEY,
    TIMEOUT,
];

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const TIMEOUT: HeaderName = HeaderName::from_static(timeout::NAME);
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const LINES: HeaderValue = HeaderValue::from_static("application/x-ndjson");

/// Whether a header is none that a caller may set.
pub(super) fn is_own(name: &HeaderName) -> bool {
    OWN.contains(name) || name.as_str().starts_with("content-")
}

/// What all attempts at one call have in common.
pub(super) struct Template {
    uri: Uri,
    headers: HeaderMap,
    trace: Trace,
    deadline: Option<Instant>,
}

impl Template {
    /// Fails where the method's path is none.
    pub(super) fn new(
        base: &Base,
        defaults: &HeaderMap,
        method: &Arc<MethodSpec>,
        cx: &Context,
        deadline: Option<Instant>,
    ) -> Result<Self, Status> {
        let path = format!("{}{}", base.prefix, method.http_path);
        let uri = path.parse().map_err(|error| {
            Status::invalid_argument(format!("`{path}` is no path of a method: {error}"))
        })?;
        let mut headers = HeaderMap::with_capacity(defaults.len() + 8);
        headers.insert(header::HOST, base.authority.clone());
        headers.extend(defaults.clone());
        let accept = if method.kind.streams_output() {
            "text/event-stream, application/problem+json"
        } else {
            "application/json, application/problem+json"
        };
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        headers.extend(metadata(cx));
        Ok(Self {
            uri,
            headers,
            trace: cx.trace().clone(),
            deadline,
        })
    }

    /// Marks all attempts as one call.
    pub(super) fn set_key(&mut self, key: &str) -> Result<(), Status> {
        let value = HeaderValue::from_bytes(key.as_bytes()).map_err(|_| {
            Status::invalid_argument("the idempotency key has characters that no header can have")
        })?;
        self.headers.insert(IDEMPOTENCY_KEY, value);
        Ok(())
    }

    /// Has unknown fields refused (RFC 7240, section 4.4).
    pub(super) fn set_strict(&mut self) {
        let strict = HeaderValue::from_static("handling=strict");
        self.headers.insert("prefer", strict);
    }

    /// The request of one attempt, which has a place of its own in the trace.
    pub(super) fn request(&self, body: Outgoing) -> Request<Outgoing> {
        let mut headers = self.headers.clone();
        let media = if body.is_stream() { LINES } else { JSON };
        headers.insert(header::CONTENT_TYPE, media);
        let trace = self.trace.child();
        insert(&mut headers, "traceparent", &trace.to_string());
        if let Some(state) = trace.state() {
            insert(&mut headers, "tracestate", state);
        }
        if let Some(deadline) = self.deadline {
            let left = deadline.saturating_duration_since(Instant::now());
            insert(&mut headers, timeout::NAME, &timeout::write(left));
        }
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = headers;
        request
    }
}

/// Metadata takes the place of default headers. What is no header, or one of the client's own, stays behind.
fn metadata(cx: &Context) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in cx.added_metadata() {
        if let (Ok(name), Ok(value)) = (
            name.parse::<HeaderName>(),
            HeaderValue::from_bytes(value.as_bytes()),
        ) && !is_own(&name)
        {
            headers.append(name, value);
        }
    }
    headers
}

fn insert(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
