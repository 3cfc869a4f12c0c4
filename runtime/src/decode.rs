//! From the bytes of a request to its type, with errors that a caller can act on.

use crate::Status;
use crate::message::Message;
use crate::service::{Encoding, Payload};

/// Reads a message: first a walk along its shape, then serde.
pub(crate) fn decode<T: Message>(payload: &Payload) -> Result<T, Status> {
    match payload.encoding {
        Encoding::Json => json(payload),
    }
}

fn json<T: Message>(payload: &Payload) -> Result<T, Status> {
    serde_json::from_slice(&payload.bytes)
        .map_err(|error| Status::invalid_argument(error.to_string()))
}
