//! The body of a request, within the limits.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use http_body_util::{BodyExt, Limited};
use tokio::time::error::Elapsed;
use tokio::time::timeout;

use super::problem;
use crate::pieces::{Pieces, TooLarge};
use crate::spec::Code;
use crate::{Limits, Status};

/// What is read of a refused body, so that its sender gets to see the answer instead of a reset connection.
const REST: usize = 64 * 1024 * 1024;
const REST_TIME: Duration = Duration::from_secs(5);

/// Reads a whole body.
///
/// One that says beforehand that it is larger than the limit is refused before any of it is read.
pub(crate) async fn read(
    limits: &Limits,
    headers: &HeaderMap,
    mut body: Body,
) -> Result<Bytes, Response> {
    if body.size_hint().lower() > limits.body as u64 {
        discard(headers, body);
        return Err(too_large(limits));
    }
    let whole = in_time(limits.body_timeout, pin!(collect(&mut body, limits.body))).await;
    match whole {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(Failed::TooLarge)) => {
            discard(headers, body);
            Err(too_large(limits))
        }
        Ok(Err(Failed::Broken)) => Err(broken()),
        Err(_) => Err(too_slow(limits)),
    }
}

enum Failed {
    TooLarge,
    Broken,
}

/// Waits for a future with a timer, unless it is ready at once, as nearly all bodies are.
pub(crate) async fn in_time<F: Future>(
    limit: Duration,
    mut future: Pin<&mut F>,
) -> Result<F::Output, Elapsed> {
    let first = poll_fn(|task| Poll::Ready(future.as_mut().poll(task)));
    match first.await {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => timeout(limit, future).await,
    }
}

/// Most bodies come in one piece, which is not copied.
async fn collect(body: &mut Body, limit: usize) -> Result<Bytes, Failed> {
    let mut pieces = Pieces::default();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Failed::Broken)?.into_data() else {
            continue; // trailers
        };
        let added = pieces.push(data, limit);
        added.map_err(|TooLarge| Failed::TooLarge)?;
    }
    Ok(pieces.whole())
}

/// Reads what is left of a body that nobody wants, beside the answer and within bounds.
///
/// A connection that is closed while its peer still sends is reset, and the answer is lost with it.
pub(crate) fn discard(headers: &HeaderMap, body: Body) {
    // Whoever asked first (`Expect: 100-continue`) has not sent anything, and reading would ask for it.
    if body.is_end_stream() || headers.contains_key(header::EXPECT) {
        return;
    }
    let mut body = Limited::new(body, REST);
    tokio::spawn(timeout(REST_TIME, async move {
        while let Some(Ok(_)) = body.frame().await {}
    }));
}

fn too_large(limits: &Limits) -> Response {
    let message = format!("the body is larger than {} bytes", limits.body);
    let status = Status::new(Code::ResourceExhausted, message)
        .with_reason("body_too_large")
        .with_retryable(false);
    problem::with_status(StatusCode::PAYLOAD_TOO_LARGE, &status)
}

fn too_slow(limits: &Limits) -> Response {
    let seconds = limits.body_timeout.as_secs_f64();
    let message = format!("the body did not arrive within {seconds} seconds");
    let status = Status::new(Code::DeadlineExceeded, message).with_reason("body_timeout");
    closing(problem::with_status(StatusCode::REQUEST_TIMEOUT, &status))
}

fn broken() -> Response {
    closing(problem::problem(&broken_off()))
}

/// The body ended where it should have gone on.
pub(crate) fn broken_off() -> Status {
    Status::invalid_argument("the body broke off or is not framed as HTTP has it")
        .with_reason("broken_body")
}

/// Of a body that is a stream nothing came for too long.
pub(super) fn too_quiet(patience: Duration) -> Status {
    let seconds = patience.as_secs_f64();
    let message = format!("nothing more of the body arrived within {seconds} seconds");
    Status::new(Code::DeadlineExceeded, message).with_reason("body_timeout")
}

/// Nothing after such a body can be read as a request.
fn closing(mut response: Response) -> Response {
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
}
