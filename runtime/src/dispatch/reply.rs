//! What a method returns.

use std::marker::PhantomData;

use crate::def::{ErrorDef, TypeDef};
use crate::message::Value;
use crate::service::{Body, BoxFuture, Encoding, Outcome, Payload, Reply};
use crate::spec::shape::Gone;
use crate::spec::text::same;
use crate::stream::{self, Streaming};
use crate::testing::{self, RoundTrip};
use crate::{ServiceError, Status};

/// What a method returns: `Result` of a reply and a service error, by whatever name.
#[diagnostic::on_unimplemented(
    message = "a service method returns a `Result`, and `{Self}` is none",
    label = "not a `Result`",
    note = "write `Result<{Self}, E>` with the trait's `#[service_error]` enum, or `traitwire::Status`, as `E`"
)]
pub trait Fallible {
    /// The reply.
    type Ok;
    /// The error.
    type Err;

    /// The value itself.
    fn into_result(self) -> Result<Self::Ok, Self::Err>;

    /// The value itself.
    fn from_result(result: Result<Self::Ok, Self::Err>) -> Self;
}

impl<T, E> Fallible for Result<T, E> {
    type Ok = T;
    type Err = E;

    fn into_result(self) -> Self {
        self
    }

    fn from_result(result: Self) -> Self {
        result
    }
}

/// The error of a method that returns `R`.
pub type ErrorOf<R> = <R as Fallible>::Err;

/// What a method gives when it succeeds; `E` is its error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the reply of a service method that fails with `{E}`",
    label = "not a reply",
    note = "a reply is a `#[message]`, a scalar, a `Vec`, an `Option`, a map or `()`",
    note = "a stream of replies names the error of its method as well: `Result<Streaming<T, {E}>, {E}>`"
)]
pub trait Output<E>: Sized + Send + 'static {
    /// The description of it, or of one item.
    const DEF: TypeDef;
    /// Whether it is a stream.
    const STREAMS: bool;
    /// From its JSON, or that of one item, to the type and back.
    const ROUND_TRIP: RoundTrip;

    /// Encodes it.
    fn encode(self, encoding: Encoding) -> Result<Body, Status>;

    /// Reads what a service sent.
    fn decode(body: Body) -> Result<Self, Status>;
}

impl<T: Value, E> Output<E> for T {
    const DEF: TypeDef = TypeDef::of::<T>();
    const STREAMS: bool = false;
    const ROUND_TRIP: RoundTrip = testing::of_reply::<T>;

    fn encode(self, encoding: Encoding) -> Result<Body, Status> {
        Payload::encode(&self, encoding).map(Body::One)
    }

    fn decode(body: Body) -> Result<Self, Status> {
        match body {
            Body::One(payload) => read(&payload),
            Body::Stream(_) => Err(unexpected(
                "the service sent a stream, and one reply was expected",
            )),
        }
    }
}

impl<T: Value, E: ServiceError> Output<E> for Streaming<T, E> {
    const DEF: TypeDef = TypeDef::of::<T>();
    const STREAMS: bool = true;
    const ROUND_TRIP: RoundTrip = testing::of_reply::<T>;

    fn encode(self, encoding: Encoding) -> Result<Body, Status> {
        Ok(Body::Stream(stream::encoded(
            self,
            encoding,
            E::into_status,
        )))
    }

    fn decode(body: Body) -> Result<Self, Status> {
        match body {
            Body::Stream(payloads) => Ok(stream::decoded(payloads, read, E::from_status)),
            Body::One(_) => Err(unexpected(
                "the service sent one reply, and a stream was expected",
            )),
        }
    }
}

/// Reads a reply. A newer service may say more than this side knows.
fn read<T: Value>(payload: &Payload) -> Result<T, Status> {
    let no_reply = |error: &dyn std::fmt::Display| {
        let ty = std::any::type_name::<T>();
        unexpected(format!("the reply of the service is no `{ty}`: {error}"))
    };
    match payload.encoding {
        Encoding::Json => serde_json::from_slice(&payload.bytes).map_err(|error| no_reply(&error)),
        #[cfg(feature = "grpc")]
        Encoding::Protobuf => {
            crate::wire::decode_reply(&payload.bytes).map_err(|fault| no_reply(&fault))
        }
    }
}

/// The service is not the one that this side was built for.
fn unexpected(message: impl Into<std::borrow::Cow<'static, str>>) -> Status {
    Status::new(crate::spec::Code::Internal, message).with_reason("unexpected_reply")
}

/// Holds where two methods of a trait return the same error type.
#[diagnostic::on_unimplemented(
    message = "the methods of a service return one error type: this one returns `{Self}`, and the first `{E}`",
    label = "another error type",
    note = "make it a variant of the service's one `#[service_error]` enum"
)]
pub trait SameError<E> {
    /// The error itself.
    fn same(self) -> E;
}

impl<E> SameError<E> for E {
    fn same(self) -> E {
        self
    }
}

/// What is known of a method by what it returns.
///
/// All generated code that depends on a return type asks [`returns`] for it, in the same words and at the same place
/// of the source, so that the compiler reports a wrong type once.
#[derive(Debug)]
pub struct Returns<R, E> {
    /// The description of the reply, or of one item of it.
    pub output: TypeDef,
    /// Whether the reply is a stream.
    pub streams: bool,
    /// The name of the error type.
    pub error_name: &'static str,
    /// The module that the type of the error is in.
    pub error_module: &'static str,
    /// The variants of the error.
    pub errors: &'static [ErrorDef],
    /// The variants that are gone.
    pub errors_gone: &'static [Gone],
    /// Turns what the method returned into what its caller gets.
    pub complete: fn(R, Encoding) -> Result<Outcome, Status>,
    /// From the JSON of a reply, or of one item of it, to the type and back.
    pub round_trip: RoundTrip,
    /// Turns what a caller got into what the method returned.
    pub receive: fn(Result<Outcome, Status>) -> R,
    /// The reply in JSON; of a stream, all items as one value.
    pub text: fn(R) -> BoxFuture<'static, Result<String, E>>,
    error: PhantomData<fn() -> E>,
}

/// What is known of a method that returns `R`.
pub const fn returns<R>() -> Returns<R, R::Err>
where
    R: Fallible,
    R::Ok: Output<R::Err>,
    R::Err: ServiceError,
{
    Returns {
        output: <R::Ok as Output<R::Err>>::DEF,
        streams: <R::Ok as Output<R::Err>>::STREAMS,
        error_name: <R::Err as ServiceError>::NAME,
        error_module: <R::Err as ServiceError>::MODULE,
        errors: <R::Err as ServiceError>::VARIANTS,
        errors_gone: <R::Err as ServiceError>::GONE,
        complete,
        round_trip: <R::Ok as Output<R::Err>>::ROUND_TRIP,
        receive,
        text,
        error: PhantomData,
    }
}

/// Fails to compile where a method returns another error than the first method. Gives the way from the one to the other.
pub const fn assert_same_error<R, E, F, S>(_: &Returns<F, E>, _: &Returns<R, S>) -> fn(S) -> E
where
    S: SameError<E>,
{
    S::same
}

/// Fails to compile, with the message, where an error type has no variant of this reason.
#[track_caller]
pub const fn assert_reason<R, E>(returns: &Returns<R, E>, reason: &str, message: &str) {
    let mut index = 0;
    while index < returns.errors.len() {
        if same(returns.errors[index].reason, reason) {
            return;
        }
        index += 1;
    }
    panic!("{}", message)
}

fn complete<R>(returned: R, encoding: Encoding) -> Result<Outcome, Status>
where
    R: Fallible,
    R::Ok: Output<R::Err>,
    R::Err: ServiceError,
{
    match returned.into_result() {
        Ok(reply) => {
            let reply = Reply::new(reply.encode(encoding)?);
            Ok(Outcome::Complete(reply))
        }
        Err(error) => Err(error.into_status()),
    }
}

fn receive<R>(outcome: Result<Outcome, Status>) -> R
where
    R: Fallible,
    R::Ok: Output<R::Err>,
    R::Err: ServiceError,
{
    let reply = outcome.and_then(|Outcome::Complete(reply)| R::Ok::decode(reply.output));
    R::from_result(reply.map_err(R::Err::from_status))
}

fn text<R>(returned: R) -> BoxFuture<'static, Result<String, R::Err>>
where
    R: Fallible,
    R::Ok: Output<R::Err>,
    R::Err: ServiceError,
{
    let reply = match returned.into_result() {
        Ok(reply) => reply.encode(Encoding::Json),
        Err(error) => return Box::pin(std::future::ready(Err(error))),
    };
    Box::pin(async move {
        let text = match reply {
            Ok(body) => stream::text(body).await,
            Err(status) => Err(status),
        };
        text.map_err(R::Err::from_status)
    })
}
