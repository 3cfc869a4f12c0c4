//! What a method takes.

use std::any::Any;

use crate::def::TypeDef;
use crate::message::{Message, Value};
use crate::service::{Body, Encoding, Payload};
use crate::stream::{self, Streaming};
use crate::testing::{self, RoundTrip};
use crate::{CallError, Context, Status};

/// What a method takes as its request: a message, or a stream.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the request of a service method",
    label = "not a request",
    note = "put `#[message]` on the type, or take the values as plain arguments of the method",
    note = "a stream of requests is `Streaming<T>`, and is the only argument beside the context"
)]
pub trait Input: Sized + Send + 'static {
    /// The description of it, or of one item.
    const DEF: TypeDef;
    /// Whether it is a stream.
    const STREAMS: bool;
    /// Whether it is an object in JSON, as tools need it. The arguments of a stream are an object around its items.
    const IS_OBJECT: bool;
    /// From its JSON, or that of one item, to the type and back.
    const ROUND_TRIP: RoundTrip;

    /// Reads what a caller sent.
    fn decode(body: Body) -> Result<Self, Status>;

    /// Encodes it.
    fn encode(self, encoding: Encoding) -> Result<Body, Status>;

    /// Reads the arguments of a tool.
    fn arguments(payload: &Payload) -> Result<Self, Status>;

    /// Reads the arguments of a tool that takes a stream: a `Vec` of all items.
    fn items(payload: &Payload) -> Result<Box<dyn Any>, Status>;

    /// The stream of a `Vec` of items.
    fn from_items(items: Box<dyn Any>) -> Option<Self>;
}

impl<T: Message> Input for T {
    const DEF: TypeDef = TypeDef::of::<T>();
    const STREAMS: bool = false;
    const IS_OBJECT: bool = T::SHAPE.get().is_object();
    const ROUND_TRIP: RoundTrip = testing::of_request::<T>;

    fn decode(body: Body) -> Result<Self, Status> {
        match body {
            Body::One(payload) => crate::decode::decode(&payload),
            Body::Stream(_) => Err(Status::invalid_argument(
                "the method takes one request, not a stream",
            )),
        }
    }

    fn encode(self, encoding: Encoding) -> Result<Body, Status> {
        Payload::encode(&self, encoding).map(Body::One)
    }

    fn arguments(payload: &Payload) -> Result<T, Status> {
        crate::decode::decode(payload)
    }

    fn items(_: &Payload) -> Result<Box<dyn Any>, Status> {
        Err(Status::internal("the method takes no stream"))
    }

    fn from_items(_: Box<dyn Any>) -> Option<T> {
        None
    }
}

impl<T: Value> Input for Streaming<T> {
    const DEF: TypeDef = TypeDef::of::<T>();
    const STREAMS: bool = true;
    const IS_OBJECT: bool = true;
    const ROUND_TRIP: RoundTrip = testing::of_request::<T>;

    fn decode(body: Body) -> Result<Self, Status> {
        match body {
            Body::Stream(payloads) => Ok(stream::decoded(
                payloads,
                crate::decode::decode,
                CallError::of_caller,
            )),
            Body::One(_) => Err(Status::invalid_argument(
                "the method takes a stream of requests, not one",
            )),
        }
    }

    fn encode(self, encoding: Encoding) -> Result<Body, Status> {
        Ok(Body::Stream(stream::encoded(self, encoding, Status::from)))
    }

    fn arguments(payload: &Payload) -> Result<Self, Status> {
        crate::decode::items(payload).map(Self::from_items)
    }

    fn items(payload: &Payload) -> Result<Box<dyn Any>, Status> {
        let items = crate::decode::items::<T>(payload)?;
        Ok(Box::new(items))
    }

    fn from_items(items: Box<dyn Any>) -> Option<Self> {
        let items = items.downcast::<Vec<T>>().ok()?;
        Some(Self::from_items(*items))
    }
}

/// What is known of a method by its request.
#[derive(Debug)]
pub struct Request<T> {
    /// The description of the request, or of one item of it.
    pub input: TypeDef,
    /// Whether it is a stream.
    pub streams: bool,
    /// Whether it is an object in JSON.
    pub is_object: bool,
    /// Reads a request.
    pub decode: fn(Body) -> Result<T, Status>,
    /// From the JSON of a request, or of one item of it, to the type and back.
    pub round_trip: RoundTrip,
    /// Encodes a request.
    pub encode: fn(T, Encoding) -> Result<Body, Status>,
    /// Reads the arguments of a tool.
    pub arguments: fn(&Payload) -> Result<T, Status>,
    /// Reads the arguments of a tool that takes a stream: a `Vec` of all items.
    pub items: fn(&Payload) -> Result<Box<dyn Any>, Status>,
    /// The stream of a `Vec` of items.
    pub from_items: fn(Box<dyn Any>) -> Option<T>,
}

/// What is known of a method that takes `T`. As with [`returns`](super::returns), a wrong type is reported once.
pub const fn request<T: Input>() -> Request<T> {
    Request {
        input: T::DEF,
        streams: T::STREAMS,
        is_object: T::IS_OBJECT,
        decode: T::decode,
        round_trip: T::ROUND_TRIP,
        encode: T::encode,
        arguments: T::arguments,
        items: T::items,
        from_items: T::from_items,
    }
}

/// Fails to compile, with the message, where a request is no object.
#[track_caller]
pub const fn assert_object<T>(request: &Request<T>, message: &str) {
    assert!(request.is_object, "{}", message);
}

/// Fails to compile, with the message, where a request is a stream and is not called so, or the other way round.
#[track_caller]
pub const fn assert_streams<T>(request: &Request<T>, streams: bool, message: &str) {
    assert!(request.streams == streams, "{}", message);
}

/// The type of an argument that is taken for the context by its name.
#[diagnostic::on_unimplemented(
    message = "an argument of the type `Context` gets the call's context, and this `{Self}` is another type",
    label = "not `traitwire::Context`",
    note = "write `traitwire::Context`, or give a type of your own another name"
)]
pub trait IsContext: Send + 'static {
    /// The context as this type.
    fn from_context(cx: Context) -> Self;

    /// This as the context.
    fn into_context(self) -> Context;
}

impl IsContext for Context {
    fn from_context(cx: Context) -> Self {
        cx
    }

    fn into_context(self) -> Context {
        self
    }
}

/// Between the context of a call and the type by which a method takes it.
#[derive(Debug)]
pub struct ContextAs<C> {
    /// The context as this type.
    pub from: fn(Context) -> C,
    /// This type as the context.
    pub into: fn(C) -> Context,
}

/// What is known of the type by which a method takes its context. As with [`request`], a wrong type is reported once.
pub const fn context<C: IsContext>() -> ContextAs<C> {
    ContextAs {
        from: C::from_context,
        into: C::into_context,
    }
}
