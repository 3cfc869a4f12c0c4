//! The headers of a request as what a context says.

use std::sync::Arc;

use http::header::{self, HeaderMap, HeaderName};

/// Headers that never become metadata: secrets, what belongs to one connection or one body, and what the context
/// holds in a place of its own. A service that passes its metadata on to another must not pass these.
const OWN: [HeaderName; 20] = [
    header::AUTHORIZATION,
    header::PROXY_AUTHORIZATION,
    header::COOKIE,
    header::CONNECTION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::EXPECT,
    header::HOST,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    IDEMPOTENCY_KEY,
    HeaderName::from_static(crate::timeout::NAME),
    HeaderName::from_static("grpc-encoding"),
    HeaderName::from_static("grpc-accept-encoding"),
];

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The headers of a request, if a context has any. They are shared and never copied.
#[derive(Clone, Default)]
pub(super) struct Headers(Option<Arc<HeaderMap>>);

impl Headers {
    pub(super) fn new(headers: Arc<HeaderMap>) -> Self {
        Self(Some(headers))
    }

    /// The first value of a name that is text, unless the name is one that never becomes metadata.
    pub(super) fn metadata(&self, name: &str) -> Option<&str> {
        let mut values = self.0.as_ref()?.get_all(name).iter();
        let is_own = || {
            OWN.iter()
                .any(|own| own.as_str().eq_ignore_ascii_case(name))
        };
        let value = values.find_map(|value| std::str::from_utf8(value.as_bytes()).ok())?;
        (!is_own()).then_some(value)
    }

    /// The names of what [`metadata`](Self::metadata) finds.
    pub(super) fn metadata_names(&self) -> impl Iterator<Item = &str> {
        let names = self.0.iter().flat_map(|headers| headers.keys());
        names
            .filter(|name| !OWN.contains(name))
            .map(HeaderName::as_str)
            .filter(|name| self.metadata(name).is_some())
    }

    pub(super) fn idempotency_key(&self) -> Option<&str> {
        self.0.as_ref()?.get(IDEMPOTENCY_KEY)?.to_str().ok()
    }
}
