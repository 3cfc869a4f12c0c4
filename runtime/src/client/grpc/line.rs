//! The way to one address.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

use super::attempt::{Attempt, Failure, State};
use super::connection::Connection;
use super::keep_alive::KeepAlive;
use crate::Status;
use crate::client::connect::Connect;

/// One address and the connection to it, which is opened when it is needed.
pub(super) struct Line {
    connect: Arc<Connect>,
    keep_alive: KeepAlive,
    scheme: Scheme,
    authority: Authority,
    /// How many calls run.
    calls: Arc<AtomicUsize>,
    /// What came last. `None` before the first call, and where a connection takes no more calls.
    last: Mutex<Option<Attempt>>,
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
            connect: Arc::new(connect),
            keep_alive,
            calls: Arc::default(),
            last: Mutex::default(),
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

    /// How it can be reached. Begins an attempt at a connection where there is none, unless one that failed is
    /// followed by a rest until after `due`.
    pub(super) fn state(&self, due: Instant) -> State {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let failures = match last.as_ref().and_then(Attempt::state) {
            None => 0,
            Some(State::Down(failure)) if failure.until <= due => failure.in_a_row,
            Some(state) => return state,
        };
        let (connect, calls) = (self.connect.clone(), self.calls.clone());
        let attempt = Attempt::begin(connect, self.keep_alive, calls, failures);
        last.insert(attempt).state().unwrap_or_else(|| {
            // It has ended at once, which is what a runtime does that is about to end itself.
            let error = io::Error::other("the runtime of the call has ended");
            let status = self.connect.failed(error);
            State::Down(Failure::after(status, failures))
        })
    }

    /// Takes no more calls to a connection that refuses them. Those that run there may end.
    pub(super) fn leave(&self, connection: &Arc<Connection>) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(State::Up(known)) = last.as_ref().and_then(Attempt::state)
            && Arc::ptr_eq(&known, connection)
        {
            *last = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::Request;
    use tokio::net::TcpListener;

    use super::super::attempt::{FIRST_REST, has_ended};
    use super::*;
    use crate::client::options::Options;
    use crate::client::protocol::Protocol;

    /// What comes of the attempt that is due at a time.
    async fn outcome(line: &Line, due: Instant) -> State {
        let State::Connecting(attempt) = line.state(due) else {
            panic!("it rests");
        };
        let far = Instant::now() + Duration::from_secs(30);
        assert!(has_ended(&mut [attempt], far).await, "within 30 seconds");
        line.state(due)
    }

    fn line(address: &str) -> Line {
        let keep_alive = KeepAlive {
            interval: Duration::from_secs(60),
            timeout: Duration::from_secs(60),
        };
        let connect = Options::new(Protocol::Http2).connect(address).unwrap();
        Line::new(connect, keep_alive).unwrap()
    }

    async fn ended(connection: &Connection) {
        let end = async {
            while !connection.has_ended() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        let end = tokio::time::timeout(Duration::from_secs(30), end).await;
        end.expect("the end of the connection");
    }

    async fn failed(line: &Line, due: Instant) -> Failure {
        match outcome(line, due).await {
            State::Down(failure) => failure,
            _ => panic!("it did not fail"),
        }
    }

    /// A server that closes idle connections is there: no call has to wait for a rest.
    #[tokio::test]
    async fn an_idle_connection_that_ends_is_no_failure() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let mut server = h2::server::handshake(stream).await.unwrap();
                let _ = tokio::time::timeout(2 * FIRST_REST, server.accept()).await;
            }
        });
        let line = line(&address);
        let now = Instant::now();
        let State::Up(connection) = outcome(&line, now).await else {
            panic!("no connection");
        };
        ended(&connection).await;
        assert!(matches!(line.state(now), State::Connecting(_)));
    }

    #[tokio::test]
    async fn rests_grow_until_there_was_a_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            for number in 1.. {
                let (stream, _) = listener.accept().await.unwrap();
                if number == 4 {
                    let mut server = h2::server::handshake(stream).await.unwrap();
                    let _call = server.accept().await;
                }
            }
        });
        let line = line(&address);
        let mut due = Instant::now();
        for number in 1..=3 {
            let failure = failed(&line, due).await;
            assert_eq!(failure.in_a_row, number);
            assert!(failure.until > due);
            assert!(matches!(line.state(due), State::Down(_)));
            due = failure.until;
        }
        let State::Up(connection) = outcome(&line, due).await else {
            panic!("no connection");
        };
        let head = Request::post(address).version(http::Version::HTTP_2);
        drop(connection.send(head.body(()).unwrap()).unwrap());
        ended(&connection).await;
        assert_eq!(failed(&line, Instant::now()).await.in_a_row, 1);
    }
}
