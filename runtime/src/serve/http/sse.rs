//! Server-sent events: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http_body::Frame;
use tokio::time::{Instant, Sleep, sleep};

use crate::stream::join_lines;

/// After so much silence a comment is sent, so that nothing on the way takes the connection for dead, and a reader that
/// has gone is noticed.
const SILENCE: Duration = Duration::from_secs(15);

const COMMENT: Bytes = Bytes::from_static(b":\n\n");

const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// An event; without a name it is a `message`.
pub(crate) fn event(name: Option<&str>, data: &[u8]) -> Bytes {
    let mut event = Vec::with_capacity(data.len() + 32);
    if let Some(name) = name {
        event.extend_from_slice(b"event: ");
        event.extend_from_slice(name.as_bytes());
        event.push(b'\n');
    }
    event.extend_from_slice(b"data: ");
    let start = event.len();
    event.extend_from_slice(data);
    join_lines(&mut event[start..]);
    event.extend_from_slice(b"\n\n");
    event.into()
}

/// Says in the head of an answer that its body is one of events.
pub(crate) fn describe(headers: &mut HeaderMap) {
    let stream = HeaderValue::from_static("text/event-stream");
    headers.insert(CONTENT_TYPE, stream);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that gathers an answer before it passes it on would hold up a live stream.
    headers.insert(BUFFERING, HeaderValue::from_static("no"));
}

/// A body of events. The next one is asked for when there is room for it on the connection, not before.
pub(crate) fn body(events: impl Stream<Item = Bytes> + Send + 'static) -> Body {
    Body::new(Events {
        events: Some(Box::pin(events)),
        silence: Box::pin(sleep(SILENCE)),
    })
}

struct Events {
    /// `None` after the end.
    events: Option<Pin<Box<dyn Stream<Item = Bytes> + Send>>>,
    silence: Pin<Box<Sleep>>,
}

impl http_body::Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = &mut *self;
        let Some(events) = &mut this.events else {
            return Poll::Ready(None);
        };
        let event = match events.as_mut().poll_next(task) {
            Poll::Ready(Some(event)) => event,
            Poll::Ready(None) => {
                this.events = None;
                return Poll::Ready(None);
            }
            Poll::Pending if this.silence.as_mut().poll(task).is_ready() => COMMENT,
            Poll::Pending => return Poll::Pending,
        };
        this.silence.as_mut().reset(Instant::now() + SILENCE);
        Poll::Ready(Some(Ok(Frame::data(event))))
    }

    fn is_end_stream(&self) -> bool {
        self.events.is_none()
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;
    use crate::Streaming;

    #[tokio::test(start_paused = true)]
    async fn a_comment_is_sent_after_each_fifteen_seconds_of_silence() {
        let events = Streaming::unfold(0, async |n: u64| {
            let wait = [1, 31, 14].get(usize::try_from(n).unwrap())?;
            sleep(Duration::from_secs(*wait)).await;
            Some((Ok::<_, Infallible>(event(None, b"7")), n + 1))
        });
        let mut body = body(Unfailing(events));
        let began = Instant::now();
        let mut seen = Vec::new();
        while let Some(frame) = body.frame().await {
            let data = frame.unwrap().into_data().unwrap();
            seen.push((began.elapsed().as_secs(), data));
        }
        let item = || event(None, b"7");
        let expected = [
            (1, item()),
            (16, COMMENT),
            (31, COMMENT),
            (32, item()),
            (46, item()),
        ];
        assert_eq!(seen, expected);
    }

    struct Unfailing(Streaming<Bytes, Infallible>);

    impl Stream for Unfailing {
        type Item = Bytes;

        fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Bytes>> {
            let polled = Pin::new(&mut self.0).poll_next(task);
            polled.map(|item| item.map(|Ok(bytes)| bytes))
        }
    }

    #[test]
    fn data_is_one_line() {
        let written = event(Some("error"), b"{\r\n \"a\": \"b\\n\"\n}");
        assert_eq!(written, "event: error\ndata: {   \"a\": \"b\\n\" }\n\n");
    }
}
