//! The way to one address.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use h2::client::SendRequest;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

use super::connection::{Connection, KeepAlive};
use super::outgoing::Framed;
use crate::Status;
use crate::client::connect::Connect;

/// How long an address that did not answer is left alone while there are others.
const REST: Duration = Duration::from_secs(1);

/// One address and the connection to it, which is opened when it is needed.
pub(super) struct Line {
    connect: Connect,
    keep_alive: KeepAlive,
    scheme: Scheme,
    authority: Authority,
    /// How many calls run.
    calls: Arc<AtomicUsize>,
    open: Mutex<Option<Open>>,
    /// Held by whoever opens a connection.
    opening: tokio::sync::Mutex<()>,
    /// Counts connections and attempts at some.
    attempts: AtomicU64,
    failed: Mutex<Option<Failure>>,
}

struct Open {
    connection: Connection,
    number: u64,
}

/// The last attempt, where it failed.
struct Failure {
    number: u64,
    at: Instant,
    status: Status,
}

/// What a request can be sent with.
pub(super) struct Sender {
    pub(super) requests: SendRequest<Framed>,
    /// Which connection it is.
    number: u64,
}

/// A call that runs on a line, as long as it is there.
pub(super) struct Load(Arc<AtomicUsize>);

impl Drop for Load {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Line {
    /// Fails, with a message, where the address cannot be one of HTTP/2.
    pub(super) fn new(connect: Connect, keep_alive: KeepAlive) -> Result<Self, String> {
        let text = &connect.base.text;
        let authority = Authority::try_from(connect.base.authority.as_bytes())
            .map_err(|error| format!("`{text}` is no address: {error}"))?;
        Ok(Self {
            scheme: if connect.base.is_tls {
                Scheme::HTTPS
            } else {
                Scheme::HTTP
            },
            authority,
            connect,
            keep_alive,
            calls: Arc::default(),
            open: Mutex::default(),
            opening: tokio::sync::Mutex::default(),
            attempts: AtomicU64::default(),
            failed: Mutex::default(),
        })
    }

    /// The address as it is shown.
    pub(super) fn server(&self) -> &str {
        &self.connect.base.text
    }

    /// Where a method is called. Fails where its path is none.
    pub(super) fn uri(&self, path: &str) -> Result<Uri, Status> {
        let prefix = &self.connect.base.prefix;
        let parsed = if prefix.is_empty() {
            PathAndQuery::try_from(path)
        } else {
            PathAndQuery::try_from(format!("{prefix}{path}"))
        };
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        let uri = parsed.map_err(http::Error::from).and_then(|path| {
            parts.path_and_query = Some(path);
            Uri::from_parts(parts).map_err(http::Error::from)
        });
        uri.map_err(|error| {
            Status::invalid_argument(format!("`{path}` is no path of a method: {error}"))
        })
    }

    /// Counts a call.
    pub(super) fn load(&self) -> Load {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Load(self.calls.clone())
    }

    /// How many calls run.
    pub(super) fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    /// Whether the last attempt at a connection failed.
    pub(super) fn is_down(&self) -> bool {
        lock(&self.failed).is_some()
    }

    /// Tries to connect, where the last attempt failed a while ago and nobody tries just now.
    pub(super) fn try_again(self: &Arc<Self>) {
        let is_due = lock(&self.failed)
            .as_ref()
            .is_some_and(|failure| failure.at.elapsed() >= REST);
        if is_due && self.opening.try_lock().is_ok() {
            let line = self.clone();
            // What comes of it is kept by the line itself.
            tokio::spawn(async move { line.sender().await.map(drop) });
        }
    }

    /// Sends requests on the connection, which is opened where there is none.
    pub(super) async fn sender(&self) -> Result<Sender, Status> {
        if let Some(sender) = self.known() {
            return Ok(sender);
        }
        let before = self.attempts.load(Ordering::Relaxed);
        let _turn = self.opening.lock().await;
        // Somebody else may have had the turn meanwhile, and one attempt is enough for all who waited for it.
        if let Some(sender) = self.known() {
            return Ok(sender);
        }
        if let Some(failure) = &*lock(&self.failed)
            && failure.number > before
        {
            return Err(failure.status.clone());
        }
        self.connect().await
    }

    async fn connect(&self) -> Result<Sender, Status> {
        let (keep_alive, calls) = (self.keep_alive, self.calls.clone());
        let opened = self
            .connect
            .open(|socket| Connection::open(socket, keep_alive, calls))
            .await;
        let number = self.attempts.fetch_add(1, Ordering::Relaxed) + 1;
        match opened {
            Ok(connection) => {
                let requests = connection.sender.clone();
                *lock(&self.open) = Some(Open { connection, number });
                *lock(&self.failed) = None;
                Ok(Sender { requests, number })
            }
            Err(status) => {
                *lock(&self.failed) = Some(Failure {
                    number,
                    at: Instant::now(),
                    status: status.clone(),
                });
                Err(status)
            }
        }
    }

    /// The connection that is there, as far as can be known.
    fn known(&self) -> Option<Sender> {
        let mut open = lock(&self.open);
        if open.as_ref()?.connection.has_ended() {
            *open = None;
        }
        let open = open.as_ref()?;
        Some(Sender {
            requests: open.connection.sender.clone(),
            number: open.number,
        })
    }

    /// Takes no more calls to a connection that refuses them. Those that run there may end.
    pub(super) fn leave(&self, sender: &Sender) {
        let mut open = lock(&self.open);
        if open
            .as_ref()
            .is_some_and(|open| open.number == sender.number)
        {
            *open = None;
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
