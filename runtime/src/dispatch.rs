//! What generated code calls between the waists and the user's trait: a server behind a [`Service`](crate::Service),
//! a client before a [`Channel`](crate::Channel), and a model's calls.

mod client;
mod reply;
mod request;
mod server;
mod tool;

pub use client::remote;
pub(crate) use reply::Returns;
pub use reply::{ErrorOf, Fallible, Output, SameError, assert_reason, assert_same_error, returns};
pub(crate) use request::Request;
pub use request::{Input, IsContext, assert_object, assert_streams, context, request};
pub use server::{Method, Row, dispatch};
#[cfg(feature = "mcp")]
pub(crate) use tool::no_such_tool;
pub use tool::{Items, Tool, Whole, decode_tool, executed, stream_of};

use crate::Status;
use crate::service::{BoxFuture, Outcome};

/// The end of a call that does not begin.
#[cold]
fn refused(status: Status) -> BoxFuture<'static, Result<Outcome, Status>> {
    Box::pin(std::future::ready(Err(status)))
}
