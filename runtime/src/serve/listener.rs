//! The accept loop: connections, their limits, and their end.

mod accept;
mod connection;
#[cfg(feature = "grpc")]
mod http2;
mod patience;
#[cfg(feature = "grpc")]
mod sniff;
mod stop;
#[cfg(feature = "tls")]
mod tls;
#[cfg(feature = "grpc")]
mod unread;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use connection::{Answer, Connection, LocalAddress};
pub(crate) use stop::Stop;
#[cfg(feature = "tls")]
pub use tls::TlsConfig;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use crate::endpoint::Endpoint;
use crate::{Failure, Result};

/// Time that calls get to answer after their context was cancelled because the server closes.
const TIDY: Duration = Duration::from_secs(1);

/// How far a server has come. Connections follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Serving,
    /// Answers to running calls only.
    Draining,
    Closed,
}

/// What protects the connections of a server: nothing, or TLS.
#[derive(Clone, Debug, Default)]
pub(crate) struct Security {
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<TlsConfig>,
}

impl Security {
    #[cfg(feature = "tls")]
    fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }

    #[cfg(not(feature = "tls"))]
    #[expect(clippy::unused_self, reason = "as with TLS")]
    fn scheme(&self) -> &'static str {
        "http"
    }
}

/// Opens a listener. `:PORT` is short for `127.0.0.1:PORT`.
pub(crate) async fn bind(address: &str) -> Result<TcpListener> {
    let full = match address.strip_prefix(':') {
        Some(port) => format!("127.0.0.1:{port}"),
        None => address.to_owned(),
    };
    TcpListener::bind(&full)
        .await
        .map_err(|error| cannot_listen(&full, &error))
}

fn cannot_listen(address: &str, error: &io::Error) -> Failure {
    let advice = match error.kind() {
        io::ErrorKind::AddrInUse => {
            "another program listens there; name another address with `--listen`, such as `127.0.0.1:0` for any free \
             port"
        }
        io::ErrorKind::InvalidInput => "write an address and a port, such as `127.0.0.1:8080`",
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 need a permission; name another with `--listen`"
        }
        _ => return format!("cannot listen on `{address}`: {error}").into(),
    };
    format!("cannot listen on `{address}`: {advice}").into()
}

/// The first line on stderr, for people and for programs that started us.
pub(crate) fn announce(listener: &TcpListener, security: &Security) -> Result<()> {
    let address: SocketAddr = listener.local_addr()?;
    let scheme = security.scheme();
    writeln!(io::stderr(), "listening on {scheme}://{address}")?;
    Ok(())
}

/// Serves until it is told to stop and all is closed.
pub(crate) async fn serve(
    endpoint: Arc<Endpoint>,
    answer: impl Answer,
    listener: TcpListener,
    security: Security,
    mut stop: Stop,
) {
    let most = endpoint.limits.connections.clamp(1, u32::MAX as usize);
    let most = u32::try_from(most.min(Semaphore::MAX_PERMITS)).unwrap_or(u32::MAX);
    let places = Arc::new(Semaphore::new(most as usize));
    let (phase, follow) = watch::channel(Phase::Serving);
    let server = connection::Server::new(&endpoint, answer, &security, follow);

    tokio::select! {
        () = stop.asked() => {}
        never = accept::connections(&listener, &places, |stream, place| server.spawn(stream, place)) => match never {},
    }
    drop(listener);
    tracing::info!("closing");
    endpoint.draining.cancel();
    phase.send_replace(Phase::Draining);
    // Each connection holds a place; all places are free when no connection is left.
    let all_ended = async || drop(places.acquire_many(most).await);
    tokio::select! {
        () = all_ended() => {}
        () = stop.at_once() => {}
        () = async {
            tokio::time::sleep(endpoint.limits.drain).await;
            endpoint.closing.cancel();
            tokio::time::sleep(TIDY).await;
        } => {}
    }
    endpoint.closing.cancel();
    phase.send_replace(Phase::Closed);
    // A handler that blocks its thread does not hold up the end for longer than this.
    let _ = tokio::time::timeout(TIDY, all_ended()).await;
}

#[cfg(test)]
mod tests;
