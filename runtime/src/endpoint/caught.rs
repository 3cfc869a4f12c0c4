//! Futures of the user's code, whose panics are failures and end nothing else.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::{BoxFuture, Status};

/// A future that gives `internal` where it, or its destructor, panics.
pub(super) struct Caught<T> {
    /// Whose code it is, such as `the handler`.
    whose: &'static str,
    state: State<T>,
}

enum State<T> {
    Failed(Status),
    Runs(BoxFuture<'static, Result<T, Status>>),
    Ended,
}

impl<T> Caught<T> {
    /// Begins a future. The code that makes it may panic as it may itself.
    pub(super) fn begin(
        whose: &'static str,
        begin: impl FnOnce() -> BoxFuture<'static, Result<T, Status>>,
    ) -> Self {
        let state = match caught(begin) {
            Ok(future) => State::Runs(future),
            Err(text) => State::Failed(panicked(whose, &text)),
        };
        Self { whose, state }
    }

    /// A failure from the start.
    pub(super) fn failed(status: Status) -> Self {
        Self {
            whose: "",
            state: State::Failed(status),
        }
    }

    /// Whether there is still something to wait for.
    pub(super) fn is_running(&self) -> bool {
        matches!(self.state, State::Runs(_))
    }

    /// Takes the future out, if it still runs.
    pub(super) fn take(&mut self) -> Option<BoxFuture<'static, Result<T, Status>>> {
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Runs(future) => Some(future),
            _ => None,
        }
    }
}

impl<T> Future for Caught<T> {
    type Output = Result<T, Status>;

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let polled = match &mut this.state {
            State::Runs(future) => caught(|| future.as_mut().poll(task)),
            _ => Ok(match std::mem::replace(&mut this.state, State::Ended) {
                State::Failed(status) => Poll::Ready(Err(status)),
                _ => Poll::Pending, // polled after its end
            }),
        };
        let answer = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(answer)) => answer,
            Err(text) => Err(panicked(this.whose, &text)),
        };
        let _ = caught(|| drop(this.take()));
        Poll::Ready(answer)
    }
}

impl<T> Drop for Caught<T> {
    fn drop(&mut self) {
        let _ = caught(|| drop(self.take()));
    }
}

/// Runs code; gives the text of its panic.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned());
        // What was thrown can be anything, also something whose destructor panics.
        if let Err(another) = catch_unwind(AssertUnwindSafe(|| drop(panic))) {
            std::mem::forget(another);
        }
        text.unwrap_or_else(|| "no text".to_owned())
    })
}

/// What the caller gets; the text of the panic goes to the log.
pub(super) fn panicked(whose: &str, text: &str) -> Status {
    Status::internal(format!("{whose} panicked: {text}"))
}
