//! What is said about a client before its first call.

use std::sync::Arc;
use std::time::Duration;

use super::pool::Pool;
use super::{Http, Inner};
use crate::client::LONGEST;
use crate::client::options::{Options, with_options};
use crate::client::protocol::Protocol;
use crate::client::retry::Retrying;

/// Says how an [`Http`] is to be: from [`Http::builder`].
pub struct HttpBuilder {
    address: String,
    options: Options,
    stream_silence: Duration,
    idle_connections: usize,
    idle_time: Duration,
}

with_options!(Http, HttpBuilder, HttpConfigError);

impl HttpBuilder {
    pub(super) fn new(address: String) -> Self {
        Self {
            address,
            options: Options::new(Protocol::Http1),
            stream_silence: Duration::from_secs(60),
            idle_connections: 32,
            idle_time: Duration::from_secs(8),
        }
    }

    /// Sends a header with each call. A second value for the same name takes the place of the first, and metadata of
    /// a call ([`Context::with_metadata`](crate::Context::with_metadata)) that of both.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let given = self.options.defaults.header(name.as_ref(), value.as_ref());
        self.options.note(given);
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

    /// The client. No connection is opened before its first call.
    pub fn build(self) -> Result<Http, HttpConfigError> {
        let connect = self.options.connect(&self.address);
        Ok(Http(Arc::new(Inner {
            connect: connect.map_err(HttpConfigError)?,
            headers: self.options.defaults.headers,
            timeout: self.options.timeout,
            silence: self.stream_silence.min(LONGEST),
            limits: self.options.limits,
            pool: Pool::new(self.idle_connections, self.idle_time),
            retrying: Retrying::new(self.options.retry),
        })))
    }
}

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
