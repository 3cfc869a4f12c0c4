//! One connection of HTTP/2, on which many calls run.

use std::future::{Future, poll_fn};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context as Task, Poll, ready};
use std::time::Duration;

use h2::client::SendRequest;
use h2::{Ping, PingPong};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::task::JoinHandle;
use tokio::time::{Instant, Sleep, sleep};

use super::outgoing::Framed;
use crate::client::LONGEST;
use crate::client::connect::Socket;

/// How much of one reply may be on its way here before somebody asks for it.
const STREAM_WINDOW: u32 = 1024 * 1024;

/// And of all together: so much that only the windows of the streams count. A stream that nobody reads would stop the
/// others otherwise.
const CONNECTION_WINDOW: u32 = 1 << 30;

/// How many calls may begin before the server has said how many it wants, which RFC 9113 advises it to let be.
const FIRST_STREAMS: usize = 100;

/// How large headers and trailers may be. The details of a failure are among them.
const HEADERS: u32 = 1024 * 1024;

/// How many calls that were dropped are remembered. What still comes of others would look like a mistake of the server.
const RESETS: usize = 1024;

/// When to ask a silent server whether it is still there.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeepAlive {
    /// After how much silence.
    pub(super) interval: Duration,
    /// How long it has to answer.
    pub(super) timeout: Duration,
}

/// A connection. Dropping it lets the calls on it end, and closes it then.
pub(super) struct Connection {
    pub(super) sender: SendRequest<Framed>,
    driver: JoinHandle<()>,
}

impl Connection {
    pub(super) async fn open(
        socket: Socket,
        keep_alive: KeepAlive,
        calls: Arc<AtomicUsize>,
    ) -> Result<Self, h2::Error> {
        let heard = Arc::new(AtomicBool::new(false));
        let socket = Heard {
            socket,
            heard: heard.clone(),
        };
        let (sender, mut protocol) = h2::client::Builder::new()
            .enable_push(false)
            .initial_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .initial_max_send_streams(FIRST_STREAMS)
            .max_header_list_size(HEADERS)
            .max_concurrent_reset_streams(RESETS)
            .handshake(socket)
            .await?;
        let mut pings = protocol.ping_pong().map(|peer| Pings {
            peer,
            keep_alive,
            heard,
            calls,
            timer: Box::pin(sleep(keep_alive.interval.min(LONGEST))),
            asked: false,
        });
        let driver = tokio::spawn(async move {
            // Its errors come to whoever waits for a reply, and so does its end.
            poll_fn(|task| {
                let is_dead = match &mut pings {
                    Some(pings) => pings.poll(task),
                    None => Poll::Pending,
                };
                if is_dead.is_ready() {
                    return Poll::Ready(());
                }
                Pin::new(&mut protocol).poll(task).map(drop)
            })
            .await;
        });
        Ok(Self { sender, driver })
    }

    /// Whether it has ended, or its runtime has.
    pub(super) fn has_ended(&self) -> bool {
        self.driver.is_finished()
    }
}

/// Asks a server that says nothing while calls run.
struct Pings {
    peer: PingPong,
    keep_alive: KeepAlive,
    /// Whether something has come since the timer was set.
    heard: Arc<AtomicBool>,
    calls: Arc<AtomicUsize>,
    timer: Pin<Box<Sleep>>,
    /// Whether an answer is waited for.
    asked: bool,
}

impl Pings {
    /// Waits until the server has not answered in time.
    fn poll(&mut self, task: &mut Task<'_>) -> Poll<()> {
        loop {
            if self.asked && self.peer.poll_pong(task).is_ready() {
                self.asked = false;
                self.wait(self.keep_alive.interval);
            }
            ready!(self.timer.as_mut().poll(task));
            if self.asked {
                return Poll::Ready(());
            }
            let is_silent = !self.heard.swap(false, Ordering::Relaxed);
            if is_silent && self.calls.load(Ordering::Relaxed) > 0 {
                // It fails where the connection has ended, which is found out soon enough.
                self.asked = self.peer.send_ping(Ping::opaque()).is_ok();
                self.wait(self.keep_alive.timeout);
            } else {
                self.wait(self.keep_alive.interval);
            }
        }
    }

    fn wait(&mut self, time: Duration) {
        let end = Instant::now() + time.min(LONGEST);
        self.timer.as_mut().reset(end);
    }
}

/// A socket that knows whether something has come.
struct Heard {
    socket: Socket,
    heard: Arc<AtomicBool>,
}

impl AsyncRead for Heard {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut Task<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.socket).poll_read(task, buffer);
        if buffer.filled().len() > before {
            self.heard.store(true, Ordering::Relaxed);
        }
        read
    }
}

impl AsyncWrite for Heard {
    fn poll_write(
        mut self: Pin<&mut Self>,
        task: &mut Task<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(task, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(task)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        task: &mut Task<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write_vectored(task, parts)
    }
}
