//! What is sent as the body of a request.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as Task, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};

use crate::Status;
use crate::service::{Payload, PayloadStream};
use crate::stream::join_lines;

/// The body of a request: one payload, or a stream of them, one a line (`application/x-ndjson`).
pub(super) enum Outgoing {
    One(Option<Bytes>),
    Items(Items),
}

/// Items on their way, and where the reason is left if they end too early.
pub(super) struct Items {
    items: PayloadStream,
    stopped: Stopped,
}

impl Outgoing {
    pub(super) fn one(payload: Bytes) -> Self {
        Self::One(Some(payload))
    }

    pub(super) fn items(items: PayloadStream, stopped: Stopped) -> Self {
        #[cfg(feature = "app")]
        let items: PayloadStream = {
            use crate::context::WithContext;
            Box::pin(WithContext::new(crate::Context::current(), items))
        };
        Self::Items(Items { items, stopped })
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
            Self::Items(items) => items.poll(task),
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

impl Items {
    fn poll(&mut self, task: &mut Task<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        // This runs in a task of the connection's; whoever waits for the reply is to see the panic.
        let polled = catch_unwind(AssertUnwindSafe(|| self.items.as_mut().poll_next(task)));
        let reason = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(None)) => return Poll::Ready(None),
            Ok(Poll::Ready(Some(Ok(payload)))) => {
                return Poll::Ready(Some(Ok(Frame::data(line(&payload)))));
            }
            Ok(Poll::Ready(Some(Err(status)))) => Reason::Failed(status),
            Err(panic) => Reason::Panicked(panic),
        };
        self.stopped.set(reason);
        Poll::Ready(Some(Err(Aborted)))
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

/// Why the items of a request ended too early, if they did.
#[derive(Clone, Default)]
pub(super) struct Stopped(Arc<Mutex<Option<Reason>>>);

enum Reason {
    Failed(Status),
    Panicked(Box<dyn Any + Send>),
}

impl Stopped {
    fn set(&self, reason: Reason) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(reason);
    }

    /// The status with which the items ended. Goes on with a panic if it was one.
    pub(super) fn take(&self) -> Option<Status> {
        let reason = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match reason? {
            Reason::Failed(status) => Some(status),
            Reason::Panicked(panic) => resume_unwind(panic),
        }
    }
}

/// Makes the connection break off the request. What it says is not seen by anybody.
#[derive(Debug)]
pub(super) struct Aborted;

impl fmt::Display for Aborted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the items of the request ended with an error")
    }
}

impl std::error::Error for Aborted {}
