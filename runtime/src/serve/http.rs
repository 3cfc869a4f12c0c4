//! HTTP: JSON calls, health, metrics, and what all that goes over HTTP shares.

pub(crate) mod body;
mod builder;
pub(crate) mod call;
pub(crate) mod context;
mod cors;
mod guard;
mod options;
pub(crate) mod pages;
pub(crate) mod problem;
pub(crate) mod refuse;
mod router;

use std::sync::Arc;

use axum::Router;
pub(crate) use guard::LocalAddress;
pub(crate) use options::Options;
use tokio::net::TcpListener;

use crate::app::Endpoint;
use crate::serve::listener::{self, Stop};
use crate::{App, Result};

/// Serves an application at an address until a signal or [`App::shutdown`] ends it.
///
/// The first line on stderr is `listening on http://ADDRESS`.
pub(crate) async fn listen(app: App, address: &str) -> Result<()> {
    let listener = listener::bind(address).await?;
    let (endpoint, router, shutdown) = prepare(app, &listener)?;
    let stop = Stop::on_signals(shutdown)?;
    listener::announce(&listener)?;
    crate::app::warn_of_many_tools(&endpoint);
    listener::serve(endpoint, router, listener, stop).await;
    Ok(())
}

/// Serves an application on a listener of the caller's until [`App::shutdown`] ends it.
async fn serve(app: App, listener: TcpListener) -> Result<()> {
    let (endpoint, router, shutdown) = prepare(app, &listener)?;
    let stop = Stop::when(shutdown);
    listener::serve(endpoint, router, listener, stop).await;
    Ok(())
}

type Shutdown = Option<crate::BoxFuture<'static, ()>>;

fn prepare(app: App, listener: &TcpListener) -> Result<(Arc<Endpoint>, Router, Shutdown)> {
    let (endpoint, mut options) = split(app)?;
    options.check_open(&endpoint, listener.local_addr()?)?;
    let shutdown = options.shutdown.take();
    let router = router::standalone(endpoint.clone(), options)?;
    Ok((endpoint, router, shutdown))
}

fn split(mut app: App) -> Result<(Arc<Endpoint>, Options)> {
    let options = std::mem::take(&mut app.http);
    Ok((Endpoint::new(app)?, options))
}
