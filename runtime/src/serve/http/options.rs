//! What an application says about how it is served over HTTP.

use std::net::SocketAddr;

use axum::Router;

use crate::app::Endpoint;
use crate::{BoxFuture, Result};

type Layer = Box<dyn FnOnce(Router) -> Router + Send + Sync>;

/// What the builder methods of [`App`](crate::App) have gathered.
#[derive(Default)]
pub(crate) struct Options {
    pub(super) hosts: Vec<String>,
    pub(super) origins: Vec<String>,
    pub(super) layers: Vec<Layer>,
    pub(super) shutdown: Option<BoxFuture<'static, ()>>,
    pub(super) unauthenticated: bool,
}

impl Options {
    /// Refuses an address that other machines reach while nobody is authenticated.
    pub(super) fn check_open(&self, endpoint: &Endpoint, address: SocketAddr) -> Result<()> {
        let local = address.ip().to_canonical().is_loopback();
        if local || self.unauthenticated || endpoint.authenticates() {
            return Ok(());
        }
        Err(format!(
            "other machines reach `{address}`, and nobody is authenticated there; listen on \
             `127.0.0.1:{}`, set `App::authenticate(..)`, or allow it with `--allow-unauthenticated` \
             or `App::allow_unauthenticated()`",
            address.port()
        )
        .into())
    }

    /// Puts the layers around a router, the first one added outermost.
    pub(super) fn layered(layers: Vec<Layer>, router: Router) -> Router {
        layers
            .into_iter()
            .rev()
            .fold(router, |router, layer| layer(router))
    }
}
