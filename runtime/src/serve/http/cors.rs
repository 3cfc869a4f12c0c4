//! Cross-origin calls from browsers: <https://fetch.spec.whatwg.org/#http-cors-protocol>.
//!
//! Credentials in the sense of that protocol (cookies) are never allowed; a bearer token is an ordinary header.

use axum::body::Body;
use axum::response::Response;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Request, StatusCode};

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, DELETE");
/// Seconds for which a browser may keep the answer to a preflight; no browser keeps it longer.
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");
const ALL: HeaderValue = HeaderValue::from_static("*");
const BY_ORIGIN: HeaderValue = HeaderValue::from_static("origin");

/// The answer to a preflight of an allowed origin; `None` where the request is none.
pub(super) fn preflight(request: &Request<Body>) -> Option<Response> {
    let asked = request.headers();
    if request.method() != Method::OPTIONS
        || !asked.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
    {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    // Which headers matter is known to the handlers only, and an allowed origin may send any.
    if let Some(names) = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
        let by_headers = header::ACCESS_CONTROL_REQUEST_HEADERS.into();
        headers.append(header::VARY, by_headers);
    }
    Some(response)
}

/// Lets a page of an allowed origin read an answer. Without an origin only caches are told, which keep no answer to POST that
/// does not ask for it (RFC 9110, section 9.3.3).
pub(super) fn allow(headers: &mut HeaderMap, method: &Method, origin: Option<HeaderValue>) {
    if origin.is_none() && method == Method::POST {
        return;
    }
    headers.append(header::VARY, BY_ORIGIN);
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, ALL);
    }
}
