//! What is said about a client before its first call.

use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue, TE};

use super::keep_alive::KeepAlive;
use super::line::Line;
use super::lines::Lines;
use super::{Grpc, Inner, is_reserved, not_base64};
use crate::client::options::{Options, with_options};
use crate::client::protocol::Protocol;
use crate::client::retry::Retrying;
use crate::grpc::coding::{self, Coding};
use crate::grpc::metadata::{is_base64, is_binary};

/// Says how a [`Grpc`] is to be: from [`Grpc::builder`].
///
/// ```
/// use std::time::Duration;
///
/// use traitwire::Grpc;
///
/// let grpc = Grpc::builder("http://10.0.0.7:8080")
///     .balance(["http://10.0.0.8:8080", "http://10.0.0.9:8080"])
///     .timeout(Duration::from_secs(5))
///     .keep_alive(Duration::from_secs(60))
///     .build()?;
/// # let _ = grpc;
/// # Ok::<(), traitwire::GrpcConfigError>(())
/// ```
pub struct GrpcBuilder {
    addresses: Vec<String>,
    options: Options,
    keep_alive: KeepAlive,
    coding: Option<Coding>,
}

with_options!(Grpc, GrpcBuilder, GrpcConfigError);

impl GrpcBuilder {
    pub(super) fn new(address: String) -> Self {
        Self {
            addresses: vec![address],
            options: Options::new(Protocol::Http2),
            keep_alive: KeepAlive {
                interval: Duration::from_secs(6 * 60),
                timeout: Duration::from_secs(20),
            },
            coding: None,
        }
    }

    /// Adds addresses at which the same services are, and spreads the calls over all of them that have a connection:
    /// each goes to the less busy one of two that are chosen by chance. The first call connects to all addresses, and
    /// goes to the one that answers first. One that does not answer, or not any more, is tried again while calls are made.
    #[must_use]
    pub fn balance(mut self, others: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.addresses.extend(others.into_iter().map(Into::into));
        self
    }

    /// Sends a header (gRPC calls it metadata) with each call. A second value for the same name takes the place of the
    /// first, and metadata of a call ([`Context::with_metadata`](crate::Context::with_metadata)) that of both. The value
    /// of a name that ends with `-bin` is base64.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref(), value.as_ref());
        let is_ours = name
            .parse()
            .is_ok_and(|name: HeaderName| is_reserved(&name) && name.as_str().starts_with("grpc-"));
        let given = if is_ours {
            Err(format!(
                "the header `{name}` is one of gRPC's own; leave it out"
            ))
        } else if is_binary(name) && !is_base64(value) {
            Err(not_base64(name))
        } else {
            self.options.defaults.header(name, value)
        };
        self.options.note(given);
        self
    }

    /// After how much silence a server with calls is asked whether it is still there (a PING of HTTP/2), 6 minutes by
    /// default. Without an answer the connection is lost, and so are its calls.
    ///
    /// Many servers of gRPC close connections that ask them more often than every 5 minutes. Services of traitwire do
    /// not; ask them as often as you like.
    #[must_use]
    pub fn keep_alive(mut self, interval: Duration) -> Self {
        self.keep_alive.interval = interval;
        self
    }

    /// How long a server may take for the answer to [`keep_alive`](Self::keep_alive), 20 seconds by default. Anything
    /// else that comes from it meanwhile is a sign of life as well.
    #[must_use]
    pub fn keep_alive_timeout(mut self, time: Duration) -> Self {
        self.keep_alive.timeout = time;
        self
    }

    /// Compresses requests with gzip, where they are large enough to gain by it. The server has to know it; services of traitwire do where they
    /// have the feature `compression`. Replies may come compressed whatever is said here.
    #[cfg(feature = "compression")]
    #[must_use]
    pub fn gzip(mut self) -> Self {
        self.coding = Some(Coding::Gzip);
        self
    }

    /// As [`gzip`](Self::gzip), with zstd, which is faster and known to fewer servers.
    #[cfg(feature = "compression")]
    #[must_use]
    pub fn zstd(mut self) -> Self {
        self.coding = Some(Coding::Zstd);
        self
    }

    /// The client. No connection is opened before its first call.
    pub fn build(self) -> Result<Grpc, GrpcConfigError> {
        let lines = self.addresses.iter().map(|address| {
            let connect = self.options.connect(address)?;
            Line::new(connect, self.keep_alive)
        });
        let lines = lines.collect::<Result<_, _>>().map_err(GrpcConfigError)?;
        let defaults = self.options.defaults;
        let mut headers = HeaderMap::with_capacity(defaults.headers.len() + 8);
        headers.insert(TE, HeaderValue::from_static("trailers"));
        headers.insert(coding::ACCEPT, Coding::ACCEPTED);
        if let Some(coding) = self.coding {
            headers.insert(coding::ENCODING, coding.header());
        }
        headers.extend(defaults.headers);
        Ok(Grpc(Arc::new(Inner {
            lines: Lines::new(lines),
            headers,
            timeout: self.options.timeout,
            limits: self.options.limits,
            retrying: Retrying::new(self.options.retry),
            coding: self.coding,
        })))
    }
}
