//! Attempts at a connection, and the rest between those that fail.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::timeout_at;

use super::connection::{Connection, Unopened};
use super::keep_alive::KeepAlive;
use crate::Status;
use crate::client::connect::Connect;
use crate::client::retry::jittered;

/// How long an address rests after the first attempt that failed. gRPC begins with a second
/// (<https://github.com/grpc/grpc/blob/master/doc/connection-backoff.md>); a service that is only started again would be
/// missed for most of it.
pub(super) const FIRST_REST: Duration = Duration::from_millis(100);

/// And at most, so that a service that is back is found soon after. gRPC waits for up to two minutes.
const LONGEST_REST: Duration = Duration::from_secs(10);

/// By how much a rest is longer than the one before, as in gRPC.
const GROWTH: f64 = 1.6;

/// An attempt at a connection, and what came of it. It goes on when whoever waits for it gives up, and ends when nobody
/// has it any more.
#[derive(Clone)]
pub(super) struct Attempt(watch::Receiver<Option<Outcome>>);

type Outcome = Result<Opened, Failure>;

struct Opened {
    connection: Arc<Connection>,
    /// What it is if it ends at once, before it has taken a call. A server that lets others in only to send them away is not to
    /// be asked without a rest.
    in_vain: Failure,
}

/// How an address can be reached.
pub(super) enum State {
    Up(Arc<Connection>),
    Connecting(Attempt),
    Down(Failure),
}

/// An attempt that failed.
#[derive(Clone)]
pub(super) struct Failure {
    pub(super) status: Status,
    /// How many have failed, this one included, since there was a connection.
    pub(super) in_a_row: u32,
    /// When to make the next one.
    pub(super) until: Instant,
}

impl Attempt {
    /// Begins an attempt behind so many that failed.
    pub(super) fn begin(
        connect: Arc<Connect>,
        keep_alive: KeepAlive,
        calls: Arc<AtomicUsize>,
        failures: u32,
    ) -> Self {
        let (outcome, attempt) = watch::channel(None);
        tokio::spawn(async move {
            let opening = connect.open(|socket| Connection::open(socket, keep_alive, calls));
            let (mut opening, mut unwanted) = (pin!(opening), pin!(outcome.closed()));
            let opened = poll_fn(|task| match unwanted.as_mut().poll(task) {
                Poll::Ready(()) => Poll::Ready(None),
                Poll::Pending => opening.as_mut().poll(task).map(Some),
            });
            let Some(opened) = opened.await else {
                return;
            };
            // Where nobody wants it any more, the connection is closed here.
            let _ = outcome.send(Some(match opened {
                Ok(connection) => Ok(Opened {
                    connection: Arc::new(connection),
                    in_vain: Failure::after(connect.failed(Unopened::Ended), failures),
                }),
                Err(status) => Err(Failure::after(status, failures)),
            }));
        });
        Self(attempt)
    }

    /// What has come of it. `None` where that is of no use any more: the connection has ended, or the runtime of the
    /// attempt before the attempt.
    pub(super) fn state(&self) -> Option<State> {
        match &*self.0.borrow() {
            Some(Ok(opened)) if !opened.connection.has_ended() => {
                Some(State::Up(opened.connection.clone()))
            }
            Some(Ok(opened)) if opened.connection.was_in_vain() => {
                Some(State::Down(opened.in_vain.clone()))
            }
            Some(Ok(_)) => None,
            Some(Err(failure)) => Some(State::Down(failure.clone())),
            None if self.0.has_changed().is_err() => None,
            None => Some(State::Connecting(self.clone())),
        }
    }
}

/// Waits until one of some attempts has ended, or until a time. Whether an attempt has.
pub(super) async fn has_ended(attempts: &mut [Attempt], until: Instant) -> bool {
    let ends = attempts.iter_mut().map(|Attempt(outcome)| {
        // An error is an end as well: that of its runtime.
        Box::pin(async { drop(outcome.changed().await) })
    });
    let mut ends: Vec<_> = ends.collect();
    let first = poll_fn(|task| {
        let mut ends = ends.iter_mut();
        if ends.any(|end| end.as_mut().poll(task).is_ready()) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    });
    timeout_at(until.into(), first).await.is_ok()
}

impl Failure {
    pub(super) fn after(status: Status, failures: u32) -> Self {
        Self {
            status,
            in_a_row: failures.saturating_add(1),
            until: Instant::now() + jittered(rest(failures)),
        }
    }
}

/// How long to rest after an attempt behind so many that failed.
fn rest(failures: u32) -> Duration {
    // After twenty it is the longest by far.
    let growth = GROWTH.powi(i32::try_from(failures.min(20)).unwrap_or(20));
    LONGEST_REST.min(FIRST_REST.mul_f64(growth))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With the growth of <https://github.com/grpc/grpc/blob/master/doc/connection-backoff.md>.
    #[test]
    fn rests_grow_up_to_the_longest() {
        let rests = [0, 1, 2, 3, 9, 10, 1000, u32::MAX].map(|failures| rest(failures).as_millis());
        assert_eq!(rests, [100, 160, 256, 409, 6871, 10_000, 10_000, 10_000]);
    }
}
