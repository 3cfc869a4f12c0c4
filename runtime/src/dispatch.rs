//! What generated code calls between the [`Service`](crate::Service) waist and the user's trait.

use std::sync::Arc;

use crate::def::TypeDef;
use crate::message::{Message, Value};
use crate::service::{Body, BoxFuture, Call, Outcome, Payload, Reply};
use crate::spec::ServiceSpec;
use crate::{Context, ServiceError, Status};

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
}

impl<T, E> Fallible for Result<T, E> {
    type Ok = T;
    type Err = E;

    fn into_result(self) -> Self {
        self
    }
}

/// What a method gives when it succeeds.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the reply of a service method",
    label = "not a reply",
    note = "a reply is a `#[message]`, a scalar, a `Vec`, an `Option`, a map or `()`"
)]
pub trait Output: Send + 'static {
    /// Its description.
    const DEF: TypeDef;

    /// Encodes it.
    fn encode(self) -> Result<Body, Status>;
}

impl<T: Value> Output for T {
    const DEF: TypeDef = TypeDef::of::<T>();

    fn encode(self) -> Result<Body, Status> {
        match serde_json::to_vec(&self) {
            Ok(bytes) => Ok(Body::One(Payload::json(bytes))),
            Err(error) => Err(Status::internal(error)),
        }
    }
}

/// Holds where two methods of a trait return the same error type.
#[diagnostic::on_unimplemented(
    message = "the methods of a service return one error type, and this one returns `{Self}` beside `{E}`",
    label = "another error type",
    note = "make it a variant of the service's one `#[service_error]` enum"
)]
pub trait SameError<E> {}

impl<E> SameError<E> for E {}

/// Fails to compile where `R` is no `Result` of a reply and the service's error.
pub const fn assert_returns<R, E>()
where
    R: Fallible,
    R::Ok: Output,
    R::Err: ServiceError + SameError<E>,
{
}

/// Fails to compile where a request is no message.
pub const fn assert_message<T: Message>() {}

/// The description of what a method returning `R` replies.
pub const fn output_of<R: Fallible>() -> TypeDef
where
    R::Ok: Output,
{
    <R::Ok as Output>::DEF
}

/// One line of a service's dispatch table.
pub type Row<T> = fn(Arc<T>, Context, Body) -> BoxFuture<'static, Result<Outcome, Status>>;

/// Calls the method of a call by its place in the table.
pub fn dispatch<T>(
    server: &Arc<T>,
    spec: &ServiceSpec,
    rows: &[Row<T>],
    call: Call,
) -> BoxFuture<'static, Result<Outcome, Status>> {
    let own = spec.methods.get(call.method.index);
    match (own, rows.get(call.method.index)) {
        (Some(own), Some(row)) if own.name == call.method.name => {
            row(server.clone(), call.cx, call.input)
        }
        _ => {
            let message = format!(
                "`{}` has no method `{}`",
                spec.full_name(),
                call.method.name
            );
            Box::pin(std::future::ready(Err(Status::new(
                crate::spec::Code::Unimplemented,
                message,
            ))))
        }
    }
}

/// Reads a request of one payload.
pub fn decode<T: Message>(input: Body) -> Result<T, Status> {
    match input {
        Body::One(payload) => crate::decode::decode(&payload),
        Body::Stream(_) => Err(Status::invalid_argument(
            "the method takes one request, not a stream",
        )),
    }
}

/// Turns what a method returned into what its caller gets.
pub fn complete<R>(returned: R) -> Result<Outcome, Status>
where
    R: Fallible,
    R::Ok: Output,
    R::Err: ServiceError,
{
    match returned.into_result() {
        Ok(reply) => {
            let output = reply.encode()?;
            let reply = Reply {
                output,
                metadata: Vec::new(),
                extra: crate::service::Extra::default(),
            };
            Ok(Outcome::Complete(reply))
        }
        Err(error) => Err(error.into_status()),
    }
}
