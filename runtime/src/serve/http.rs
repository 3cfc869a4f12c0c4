//! HTTP: JSON calls, health, metrics, and what all that goes over HTTP shares.

pub(crate) mod body;
pub(crate) mod call;
pub(crate) mod context;
mod cors;
mod events;
mod front;
mod guard;
pub(crate) mod head;
mod lines;
pub(crate) mod media;
mod options;
pub(crate) mod pages;
pub(crate) mod problem;
pub(crate) mod refuse;
mod router;
pub(crate) mod sse;

use std::sync::Arc;

use axum::Router;
use front::Front;
pub(crate) use options::Options;
use tokio::net::TcpListener;

use crate::Result;
use crate::endpoint::Endpoint;
use crate::serve::listener::{self, Stop};

/// Serves at an address until a signal or the options' own end.
///
/// The first line on stderr is `listening on http://ADDRESS`.
pub(crate) async fn listen(
    endpoint: Arc<Endpoint>,
    mut options: Options,
    address: &str,
) -> Result<()> {
    let listener = listener::bind(address).await?;
    let shutdown = options.shutdown.take();
    let security = std::mem::take(&mut options.security);
    let front = open(&endpoint, options, &listener)?;
    let stop = Stop::on_signals(shutdown)?;
    listener::announce(&listener, &security)?;
    endpoint.warn();
    listener::serve(endpoint, front, listener, security, stop).await;
    Ok(())
}

/// Serves on a listener of the caller's until the options' own end.
pub(crate) async fn serve(
    endpoint: Arc<Endpoint>,
    mut options: Options,
    listener: TcpListener,
) -> Result<()> {
    let shutdown = options.shutdown.take();
    let security = std::mem::take(&mut options.security);
    let front = open(&endpoint, options, &listener)?;
    listener::serve(endpoint, front, listener, security, Stop::when(shutdown)).await;
    Ok(())
}

/// All paths, for an application that has its own fallback.
pub(crate) fn embedded(endpoint: Arc<Endpoint>, options: Options) -> Result<Router> {
    router::embedded(endpoint, options)
}

fn open(endpoint: &Arc<Endpoint>, options: Options, listener: &TcpListener) -> Result<Arc<Front>> {
    options.check_open(endpoint, listener.local_addr()?)?;
    router::standalone(endpoint.clone(), options)
}
