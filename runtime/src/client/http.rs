//! Calls over HTTP/1.1.

mod builder;
mod connection;
mod events;
mod exchange;
mod outgoing;
mod pool;
mod problem;
mod reply;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use builder::{HttpBuilder, HttpConfigError};
use events::Events;
use exchange::Answer;
use http::header::{self, HeaderMap, HeaderValue};
use outgoing::Outgoing;
use pool::Pool;

use super::Limits;
use super::connect::Connect;
use super::head::{Asked, Manner, is_own};
use super::items::{Items, Stopped};
use super::retry::Retrying;
use super::watch::Watch;
use crate::Status;
use crate::service::{Body, BoxFuture, Call, Channel, Encoding, Outcome, Reply};
use crate::spec::Code;

#[doc = include_str!("../../docs/client.md")]
#[derive(Clone)]
pub struct Http(Arc<Inner>);

struct Inner {
    connect: Connect,
    headers: HeaderMap,
    timeout: Option<Duration>,
    /// How long a stream may be silent.
    silence: Duration,
    limits: Limits,
    pool: Arc<Pool>,
    retrying: Retrying,
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
            .field("retry", &self.0.retrying.retry)
            .finish_non_exhaustive()
    }
}

impl Inner {
    async fn call(&self, call: Call) -> Result<Outcome, Status> {
        if call.encoding != Encoding::Json {
            return Err(Status::new(
                Code::Unimplemented,
                "the way to the service speaks JSON; call it in JSON, or lead there with a channel of `Grpc`",
            ));
        }
        let base = &self.connect.base;
        let path = format!("{}{}", base.prefix, call.method.http_path);
        let uri = path.parse().map_err(|error| {
            Status::invalid_argument(format!("`{path}` is no path of a method: {error}"))
        })?;
        let asked = Asked::new(
            &call,
            Manner {
                headers: self.headers(call.method.kind.streams_output()),
                is_own,
                timeout: self.timeout,
                retry: &self.retrying.retry,
            },
        )?;
        let stopped = Stopped::default();
        let mut watch = Watch::new(&call.cx, asked.deadline);
        let answer = match call.input {
            Body::One(payload) => watch.over(self.attempts(&asked, &uri, &payload)).await?,
            Body::Stream(items) => {
                let items = Outgoing::Items(Items::new(items, stopped.clone()));
                let attempt = self.attempt(&asked, &uri, items);
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

    /// What is said with each call.
    fn headers(&self, streams: bool) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(self.headers.len() + 8);
        headers.insert(header::HOST, self.connect.base.authority.clone());
        headers.extend(self.headers.clone());
        let accept = if streams {
            "text/event-stream, application/problem+json"
        } else {
            "application/json, application/problem+json"
        };
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        headers
    }
}
