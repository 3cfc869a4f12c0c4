//! HTTP/2 as this server speaks it.

use std::time::Duration;

use hyper::server::conn::http2::Builder;
use hyper_util::rt::TokioTimer;

use super::unread::Streams;

/// Calls at the same time on one connection. Further ones wait on the client's side. All of them together, each with its
/// message, are what one connection may hold of memory; those of all connections have the places that
/// [`Limits::calls`](crate::Limits::calls) gives.
const STREAMS: u32 = 128;

/// What a peer may send of one stream before a handler has read it: enough for an upload over a long way, as 256 KiB on
/// each round trip are.
const STREAM_WINDOW: u32 = 256 * 1024;

/// The same of all streams together. All of them have room at once, so that no number of streams that nobody reads holds
/// another up.
const CONNECTION_WINDOW: u32 = STREAMS * STREAM_WINDOW;

/// Bytes of all headers of a request, as they are counted (RFC 9113, section 6.5.2).
const HEADERS: u32 = 16 * 1024;

/// A connection may do nothing for as long as it likes, if its peer is there: it is asked this often, and has this long to
/// answer.
const PING_EACH: Duration = Duration::from_secs(30);
const PING_TIMEOUT: Duration = Duration::from_secs(20);

pub(super) fn builder(write_timeout: Duration) -> Builder<Streams> {
    let mut builder = Builder::new(Streams { write_timeout });
    builder
        .timer(TokioTimer::new())
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEADERS)
        .keep_alive_interval(PING_EACH)
        .keep_alive_timeout(PING_TIMEOUT);
    builder
}
