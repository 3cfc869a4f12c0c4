//! An answer over HTTP that has notices before it: server-sent events, of which the answer is the last.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use futures_core::Stream;

use super::stream::{Feed, Sent};
use crate::serve::http::sse;

/// The answer that sends a stream. When its reader leaves it is cancelled, or may go on for so long where there is a
/// `grace`.
pub(super) fn answer(feed: Box<Feed>, grace: Option<Duration>) -> Response {
    let mut response = Response::new(sse::body(Events {
        feed: Some(feed),
        grace,
    }));
    sse::describe(response.headers_mut());
    response
}

struct Events {
    /// `None` after the answer.
    feed: Option<Box<Feed>>,
    grace: Option<Duration>,
}

impl Stream for Events {
    type Item = Bytes;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let Some(feed) = &mut self.feed else {
            return Poll::Ready(None);
        };
        let text = match ready!(feed.poll(task)) {
            Some(Sent::Notice(text)) => text,
            last => {
                self.feed = None;
                let Some(Sent::Answer(answer)) = last else {
                    return Poll::Ready(None);
                };
                answer.text
            }
        };
        Poll::Ready(Some(sse::event(None, text.as_bytes())))
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        if let (Some(feed), Some(grace)) = (self.feed.take(), self.grace)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(tokio::time::timeout(grace, feed.answer()));
        }
    }
}
