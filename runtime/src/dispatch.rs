//! What generated code calls between the waists and the user's trait: a server behind a [`Service`](crate::Service),
//! a client before a [`Channel`](crate::Channel), and a model's calls.

mod client;
mod reply;
mod request;
mod tool;

use std::sync::Arc;

pub use client::remote;
pub(crate) use reply::Returns;
pub use reply::{ErrorOf, Fallible, Output, SameError, assert_reason, assert_same_error, returns};
pub(crate) use request::Request;
pub use request::{Input, IsContext, assert_object, assert_streams, context, request};
#[cfg(feature = "mcp")]
pub(crate) use tool::no_such_tool;
pub use tool::{Tool, decode_tool, executed, items_of, stream_of};

use crate::service::{Body, BoxFuture, Call, Encoding, Outcome};
use crate::spec::ServiceSpec;
use crate::{Context, Status};

/// One line of a service's dispatch table.
pub type Row<T> =
    fn(Arc<T>, Context, Body, Encoding) -> BoxFuture<'static, Result<Outcome, Status>>;

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
            row(server.clone(), call.cx, call.input, call.encoding)
        }
        _ => {
            let message = format!(
                "`{}` has no method `{}`",
                spec.full_name(),
                call.method.name
            );
            refused(Status::new(crate::spec::Code::Unimplemented, message))
        }
    }
}

/// The end of a call that does not begin.
#[cold]
pub fn refused(status: Status) -> BoxFuture<'static, Result<Outcome, Status>> {
    Box::pin(std::future::ready(Err(status)))
}
