//! Limits of sizes, times and numbers.

use std::time::Duration;

use crate::stream::{MAX_BYTES, MAX_ITEMS};

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
    /// Bytes of a request's body, 4 MiB. A larger one is answered with 413. Of a stream of requests it is the limit of
    /// each, and there may be any number.
    pub body: usize,
    /// Time for the head of a request to arrive, 10 seconds. The connection is closed then. It runs from the end of
    /// the request before, so it is also how long a connection may do nothing.
    pub head_timeout: Duration,
    /// Time for the body of a request to arrive, 30 seconds. A slower one is answered with 408. Of a stream of
    /// requests it is the time in which nothing may come, and ends the stream; over gRPC, where pings tell whether the
    /// client is there, a stream may be silent.
    pub body_timeout: Duration,
    /// Time for some more of an answer to be taken, 30 seconds. The connection of a client that reads nothing is closed
    /// then; over HTTP/2, where a client may read one answer and not the other, that one ends if it does not get on by
    /// 32 KiB.
    pub write_timeout: Duration,
    /// Connections open at the same time, 10,000. Further ones wait to be accepted.
    pub connections: usize,
    /// Calls that run at the same time, over all transports, 10,000. Further ones are answered with `resource_exhausted`
    /// at once (429 over HTTP), before their body is read: nobody waits in a line. A call counts from then on until its
    /// handler has ended, also one whose caller has left. Of one connection of HTTP/2 there may be 256 such, of which 128
    /// have a caller. All bodies that are being read together hold at most this many times [`body`](Self::body).
    ///
    /// Messages of MCP over HTTP have as many places of their own while they are read, and hold as much again. A full server
    /// therefore answers notifications, pings and lists, which are no calls, and a call of a tool gets a result that says why
    /// it failed.
    pub calls: usize,
    /// Items of a stream that go into one value, 1,000, for those who take no stream: the result of an MCP tool, and the
    /// reply of [`Local::call_json`](crate::Local::call_json). The value says that it is not complete where there are more.
    pub stream_items: usize,
    /// Bytes of such a value, 1 MiB.
    pub stream_bytes: usize,
    /// Time for the items of such a value to come, 30 seconds. A live stream ends then, and its value is not complete.
    pub stream_timeout: Duration,
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
            stream_items: MAX_ITEMS,
            stream_bytes: MAX_BYTES,
            stream_timeout: Duration::from_secs(30),
            drain: Duration::from_secs(10),
        }
    }
}
