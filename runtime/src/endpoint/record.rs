//! What is written down of a call when it has ended: the access line, the metrics, the cause of a failure.

use std::fmt::Display;
use std::time::Instant;

use super::Transport;
use super::places::Place;
use crate::failure::Chain;
use crate::spec::Code;
use crate::{Context, Identity, Status};

/// The target of the access lines: one for each call.
pub(crate) const CALLS: &str = "traitwire::calls";

/// A call that is counted as running until its end is written down.
pub(super) struct Record {
    place: Place,
    /// The place of its method among the endpoint's targets.
    target: usize,
    transport: Transport,
    /// What is written down is only looked up then: with the log off it never is.
    cx: Context,
    started: Instant,
    /// How many items its reply has had so far; `None` as long as it is no stream.
    pub(super) items: Option<u64>,
}

impl Record {
    pub(super) fn new(place: Place, target: usize, cx: &Context, transport: Transport) -> Self {
        place.endpoint().metrics.started();
        Self {
            place,
            target,
            transport,
            cx: cx.clone(),
            started: Instant::now(),
            items: None,
        }
    }

    pub(super) fn started(&self) -> Instant {
        self.started
    }

    /// A place for the handler, which goes on after the end of the call.
    pub(super) fn another_place(&self) -> Place {
        self.place.another()
    }

    /// Writes the end down.
    pub(super) fn end(self, failed: Option<&Status>) {
        let took = self.started.elapsed();
        let code = failed.map(Status::code);
        let endpoint = self.place.endpoint();
        endpoint.metrics.ended(self.target, code, took);
        let method = &endpoint.targets()[self.target].method.full_name;
        if let Some(status) = failed {
            log_cause(status, method, self.cx.trace().trace_id_text());
        }
        if endpoint.is_silent {
            return;
        }
        tracing::info!(
            target: CALLS,
            method = method.as_str(),
            code = code.map_or("ok", Code::name),
            duration_ms = took.as_secs_f64() * 1e3,
            items = self.items,
            transport = self.transport.name(),
            caller = self.cx.caller().map_or("-", Identity::subject),
            trace_id = %self.cx.trace().trace_id_text(),
            "call"
        );
    }

    /// Writes down that nobody waited for the end.
    pub(super) fn abandoned(self) {
        self.end(Some(&Status::new(Code::Cancelled, "the caller left")));
    }
}

/// Writes down what a caller is only given the id of.
pub(super) fn log_cause(status: &Status, what: &str, trace_id: impl Display) {
    if let Some(cause) = status.cause() {
        let id = status.id().unwrap_or_default();
        tracing::error!(method = what, id, error = %Chain(cause), %trace_id, "a call failed inside");
    }
}
