//! What both clients can be told before their first call.

use std::fmt;
use std::time::Duration;

use super::base::Base;
use super::connect::Connect;
use super::defaults::Defaults;
use super::protocol::Protocol;
#[cfg(feature = "tls")]
use super::tls::Roots;
use super::{Limits, Retry};

/// The options that [`Http`](super::Http) and `Grpc` share.
pub(super) struct Options {
    protocol: Protocol,
    pub(super) defaults: Defaults,
    /// What was wrong first.
    mistake: Option<String>,
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Option<Duration>,
    pub(super) limits: Limits,
    pub(super) retry: Retry,
    #[cfg(feature = "tls")]
    pub(super) roots: Roots,
}

impl Options {
    pub(super) fn new(protocol: Protocol) -> Self {
        Self {
            protocol,
            defaults: Defaults::new(protocol.client()),
            mistake: None,
            connect_timeout: Duration::from_secs(10),
            timeout: None,
            limits: Limits::default(),
            retry: Retry::default(),
            #[cfg(feature = "tls")]
            roots: Roots::default(),
        }
    }

    /// Keeps the first mistake.
    pub(super) fn note(&mut self, given: Result<(), String>) {
        if let Err(mistake) = given {
            self.mistake.get_or_insert(mistake);
        }
    }

    /// How connections to an address are opened. Fails, with a message, where that cannot be, or where something was
    /// wrong before.
    pub(super) fn connect(&self, address: &str) -> Result<Connect, String> {
        if let Some(mistake) = &self.mistake {
            return Err(mistake.clone());
        }
        let base = Base::parse(address, self.protocol.client())?;
        #[cfg(feature = "tls")]
        let tls = base
            .is_tls
            .then(|| self.roots.tls(&base.host, self.protocol));
        #[cfg(not(feature = "tls"))]
        if base.is_tls {
            return Err(super::base::needs_tls(&base.text));
        }
        Ok(Connect {
            base,
            timeout: self.connect_timeout,
            #[cfg(feature = "tls")]
            tls: tls.transpose()?,
        })
    }

    /// The addresses may hold passwords and the headers tokens, so that neither is shown.
    pub(super) fn debug(&self, builder: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.defaults.headers.keys().collect();
        f.debug_struct(builder)
            .field("headers", &names)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// The methods of a builder for its [`Options`], which it has as `options`, and the error of its `build`.
macro_rules! with_options {
    ($client:ident, $builder:ident, $error:ident) => {
        impl $builder {
            /// Shows a bearer token with each call (RFC 6750). It is kept out of all messages.
            #[must_use]
            pub fn bearer(mut self, token: impl AsRef<str>) -> Self {
                let given = self.options.defaults.bearer(token.as_ref());
                self.options.note(given);
                self
            }

            /// How the client names itself, `traitwire/VERSION` by default.
            #[must_use]
            pub fn user_agent(self, agent: impl AsRef<str>) -> Self {
                self.header("user-agent", agent)
            }

            /// How long a new connection may take, with the search for its address, TLS and what begins the protocol;
            /// 10 seconds by default.
            #[must_use]
            pub fn connect_timeout(mut self, time: std::time::Duration) -> Self {
                self.options.connect_timeout = time;
                self
            }

            /// How long a call may take, all attempts together; without an end by default. A deadline of the call's
            /// context counts as well, and the earlier one of the two. A stream has to begin within this time, and may
            /// go on then.
            #[must_use]
            pub fn timeout(mut self, time: std::time::Duration) -> Self {
                self.options.timeout = Some(time);
                self
            }

            /// How many bytes a reply that is no stream may have, 64 MiB by default.
            #[must_use]
            pub fn reply_limit(mut self, bytes: usize) -> Self {
                self.options.limits.reply = bytes;
                self
            }

            /// How many bytes one item of a stream may have, 16 MiB by default.
            #[must_use]
            pub fn item_limit(mut self, bytes: usize) -> Self {
                self.options.limits.item = bytes;
                self
            }

            /// When calls that failed are made again.
            #[must_use]
            pub fn retry(mut self, retry: $crate::Retry) -> Self {
                self.options.retry = retry;
                self
            }

            /// Trusts an authority beside those that the system trusts: certificates in PEM.
            #[cfg(feature = "tls")]
            #[must_use]
            pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
                let added = self.options.roots.add(pem.as_ref());
                self.options.note(added);
                self
            }

            /// Trusts the authorities given by [`root_certificate`](Self::root_certificate) alone, and not those of the
            /// system.
            #[cfg(feature = "tls")]
            #[must_use]
            pub fn without_system_roots(mut self) -> Self {
                self.options.roots.without_system();
                self
            }
        }

        impl std::fmt::Debug for $builder {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.options.debug(stringify!($builder), f)
            }
        }

        #[doc = concat!("Why a [`", stringify!($client), "`] cannot be as it was asked to be.")]
        /// The message says what to write instead.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $error(String);

        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::error::Error for $error {}
    };
}

pub(super) use with_options;
