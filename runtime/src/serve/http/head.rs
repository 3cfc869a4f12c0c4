//! What a request says beside its body.

use std::sync::Arc;

use http::{HeaderMap, Method, Request, Uri};

/// A request without its body. The headers are shared with the context of the call.
pub(crate) struct Head {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: Arc<HeaderMap>,
}

impl Head {
    /// Takes a request apart.
    pub(crate) fn split<B>(request: Request<B>) -> (Self, B) {
        let (parts, body) = request.into_parts();
        let head = Self {
            method: parts.method,
            uri: parts.uri,
            headers: Arc::new(parts.headers),
        };
        (head, body)
    }

    pub(crate) fn path(&self) -> &str {
        self.uri.path()
    }
}
