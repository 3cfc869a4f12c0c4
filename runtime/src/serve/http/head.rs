//! What a request says beside its body.

use std::sync::Arc;

#[cfg(feature = "grpc")]
use http::Version;
use http::{HeaderMap, Method, Request, Uri};

use crate::context::Calls;

/// A request without its body. The headers are shared with the context of the call.
pub(crate) struct Head {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: Arc<HeaderMap>,
    /// The calls of the request's connection, where that carries many at a time.
    pub(crate) calls: Option<Calls>,
    #[cfg(feature = "grpc")]
    pub(crate) version: Version,
}

impl Head {
    /// Takes a request apart.
    pub(crate) fn split<B>(request: Request<B>) -> (Self, B) {
        let (mut parts, body) = request.into_parts();
        let head = Self {
            method: parts.method,
            uri: parts.uri,
            headers: Arc::new(parts.headers),
            calls: parts.extensions.remove(),
            #[cfg(feature = "grpc")]
            version: parts.version,
        };
        (head, body)
    }

    pub(crate) fn path(&self) -> &str {
        self.uri.path()
    }
}
