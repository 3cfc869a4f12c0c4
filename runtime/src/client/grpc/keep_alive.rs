//! Whether a server that says nothing is still there.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context as Task, Poll, ready};
use std::time::Duration;

use h2::{Ping, PingPong};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use crate::client::LONGEST;
use crate::client::connect::Socket;

/// When to ask a silent server whether it is still there.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeepAlive {
    /// After how much silence.
    pub(super) interval: Duration,
    /// How long it has to answer.
    pub(super) timeout: Duration,
}

/// Asks a server that says nothing while calls run.
pub(super) struct Pings {
    peer: PingPong,
    keep_alive: KeepAlive,
    last: Last,
    calls: Arc<AtomicUsize>,
    timer: Pin<Box<Sleep>>,
    /// Whether an answer is waited for.
    asked: bool,
}

impl Pings {
    pub(super) fn new(
        peer: PingPong,
        keep_alive: KeepAlive,
        last: Last,
        calls: Arc<AtomicUsize>,
    ) -> Self {
        Self {
            peer,
            keep_alive,
            last,
            calls,
            timer: Box::pin(sleep(keep_alive.interval.min(LONGEST))),
            asked: false,
        }
    }

    /// Waits until the server has not answered in time.
    pub(super) fn poll(&mut self, task: &mut Task<'_>) -> Poll<()> {
        loop {
            if self.asked && self.peer.poll_pong(task).is_ready() {
                self.asked = false;
                self.wait(self.keep_alive.interval);
            }
            ready!(self.timer.as_mut().poll(task));
            let allowed = if self.asked {
                self.keep_alive.timeout
            } else {
                self.keep_alive.interval
            };
            let silence = self.last.silence();
            if silence < allowed {
                self.wait(allowed.saturating_sub(silence));
            } else if self.asked {
                return Poll::Ready(());
            } else if self.calls.load(Ordering::Relaxed) > 0 {
                // It fails where the connection has ended, which is found out soon enough.
                self.asked = self.peer.send_ping(Ping::opaque()).is_ok();
                self.wait(self.keep_alive.timeout);
            } else {
                self.wait(self.keep_alive.interval);
            }
        }
    }

    fn wait(&mut self, time: Duration) {
        // One that is over at once would never let go of this task.
        let end = Instant::now() + time.clamp(Duration::from_millis(1), LONGEST);
        self.timer.as_mut().reset(end);
    }
}

/// When something has come last.
#[derive(Clone)]
pub(super) struct Last {
    begun: Instant,
    /// In milliseconds since the beginning.
    at: Arc<AtomicU64>,
}

impl Last {
    fn new() -> Self {
        Self {
            begun: Instant::now(),
            at: Arc::default(),
        }
    }

    fn now(&self) {
        let at = self.begun.elapsed().as_millis();
        self.at
            .store(u64::try_from(at).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    fn silence(&self) -> Duration {
        let at = Duration::from_millis(self.at.load(Ordering::Relaxed));
        self.begun.elapsed().saturating_sub(at)
    }
}

/// A socket that knows when something has come last.
pub(super) struct Heard {
    socket: Socket,
    last: Last,
}

impl Heard {
    pub(super) fn new(socket: Socket) -> Self {
        Self {
            socket,
            last: Last::new(),
        }
    }

    pub(super) fn last(&self) -> Last {
        self.last.clone()
    }
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
            self.last.now();
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

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn};

    use bytes::Bytes;
    use tokio::time::timeout_at;

    use super::*;

    /// A server that is asked after ten seconds and has three for its answer, and whether it answers.
    async fn pings(answers: bool) -> (Pings, Last) {
        let (near, far) = tokio::io::duplex(1024);
        tokio::spawn(async move {
            let mut server = h2::server::handshake(far).await.unwrap();
            server.accept().await
        });
        let (sender, mut protocol) = h2::client::handshake(near).await.unwrap();
        let peer = protocol.ping_pong().unwrap();
        tokio::spawn(async move {
            let _sender: h2::client::SendRequest<Bytes> = sender;
            if answers {
                let _ = protocol.await;
            } else {
                pending::<()>().await;
                drop(protocol);
            }
        });
        let keep_alive = KeepAlive {
            interval: Duration::from_secs(10),
            timeout: Duration::from_secs(3),
        };
        let last = Last::new();
        let calls = Arc::new(AtomicUsize::new(1));
        (Pings::new(peer, keep_alive, last.clone(), calls), last)
    }

    /// Until so many seconds after the beginning. Whether the server was asked, and whether it is dead.
    async fn until(pings: &mut Pings, seconds: f64) -> (bool, bool) {
        let at = pings.last.begun + Duration::from_secs_f64(seconds);
        let dead = timeout_at(at, poll_fn(|task| pings.poll(task))).await;
        (pings.asked, dead.is_ok())
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_is_asked_after_the_interval_of_silence() {
        let (mut pings, last) = pings(false).await;
        assert_eq!(until(&mut pings, 4.0).await, (false, false));
        last.now();
        assert_eq!(until(&mut pings, 13.9).await, (false, false));
        assert_eq!(until(&mut pings, 14.1).await, (true, false));
        assert_eq!(until(&mut pings, 16.9).await, (true, false));
        assert_eq!(until(&mut pings, 17.1).await, (true, true));
    }

    #[tokio::test(start_paused = true)]
    async fn what_comes_while_an_answer_is_awaited_is_a_sign_of_life() {
        let (mut pings, last) = pings(false).await;
        assert_eq!(until(&mut pings, 12.0).await, (true, false));
        last.now();
        assert_eq!(until(&mut pings, 14.9).await, (true, false));
        assert_eq!(until(&mut pings, 15.1).await, (true, true));
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_is_followed_by_another_interval() {
        let (mut pings, last) = pings(true).await;
        assert_eq!(until(&mut pings, 9.9).await, (false, false));
        // Nobody reads this socket; its owner would have seen the answer come.
        let answered = timeout_at(last.begun + Duration::from_secs(11), async {
            poll_fn(|task| pings.poll(task)).await;
        });
        assert!(answered.await.is_err());
        assert!(!pings.asked);
    }
}
