//! The head of a request: what goes along with a call.

use std::time::{Duration, Instant};

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};

use super::Retry;
use crate::service::{Body, Call, Unknown};
use crate::{Context, Status, Trace, id, timeout};

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

/// Whether a header is none that a caller may set.
pub(super) fn is_own(name: &HeaderName) -> bool {
    OWN.contains(name) || name.as_str().starts_with("content-")
}

/// What a client says with each of its calls.
pub(super) struct Manner<'a> {
    /// The headers that it was told, and those of its protocol.
    pub(super) headers: HeaderMap,
    /// Headers that are its own.
    pub(super) is_own: fn(&HeaderName) -> bool,
    /// How long a call may take.
    pub(super) timeout: Option<Duration>,
    pub(super) retry: &'a Retry,
}

/// A call, as often as it is made.
pub(super) struct Asked {
    headers: HeaderMap,
    trace: Trace,
    /// What the server is told.
    told: Option<Instant>,
    pub(super) may_repeat: bool,
    pub(super) deadline: Option<Instant>,
    /// Whether the reply is a stream.
    pub(super) streams: bool,
}

impl Asked {
    /// Fails where the idempotency key can be none.
    pub(super) fn new(call: &Call, manner: Manner<'_>) -> Result<Self, Status> {
        let streams = call.method.kind.streams_output();
        let own = manner
            .timeout
            .and_then(|time| Instant::now().checked_add(time));
        let deadline = call.cx.deadline().into_iter().chain(own).min();
        let mut headers = manner.headers;
        headers.extend(metadata(&call.cx, manner.is_own));
        let may_repeat = manner.retry.is_for(call.method.hints);
        if let Some(key) = key(call, may_repeat) {
            let value = HeaderValue::from_bytes(key.as_bytes()).map_err(|_| {
                Status::invalid_argument(
                    "the idempotency key has characters that no header can have",
                )
            })?;
            headers.insert(IDEMPOTENCY_KEY, value);
        }
        if matches!(&call.input, Body::One(payload) if payload.unknown == Unknown::Deny) {
            // Unknown fields are to be refused (RFC 7240, section 4.4).
            headers.insert("prefer", HeaderValue::from_static("handling=strict"));
        }
        Ok(Self {
            headers,
            trace: call.cx.trace().clone(),
            // What a stream has to begin in is no time for the server to end it after.
            told: if streams {
                call.cx.deadline()
            } else {
                deadline
            },
            may_repeat,
            deadline,
            streams,
        })
    }

    /// The request of one attempt, which has a place of its own in the trace.
    pub(super) fn request<B>(&self, uri: Uri, media: HeaderValue, body: B) -> Request<B> {
        let mut headers = self.headers.clone();
        headers.insert(header::CONTENT_TYPE, media);
        let trace = self.trace.child();
        insert(&mut headers, "traceparent", &trace.to_string());
        if let Some(state) = trace.state() {
            insert(&mut headers, "tracestate", state);
        }
        if let Some(deadline) = self.told {
            let left = deadline.saturating_duration_since(Instant::now());
            insert(&mut headers, timeout::NAME, &timeout::write(left));
        }
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        request
    }
}

/// The key by which the attempts at a call are known as one: the caller's, or one made up where the method may be
/// called again and a second call is not as good as none.
fn key(call: &Call, may_repeat: bool) -> Option<String> {
    let given = call.cx.added_idempotency_key().map(str::to_owned);
    let is_one = matches!(call.input, Body::One(_));
    let made = || (may_repeat && is_one && !call.method.hints.read_only).then(new_key);
    given.or_else(made)
}

fn new_key() -> String {
    id::random() + &id::random()
}

/// Metadata takes the place of default headers. What is no header, or one of the client's own, stays behind.
fn metadata(cx: &Context, is_own: fn(&HeaderName) -> bool) -> HeaderMap {
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

/// The media type of a message, without parameters. Empty where it has none.
pub(super) fn media_type(headers: &HeaderMap) -> &str {
    let value = headers.get(header::CONTENT_TYPE);
    let text = value.and_then(|value| value.to_str().ok());
    let bare = text.and_then(|text| text.split(';').next());
    bare.unwrap_or_default().trim()
}

/// Headers of replies that say nothing of the call: of the message, of the connection, of the server, and cookies.
const FRAMING: [HeaderName; 19] = [
    header::CONNECTION,
    header::TRANSFER_ENCODING,
    header::TRAILER,
    header::UPGRADE,
    header::TE,
    header::DATE,
    header::SERVER,
    header::VIA,
    header::VARY,
    header::CACHE_CONTROL,
    header::ALT_SVC,
    header::STRICT_TRANSPORT_SECURITY,
    header::SET_COOKIE,
    header::WWW_AUTHENTICATE,
    header::PROXY_AUTHENTICATE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("x-accel-buffering"),
];

/// The headers of a reply that are for the caller.
pub(super) fn metadata_of(headers: &HeaderMap) -> Vec<(String, String)> {
    let own = headers.iter().filter(|(name, _)| {
        let text = name.as_str();
        !FRAMING.contains(name)
            && !text.starts_with("content-")
            && !text.starts_with("access-control-")
    });
    let texts = own.filter_map(|(name, value)| {
        let value = std::str::from_utf8(value.as_bytes()).ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    texts.collect()
}
