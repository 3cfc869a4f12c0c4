//! What a method takes.

use crate::def::TypeDef;
use crate::message::{Message, Value};
use crate::service::{Body, Payload};
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

    /// All of it, as it is held before the call: the request itself, or all items of a stream.
    type Arguments;

    /// Reads what a caller sent.
    fn decode(body: Body) -> Result<Self, Status>;

    /// Encodes it.
    fn encode(self) -> Result<Body, Status>;

    /// Reads the arguments of a tool.
    fn arguments(payload: &Payload) -> Result<Self::Arguments, Status>;

    /// The request of which these are the arguments.
    fn from_arguments(arguments: Self::Arguments) -> Self;
}

/// What a call of a tool holds of a request.
pub type Arguments<T> = <T as Input>::Arguments;

impl<T: Message> Input for T {
    const DEF: TypeDef = TypeDef::of::<T>();
    const STREAMS: bool = false;
    const IS_OBJECT: bool = T::SHAPE.get().is_object();
    const ROUND_TRIP: RoundTrip = testing::of_request::<T>;

    type Arguments = T;

    fn decode(body: Body) -> Result<Self, Status> {
        match body {
            Body::One(payload) => crate::decode::decode(&payload),
            Body::Stream(_) => Err(Status::invalid_argument(
                "the method takes one request, not a stream",
            )),
        }
    }

    fn encode(self) -> Result<Body, Status> {
        Payload::encode(&self).map(Body::One)
    }

    fn arguments(payload: &Payload) -> Result<T, Status> {
        crate::decode::decode(payload)
    }

    fn from_arguments(arguments: T) -> T {
        arguments
    }
}

impl<T: Value> Input for Streaming<T> {
    const DEF: TypeDef = TypeDef::of::<T>();
    const STREAMS: bool = true;
    const IS_OBJECT: bool = true;
    const ROUND_TRIP: RoundTrip = testing::of_request::<T>;

    type Arguments = Vec<T>;

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

    fn encode(self) -> Result<Body, Status> {
        Ok(Body::Stream(stream::encoded(self, Status::from)))
    }

    fn arguments(payload: &Payload) -> Result<Vec<T>, Status> {
        crate::decode::items(payload)
    }

    fn from_arguments(arguments: Vec<T>) -> Self {
        Self::from_items(arguments)
    }
}

/// What is known of a method by its request.
#[derive(Debug)]
pub struct Request<T, A> {
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
    pub encode: fn(T) -> Result<Body, Status>,
    /// Reads the arguments of a tool.
    pub arguments: fn(&Payload) -> Result<A, Status>,
    /// The request of which these are the arguments.
    pub from_arguments: fn(A) -> T,
}

/// What is known of a method that takes `T`. As with [`returns`](super::returns), a wrong type is reported once.
pub const fn request<T: Input>() -> Request<T, T::Arguments> {
    Request {
        input: T::DEF,
        streams: T::STREAMS,
        is_object: T::IS_OBJECT,
        decode: T::decode,
        round_trip: T::ROUND_TRIP,
        encode: T::encode,
        arguments: T::arguments,
        from_arguments: T::from_arguments,
    }
}

/// Fails to compile, with the message, where a request is no object.
#[track_caller]
pub const fn assert_object<T, A>(request: &Request<T, A>, message: &str) {
    assert!(request.is_object, "{}", message);
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

/// The context of a call, as the type by which a method takes it.
pub fn context<C: IsContext>(cx: Context) -> C {
    C::from_context(cx)
}
