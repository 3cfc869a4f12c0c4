//! Requests that become no call.

use axum::body::Body;
use axum::response::Response;

use super::head::Head;
use super::{body, pages};

/// Ends a request with an answer. It is written to the log, since no call is there to be; its body is let in and
/// dropped.
pub(crate) fn refuse(head: &Head, body: Body, answer: Response) -> Response {
    tracing::info!(
        method = %head.method,
        path = &*pages::shortened(head.path()),
        status = answer.status().as_u16(),
        "refused"
    );
    body::discard(&head.headers, body);
    answer
}
