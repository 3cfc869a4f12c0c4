//! The Model Context Protocol: methods as tools, over HTTP and stdio.
//!
//! Both kinds of revisions are served side by side: those that begin with `initialize`, and the stateless ones, whose
//! requests describe themselves. What a message is (`envelope`) and what it asks for (`modern`, `legacy`) is found out
//! first; then the job runs (`job`) and its outcome is written (`result`, `fault`). The transports (`http`, `stdio`)
//! only move frames.

mod batch;
mod catalogue;
mod envelope;
#[cfg(feature = "http")]
mod events;
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only HTTP needs a part of it")
)]
mod fault;
mod framing;
#[cfg(feature = "http")]
mod headers;
#[cfg(feature = "http")]
mod http;
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only HTTP needs a part of it")
)]
mod job;
mod json;
mod legacy;
mod modern;
#[cfg(feature = "http")]
mod plain;
mod progress;
mod result;
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only HTTP needs a part of it")
)]
mod revision;
#[cfg(feature = "http")]
mod routes;
mod server;
mod session;
mod stdio;
mod stream;

#[cfg(feature = "http")]
pub(crate) use http::message;
#[cfg(feature = "http")]
pub(crate) use routes::{PATH, routes};
#[cfg(feature = "http")]
pub(crate) use server::Mcp;
pub(crate) use stdio::serve_stdio;
