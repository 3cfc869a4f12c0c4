//! What generated code calls between the [`Service`](crate::Service) waist and the user's trait.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::def::{ErrorDef, TypeDef};
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
    message = "the methods of a service return one error type: this one returns `{Self}`, and the first `{E}`",
    label = "another error type",
    note = "make it a variant of the service's one `#[service_error]` enum"
)]
pub trait SameError<E> {}

impl<E> SameError<E> for E {}

/// What is known of a method by what it returns.
///
/// All generated code that depends on a return type asks [`returns`] for it, in the same words and at the same place
/// of the source, so that the compiler reports a wrong type once.
#[derive(Debug)]
pub struct Returns<R, E> {
    /// The description of the reply.
    pub output: TypeDef,
    /// The variants of the error.
    pub errors: &'static [ErrorDef],
    /// Turns what the method returned into what its caller gets.
    pub complete: fn(R) -> Result<Outcome, Status>,
    error: PhantomData<fn() -> E>,
}

/// What is known of a method that returns `R`.
pub const fn returns<R>() -> Returns<R, R::Err>
where
    R: Fallible,
    R::Ok: Output,
    R::Err: ServiceError,
{
    Returns {
        output: <R::Ok as Output>::DEF,
        errors: <R::Err as ServiceError>::VARIANTS,
        complete,
        error: PhantomData,
    }
}

/// Fails to compile where a method returns another error than the first method.
pub const fn assert_same_error<R, E, F, S>(_: &Returns<F, E>, _: &Returns<R, S>)
where
    S: SameError<E>,
{
}

/// Fails to compile, with the message, where an error type has no variant of this reason.
#[track_caller]
pub const fn assert_reason<R, E>(returns: &Returns<R, E>, reason: &str, message: &str) {
    let mut index = 0;
    while index < returns.errors.len() {
        if same(returns.errors[index].reason.as_bytes(), reason.as_bytes()) {
            return;
        }
        index += 1;
    }
    panic!("{}", message)
}

/// `==` cannot be called in a `const fn`.
const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// What is known of a method by its request.
#[derive(Debug)]
pub struct Request<T> {
    /// The description of the request.
    pub input: TypeDef,
    /// Whether it is an object in JSON.
    pub is_object: bool,
    /// Reads a request of one payload.
    pub decode: fn(Body) -> Result<T, Status>,
}

/// What is known of a method that takes `T`. As with [`returns`], a wrong type is reported once.
pub const fn request<T: Message>() -> Request<T> {
    Request {
        input: TypeDef::of::<T>(),
        is_object: T::SHAPE.get().is_object(),
        decode,
    }
}

/// Fails to compile, with the message, where a request is no object.
#[track_caller]
pub const fn assert_object<T>(request: &Request<T>, message: &str) {
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
}

impl IsContext for Context {
    fn from_context(cx: Context) -> Self {
        cx
    }
}

/// The context of a call, as the type by which a method takes it.
pub fn context<C: IsContext>(cx: Context) -> C {
    C::from_context(cx)
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

fn decode<T: Message>(input: Body) -> Result<T, Status> {
    match input {
        Body::One(payload) => crate::decode::decode(&payload),
        Body::Stream(_) => Err(Status::invalid_argument(
            "the method takes one request, not a stream",
        )),
    }
}

fn complete<R>(returned: R) -> Result<Outcome, Status>
where
    R: Fallible,
    R::Ok: Output,
    R::Err: ServiceError,
{
    match returned.into_result() {
        Ok(reply) => {
            let reply = Reply::new(reply.encode()?);
            Ok(Outcome::Complete(reply))
        }
        Err(error) => Err(error.into_status()),
    }
}
