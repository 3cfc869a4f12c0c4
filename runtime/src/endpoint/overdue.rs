//! When a stream is to end although nobody has ended it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context as Task, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep, sleep_until};

use super::Endpoint;
use crate::spec::Code;
use crate::{BoxFuture, CancelToken, Context, Status};

/// How long a stream may go on when the server closes. It is told by its context, and given a status after that.
const GRACE: Duration = Duration::from_secs(5);

/// Watches over a stream: the time for each item, the caller's deadline, the end of the server.
pub(super) struct Overdue {
    /// The time that the next item may take, where the method says so.
    each: Option<Duration>,
    /// Runs while the next item is waited for, not while its reader is busy.
    item: Option<Pin<Box<Sleep>>>,
    deadline: Option<Pin<Box<Sleep>>>,
    /// Cancelled when the server begins to close.
    draining: CancelToken,
    closing: Closing,
    cancel: CancelToken,
}

enum Closing {
    /// Until the server begins to close.
    Open(BoxFuture<'static, ()>),
    /// The time that is left.
    Soon(Pin<Box<Sleep>>),
}

impl Overdue {
    pub(super) fn new(endpoint: &Endpoint, cx: &Context, each: Option<Duration>) -> Self {
        let deadline = cx.deadline();
        Self {
            each,
            item: None,
            deadline: deadline.map(|at| Box::pin(sleep_until(Instant::from_std(at)))),
            draining: endpoint.draining.clone(),
            closing: Closing::Open(Box::pin(endpoint.draining.cancelled())),
            cancel: cx.cancel_token().clone(),
        }
    }

    /// An item has come.
    pub(super) fn reset(&mut self) {
        self.item = None;
    }

    /// Why the stream has to end now, asked while its next item is waited for.
    pub(super) fn poll(&mut self, task: &mut Task<'_>) -> Poll<Status> {
        if let Some(each) = self.each {
            let timer = self.item.get_or_insert_with(|| Box::pin(sleep(each)));
            if poll_timer(timer, task).is_ready() {
                return Poll::Ready(too_slow(each));
            }
        }
        if let Some(deadline) = &mut self.deadline
            && poll_timer(deadline, task).is_ready()
        {
            return Poll::Ready(too_late());
        }
        self.poll_closing(task)
    }

    /// Why the stream has to end now although its next item is there. One that always has an item never waits.
    pub(super) fn passed(&mut self) -> Option<Status> {
        let is_past = |timer: &Pin<Box<Sleep>>| timer.deadline() <= Instant::now();
        if self.deadline.as_ref().is_some_and(is_past) {
            return Some(too_late());
        }
        match &self.closing {
            Closing::Soon(left) => is_past(left).then(closing),
            Closing::Open(_) => {
                if self.draining.is_cancelled() {
                    self.begin_to_close();
                }
                None
            }
        }
    }

    fn poll_closing(&mut self, task: &mut Task<'_>) -> Poll<Status> {
        if let Closing::Open(begins) = &mut self.closing {
            if begins.as_mut().poll(task).is_pending() {
                return Poll::Pending;
            }
            self.begin_to_close();
        }
        let Closing::Soon(left) = &mut self.closing else {
            return Poll::Pending;
        };
        poll_timer(left, task).map(|()| closing())
    }

    fn begin_to_close(&mut self) {
        self.cancel.cancel();
        self.closing = Closing::Soon(Box::pin(sleep(GRACE)));
    }
}

/// Waits for a timer, and by the clock where it says nothing: it does not to a task that has used up its turn, as one does
/// over and over that always finds something to do.
pub(super) fn poll_timer(timer: &mut Pin<Box<Sleep>>, task: &mut Task<'_>) -> Poll<()> {
    if timer.deadline() <= Instant::now() {
        return Poll::Ready(());
    }
    timer.as_mut().poll(task)
}

/// The caller's deadline has passed, or the time that the method has for a call.
pub(super) fn too_late() -> Status {
    Status::new(Code::DeadlineExceeded, "the time for the call ran out")
}

fn too_slow(each: Duration) -> Status {
    let seconds = each.as_secs_f64();
    let message = format!("the next item of the stream did not come within {seconds} seconds");
    Status::new(Code::DeadlineExceeded, message).with_reason("item_timeout")
}

fn closing() -> Status {
    Status::new(Code::Unavailable, "the server is closing").with_reason("closing")
}
