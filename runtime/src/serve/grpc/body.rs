//! The messages of an answer, and the status behind them.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http_body::Frame;

use super::status::{self, Failures};
use crate::grpc::coding::Coding;
use crate::grpc::frame::{PREFIX, put_prefix};
use crate::service::Body as Data;
use crate::{PayloadStream, Status};

/// Messages that are ready go together until there are this many bytes. A larger one is not copied.
const TOGETHER: usize = 32 * 1024;

/// The body that sends a reply of a service.
pub(super) fn body(output: Data, coding: Option<Coding>, failures: Failures) -> Body {
    match output {
        Data::One(payload) => {
            let mut written = Written::default();
            let trailers = match written.push(payload.bytes, coding) {
                Ok(()) => status::ok(),
                Err(failed) => failures.trailers(&failed),
            };
            Body::new(One {
                written,
                trailers: Some(trailers),
            })
        }
        Data::Stream(items) => Body::new(Many {
            items: Some(items),
            written: Written::default(),
            trailers: None,
            coding,
            failures,
        }),
    }
}

/// Messages as they are sent.
#[derive(Default)]
struct Written {
    together: BytesMut,
    /// One that goes by itself, after the others.
    large: Bytes,
}

impl Written {
    fn push(&mut self, message: Bytes, coding: Option<Coding>) -> Result<(), Status> {
        let compressed = coding.and_then(|coding| coding.compress(&message));
        let is_compressed = compressed.is_some();
        let message = compressed.unwrap_or(message);
        if message.len() < TOGETHER {
            self.together.reserve(PREFIX + message.len());
        }
        put_prefix(&mut self.together, is_compressed, message.len())
            .map_err(|_| Status::internal("a message has more than 4 GiB"))?;
        if message.len() < TOGETHER {
            self.together.extend_from_slice(&message);
        } else {
            self.large = message;
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.together.len() >= TOGETHER || !self.large.is_empty()
    }

    fn take(&mut self) -> Option<Bytes> {
        if !self.together.is_empty() {
            return Some(self.together.split().freeze());
        }
        let large = std::mem::take(&mut self.large);
        (!large.is_empty()).then_some(large)
    }
}

type Polled = Poll<Option<Result<Frame<Bytes>, Infallible>>>;

fn data(bytes: Bytes) -> Polled {
    Poll::Ready(Some(Ok(Frame::data(bytes))))
}

/// One message and the status.
struct One {
    written: Written,
    /// `None` after the end.
    trailers: Option<HeaderMap>,
}

impl http_body::Body for One {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Polled {
        match self.written.take() {
            Some(bytes) => data(bytes),
            None => Poll::Ready(self.trailers.take().map(|end| Ok(Frame::trailers(end)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.trailers.is_none()
    }
}

/// A stream of messages and the status.
struct Many {
    /// `None` after the last.
    items: Option<PayloadStream>,
    written: Written,
    /// There after the last item.
    trailers: Option<HeaderMap>,
    coding: Option<Coding>,
    /// How it ends when it fails.
    failures: Failures,
}

impl Many {
    /// Takes items as long as there are some and they fit in.
    fn fill(&mut self, task: &mut Context<'_>) {
        while let Some(items) = &mut self.items
            && !self.written.is_full()
        {
            let Poll::Ready(item) = items.as_mut().poll_next(task) else {
                return;
            };
            let added = match item {
                Some(Ok(item)) => self.written.push(item.bytes, self.coding).map(|()| true),
                Some(Err(failed)) => Err(failed),
                None => Ok(false),
            };
            let trailers = match added {
                Ok(true) => continue,
                Ok(false) => status::ok(),
                Err(failed) => self.failures.trailers(&failed),
            };
            self.items = None;
            self.trailers = Some(trailers);
        }
    }
}

impl http_body::Body for Many {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Polled {
        let this = &mut *self;
        this.fill(task);
        if let Some(bytes) = this.written.take() {
            return data(bytes);
        }
        if this.items.is_some() {
            return Poll::Pending;
        }
        Poll::Ready(this.trailers.take().map(|end| Ok(Frame::trailers(end))))
    }

    fn is_end_stream(&self) -> bool {
        self.items.is_none() && self.trailers.is_none()
    }
}
