//! One connection from its first byte to its end.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::response::Response;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::Phase;
use super::patience::Patient;
use crate::endpoint::Endpoint;

/// How long a connection that has sent no request yet may still do so when the server begins to close.
const LAST_CALL: Duration = Duration::from_millis(100);

/// The server's own address of a connection. A router finds it in the extensions of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalAddress(pub(crate) SocketAddr);

/// What answers requests.
pub(crate) trait Answer: Clone + Send + Sync + 'static {
    /// Answers one. `local` is the server's own address of its connection.
    ///
    /// It gives what hyper takes: a future around this one would be twice as large, and is moved for every request.
    fn answer(
        self,
        request: Request<Incoming>,
        local: Option<LocalAddress>,
    ) -> impl Future<Output = Result<Response, Infallible>> + Send;
}

/// What all connections share.
#[derive(Clone)]
pub(super) struct Server<A> {
    answer: A,
    head_timeout: Duration,
    write_timeout: Duration,
    phase: watch::Receiver<Phase>,
}

impl<A: Answer> Server<A> {
    pub(super) fn new(endpoint: &Endpoint, answer: A, phase: watch::Receiver<Phase>) -> Self {
        Self {
            answer,
            head_timeout: endpoint.limits.head_timeout,
            write_timeout: endpoint.limits.write_timeout,
            phase,
        }
    }

    /// Serves a connection in a task of its own, which holds its place until the end.
    pub(super) fn spawn(&self, stream: TcpStream, place: OwnedSemaphorePermit) {
        let server = self.clone();
        tokio::spawn(async move {
            server.serve(stream).await;
            drop(place);
        });
    }

    async fn serve(mut self, stream: TcpStream) {
        // An answer is one write; waiting to fill a segment would only delay it.
        let _ = stream.set_nodelay(true);
        let asked = Arc::new(AtomicBool::new(false));
        let service = service(
            self.answer,
            stream.local_addr().ok().map(LocalAddress),
            asked.clone(),
        );
        let stream = Patient::new(stream, self.write_timeout);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.head_timeout)
            .serve_connection(TokioIo::new(stream), service);
        let mut connection = pin!(connection);
        tokio::select! {
            ended = connection.as_mut() => return log(ended),
            () = reached(&mut self.phase, Phase::Draining) => {}
        }
        connection.as_mut().graceful_shutdown();
        tokio::select! {
            ended = connection => log(ended),
            () = stays_silent(&asked) => {}
            () = reached(&mut self.phase, Phase::Closed) => {}
        }
    }
}

/// What answers, as hyper calls it. `asked` is set by the first request.
fn service(
    answer: impl Answer,
    local: Option<LocalAddress>,
    asked: Arc<AtomicBool>,
) -> impl hyper::service::Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send>
{
    service_fn(move |request: Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        answer.clone().answer(request, local)
    })
}

/// Waits until it is clear that a connection, which hyper does not count as idle before its first request, has none
/// on the way. Never ends where it had one.
async fn stays_silent(asked: &AtomicBool) {
    tokio::time::sleep(LAST_CALL).await;
    if asked.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
}

async fn reached(phase: &mut watch::Receiver<Phase>, at_least: Phase) {
    // The sender lives as long as the server; without it there is nothing left to serve.
    let _ = phase.wait_for(|phase| *phase >= at_least).await;
}

/// How a connection ended is of interest only to somebody who looks for it: peers leave all the time.
fn log(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}
