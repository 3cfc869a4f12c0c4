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
#[cfg(feature = "grpc")]
use hyper::service::Service as _;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};

#[cfg(feature = "grpc")]
use super::http2;
use super::patience::Patient;
#[cfg(feature = "grpc")]
use super::sniff::{self, Sniffed};
#[cfg(all(feature = "grpc", feature = "tls"))]
use super::tls;
#[cfg(feature = "tls")]
use super::tls::Tls;
#[cfg(feature = "grpc")]
use super::unread::Answering;
use super::{Phase, Security};
use crate::context::Calls;
use crate::endpoint::Endpoint;

/// How long a connection that has sent no request yet may still do so when the server begins to close.
const LAST_CALL: Duration = Duration::from_millis(100);

/// The server's own address of a connection. A router finds it in the extensions of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalAddress(pub(crate) SocketAddr);

/// What requests know of their connection.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    pub(crate) local: Option<LocalAddress>,
    /// Its calls, where it carries many at a time.
    pub(crate) calls: Option<Calls>,
}

/// What answers requests.
pub(crate) trait Answer: Clone + Send + Sync + 'static {
    /// Answers one that came over this connection.
    ///
    /// It gives what hyper takes: a future around this one would be twice as large, and is moved for every request.
    fn answer(
        self,
        request: Request<Incoming>,
        connection: Connection,
    ) -> impl Future<Output = Result<Response, Infallible>> + Send;
}

/// A stream of bytes in both directions.
trait Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + 'static> Stream for T {}

/// What all connections share.
#[derive(Clone)]
pub(super) struct Server<A> {
    answer: A,
    head_timeout: Duration,
    write_timeout: Duration,
    #[cfg(feature = "tls")]
    tls: Option<Tls>,
    phase: watch::Receiver<Phase>,
}

impl<A: Answer> Server<A> {
    pub(super) fn new(
        endpoint: &Endpoint,
        answer: A,
        #[cfg_attr(
            not(feature = "tls"),
            expect(unused_variables, reason = "there is no TLS")
        )]
        security: &Security,
        phase: watch::Receiver<Phase>,
    ) -> Self {
        Self {
            answer,
            head_timeout: endpoint.limits.head_timeout,
            write_timeout: endpoint.limits.write_timeout,
            #[cfg(feature = "tls")]
            tls: security.tls.as_ref().map(Tls::new),
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

    async fn serve(self, stream: TcpStream) {
        // An answer is one write; waiting to fill a segment would only delay it.
        let _ = stream.set_nodelay(true);
        let local = stream.local_addr().ok().map(LocalAddress);
        let stream = Patient::new(stream, self.write_timeout);
        #[cfg(feature = "tls")]
        if let Some(tls) = self.tls.clone() {
            return self.serve_tls(&tls, stream, local).await;
        }
        self.serve_either(stream, local).await;
    }

    #[cfg(feature = "tls")]
    async fn serve_tls(
        mut self,
        tls: &Tls,
        stream: Patient<TcpStream>,
        local: Option<LocalAddress>,
    ) {
        // Boxed, so that a plain connection takes no more memory than it needs.
        let Some(secured) = self.beginning(Box::pin(tls.accept(stream))).await else {
            return;
        };
        match secured {
            // Whoever has agreed on HTTP/2 and then says nothing would hold a place for ever.
            #[cfg(feature = "grpc")]
            Ok(stream) if tls::is_http2(&stream) => self.serve_either(stream, local).await,
            Ok(stream) => self.serve_http1(stream, local).await,
            Err(error) => tracing::debug!(%error, "a connection did not become secure"),
        }
    }

    /// Serves whichever protocol the first bytes belong to, if they come in time.
    #[cfg(feature = "grpc")]
    async fn serve_either(mut self, mut stream: impl Stream, local: Option<LocalAddress>) {
        let Some(Ok(sniffed)) = self.beginning(sniff::read(&mut stream)).await else {
            return;
        };
        let is_http2 = sniffed.is_http2();
        let stream = Sniffed::new(sniffed, stream);
        if is_http2 {
            self.serve_http2(stream, local).await;
        } else {
            self.serve_http1(stream, local).await;
        }
    }

    #[cfg(not(feature = "grpc"))]
    async fn serve_either(self, stream: impl Stream, local: Option<LocalAddress>) {
        self.serve_http1(stream, local).await;
    }

    /// What comes before the first request, in the time that the head of a request has. `None` where it does not come.
    #[cfg(any(feature = "grpc", feature = "tls"))]
    async fn beginning<F: Future>(&mut self, future: F) -> Option<F::Output> {
        tokio::select! {
            output = tokio::time::timeout(self.head_timeout, future) => output.ok(),
            () = async {
                reached(&mut self.phase, Phase::Draining).await;
                tokio::time::sleep(LAST_CALL).await;
            } => None,
        }
    }

    async fn serve_http1(self, stream: impl Stream, local: Option<LocalAddress>) {
        let asked = Arc::new(AtomicBool::new(false));
        let calls = None;
        let service = service(self.answer, Connection { local, calls }, asked.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.head_timeout)
            .serve_connection(TokioIo::new(stream), service);
        run(connection, &asked, self.phase).await;
    }

    #[cfg(feature = "grpc")]
    async fn serve_http2(self, stream: impl Stream, local: Option<LocalAddress>) {
        let asked = Arc::new(AtomicBool::new(false));
        let calls = Some(Calls::default());
        let service = service(self.answer, Connection { local, calls }, asked.clone());
        let service = service_fn(move |request| Answering {
            answer: service.call(request),
        });
        let connection =
            http2::builder(self.write_timeout).serve_connection(TokioIo::new(stream), service);
        run(connection, &asked, self.phase).await;
    }
}

/// Runs a connection until it ends, or until the server does.
async fn run<C>(connection: C, asked: &AtomicBool, mut phase: watch::Receiver<Phase>)
where
    C: GracefulConnection<Error = hyper::Error>,
{
    let mut connection = pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return log(ended),
        () = reached(&mut phase, Phase::Draining) => {}
    }
    connection.as_mut().graceful_shutdown();
    tokio::select! {
        ended = connection => log(ended),
        () = stays_silent(asked) => {}
        () = reached(&mut phase, Phase::Closed) => {}
    }
}

/// What answers, as hyper calls it. `asked` is set by the first request.
fn service(
    answer: impl Answer,
    connection: Connection,
    asked: Arc<AtomicBool>,
) -> impl hyper::service::Service<
    Request<Incoming>,
    Response = Response,
    Error = Infallible,
    Future: Send + 'static,
> {
    service_fn(move |request: Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        answer.clone().answer(request, connection.clone())
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
