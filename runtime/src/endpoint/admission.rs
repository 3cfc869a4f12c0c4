//! The beginning of a call: whether it may be made, and what surrounds it.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use super::call::Running;
use super::middleware::Next;
use super::overdue::Overdue;
use super::places::{Place, Purpose};
use super::record::Record;
use super::{Endpoint, Target, Transport, stream};
use crate::spec::{MethodKind, MethodSpec};
use crate::{Body, Call, Context, Outcome, Status};

/// A call of which the input has not been read.
pub(crate) struct Admission {
    place: Place,
    allowed: Result<(), Status>,
}

impl Endpoint {
    /// Whether a call may be made: by this caller, and beside those that run.
    pub(crate) fn admit(self: &Arc<Self>, method: &MethodSpec, cx: &Context) -> Admission {
        let place = Place::take(self, Purpose::Call, cx);
        let allowed = self.may_call(method, cx.caller());
        let allowed = allowed.and_then(|()| place.is_free());
        Admission { place, allowed }
    }

    /// A place for what may turn out to be a call, while it is read.
    #[cfg(all(feature = "http", feature = "mcp"))]
    pub(crate) fn place(self: &Arc<Self>, purpose: Purpose, cx: &Context) -> Result<Place, Status> {
        let place = Place::take(self, purpose, cx);
        place.is_free().map(|()| place)
    }

    /// Calls a method: access, limits, deadline, middleware, the service, the log, in this order.
    ///
    /// Dropping the future, or the stream of its reply, cancels the call: its context is cancelled, and the handler
    /// gets a few seconds to notice.
    pub(crate) fn call<I: Into<Body>>(
        self: &Arc<Self>,
        target: &Target,
        input: I,
        cx: Context,
        transport: Transport,
    ) -> impl Future<Output = Result<Outcome, Status>> + Send + use<I> {
        self.admit(&target.method, &cx)
            .call(target, input, cx, transport)
    }
}

impl Admission {
    /// Whether there is no reason to read the input. A call that is refused is made all the same, and logged.
    #[cfg(feature = "http")]
    pub(crate) fn is_refused(&self) -> bool {
        self.allowed.is_err()
    }

    /// Makes the call, as [`Endpoint::call`] does.
    pub(crate) fn call<I: Into<Body>>(
        self,
        target: &Target,
        input: I,
        cx: Context,
        transport: Transport,
    ) -> impl Future<Output = Result<Outcome, Status>> + Send + use<I> {
        let (method, endpoint) = (&target.method, self.place.endpoint());
        let mut cx = cx.of_handler();
        let timeout = method.timeout_ms.map(Duration::from_millis);
        if let (MethodKind::Unary, Some(timeout)) = (method.kind, timeout) {
            cx = cx.with_timeout(timeout);
        }
        let overdue = || Overdue::new(endpoint, &cx, timeout);
        let input = match input.into() {
            Body::Stream(items) => Body::Stream(stream::incoming(items, overdue())),
            one @ Body::One(_) => one,
        };
        let overdue = method.kind.streams_output().then(overdue);
        let next = Next::new(endpoint.middleware.clone(), target.service.clone());
        let record = Record::new(self.place, target.place, &cx, transport);
        let running = Running::new(record, &cx);
        if let Err(status) = self.allowed {
            return running.refuse(status);
        }
        let deadline = cx.deadline();
        running.begin(deadline, overdue, || {
            next.run(Call::new(method.clone(), input, cx).with_encoding(transport.encoding()))
        })
    }
}
