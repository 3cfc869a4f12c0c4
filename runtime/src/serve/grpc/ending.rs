//! Answers of services that know nothing of the end of their server.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::status;
use crate::endpoint::Endpoint;
use crate::spec::Code;
use crate::{BoxFuture, Status};

/// An answer that ends with a status when the server begins to close and it has nothing more to say.
pub(super) struct Ending<B> {
    /// `None` after the end.
    body: Option<B>,
    draining: BoxFuture<'static, ()>,
}

impl<B> Ending<B> {
    pub(super) fn new(body: B, endpoint: &Endpoint) -> Self {
        Self {
            body: Some(body),
            draining: Box::pin(endpoint.draining.cancelled()),
        }
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Ending<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let this = &mut *self;
        let Some(body) = &mut this.body else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(frame) = Pin::new(body).poll_frame(task) {
            return Poll::Ready(frame);
        }
        if this.draining.as_mut().poll(task).is_pending() {
            return Poll::Pending;
        }
        this.body = None;
        let closing = Status::new(Code::Unavailable, "the server is closing");
        let trailers = status::without_service(&closing.with_reason("closing"));
        Poll::Ready(Some(Ok(Frame::trailers(trailers))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}
