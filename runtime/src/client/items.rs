//! The items of a streamed request, on their way out.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as Task, Poll};

use crate::Status;
use crate::service::{Payload, PayloadStream};

/// Items on their way, and where the reason is left if they end too early.
pub(super) struct Items {
    items: PayloadStream,
    stopped: Stopped,
}

impl Items {
    pub(super) fn new(items: PayloadStream, stopped: Stopped) -> Self {
        #[cfg(feature = "app")]
        let items: PayloadStream = {
            use crate::context::WithContext;
            Box::pin(WithContext::new(crate::Context::current(), items))
        };
        Self { items, stopped }
    }

    /// The next item; `None` at the end.
    pub(super) fn poll(&mut self, task: &mut Task<'_>) -> Poll<Option<Result<Payload, Aborted>>> {
        // This runs in a task of the connection's; whoever waits for the reply is to see the panic.
        let polled = catch_unwind(AssertUnwindSafe(|| self.items.as_mut().poll_next(task)));
        let reason = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(None)) => return Poll::Ready(None),
            Ok(Poll::Ready(Some(Ok(payload)))) => return Poll::Ready(Some(Ok(payload))),
            Ok(Poll::Ready(Some(Err(status)))) => Reason::Failed(status),
            Err(panic) => Reason::Panicked(panic),
        };
        self.stopped.set(reason);
        Poll::Ready(Some(Err(Aborted)))
    }
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

    /// The items ended with this status.
    #[cfg(feature = "grpc")]
    pub(super) fn fail(&self, status: Status) {
        self.set(Reason::Failed(status));
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
