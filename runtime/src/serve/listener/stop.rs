//! When a server ends.

use std::io;

use crate::BoxFuture;

/// What ends a server: a future, and for a program of its own the signals that ask programs to end.
pub(crate) struct Stop {
    future: BoxFuture<'static, ()>,
    signals: Option<Signals>,
}

impl Stop {
    /// Ends with a future; never without one.
    pub(crate) fn when(future: Option<BoxFuture<'static, ()>>) -> Self {
        Self {
            future: future.unwrap_or_else(|| Box::pin(std::future::pending())),
            signals: None,
        }
    }

    /// Ends with a future, SIGTERM or SIGINT.
    pub(crate) fn on_signals(future: Option<BoxFuture<'static, ()>>) -> io::Result<Self> {
        Ok(Self {
            signals: Some(Signals::new()?),
            ..Self::when(future)
        })
    }

    /// Waits until the server is asked to end.
    pub(super) async fn asked(&mut self) {
        tokio::select! {
            () = self.future.as_mut() => {}
            () = next(&mut self.signals) => {}
        }
    }

    /// Waits for a signal after that: whoever asks again does not want to wait.
    pub(super) async fn at_once(&mut self) {
        next(&mut self.signals).await;
    }
}

async fn next(signals: &mut Option<Signals>) {
    match signals {
        Some(signals) => signals.next().await,
        None => std::future::pending().await,
    }
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
