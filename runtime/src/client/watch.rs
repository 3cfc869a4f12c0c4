//! Why a call ends although its reply is not there.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context as Task, Poll};

use tokio::time::{Instant, Sleep, sleep_until};

use crate::spec::Code;
use crate::{BoxFuture, Context, Status};

/// Watches over a call: its deadline, and whether it is cancelled.
pub(super) struct Watch {
    deadline: Option<Pin<Box<Sleep>>>,
    cancelled: BoxFuture<'static, ()>,
}

impl Watch {
    pub(super) fn new(cx: &Context, deadline: Option<std::time::Instant>) -> Self {
        Self {
            deadline: deadline.map(|at| Box::pin(sleep_until(at.into()))),
            cancelled: Box::pin(cx.cancelled()),
        }
    }

    /// Why the call has to end now.
    pub(super) fn poll(&mut self, task: &mut Task<'_>) -> Poll<Status> {
        if self.cancelled.as_mut().poll(task).is_ready() {
            let message = "the call was cancelled by the side that made it";
            return Poll::Ready(Status::new(Code::Cancelled, message));
        }
        // A timer is late by up to a millisecond, and one that is over already is not to begin anything.
        if let Some(deadline) = &mut self.deadline
            && (deadline.deadline() <= Instant::now() || deadline.as_mut().poll(task).is_ready())
        {
            let message = "the time for the call ran out before its reply came";
            return Poll::Ready(Status::new(Code::DeadlineExceeded, message));
        }
        Poll::Pending
    }

    /// What a future gives, unless the call has to end before. The future is dropped then.
    pub(super) async fn over<T>(
        &mut self,
        future: impl Future<Output = Result<T, Status>>,
    ) -> Result<T, Status> {
        let mut future = std::pin::pin!(future);
        std::future::poll_fn(|task| {
            if let Poll::Ready(status) = self.poll(task) {
                return Poll::Ready(Err(status));
            }
            future.as_mut().poll(task)
        })
        .await
    }
}
