//! What the server and the client of gRPC share.
#![allow(dead_code, reason = "each of the two sides uses a part of this")]

pub(crate) mod coding;
pub(crate) mod details;
pub(crate) mod frame;
pub(crate) mod media;
pub(crate) mod metadata;
pub(crate) mod value;
