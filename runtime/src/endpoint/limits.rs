//! Limits of sizes, times and numbers.

use std::time::Duration;

/// What a server takes before it refuses. The defaults suit a service of JSON calls on a small machine.
///
/// ```
/// # use traitwire::{App, Limits};
/// let mut limits = Limits::default();
/// limits.body = 32 * 1024 * 1024;
/// let app = App::new("uploads").limits(limits);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a request's body, 4 MiB. A larger one is answered with 413.
    pub body: usize,
    /// Time for the head of a request to arrive, 10 seconds. The connection is closed then. It runs from the end of
    /// the request before, so it is also how long a connection may do nothing.
    pub head_timeout: Duration,
    /// Time for the body of a request to arrive, 30 seconds. A slower one is answered with 408.
    pub body_timeout: Duration,
    /// Time for some more of an answer to be taken, 30 seconds. The connection of a client that reads nothing is closed
    /// then.
    pub write_timeout: Duration,
    /// Connections open at the same time, 10,000. Further ones wait to be accepted.
    pub connections: usize,
    /// Calls that run at the same time, over all transports, 10,000. Further ones are answered with `resource_exhausted`
    /// at once: nobody waits in a line.
    pub calls: usize,
    /// Time that running calls get to end when the server closes, 10 seconds. Then they are cancelled, and a second
    /// later their connections are closed.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 4 * 1024 * 1024,
            head_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            connections: 10_000,
            calls: 10_000,
            drain: Duration::from_secs(10),
        }
    }
}
