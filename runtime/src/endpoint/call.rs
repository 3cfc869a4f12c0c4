//! One call on its way: deadline, cancellation, the access line.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Poll, ready};
use std::time::{Duration, Instant};

use tokio::time::Sleep;

use super::caught::Caught;
use super::{Endpoint, Target, Transport};
use crate::failure::Chain;
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
    call: Caught<Outcome>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    New,
    Polled,
    Ended,
}

impl Running {
    /// A call of which nothing is known yet; [`begin`](Self::begin) or [`refuse`](Self::refuse) it.
    pub(super) fn new(
        endpoint: Arc<Endpoint>,
        target: &Target,
        cx: &Context,
        transport: Transport,
    ) -> Self {
        endpoint.metrics.started();
        Self {
            endpoint,
            place: target.place,
            transport,
            trace_id: cx.trace().trace_id(),
            caller: cx.caller().map(|caller| caller.subject().to_owned()),
            cancel: cx.cancel_token().clone(),
            started: Instant::now(),
            deadline: None,
            call: Caught::failed(too_late()),
            state: State::New,
        }
    }

    /// Begins the call, unless its time has run out before.
    pub(super) fn begin(
        mut self,
        deadline: Option<Instant>,
        begin: impl FnOnce() -> BoxFuture<'static, Answer>,
    ) -> Self {
        if deadline.is_none_or(|at| at > self.started) {
            self.deadline = deadline.map(|at| Box::pin(tokio::time::sleep_until(at.into())));
            self.call = Caught::begin("the handler", begin);
        }
        self
    }

    /// Ends the call before it has begun.
    pub(super) fn refuse(mut self, status: Status) -> Self {
        self.call = Caught::failed(status);
        self
    }

    fn answer(&mut self, task: &mut std::task::Context<'_>) -> Poll<Answer> {
        if let Poll::Ready(answer) = Pin::new(&mut self.call).poll(task) {
            return Poll::Ready(answer);
        }
        let Some(deadline) = &mut self.deadline else {
            return Poll::Pending;
        };
        ready!(deadline.as_mut().poll(task));
        self.cancel.cancel();
        self.linger();
        Poll::Ready(Err(too_late()))
    }

    /// Lets the handler notice that it is cancelled, for a while.
    fn linger(&mut self) {
        if let Ok(runtime) = tokio::runtime::Handle::try_current()
            && let Some(future) = self.call.take()
        {
            runtime.spawn(tokio::time::timeout(GRACE, future));
        }
    }

    fn log(&mut self, failed: Option<&Status>) {
        self.state = State::Ended;
        let took = self.started.elapsed();
        let code = failed.map(Status::code);
        self.endpoint.metrics.ended(self.place, code, took);
        let method = &self.endpoint.targets()[self.place].method.full_name;
        if let Some(status) = failed {
            log_cause(status, method, &self.trace_id);
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
        if self.state == State::New {
            self.state = State::Polled;
        }
        let answer = ready!(self.answer(task));
        self.log(answer.as_ref().err());
        Poll::Ready(answer)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.state == State::Ended {
            return;
        }
        self.cancel.cancel();
        // A handler that has done nothing yet has nothing to tidy up.
        if self.state == State::Polled && self.call.is_running() {
            self.linger();
        }
        self.log(Some(&Status::new(Code::Cancelled, "the caller left")));
    }
}

/// Writes down what a caller is only given the id of.
pub(super) fn log_cause(status: &Status, what: &str, trace_id: &str) {
    if let Some(cause) = status.cause() {
        let id = status.id().unwrap_or_default();
        tracing::error!(method = what, id, error = %Chain(cause), trace_id, "a call failed inside");
    }
}

fn too_late() -> Status {
    Status::new(Code::DeadlineExceeded, "the time for the call ran out")
}

#[cfg(all(test, feature = "http"))]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::endpoint::Parts;
    use crate::{Payload, service};

    /// Counts.
    #[service(package = "tests.v1")]
    trait Count {
        /// Count one more.
        async fn more(&self) -> Result<(), Status>;
    }

    struct Counter(Arc<AtomicUsize>);

    impl Count for Counter {
        async fn more(&self) -> Result<(), Status> {
            self.0.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_call_that_nobody_waits_for_does_not_begin_and_is_counted() {
        let count = Arc::new(AtomicUsize::new(0));
        let service = CountServer::new(Counter(count.clone()));
        let endpoint = Endpoint::new(Parts {
            services: vec![Arc::new(service)],
            ..Parts::default()
        })
        .unwrap();
        let begin = |cx| {
            let target = &endpoint.targets()[0];
            endpoint.call(target, Payload::json("{}"), cx, Transport::Local)
        };
        drop(begin(Context::new()));
        let late = Context::new().with_timeout(Duration::ZERO);
        drop(begin(late.clone()));
        assert!(begin(late).await.is_err());
        assert_eq!(count.load(Ordering::SeqCst), 0);
        begin(Context::new()).await.unwrap();
        assert_eq!(count.load(Ordering::SeqCst), 1);

        let page = endpoint.metrics.page(["more"].into_iter());
        for line in [
            "traitwire_calls_total{method=\"more\",code=\"ok\"} 1",
            "traitwire_calls_total{method=\"more\",code=\"cancelled\"} 2",
            "traitwire_calls_total{method=\"more\",code=\"deadline_exceeded\"} 1",
            "traitwire_calls_running 0",
        ] {
            assert!(page.lines().any(|at| at == line), "{line} in {page}");
        }
    }
}
