//! What is said about a client before its first call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue, TE};

use super::connection::KeepAlive;
use super::line::Line;
use super::lines::Lines;
use super::{Grpc, Inner, is_reserved, not_base64};
use crate::client::base::Base;
use crate::client::connect::Connect;
use crate::client::defaults::Defaults;
use crate::client::retry::Retrying;
use crate::client::{Limits, Retry};
use crate::grpc::coding::{self, Coding};
use crate::grpc::metadata::{is_base64, is_binary};

/// Says how a [`Grpc`] is to be: from [`Grpc::builder`].
pub struct GrpcBuilder {
    addresses: Vec<String>,
    defaults: Defaults,
    /// What was wrong first.
    mistake: Option<GrpcConfigError>,
    connect_timeout: Duration,
    timeout: Option<Duration>,
    keep_alive: KeepAlive,
    limits: Limits,
    retry: Retry,
    coding: Option<Coding>,
    #[cfg(feature = "tls")]
    roots: crate::client::tls::Roots,
}

impl GrpcBuilder {
    pub(super) fn new(address: String) -> Self {
        Self {
            addresses: vec![address],
            defaults: Defaults::new("Grpc"),
            mistake: None,
            connect_timeout: Duration::from_secs(10),
            timeout: None,
            keep_alive: KeepAlive {
                interval: Duration::from_secs(6 * 60),
                timeout: Duration::from_secs(20),
            },
            limits: Limits::default(),
            retry: Retry::default(),
            coding: None,
            #[cfg(feature = "tls")]
            roots: crate::client::tls::Roots::default(),
        }
    }

    /// Adds addresses at which the same services are, and spreads the calls over all of them: each goes to the less busy
    /// one of two that are chosen by chance. One that cannot be reached is left out, and tried again every second while
    /// calls are made.
    #[must_use]
    pub fn balance(mut self, others: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.addresses.extend(others.into_iter().map(Into::into));
        self
    }

    /// Shows a bearer token with each call (RFC 6750). It is kept out of all messages.
    #[must_use]
    pub fn bearer(mut self, token: impl AsRef<str>) -> Self {
        let given = self.defaults.bearer(token.as_ref());
        self.noting(given)
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
            self.defaults.header(name, value)
        };
        self.noting(given)
    }

    /// How the client names itself, `traitwire/VERSION` by default.
    #[must_use]
    pub fn user_agent(self, agent: impl AsRef<str>) -> Self {
        self.header("user-agent", agent)
    }

    /// How long a new connection may take, with the search for its address and TLS; 10 seconds by default.
    #[must_use]
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect_timeout = time;
        self
    }

    /// How long a call may take, all attempts together; without an end by default. A deadline of the call's context
    /// counts as well, and the earlier one of the two. A stream has to begin within this time, and may go on then.
    #[must_use]
    pub fn timeout(mut self, time: Duration) -> Self {
        self.timeout = Some(time);
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

    /// How long a server may take for the answer to [`keep_alive`](Self::keep_alive), 20 seconds by default.
    #[must_use]
    pub fn keep_alive_timeout(mut self, time: Duration) -> Self {
        self.keep_alive.timeout = time;
        self
    }

    /// How many bytes a reply that is no stream may have, 64 MiB by default.
    #[must_use]
    pub fn reply_limit(mut self, bytes: usize) -> Self {
        self.limits.reply = bytes;
        self
    }

    /// How many bytes one item of a stream may have, 16 MiB by default.
    #[must_use]
    pub fn item_limit(mut self, bytes: usize) -> Self {
        self.limits.item = bytes;
        self
    }

    /// When calls that failed are made again.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
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

    /// Trusts an authority beside those that the system trusts: certificates in PEM.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        let added = self.roots.add(pem.as_ref());
        self.noting(added)
    }

    /// Trusts the authorities given by [`root_certificate`](Self::root_certificate) alone, and not those of the system.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn without_system_roots(mut self) -> Self {
        self.roots.without_system();
        self
    }

    /// The client. No connection is opened before its first call.
    pub fn build(self) -> Result<Grpc, GrpcConfigError> {
        if let Some(mistake) = self.mistake {
            return Err(mistake);
        }
        let lines = self.addresses.iter().map(|address| self.line(address));
        let lines = lines.collect::<Result<_, _>>().map_err(GrpcConfigError)?;
        let mut headers = HeaderMap::with_capacity(self.defaults.headers.len() + 8);
        headers.insert(TE, HeaderValue::from_static("trailers"));
        headers.insert(coding::ACCEPT, Coding::ACCEPTED);
        if let Some(coding) = self.coding {
            headers.insert(coding::ENCODING, coding.header());
        }
        headers.extend(self.defaults.headers);
        Ok(Grpc(Arc::new(Inner {
            lines: Lines::new(lines),
            headers,
            timeout: self.timeout,
            limits: self.limits,
            retrying: Retrying::new(self.retry),
            coding: self.coding,
        })))
    }

    fn line(&self, address: &str) -> Result<Line, String> {
        let base = Base::parse(address, "Grpc")?;
        #[cfg(feature = "tls")]
        let tls = base
            .is_tls
            .then(|| self.roots.tls(&base.host, b"h2", "Grpc"));
        #[cfg(not(feature = "tls"))]
        if base.is_tls {
            return Err(crate::client::base::needs_tls(&base.text));
        }
        let connect = Connect {
            base,
            timeout: self.connect_timeout,
            #[cfg(feature = "tls")]
            tls: tls.transpose()?,
        };
        Line::new(connect, self.keep_alive)
    }

    /// Keeps the first mistake for [`build`](Self::build).
    fn noting(mut self, given: Result<(), String>) -> Self {
        if let Err(mistake) = given {
            self.mistake.get_or_insert(GrpcConfigError(mistake));
        }
        self
    }
}

impl fmt::Debug for GrpcBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The addresses may hold passwords and the headers tokens.
        let names: Vec<_> = self.defaults.headers.keys().collect();
        f.debug_struct("GrpcBuilder")
            .field("headers", &names)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Why a [`Grpc`] cannot be as it was asked to be. The message says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrpcConfigError(String);

impl fmt::Display for GrpcConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GrpcConfigError {}
