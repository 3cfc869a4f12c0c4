//! What a server answers.

use std::future::poll_fn;
use std::time::Duration;

use bytes::Bytes;
use http::header::{self, HeaderMap};
use http::response::Parts;
use hyper::body::Incoming;

use super::connection::Connection;
use super::exchange::lost;
use super::problem;
use crate::Status;
use crate::client::failed::{Failed, broken, of_other_type, too_large};
use crate::client::head::media_type;
use crate::pieces::{Pieces, TooLarge};

/// What is read of the answer to a call that failed.
const PROBLEM: usize = 1024 * 1024;

/// Fails where the body of a reply is not what the method replies with.
pub(super) fn check(server: &str, head: &Parts, wanted: &str) -> Result<(), Status> {
    if let Some(coding) = head.headers.get(header::CONTENT_ENCODING)
        && !coding.as_bytes().eq_ignore_ascii_case(b"identity")
    {
        let why = format!("it is encoded as {coding:?}, which was not asked for");
        return Err(broken(server, &why));
    }
    let got = media_type(&head.headers);
    if got.eq_ignore_ascii_case(wanted) {
        Ok(())
    } else {
        Err(broken(server, &of_other_type(got, wanted)))
    }
}

/// Reads a whole body. One that comes in a single piece is not copied.
pub(super) async fn collect(
    server: &str,
    connection: &mut Connection,
    body: &mut Incoming,
    limit: usize,
) -> Result<Bytes, Status> {
    let hint = http_body::Body::size_hint(body).lower();
    if hint > limit as u64 {
        return Err(too_large(server, "the reply", limit));
    }
    let mut pieces = Pieces::default();
    while let Some(frame) = poll_fn(|task| connection.poll_frame(body, task)).await {
        let frame = frame.map_err(|error| lost(server, error))?;
        let Ok(data) = frame.into_data() else {
            continue; // trailers
        };
        let added = pieces.push(data, limit);
        added.map_err(|TooLarge| too_large(server, "the reply", limit))?;
    }
    Ok(pieces.whole())
}

/// The failure that an answer tells of which is no reply.
pub(super) async fn failure(
    server: &str,
    connection: &mut Connection,
    head: &Parts,
    body: &mut Incoming,
) -> Failed {
    let text = collect(server, connection, body, PROBLEM).await;
    // A page of a proxy says enough by its status.
    let text = text.unwrap_or_default();
    Failed {
        status: problem::status(server, head, &text),
        retry_after: retry_after(&head.headers),
    }
}

/// `Retry-After` in seconds. A date is not read: it would need the clocks of both sides to agree.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = digits.then(|| value.parse().unwrap_or(u64::MAX));
    seconds.map(Duration::from_secs)
}
