//! HTTP/2 as this server speaks it.

use std::time::Duration;

use hyper::server::conn::http2::Builder;
use hyper_util::rt::{TokioExecutor, TokioTimer};

/// What a peer may send of one stream, and of all, before a handler has read it. A connection has more room than a
/// stream, so that one that is not read holds no other up.
const STREAM_WINDOW: u32 = 1 << 20;
const CONNECTION_WINDOW: u32 = 4 << 20;

/// Calls at the same time on one connection. Further ones wait on the client's side.
const STREAMS: u32 = 1000;

/// Bytes of all headers of a request, as they are counted (RFC 9113, section 6.5.2).
const HEADERS: u32 = 16 * 1024;

/// A connection may do nothing for as long as it likes, if its peer is there: it is asked this often, and has this long to
/// answer.
const PING_EACH: Duration = Duration::from_secs(30);
const PING_TIMEOUT: Duration = Duration::from_secs(20);

pub(super) fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
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
