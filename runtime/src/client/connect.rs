//! New connections.

use std::error::Error;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context as Task, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::base::Base;
#[cfg(feature = "tls")]
use super::tls::Tls;
use crate::Status;
use crate::spec::Code;

/// What a connection runs on.
pub(super) enum Socket {
    Plain(TcpStream),
    #[cfg(feature = "tls")]
    Tls(Box<tokio_rustls::client::TlsStream<TcpStream>>),
}

/// Opens connections to one address.
pub(super) struct Connect {
    pub(super) base: Base,
    pub(super) timeout: Duration,
    /// Where the address is `https`.
    #[cfg(feature = "tls")]
    pub(super) tls: Option<Tls>,
}

impl Connect {
    /// A new connection on which a protocol has begun, or `unavailable` with the reason `unreachable`.
    pub(super) async fn open<T, E, F>(&self, begin: impl FnOnce(Socket) -> F) -> Result<T, Status>
    where
        E: Error + Send + Sync + 'static,
        F: Future<Output = Result<T, E>>,
    {
        let opened = tokio::time::timeout(self.timeout, self.try_open(begin)).await;
        opened.unwrap_or_else(|_| {
            let seconds = self.timeout.as_secs_f64();
            let why = format!("no connection within {seconds} seconds");
            Err(self.unreachable(&why, io::ErrorKind::TimedOut.into()))
        })
    }

    async fn try_open<T, E, F>(&self, begin: impl FnOnce(Socket) -> F) -> Result<T, Status>
    where
        E: Error + Send + Sync + 'static,
        F: Future<Output = Result<T, E>>,
    {
        let address = (self.base.host.as_str(), self.base.port);
        let stream = match TcpStream::connect(address).await {
            Ok(stream) => stream,
            Err(error) => return Err(self.unreachable(&error.to_string(), error)),
        };
        // Requests are written in one go; waiting for more would only delay them. Without it they get there too.
        let _ = stream.set_nodelay(true);
        let socket = self.secure(stream).await?;
        begin(socket).await.map_err(|error| self.failed(error))
    }

    #[cfg(not(feature = "tls"))]
    #[expect(clippy::unused_async, reason = "it waits where TLS is built in")]
    async fn secure(&self, stream: TcpStream) -> Result<Socket, Status> {
        Ok(Socket::Plain(stream))
    }

    #[cfg(feature = "tls")]
    async fn secure(&self, stream: TcpStream) -> Result<Socket, Status> {
        let Some(tls) = &self.tls else {
            return Ok(Socket::Plain(stream));
        };
        let stream = tls.secure(&self.base.text, stream).await?;
        Ok(Socket::Tls(Box::new(stream)))
    }

    /// A protocol has not begun on a connection.
    pub(super) fn failed(&self, error: impl Error + Send + Sync + 'static) -> Status {
        self.unreachable(&error.to_string(), io::Error::other(error))
    }

    fn unreachable(&self, why: &str, error: io::Error) -> Status {
        let message = format!(
            "the service at `{}` cannot be reached: {why}",
            self.base.text
        );
        Status::new(Code::Unavailable, message)
            .with_reason("unreachable")
            .with_cause(error)
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        self: Pin<&mut Self>,
        task: &mut Task<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(task, buffer),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => Pin::new(stream).poll_read(task, buffer),
        }
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        self: Pin<&mut Self>,
        task: &mut Task<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(task, bytes),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => Pin::new(stream).poll_write(task, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(task),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => Pin::new(stream).poll_flush(task),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(task),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(task),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(stream) => stream.is_write_vectored(),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        task: &mut Task<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write_vectored(task, parts),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => Pin::new(stream).poll_write_vectored(task, parts),
        }
    }
}
