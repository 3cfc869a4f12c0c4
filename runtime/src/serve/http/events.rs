//! A stream of replies as server-sent events.
//!
//! Each item is an event without a name. The last event is `end`, with the number of items, or `error`, with what is a
//! problem document elsewhere. Where neither comes the stream has broken off.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use futures_core::Stream;

use super::problem;
use super::sse::{self, event};
use crate::PayloadStream;

/// The body that sends a stream.
pub(super) fn body(items: PayloadStream) -> Body {
    sse::body(Events {
        items: Some(items),
        sent: 0,
    })
}

struct Events {
    /// `None` after the end.
    items: Option<PayloadStream>,
    sent: u64,
}

impl Stream for Events {
    type Item = Bytes;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let Some(items) = &mut self.items else {
            return Poll::Ready(None);
        };
        let last = match ready!(items.as_mut().poll_next(task)) {
            Some(Ok(item)) => {
                self.sent += 1;
                return Poll::Ready(Some(event(None, &item.bytes)));
            }
            Some(Err(status)) => event(Some("error"), &problem::document(&status)),
            None => {
                let items = format!("{{\"items\":{}}}", self.sent);
                event(Some("end"), items.as_bytes())
            }
        };
        self.items = None;
        Poll::Ready(Some(last))
    }
}
