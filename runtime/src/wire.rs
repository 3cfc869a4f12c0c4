//! Protobuf.

use bytes::Bytes;

use crate::{Status, Value};

/// Encodes.
pub(crate) fn encode<T: Value>(_: &T) -> Result<Bytes, Status> {
    Err(Status::new(
        crate::spec::Code::Unimplemented,
        "no protobuf yet",
    ))
}

/// Reads a request.
pub(crate) fn decode_request<T: Value>(_: &Bytes) -> Result<T, Status> {
    Err(Status::new(
        crate::spec::Code::Unimplemented,
        "no protobuf yet",
    ))
}

/// Reads a reply.
pub(crate) fn decode_reply<T: Value>(_: &Bytes) -> Result<T, Status> {
    Err(Status::new(
        crate::spec::Code::Unimplemented,
        "no protobuf yet",
    ))
}
