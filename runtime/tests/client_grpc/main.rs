//! `Grpc`, against servers of HTTP/2 that answer what they are told to.
#![cfg(all(feature = "client", feature = "grpc", feature = "http"))]

#[path = "../common/mod.rs"]
mod common;

#[cfg(feature = "tls")]
#[path = "../client/authority.rs"]
mod authority;
mod balance;
mod calls;
#[path = "../client/channel.rs"]
#[allow(dead_code, reason = "two test programs use a part each")]
mod channel;
#[cfg(feature = "compression")]
mod compression;
mod config;
mod connecting;
mod connections;
mod failures;
mod frames;
mod gateway;
mod pings;
mod requests;
mod retries;
mod script;
#[cfg(feature = "tls")]
mod secure;
mod streams;
#[cfg(feature = "mcp")]
mod strict;
