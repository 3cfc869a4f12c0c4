//! Calls over HTTP/1.1.

mod base;
mod builder;
mod connect;
mod connection;
mod events;
mod exchange;
mod failed;
mod outgoing;
mod pool;
mod problem;
mod reply;
mod request;
#[cfg(feature = "tls")]
mod tls;
mod watch;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use builder::{HttpBuilder, HttpConfigError};
use connect::Connect;
use events::Events;
use exchange::{Answer, Asked};
use http::HeaderMap;
use outgoing::{Outgoing, Stopped};
use pool::Pool;
use request::Template;
use watch::Watch;

use super::Retry;
use super::retry::Budget;
use crate::service::{Body, BoxFuture, Call, Channel, Outcome, Reply, Unknown};
use crate::{Status, id};

#[doc = include_str!("../../docs/client.md")]
#[derive(Clone)]
pub struct Http(Arc<Inner>);

/// Nothing is waited for longer, whatever somebody says: so far every clock goes.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

struct Inner {
    connect: Connect,
    headers: HeaderMap,
    timeout: Option<Duration>,
    /// How long a stream may be silent.
    silence: Duration,
    limits: Limits,
    pool: Arc<Pool>,
    retry: Retry,
    budget: Budget,
}

/// What is read before this side gives up.
#[derive(Clone, Copy)]
struct Limits {
    reply: usize,
    item: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            reply: 64 * 1024 * 1024,
            item: 16 * 1024 * 1024,
        }
    }
}

impl Http {
    /// Calls the services at an address such as `http://127.0.0.1:8080`, as the defaults of [`HttpBuilder`] have it.
    ///
    /// Where the services are served below a path, the address ends with it. Fails where the address is none.
    pub fn new(address: impl Into<String>) -> Result<Self, HttpConfigError> {
        Self::builder(address).build()
    }

    /// As [`new`](Self::new), with more to say.
    pub fn builder(address: impl Into<String>) -> HttpBuilder {
        HttpBuilder::new(address.into())
    }
}

impl Channel for Http {
    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        let inner = self.0.clone();
        Box::pin(async move { inner.call(call).await })
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values of headers may be secrets.
        let names: Vec<_> = self.0.headers.keys().collect();
        f.debug_struct("Http")
            .field("address", &self.0.connect.base.text)
            .field("headers", &names)
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .finish_non_exhaustive()
    }
}

impl Inner {
    async fn call(&self, call: Call) -> Result<Outcome, Status> {
        let streams = call.method.kind.streams_output();
        let own = self
            .timeout
            .and_then(|time| Instant::now().checked_add(time));
        let deadline = call.cx.deadline().into_iter().chain(own).min();
        let mut asked = Asked {
            template: Template::new(
                &self.connect.base,
                &self.headers,
                &call.method,
                &call.cx,
                // What a stream has to begin in is no time for the server to end it after.
                if streams {
                    call.cx.deadline()
                } else {
                    deadline
                },
            )?,
            may_repeat: self.retry.is_for(call.method.hints),
            deadline,
            streams,
        };
        if let Some(key) = key(&call, asked.may_repeat) {
            asked.template.set_key(&key)?;
        }
        if matches!(&call.input, Body::One(payload) if payload.unknown == Unknown::Deny) {
            asked.template.set_strict();
        }
        let stopped = Stopped::default();
        let mut watch = Watch::new(&call.cx, deadline);
        let answer = match call.input {
            Body::One(payload) => watch.over(self.attempts(&asked, &payload)).await?,
            Body::Stream(items) => {
                let items = Outgoing::items(items, stopped.clone());
                let attempt = self.attempt(&asked, items);
                let answer = watch.over(async { attempt.await.map_err(|failed| failed.status) });
                answer
                    .await
                    .map_err(|status| stopped.take().unwrap_or(status))?
            }
        };
        Ok(match answer {
            Answer::Reply(reply) => reply.into(),
            Answer::Stream { metadata, source } => {
                let watch = Watch::new(&call.cx, call.cx.deadline());
                let events = Events::new(self, source, watch, stopped);
                let mut reply = Reply::new(Body::Stream(Box::pin(events)));
                reply.metadata = metadata;
                reply.into()
            }
        })
    }
}

/// The key by which the attempts at a call are known as one: the caller's, or one made up where the method may be
/// called again and a second call is not as good as none.
fn key(call: &Call, may_repeat: bool) -> Option<String> {
    let given = call.cx.added_idempotency_key().map(str::to_owned);
    let is_one = matches!(call.input, Body::One(_));
    let made = || (may_repeat && is_one && !call.method.hints.read_only).then(new_key);
    given.or_else(made)
}

fn new_key() -> String {
    id::random() + &id::random()
}
