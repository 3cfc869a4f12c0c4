//! What is said about a client before its first call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::pool::Pool;
use super::{Http, Inner};
use crate::client::base::Base;
use crate::client::connect::Connect;
use crate::client::defaults::Defaults;
use crate::client::retry::Retrying;
use crate::client::{LONGEST, Limits, Retry};

/// Says how an [`Http`] is to be: from [`Http::builder`].
pub struct HttpBuilder {
    address: String,
    defaults: Defaults,
    /// What was wrong first.
    mistake: Option<HttpConfigError>,
    connect_timeout: Duration,
    timeout: Option<Duration>,
    stream_silence: Duration,
    idle_connections: usize,
    idle_time: Duration,
    limits: Limits,
    retry: Retry,
    #[cfg(feature = "tls")]
    roots: crate::client::tls::Roots,
}

impl HttpBuilder {
    pub(super) fn new(address: String) -> Self {
        Self {
            address,
            defaults: Defaults::new("Http"),
            mistake: None,
            connect_timeout: Duration::from_secs(10),
            timeout: None,
            stream_silence: Duration::from_secs(60),
            idle_connections: 32,
            idle_time: Duration::from_secs(8),
            limits: Limits::default(),
            retry: Retry::default(),
            #[cfg(feature = "tls")]
            roots: crate::client::tls::Roots::default(),
        }
    }

    /// Shows a bearer token with each call (RFC 6750). It is kept out of all messages.
    #[must_use]
    pub fn bearer(mut self, token: impl AsRef<str>) -> Self {
        let given = self.defaults.bearer(token.as_ref());
        self.noting(given)
    }

    /// Sends a header with each call. A second value for the same name takes the place of the first, and metadata of
    /// a call ([`Context::with_metadata`](crate::Context::with_metadata)) that of both.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let given = self.defaults.header(name.as_ref(), value.as_ref());
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

    /// How long a stream may be silent, 60 seconds by default; then it has broken off. Services of traitwire give a sign
    /// of life every 15 seconds. Without this limit a stream would wait for ever for a server that is gone without a word.
    #[must_use]
    pub fn stream_silence(mut self, time: Duration) -> Self {
        self.stream_silence = time;
        self
    }

    /// How many connections are kept open for later calls, 32 by default; with 0 each call has its own. There may be
    /// more while as many calls run.
    #[must_use]
    pub fn idle_connections(mut self, count: usize) -> Self {
        self.idle_connections = count;
        self
    }

    /// How long a connection without a call is kept open, 8 seconds by default. It should be less than what the server
    /// allows, which is 10 seconds for services of traitwire.
    #[must_use]
    pub fn idle_time(mut self, time: Duration) -> Self {
        self.idle_time = time;
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
    pub fn build(self) -> Result<Http, HttpConfigError> {
        if let Some(mistake) = self.mistake {
            return Err(mistake);
        }
        let base = Base::parse(&self.address, "Http").map_err(HttpConfigError)?;
        #[cfg(feature = "tls")]
        let tls = base
            .is_tls
            .then(|| self.roots.tls(&base.host, b"http/1.1", "Http"));
        #[cfg(not(feature = "tls"))]
        if base.is_tls {
            return Err(HttpConfigError(crate::client::base::needs_tls(&base.text)));
        }
        Ok(Http(Arc::new(Inner {
            connect: Connect {
                base,
                timeout: self.connect_timeout,
                #[cfg(feature = "tls")]
                tls: tls.transpose().map_err(HttpConfigError)?,
            },
            headers: self.defaults.headers,
            timeout: self.timeout,
            silence: self.stream_silence.min(LONGEST),
            limits: self.limits,
            pool: Pool::new(self.idle_connections, self.idle_time),
            retrying: Retrying::new(self.retry),
        })))
    }

    /// Keeps the first mistake for [`build`](Self::build).
    fn noting(mut self, given: Result<(), String>) -> Self {
        if let Err(mistake) = given {
            self.mistake.get_or_insert(HttpConfigError(mistake));
        }
        self
    }
}

impl fmt::Debug for HttpBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password and the headers tokens.
        let names: Vec<_> = self.defaults.headers.keys().collect();
        f.debug_struct("HttpBuilder")
            .field("headers", &names)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Why an [`Http`] cannot be as it was asked to be. The message says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpConfigError(String);

impl fmt::Display for HttpConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for HttpConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_without_the_feature_names_it() {
        let said = crate::client::base::needs_tls("https://example.com");
        assert_eq!(
            said,
            "the address `https://example.com` needs the feature `tls`; add it to traitwire's features in Cargo.toml, \
             or write `http://`"
        );
        let built = Http::new("https://example.com").map_err(|error| error.to_string());
        if cfg!(not(feature = "tls")) {
            assert_eq!(built.unwrap_err(), said);
        }
    }
}
