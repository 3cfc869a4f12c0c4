//! One call on its way to its outcome: deadline, cancellation, the end.

use std::future::Future;
use std::pin::Pin;
use std::task::{Poll, ready};
use std::time::{Duration, Instant};

use tokio::time::Sleep;

use super::caught::Caught;
use super::overdue::{Overdue, poll_timer, too_late};
use super::record::Record;
use super::stream::Outgoing;
use crate::{Body, BoxFuture, CancelToken, Context, Outcome, Status};

/// How long a handler may go on after its caller has left.
const GRACE: Duration = Duration::from_secs(5);

type Answer = Result<Outcome, Status>;

/// A call that runs. It is written down when it ends, whichever way; a stream is when that ends.
pub(super) struct Running {
    /// `None` after the end.
    record: Option<Record>,
    cancel: CancelToken,
    deadline: Option<Pin<Box<Sleep>>>,
    /// What watches over the stream that the method replies with.
    overdue: Option<Overdue>,
    call: Caught<Outcome>,
    is_polled: bool,
}

impl Running {
    /// A call of which nothing is known yet; [`begin`](Self::begin) or [`refuse`](Self::refuse) it.
    pub(super) fn new(record: Record, cx: &Context) -> Self {
        Self {
            record: Some(record),
            cancel: cx.cancel_token().clone(),
            deadline: None,
            overdue: None,
            call: Caught::failed(too_late()),
            is_polled: false,
        }
    }

    /// Begins the call, unless its time has run out before.
    pub(super) fn begin(
        mut self,
        deadline: Option<Instant>,
        overdue: Option<Overdue>,
        begin: impl FnOnce() -> BoxFuture<'static, Answer>,
    ) -> Self {
        let started = self.record.as_ref().map(Record::started);
        if deadline.is_none_or(|at| Some(at) > started) {
            // What watches over a stream knows the deadline as well.
            let timer = |at: Instant| Box::pin(tokio::time::sleep_until(at.into()));
            self.deadline = deadline.filter(|_| overdue.is_none()).map(timer);
            self.overdue = overdue;
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
        let status = match (&mut self.deadline, &mut self.overdue) {
            (Some(deadline), _) => {
                ready!(poll_timer(deadline, task));
                too_late()
            }
            (None, Some(overdue)) => ready!(overdue.poll(task)),
            (None, None) => return Poll::Pending,
        };
        self.cancel.cancel();
        self.linger();
        Poll::Ready(Err(status))
    }

    /// Lets the handler notice that it is cancelled, for a while. It takes up the place of a call until it has ended.
    fn linger(&mut self) {
        if let Ok(runtime) = tokio::runtime::Handle::try_current()
            && let Some(future) = self.call.take()
        {
            let place = self.record.as_ref().map(Record::another_place);
            runtime.spawn(async move {
                let _place = place;
                tokio::time::timeout(GRACE, future).await
            });
        }
    }

    /// Writes the end of the call down, or hands that to the stream that it replies with.
    fn end(&mut self, answer: Answer) -> Answer {
        let Some(record) = self.record.take() else {
            return answer;
        };
        match answer.and_then(|outcome| self.as_described(outcome)) {
            Ok(Outcome::Complete(mut reply)) => {
                reply.output = match (reply.output, self.overdue.take()) {
                    (Body::Stream(items), Some(mut overdue)) => {
                        overdue.reset();
                        let cancel = self.cancel.clone();
                        let items = Outgoing::new(items, overdue, cancel, record);
                        Body::Stream(Box::pin(items))
                    }
                    (output, _) => {
                        record.end(None);
                        output
                    }
                };
                Ok(Outcome::Complete(reply))
            }
            Err(status) => {
                record.end(Some(&status));
                Err(status)
            }
        }
    }

    /// The outcome, if it is a stream where the method is described as one, and only there.
    fn as_described(&self, outcome: Outcome) -> Answer {
        let Outcome::Complete(reply) = &outcome;
        let problem = match (&reply.output, &self.overdue) {
            (Body::Stream(_), None) => "a stream came, and the method is described as one without",
            (Body::One(_), Some(_)) => "one value came, and the method is described as a stream",
            _ => return Ok(outcome),
        };
        Err(Status::internal(problem))
    }
}

impl Future for Running {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, task: &mut std::task::Context<'_>) -> Poll<Answer> {
        self.is_polled = true;
        let answer = ready!(self.answer(task));
        Poll::Ready(self.end(answer))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.record.is_none() {
            return;
        }
        self.cancel.cancel();
        // A handler that has done nothing yet has nothing to tidy up.
        if self.is_polled && self.call.is_running() {
            self.linger();
        }
        if let Some(record) = self.record.take() {
            record.abandoned();
        }
    }
}

#[cfg(all(test, feature = "http"))]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::endpoint::{Endpoint, Parts, Transport};
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
