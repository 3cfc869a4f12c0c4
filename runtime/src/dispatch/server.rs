//! What a generated server calls.

use std::sync::Arc;

use crate::service::{Body, BoxFuture, Call, Encoding, Outcome};
use crate::spec::{Code, ServiceSpec};
use crate::{Context, Status};

/// A line of a service's dispatch table.
pub trait Row<S: ?Sized>: Sync {
    /// Calls the method: the request is read before the call begins.
    fn call<'a>(
        &self,
        server: &'a S,
        cx: Context,
        input: Body,
        encoding: Encoding,
    ) -> BoxFuture<'a, Result<Outcome, Status>>;
}

/// A method of a server. Code is made of it for each pair of types, not for each method.
#[derive(Debug)]
pub struct Method<S: ?Sized, T, R> {
    /// Reads the request.
    pub decode: fn(Body) -> Result<T, Status>,
    /// Calls the method.
    pub call: fn(&S, Context, T) -> BoxFuture<'_, R>,
    /// Turns what it returned into what its caller gets.
    pub complete: fn(R, Encoding) -> Result<Outcome, Status>,
}

impl<S: ?Sized, T, R: 'static> Row<S> for Method<S, T, R> {
    fn call<'a>(
        &self,
        server: &'a S,
        cx: Context,
        input: Body,
        encoding: Encoding,
    ) -> BoxFuture<'a, Result<Outcome, Status>> {
        let complete = self.complete;
        match (self.decode)(input) {
            Ok(request) => {
                let called = (self.call)(server, cx, request);
                Box::pin(async move { complete(called.await, encoding) })
            }
            Err(status) => super::refused(status),
        }
    }
}

/// Calls the method of a call by its place in the table.
pub fn dispatch<S: ?Sized + Send + Sync + 'static>(
    server: Arc<S>,
    spec: &ServiceSpec,
    rows: &'static [&'static dyn Row<S>],
    call: Call,
) -> BoxFuture<'static, Result<Outcome, Status>> {
    let own = spec.methods.get(call.method.index);
    match (own, rows.get(call.method.index)) {
        (Some(own), Some(row)) if own.name == call.method.name => {
            Box::pin(async move { row.call(&*server, call.cx, call.input, call.encoding).await })
        }
        _ => {
            let message = format!(
                "`{}` has no method `{}`",
                spec.full_name(),
                call.method.name
            );
            super::refused(Status::new(Code::Unimplemented, message))
        }
    }
}
