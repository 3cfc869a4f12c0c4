//! When a call that failed is made again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::failed::Failed;
use super::head::Asked;
use crate::id;
use crate::spec::Hints;

/// How calls that failed are made again, by [`Http`](super::Http) and `Grpc`.
///
/// Only calls whose method is declared `read_only` or `idempotent` are, only while their status is
/// [retryable](crate::Status::is_retryable), and never after a stream has begun or where the request is a stream. A
/// server that says when to come back (`Retry-After`, in seconds, and over gRPC `grpc-retry-pushback-ms`) is believed; one
/// that says more than a minute, or more than the call has time, is not called again.
///
/// All calls of a client share a budget, so that a service that is down is not called thrice as often as usual: it
/// begins with ten tokens, a retryable failure takes one, a call that is answered gives a tenth back, and nothing is
/// made again while no more than five are there (as `retryThrottling` in gRFC A6,
/// <https://github.com/grpc/proposal/blob/master/A6-client-retries.md>).
///
/// ```
/// use std::time::Duration;
/// use traitwire::{Http, Retry};
///
/// # fn build() -> Result<(), traitwire::HttpConfigError> {
/// let patient = Retry::default().attempts(5).backoff(Duration::from_millis(50), Duration::from_secs(5));
/// let http = Http::builder("http://127.0.0.1:8080").retry(patient).build()?;
/// let once = Http::builder("http://127.0.0.1:8080").retry(Retry::off()).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Retry {
    attempts: u32,
    first: Duration,
    longest: Duration,
}

impl Retry {
    /// No call is made again.
    pub fn off() -> Self {
        Self::default().attempts(1)
    }

    /// How often a call is made at most, the first time included; 3 by default.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// How long to wait before the second attempt, 100 ms by default, and at most, 2 s by default. In between the time
    /// doubles from one attempt to the next. A fifth more or less is left to chance, so that callers spread.
    #[must_use]
    pub fn backoff(self, first: Duration, longest: Duration) -> Self {
        Self {
            first,
            longest,
            ..self
        }
    }

    /// Whether calls of a method may be made again at all.
    pub(super) fn is_for(&self, hints: Hints) -> bool {
        self.attempts > 1 && (hints.read_only || hints.idempotent)
    }

    /// How long to wait after so many attempts; `None` where they were enough. `asked` is what the server wants.
    fn wait(&self, attempts: u32, asked: Option<Duration>) -> Option<Duration> {
        if attempts >= self.attempts {
            return None;
        }
        if asked.is_some_and(|asked| asked > LONGEST_ASKED) {
            return None;
        }
        let doublings = attempts.saturating_sub(1).min(31);
        let time = self.first.saturating_mul(1 << doublings).min(self.longest);
        Some(asked.unwrap_or_else(|| jittered(time)))
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            first: Duration::from_millis(100),
            longest: Duration::from_secs(2),
        }
    }
}

/// Nobody waits longer than this in a call, whatever the server asks for.
const LONGEST_ASKED: Duration = Duration::from_secs(60);

/// Between four and six fifths of a time.
pub(super) fn jittered(time: Duration) -> Duration {
    let chance = u32::try_from(id::number() % 401).unwrap_or(0);
    time.saturating_mul(800 + chance) / 1000
}

/// When the calls of one client are made again.
#[derive(Debug)]
pub(super) struct Retrying {
    pub(super) retry: Retry,
    budget: Budget,
}

impl Retrying {
    pub(super) fn new(retry: Retry) -> Self {
        Self {
            retry,
            budget: Budget::new(),
        }
    }

    /// A call was answered.
    pub(super) fn answered(&self) {
        self.budget.answered();
    }

    /// When to make a call again that has failed so often; `None` where it is not.
    pub(super) fn next(&self, asked: &Asked, made: u32, failed: &Failed) -> Option<Instant> {
        if !failed.status.is_retryable() {
            self.budget.answered();
            return None;
        }
        let has_room = self.budget.failed();
        if !has_room || !asked.may_repeat {
            return None;
        }
        let wait = self.retry.wait(made, failed.retry_after)?;
        let at = Instant::now().checked_add(wait)?;
        asked
            .deadline
            .is_none_or(|deadline| at < deadline)
            .then_some(at)
    }
}

/// What all calls of a client may retry together, in tenths of a token.
#[derive(Debug)]
struct Budget(AtomicU32);

impl Budget {
    const FULL: u32 = 100;
    const TOKEN: u32 = 10;

    fn new() -> Self {
        Self(AtomicU32::new(Self::FULL))
    }

    /// A call was answered, if only with an error of its own.
    fn answered(&self) {
        self.change(|tenths| (tenths + 1).min(Self::FULL));
    }

    /// A call failed in a way that may be retried. Whether there is room for that.
    fn failed(&self) -> bool {
        self.change(|tenths| tenths.saturating_sub(Self::TOKEN)) > Self::FULL / 2
    }

    /// Gives what is there afterwards.
    fn change(&self, change: impl Fn(u32) -> u32) -> u32 {
        let changed = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tenths| {
                Some(change(tenths))
            });
        changed.map_or(0, change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest_and_differ_by_a_fifth_at_most() {
        let retry = Retry::default().attempts(9);
        for (attempts, ms) in [
            (1, 100),
            (2, 200),
            (3, 400),
            (5, 1600),
            (6, 2000),
            (8, 2000),
        ] {
            for _ in 0..100 {
                let wait = retry.wait(attempts, None).unwrap().as_millis();
                assert!((ms * 4 / 5..=ms * 6 / 5).contains(&wait), "{wait} {ms}");
            }
        }
        assert_eq!(retry.wait(9, None), None);
        assert_eq!(Retry::off().wait(1, None), None);
        let far = Retry::default().attempts(u32::MAX);
        assert!(far.wait(u32::MAX - 1, None).unwrap() <= Duration::from_millis(2400));
    }

    #[test]
    fn a_server_that_says_when_is_believed() {
        let asked = Some(Duration::from_secs(7));
        assert_eq!(Retry::default().wait(1, asked), asked);
        assert_eq!(Retry::default().wait(3, asked), None);
    }

    /// The rule of gRFC A6 with maxTokens 10 and tokenRatio 0.1.
    #[test]
    fn the_budget_is_used_up_by_failures_and_comes_back_with_answers() {
        let budget = Budget::new();
        let allowed = (0..10).filter(|_| budget.failed()).count();
        assert_eq!(
            allowed, 4,
            "the fifth failure leaves five tokens, which is half"
        );
        for _ in 0..60 {
            budget.answered();
        }
        assert!(!budget.failed(), "six tokens and one failure are five");
        for _ in 0..11 {
            budget.answered();
        }
        assert!(budget.failed() || budget.failed());
    }
}
