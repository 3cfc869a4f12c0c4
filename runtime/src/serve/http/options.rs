//! What an application says about how it is served over HTTP.

use std::net::SocketAddr;

use axum::Router;

use crate::endpoint::Endpoint;
use crate::serve::listener::Security;
use crate::{BoxFuture, Result};

type Layer = Box<dyn FnOnce(Router) -> Router + Send + Sync>;

/// What the builder methods of [`App`](crate::App) have gathered.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) hosts: Vec<String>,
    pub(crate) origins: Vec<String>,
    pub(crate) layers: Vec<Layer>,
    pub(crate) shutdown: Option<BoxFuture<'static, ()>>,
    pub(crate) unauthenticated: bool,
    pub(crate) security: Security,
    /// Whether there is no reflection.
    #[cfg(feature = "grpc")]
    pub(crate) hides_descriptions: bool,
}

impl Options {
    /// Refuses an address that other machines reach while nobody is authenticated.
    pub(crate) fn check_open(&self, endpoint: &Endpoint, address: SocketAddr) -> Result<()> {
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
    pub(crate) fn layered(layers: Vec<Layer>, router: Router) -> Router {
        layers
            .into_iter()
            .rev()
            .fold(router, |router, layer| layer(router))
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("hosts", &self.hosts)
            .field("origins", &self.origins)
            .field("unauthenticated", &self.unauthenticated)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}
