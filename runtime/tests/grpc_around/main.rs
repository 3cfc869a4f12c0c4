//! What is served beside calls over gRPC, and around them.
#![cfg(all(feature = "grpc", feature = "http"))]

#[path = "../common/mod.rs"]
mod common;

mod closing;
#[cfg(feature = "compression")]
mod compression;
mod health;
mod reflection;
#[cfg(feature = "tls")]
mod tls;
mod web;

const ECHO: &str = "/tasks.v1.Tasks/echo";
const PROTO: (&str, &str) = ("content-type", "application/grpc");

/// A message with one field of this number and text, which have to be short.
fn field(number: u8, text: &str) -> String {
    let len = char::from(u8::try_from(text.len()).unwrap());
    format!("{}{len}{text}", char::from(number << 3 | 2))
}
