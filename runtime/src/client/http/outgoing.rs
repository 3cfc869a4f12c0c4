//! What is sent as the body of a request.

use std::pin::Pin;
use std::task::{Context as Task, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};

use crate::client::items::{Aborted, Items};
use crate::service::Payload;
use crate::stream::join_lines;

/// The body of a request: one payload, or a stream of them, one a line (`application/x-ndjson`).
pub(super) enum Outgoing {
    One(Option<Bytes>),
    Items(Items),
}

impl Outgoing {
    pub(super) fn one(payload: Bytes) -> Self {
        Self::One(Some(payload))
    }

    pub(super) fn is_stream(&self) -> bool {
        matches!(self, Self::Items(_))
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(
        self: Pin<&mut Self>,
        task: &mut Task<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        match self.get_mut() {
            Self::One(payload) => Poll::Ready(payload.take().map(|data| Ok(Frame::data(data)))),
            Self::Items(items) => {
                let item = std::task::ready!(items.poll(task));
                Poll::Ready(item.map(|item| item.map(|payload| Frame::data(line(&payload)))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::One(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::One(payload) => {
                SizeHint::with_exact(payload.as_ref().map_or(0, |data| data.len() as u64))
            }
            Self::Items(_) => SizeHint::default(),
        }
    }
}

/// A payload on a line of its own.
fn line(payload: &Payload) -> Bytes {
    let mut line = BytesMut::with_capacity(payload.bytes.len() + 1);
    line.extend_from_slice(&payload.bytes);
    join_lines(&mut line);
    line.extend_from_slice(b"\n");
    line.freeze()
}
