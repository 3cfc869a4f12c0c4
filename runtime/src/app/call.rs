//! One call on its way: caught panics, deadline, cancellation, the access line.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Poll, ready};
use std::time::{Duration, Instant};

use tokio::time::Sleep;

use super::endpoint::{Endpoint, Target, Transport};
use crate::spec::Code;
use crate::{BoxFuture, CancelToken, Context, Outcome, Status};

/// How long a handler may go on after its caller has left.
const GRACE: Duration = Duration::from_secs(5);

type Answer = Result<Outcome, Status>;

/// A call that runs. It writes the access line when it ends, whichever way.
pub(super) struct Running {
    endpoint: Arc<Endpoint>,
    place: usize,
    transport: Transport,
    trace_id: String,
    caller: Option<String>,
    cancel: CancelToken,
    started: Instant,
    deadline: Option<Pin<Box<Sleep>>>,
    state: State,
}

enum State {
    Refused(Option<Status>),
    Runs(BoxFuture<'static, Answer>),
    Ended,
}

impl Running {
    pub(super) fn new(
        endpoint: Arc<Endpoint>,
        target: &Target,
        cx: &Context,
        transport: Transport,
        cancel: CancelToken,
    ) -> Self {
        endpoint.metrics.started();
        Self {
            place: target.place,
            transport,
            trace_id: cx.trace().trace_id(),
            caller: cx.caller().map(|caller| caller.subject().to_owned()),
            cancel,
            started: Instant::now(),
            deadline: cx
                .deadline()
                .map(|at| Box::pin(tokio::time::sleep_until(at.into()))),
            state: State::Ended,
            endpoint,
        }
    }

    /// A call that ends before it has begun.
    pub(super) fn refused(mut self, status: Status) -> Self {
        self.state = State::Refused(Some(status));
        self
    }

    /// Begins the call. The first steps may panic as later ones may.
    pub(super) fn with(mut self, begin: impl FnOnce() -> BoxFuture<'static, Answer>) -> Self {
        self.state = match catch_unwind(AssertUnwindSafe(begin)) {
            Ok(future) => State::Runs(future),
            Err(panic) => State::Refused(Some(panicked(&*panic))),
        };
        self
    }

    fn answer(&mut self, task: &mut std::task::Context<'_>) -> Poll<Answer> {
        let future = match &mut self.state {
            State::Refused(status) => {
                return Poll::Ready(Err(status.take().expect("polled after its end")));
            }
            State::Runs(future) => future,
            State::Ended => panic!("polled after its end"),
        };
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(task))) {
            Ok(Poll::Ready(answer)) => return Poll::Ready(answer),
            Ok(Poll::Pending) => {}
            Err(panic) => {
                self.drop_future();
                return Poll::Ready(Err(panicked(&*panic)));
            }
        }
        let Some(deadline) = &mut self.deadline else {
            return Poll::Pending;
        };
        ready!(deadline.as_mut().poll(task));
        self.cancel.cancel();
        self.linger();
        Poll::Ready(Err(Status::new(
            Code::DeadlineExceeded,
            "the time for the call ran out",
        )))
    }

    /// Drops what is left of a call; its own destructors may panic too.
    fn drop_future(&mut self) {
        let state = std::mem::replace(&mut self.state, State::Ended);
        let _ = catch_unwind(AssertUnwindSafe(|| drop(state)));
    }

    /// Lets the handler notice that it is cancelled, for a while.
    fn linger(&mut self) {
        if let State::Runs(future) = std::mem::replace(&mut self.state, State::Ended)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(tokio::time::timeout(GRACE, future));
        }
    }

    fn log(&self, failed: Option<&Status>) {
        let took = self.started.elapsed();
        let code = failed.map(Status::code);
        self.endpoint.metrics.ended(self.place, code, took);
        let method = &self.endpoint.targets()[self.place].method.full_name;
        if let Some(status) = failed
            && let Some(cause) = status.cause()
        {
            let id = status.id().unwrap_or_default();
            tracing::error!(%method, id, error = %cause, trace_id = %self.trace_id, "a call failed inside");
        }
        tracing::info!(
            %method,
            code = code.map_or("ok", Code::name),
            duration_ms = took.as_secs_f64() * 1e3,
            transport = self.transport.name(),
            caller = self.caller.as_deref().unwrap_or("-"),
            trace_id = %self.trace_id,
            "call"
        );
    }
}

impl Future for Running {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, task: &mut std::task::Context<'_>) -> Poll<Answer> {
        let answer = ready!(self.answer(task));
        self.drop_future();
        self.log(answer.as_ref().err());
        Poll::Ready(answer)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let State::Runs(_) = self.state {
            self.cancel.cancel();
            self.linger();
            self.log(Some(&Status::new(Code::Cancelled, "the caller left")));
        }
    }
}

/// What the caller of a handler that panicked gets; the text of the panic goes to the log.
fn panicked(panic: &(dyn Any + Send)) -> Status {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no text");
    Status::internal(format!("the handler panicked: {text}"))
}
