//! A service elsewhere as a service here.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll, ready};

use futures_core::Stream;

use crate::service::{
    Body, BoxFuture, Call, Channel, Encoding, Outcome, Payload, PayloadStream, Reply, Service,
};
use crate::spec::json::Scanner;
use crate::spec::{Code, ServiceSpec};
use crate::{Context, Status};

/// A service that is implemented elsewhere: calls go on through a [`Channel`] such as [`Http`](crate::Http) or `Grpc`.
///
/// An [`App`](crate::App) of such services is a gateway: its access rules, middleware, limits and log apply, and it
/// serves them over all of its transports. Requests, replies and streams pass as they are. Deadline, cancellation,
/// trace and idempotency key go on; of the metadata that came with a call only what [`pass_metadata`] names does, and
/// the caller's token never. The service behind sees the gateway as its caller.
///
/// Requests in which unknown fields are to be refused, as those of models, are marked so (`Prefer: handling=strict`,
/// RFC 7240). Items of a streamed request are not.
///
/// A reply that is no JSON is a failure (`internal`, `unexpected_reply`): it might end the text that it is written into.
///
/// A failure of the service comes back as it is. A failure on the way there tells no caller where the service is: the
/// address stands in the log of the gateway.
///
/// ```
/// use traitwire::spec::{Json, ServiceSpec};
/// use traitwire::{Http, Remote};
///
/// # fn read(text: &[u8]) -> Result<Remote, Box<dyn std::error::Error>> {
/// // What the service's command `spec` writes.
/// let spec = ServiceSpec::all_from_json(&Json::parse(text)?)?.remove(0);
/// let remote = Remote::new(spec, Http::new("http://10.0.0.7:8080")?).pass_metadata("accept-language");
/// # Ok(remote)
/// # }
/// ```
///
/// [`pass_metadata`]: Self::pass_metadata
pub struct Remote {
    spec: ServiceSpec,
    channel: Arc<dyn Channel>,
    passed: Vec<String>,
}

impl Remote {
    /// The service of this description, behind this channel.
    pub fn new(spec: ServiceSpec, channel: impl Channel) -> Self {
        Self {
            spec,
            channel: Arc::new(channel),
            passed: Vec::new(),
        }
    }

    /// Lets metadata of this name go on to the service.
    #[must_use]
    pub fn pass_metadata(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if !self
            .passed
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&name))
        {
            self.passed.push(name);
        }
        self
    }

    /// What goes on of a call's context.
    fn context(&self, cx: Context) -> Context {
        let key = cx.idempotency_key().map(str::to_owned);
        // What was added goes on by itself.
        let is_added = |name: &str| {
            let mut added = cx.added_metadata().iter();
            added.any(|(key, _)| key.eq_ignore_ascii_case(name))
        };
        let values: Vec<_> = self
            .passed
            .iter()
            .filter(|name| !is_added(name))
            .filter_map(|name| Some((name.clone(), cx.metadata(name)?.to_owned())))
            .collect();
        let cx = match key {
            Some(key) => cx.with_idempotency_key(key),
            None => cx,
        };
        values
            .into_iter()
            .fold(cx, |cx, (name, value)| cx.with_metadata(name, value))
    }
}

impl Service for Remote {
    fn spec(&self) -> &ServiceSpec {
        &self.spec
    }

    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        let channel = self.channel.clone();
        let service: Arc<str> = self.spec.full_name().into();
        let call = Call {
            cx: self.context(call.cx),
            ..call
        };
        let encoding = call.encoding;
        Box::pin(async move {
            let reply = match channel.call(call).await {
                Ok(Outcome::Complete(reply)) => checked(reply, encoding, &service),
                Err(status) => Err(status),
            };
            match reply {
                Ok(reply) => Ok(reply.into()),
                Err(status) => Err(without_address(status, &service)),
            }
        })
    }
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote")
            .field("service", &self.spec.full_name())
            .field("passed", &self.passed)
            .finish_non_exhaustive()
    }
}

/// A status of this side's channel has a cause, and names an address. That is nothing for callers from outside; it
/// becomes the cause, which is written to the log.
fn without_address(status: Status, service: &str) -> Status {
    if status.cause().is_none() || status.id().is_some() {
        return status;
    }
    let message = format!("the service `{service}` was not reached, or its reply cannot be read");
    let shown = Status::new(status.code(), message).with_retryable(status.is_retryable());
    let shown = match status.reason() {
        Some(reason) => shown.with_reason(reason.to_owned()),
        None => shown,
    };
    shown.with_cause(status)
}

/// A reply that is in the form that was asked for, and whose errors tell no address.
fn checked(mut reply: Reply, encoding: Encoding, service: &Arc<str>) -> Result<Reply, Status> {
    reply.output = match reply.output {
        Body::One(payload) => {
            check(&payload, encoding)?;
            Body::One(payload)
        }
        Body::Stream(items) => Body::Stream(Box::pin(Items {
            rest: Some(items),
            encoding,
            service: service.clone(),
        })),
    };
    Ok(reply)
}

/// Fails where a payload is of another form than this, or no JSON where it should be some. JSON is written into larger
/// texts as it is, those of MCP among them; protobuf travels in a frame of its own.
fn check(payload: &Payload, encoding: Encoding) -> Result<(), Status> {
    if payload.encoding != encoding {
        let message = format!(
            "the reply is {:?}, and {encoding:?} was asked for",
            payload.encoding
        );
        let status = Status::new(Code::Internal, message).with_reason("unexpected_reply");
        return Err(status.with_cause("a channel has to reply in the form that a call wants"));
    }
    if encoding != Encoding::Json {
        return Ok(());
    }
    let mut scanner = Scanner::new(&payload.bytes);
    let read = scanner.skip().and_then(|()| scanner.end());
    read.map_err(|error| {
        Status::new(Code::Internal, format!("the reply is no JSON: {error}"))
            .with_reason("unexpected_reply")
            .with_cause(error)
    })
}

/// The items of a reply, checked as a whole one is. An error is the last of them.
struct Items {
    /// `None` after the end.
    rest: Option<PayloadStream>,
    encoding: Encoding,
    service: Arc<str>,
}

impl Stream for Items {
    type Item = Result<Payload, Status>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        let encoding = self.encoding;
        let Some(rest) = &mut self.rest else {
            return Poll::Ready(None);
        };
        let item = ready!(rest.as_mut().poll_next(task));
        let item = item.map(|item| item.and_then(|item| check(&item, encoding).map(|()| item)));
        if !matches!(item, Some(Ok(_))) {
            self.rest = None;
        }
        Poll::Ready(item.map(|item| item.map_err(|status| without_address(status, &self.service))))
    }
}
