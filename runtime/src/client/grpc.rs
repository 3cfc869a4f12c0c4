//! Calls over gRPC.

mod attempt;
mod builder;
mod connection;
mod exchange;
mod incoming;
mod keep_alive;
mod line;
mod lines;
mod outgoing;
mod replies;
mod status;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use builder::{GrpcBuilder, GrpcConfigError};
use bytes::Bytes;
use exchange::{Answer, Asking, Fault, Outgoing};
use http::HeaderMap;
use http::header::HeaderName;
use lines::Lines;
use outgoing::Form;
use replies::Replies;

use super::Limits;
use super::head::{Asked, Manner, is_own};
use super::items::{Items, Stopped};
use super::retry::Retrying;
use super::watch::Watch;
use crate::grpc::coding::Coding;
use crate::grpc::metadata::{is_base64, is_binary, is_grpcs};
use crate::service::{Body, BoxFuture, Call, Channel, Encoding, Outcome, Payload, Reply};
use crate::{Context, Status};

#[doc = include_str!("../../docs/grpc_client.md")]
#[derive(Clone)]
pub struct Grpc(Arc<Inner>);

struct Inner {
    lines: Lines,
    headers: HeaderMap,
    timeout: Option<Duration>,
    limits: Limits,
    retrying: Retrying,
    /// How requests are compressed.
    coding: Option<Coding>,
}

impl Grpc {
    /// Calls the services at an address such as `http://127.0.0.1:8080`, as the defaults of [`GrpcBuilder`] have it.
    ///
    /// Where the services are served below a path, the address ends with it. Fails where the address is none.
    pub fn new(address: impl Into<String>) -> Result<Self, GrpcConfigError> {
        Self::builder(address).build()
    }

    /// As [`new`](Self::new), with more to say.
    pub fn builder(address: impl Into<String>) -> GrpcBuilder {
        GrpcBuilder::new(address.into())
    }
}

impl Channel for Grpc {
    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        let inner = self.0.clone();
        Box::pin(async move { inner.call(call).await })
    }

    fn encoding(&self) -> Encoding {
        Encoding::Protobuf
    }
}

impl fmt::Debug for Grpc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values of headers may be secrets.
        let names: Vec<_> = self.0.headers.keys().collect();
        f.debug_struct("Grpc")
            .field("addresses", &self.0.lines.servers())
            .field("headers", &names)
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retrying.retry)
            .finish_non_exhaustive()
    }
}

impl Inner {
    async fn call(&self, call: Call) -> Result<Outcome, Status> {
        check_binary(&call.cx)?;
        let form = Form {
            encoding: call.encoding,
            coding: self.coding,
        };
        let manner = Manner {
            headers: self.headers.clone(),
            is_own: is_reserved,
            timeout: self.timeout,
            retry: &self.retrying.retry,
        };
        let asking = Asking {
            asked: Asked::new(&call, manner)?,
            service: service(&call.method.grpc_path).to_owned(),
            method: call.method,
            form,
        };
        let stopped = Stopped::default();
        let mut watch = Watch::new(&call.cx, asking.asked.deadline);
        let answer = match call.input {
            Body::One(payload) => watch.over(self.attempts(&asking, payload)).await?,
            Body::Stream(items) => {
                let items = Outgoing::Items(Items::new(items, stopped.clone()), stopped.clone());
                let attempt = self.attempt(&asking, items);
                let answer = watch.over(async {
                    let answer = attempt.await;
                    answer.map_err(|fault: Fault| fault.into_failed().status)
                });
                answer
                    .await
                    .map_err(|status| stopped.take().unwrap_or(status))?
            }
        };
        Ok(match answer {
            Answer::Reply(reply) => reply.into(),
            Answer::Stream { metadata, source } => {
                let replies = Replies {
                    source: Some(source),
                    service: asking.service,
                    encoding: form.encoding,
                    items: 0,
                    watch: Watch::new(&call.cx, call.cx.deadline()),
                    stopped,
                    limit: self.limits.item,
                };
                let mut reply = Reply::new(Body::Stream(Box::pin(replies)));
                reply.metadata = metadata;
                reply.into()
            }
        })
    }
}

fn payload(encoding: Encoding, bytes: Bytes) -> Payload {
    match encoding {
        Encoding::Json => Payload::json(bytes),
        Encoding::Protobuf => Payload::protobuf(bytes),
    }
}

/// The full name of the service that a path `/tasks.v1.Tasks/Get` names.
fn service(path: &str) -> &str {
    let path = path.trim_start_matches('/');
    path.split_once('/').map_or(path, |(service, _)| service)
}

/// Names that begin with `grpc-` are gRPC's.
fn is_reserved(name: &HeaderName) -> bool {
    is_own(name) || is_grpcs(name)
}

/// Fails where metadata that gRPC has as bytes is no base64, as it travels.
fn check_binary(cx: &Context) -> Result<(), Status> {
    let wrong = cx
        .added_metadata()
        .iter()
        .find(|(name, value)| is_binary(name) && !is_base64(value));
    match wrong {
        Some((name, _)) => Err(Status::invalid_argument(not_base64(name))),
        None => Ok(()),
    }
}

fn not_base64(name: &str) -> String {
    format!(
        "the value of the metadata `{name}` is no base64; gRPC has values of names that end with `-bin` as bytes, so \
         encode it, or name it otherwise"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_service() {
        assert_eq!(service("/tasks.v1.Tasks/Get"), "tasks.v1.Tasks");
        assert_eq!(service("Get"), "Get");
    }
}
