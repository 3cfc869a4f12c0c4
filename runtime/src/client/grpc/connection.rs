//! One connection of HTTP/2, on which many calls run.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context as Task, Poll};
use std::time::Instant;

use h2::SendStream;
use h2::client::{self, ResponseFuture, SendRequest};
use http::Request;
use tokio::task::JoinHandle;

use super::attempt::FIRST_REST;
use super::keep_alive::{Heard, KeepAlive, Pings};
use super::outgoing::Framed;
use crate::client::connect::Socket;

/// How much of one reply may be on its way here before somebody asks for it.
const STREAM_WINDOW: u32 = 1024 * 1024;

/// And of all together: so much that only the windows of the streams count. A stream that nobody reads would stop the
/// others otherwise.
const CONNECTION_WINDOW: u32 = 1 << 30;

/// How many calls may run as long as the server has not said how many it wants. None does, and no server says this
/// number, so that it shows whether the server has said something: whoever leaves the number open is taken to want
/// `usize::MAX` (documented with `initial_max_send_streams`). h2 shows in no other way that SETTINGS have come. A PING
/// behind the preface would as well, but servers of gRPC count pings, and close connections with too many.
const UNTOLD: usize = usize::MAX - 1;

/// How large headers and trailers may be. The details of a failure are among them.
const HEADERS: u32 = 1024 * 1024;

/// How many calls that were dropped are remembered. What still comes of others would look like a mistake of the server.
const RESETS: usize = 1024;

type Protocol = client::Connection<Heard, Framed>;

/// A connection. Dropping it lets the calls on it end, and closes it then.
pub(super) struct Connection {
    sender: SendRequest<Framed>,
    driver: JoinHandle<()>,
    /// Whether it ended before it was there for as long as a rest, by the server or for its sake, and not by its runtime.
    /// Servers close idle connections that were there for longer, too.
    ended_early: Arc<AtomicBool>,
    /// Whether it has taken a call.
    was_used: AtomicBool,
}

impl Connection {
    /// Begins HTTP/2 on a socket, and waits for the server to do so as well: its SETTINGS are the first that it sends
    /// (RFC 9113, section 3.4). Whoever accepts a connection and says nothing serves no calls.
    pub(super) async fn open(
        socket: Socket,
        keep_alive: KeepAlive,
        calls: Arc<AtomicUsize>,
    ) -> Result<Self, Unopened> {
        let socket = Heard::new(socket);
        let last = socket.last();
        let opened = client::Builder::new()
            .enable_push(false)
            .initial_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .initial_max_send_streams(UNTOLD)
            .max_header_list_size(HEADERS)
            .max_concurrent_reset_streams(RESETS)
            .handshake(socket)
            .await;
        let (sender, mut protocol) = opened.map_err(Unopened::Failed)?;
        poll_fn(|task| greeted(&mut protocol, task)).await?;
        let mut pings = protocol
            .ping_pong()
            .map(|peer| Pings::new(peer, keep_alive, last, calls));
        let ended_early = Arc::new(AtomicBool::new(false));
        let (early, begun) = (ended_early.clone(), Instant::now());
        let driver = tokio::spawn(async move {
            // Its errors come to whoever waits for a reply, and so does its end.
            poll_fn(|task| {
                // What has come is read first: it may be the answer whose time has run out.
                if Pin::new(&mut protocol).poll(task).is_ready() {
                    return Poll::Ready(());
                }
                match &mut pings {
                    Some(pings) => pings.poll(task),
                    None => Poll::Pending,
                }
            })
            .await;
            early.store(begun.elapsed() < FIRST_REST, Ordering::Relaxed);
        });
        Ok(Self {
            sender,
            driver,
            ended_early,
            was_used: AtomicBool::new(false),
        })
    }

    /// Begins a call. Fails where the connection takes no more, and nothing of the call was sent then.
    pub(super) fn send(
        &self,
        head: Request<()>,
    ) -> Result<(ResponseFuture, SendStream<Framed>), h2::Error> {
        let sent = self.sender.clone().send_request(head, false)?;
        self.was_used.store(true, Ordering::Relaxed);
        Ok(sent)
    }

    /// Whether it has ended, or its runtime has.
    pub(super) fn has_ended(&self) -> bool {
        self.driver.is_finished()
    }

    /// Whether the server has ended it at once, before it took a call.
    pub(super) fn was_in_vain(&self) -> bool {
        self.ended_early.load(Ordering::Relaxed) && !self.was_used.load(Ordering::Relaxed)
    }
}

/// Waits for the SETTINGS of the server. Fails where the connection ends before.
fn greeted(protocol: &mut Protocol, task: &mut Task<'_>) -> Poll<Result<(), Unopened>> {
    match Pin::new(&mut *protocol).poll(task) {
        Poll::Ready(Ok(())) => Poll::Ready(Err(Unopened::Ended)),
        Poll::Ready(Err(error)) => Poll::Ready(Err(Unopened::Failed(error))),
        Poll::Pending if protocol.max_concurrent_send_streams() == UNTOLD => Poll::Pending,
        Poll::Pending => Poll::Ready(Ok(())),
    }
}

/// A connection was none that takes calls.
#[derive(Debug)]
pub(super) enum Unopened {
    Ended,
    Failed(h2::Error),
}

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way_out = "is it the port of gRPC, and does the address have to begin with `https`?";
        match self {
            Self::Failed(error) if error.is_library() => {
                write!(
                    f,
                    "it does not speak HTTP/2 on this port ({error}); {way_out}"
                )
            }
            Self::Failed(error) => write!(f, "the connection ended at once ({error}); {way_out}"),
            Self::Ended => write!(f, "the connection ended at once; {way_out}"),
        }
    }
}

impl std::error::Error for Unopened {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Ended => None,
            Self::Failed(error) => Some(error),
        }
    }
}
