//! The calling waist: one object-safe trait that every caller goes through.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use crate::spec::{Json, MethodSpec, ServiceSpec};
use crate::{Context, Status, Value};

/// A boxed future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Something that can be called: a local implementation, a remote one, a foreign server.
///
/// Transports turn their frames into [`Call`]s and [`Outcome`]s into their frames; they know nothing else of a
/// service. `#[service]` writes the implementation for `TasksServer`.
pub trait Service: Send + Sync + 'static {
    /// The description of the service.
    fn spec(&self) -> &ServiceSpec;

    /// Calls a method. Access, limits and middleware have been seen to by the [`App`](crate::App) before.
    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>>;
}

/// A way to services, wherever they are: what a client such as `TasksClient` calls through.
///
/// Clones of an `Arc` of it share its connections.
pub trait Channel: Send + Sync + 'static {
    /// Calls a method, and gives what the service gave. That the service was not reached is a status too.
    ///
    /// The call begins when the future is polled first. Dropping it, or the stream of the reply, cancels the call.
    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>>;

    /// The form in which a client encodes its requests and wants its replies.
    fn encoding(&self) -> Encoding {
        Encoding::Json
    }
}

impl<C: Channel + ?Sized> Channel for Arc<C> {
    fn encoding(&self) -> Encoding {
        (**self).encoding()
    }

    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        (**self).call(call)
    }
}

/// One call of a method.
#[derive(Debug)]
#[non_exhaustive]
pub struct Call {
    /// The method, as the service describes it.
    pub method: Arc<MethodSpec>,
    /// The request.
    pub input: Body,
    /// Who calls, until when, in which trace.
    pub cx: Context,
    /// The form in which the reply is wanted.
    pub encoding: Encoding,
}

impl Call {
    /// A call with a payload, or with a stream of them, whose reply is wanted in JSON.
    pub fn new(method: Arc<MethodSpec>, input: impl Into<Body>, cx: Context) -> Self {
        Self {
            method,
            input: input.into(),
            cx,
            encoding: Encoding::Json,
        }
    }

    /// The same call with a reply in another form.
    #[must_use]
    pub fn with_encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }
}

/// A request or a reply: one payload, or a stream of them.
pub enum Body {
    /// One payload.
    One(Payload),
    /// A stream of payloads; an error ends it.
    Stream(PayloadStream),
}

/// A stream of payloads.
pub type PayloadStream = Pin<Box<dyn Stream<Item = Result<Payload, Status>> + Send>>;

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(payload) => f.debug_tuple("One").field(payload).finish(),
            Self::Stream(_) => f.write_str("Stream(..)"),
        }
    }
}

/// Encoded data, and how to read it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Payload {
    /// The data.
    pub bytes: Bytes,
    /// The form of the data.
    pub encoding: Encoding,
    /// What becomes of fields that the receiver does not know.
    pub unknown: Unknown,
}

impl Payload {
    /// JSON in which unknown fields are refused, as MCP and AI tools want it.
    pub fn strict_json(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            encoding: Encoding::Json,
            unknown: Unknown::Deny,
        }
    }

    /// JSON in which unknown fields are ignored, as HTTP wants it.
    pub fn json(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            encoding: Encoding::Json,
            unknown: Unknown::Ignore,
        }
    }

    /// Protobuf. Fields that the receiver does not know are ignored.
    #[cfg(feature = "grpc")]
    pub fn protobuf(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            encoding: Encoding::Protobuf,
            unknown: Unknown::Ignore,
        }
    }

    /// A value in this form.
    pub(crate) fn encode<T: Value>(value: &T, encoding: Encoding) -> Result<Self, Status> {
        match encoding {
            Encoding::Json => match serde_json::to_vec(value) {
                Ok(bytes) => Ok(Self::json(bytes)),
                Err(error) => Err(Status::internal(error)),
            },
            #[cfg(feature = "grpc")]
            Encoding::Protobuf => match crate::wire::encode(value) {
                Ok(bytes) => Ok(Self::protobuf(bytes)),
                Err(fault) => Err(Status::internal(fault)),
            },
        }
    }
}

/// The form of a [`Payload`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// JSON (RFC 8259) as serde writes it.
    Json,
    /// Protocol buffers, as the description of the service says.
    #[cfg(feature = "grpc")]
    Protobuf,
}

/// What becomes of fields that the receiver does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// They are refused, with a suggestion.
    Deny,
    /// They are ignored, so that a newer caller can speak to an older service.
    Ignore,
}

/// What a call that did not fail gives.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// The reply.
    Complete(Reply),
}

/// The reply to a call.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reply {
    /// The data.
    pub output: Body,
    /// Metadata to send back: lower-case names and values, as HTTP headers have them.
    pub metadata: Vec<(String, String)>,
    /// What only some transports can carry.
    pub extra: Extra,
}

/// What only some transports can carry beside a reply.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Extra {
    /// MCP content blocks that stand before the reply's own text.
    pub content: Vec<Json>,
    /// Entries of MCP's `_meta`.
    pub meta: Vec<(String, Json)>,
}

impl Reply {
    /// A reply without metadata: a [`Payload`], or a body.
    pub fn new(output: impl Into<Body>) -> Self {
        Self {
            output: output.into(),
            metadata: Vec::new(),
            extra: Extra::default(),
        }
    }
}

impl From<Payload> for Body {
    fn from(payload: Payload) -> Self {
        Self::One(payload)
    }
}

impl From<PayloadStream> for Body {
    fn from(payloads: PayloadStream) -> Self {
        Self::Stream(payloads)
    }
}

impl From<Reply> for Outcome {
    fn from(reply: Reply) -> Self {
        Self::Complete(reply)
    }
}
