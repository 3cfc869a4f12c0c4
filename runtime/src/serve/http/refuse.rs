//! Requests that become no call.

use axum::body::Body;
use axum::response::Response;
use http::request::Parts;

use super::body;

/// Ends a request with an answer. It is written to the log, since no call is there to be; its body is let in and
/// dropped.
pub(crate) fn refuse(parts: &Parts, body: Body, answer: Response) -> Response {
    tracing::info!(
        method = %parts.method,
        path = parts.uri.path(),
        status = answer.status().as_u16(),
        "refused"
    );
    body::discard(&parts.headers, body);
    answer
}
