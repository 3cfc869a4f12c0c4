//! What the server and the client of gRPC share.
#![cfg_attr(
    not(all(feature = "client", feature = "http")),
    allow(dead_code, reason = "each of the two sides uses a part of this")
)]

pub(crate) mod coding;
pub(crate) mod details;
pub(crate) mod frame;
pub(crate) mod media;
pub(crate) mod messages;
pub(crate) mod metadata;
pub(crate) mod percent;
pub(crate) mod value;
