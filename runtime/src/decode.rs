//! From the bytes of a request to its type, with errors that a caller can act on.
//!
//! A request is read twice. First it is walked along the shape of its type, without building anything: that finds all
//! that is wrong with it, in words, and what serde does not see, such as unknown fields and limits. Then serde reads it.

mod array;
mod describe;
mod fields;
mod hidden;
#[cfg(feature = "app")]
mod item_list;
mod items;
mod keys;
mod limited;
pub(crate) mod limits;
mod map;
mod object;
mod path;
mod problem;
mod readable;
mod scalar;
mod serde_error;
mod text;
mod untagged;
mod variant;
mod walk;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::de::DeserializeOwned;

use crate::Status;
use crate::message::Value;
use crate::service::{Encoding, Payload, Unknown};
use crate::spec::json::{JsonError, JsonErrorKind};
use crate::spec::shape::{Body, Kind};
#[cfg(feature = "app")]
pub(crate) use item_list::item_list;
pub(crate) use items::items;
pub(crate) use problem::{Problem, Problems};
pub(crate) use readable::check_type;
#[cfg(feature = "grpc")]
pub(crate) use text::{one_of, quoted, repeated_element};
use walk::{Halt, Rewrite, Walk};

/// Reads a value: first a walk along its shape, then serde.
pub(crate) fn decode<T: Value>(payload: &Payload) -> Result<T, Status> {
    match payload.encoding {
        Encoding::Json => json(payload),
        #[cfg(feature = "grpc")]
        Encoding::Protobuf => crate::wire::decode_request(&payload.bytes),
    }
}

fn json<T: Value>(payload: &Payload) -> Result<T, Status> {
    read(&T::KIND, payload)
}

/// Reads a value of this description.
fn read<T: DeserializeOwned>(kind: &Kind, payload: &Payload) -> Result<T, Status> {
    let text = check(kind, &payload.bytes, payload.unknown)?;
    match serde_json::from_str(&text) {
        Ok(message) => Ok(message),
        Err(_) => Err(serde_error::explain::<T>(&text)),
    }
}

/// Checks the JSON text of a request against the description of its type, without reading it into the type.
///
/// The answer is the text that serde is to read: the same, but for integers that are written as `50.0` or `5e1`, and
/// for an empty text where nothing is required. What custom code of a type refuses is not found here.
pub(crate) fn check<'t>(
    kind: &Kind,
    bytes: &'t [u8],
    unknown: Unknown,
) -> Result<Cow<'t, str>, Status> {
    if let Some(text) = empty_request(kind, bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let mut walk = Walk::new(bytes, unknown == Unknown::Deny);
    match walk.run(kind) {
        Ok(()) if walk.problems.is_empty() => Ok(rewritten(walk.scanner.text(), walk.rewrites)),
        Ok(()) => Err(walk.problems.into()),
        Err(Halt::Json(error)) => Err(invalid_json(bytes, kind, &error).into()),
        Err(Halt::Pattern(error)) => Err(Status::internal(error)),
        Err(Halt::TooAmbiguous | Halt::Misfit) => {
            Err(Problems::from(Problem::new("", text::too_ambiguous())).into())
        }
    }
}

/// What an empty text, or `null`, stands for where a request has nothing that is required.
fn empty_request(kind: &Kind, bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii();
    if !matches!(text, b"" | b"null" | b"{}") {
        return None;
    }
    let Kind::Message(shape) = kind else {
        return None;
    };
    match (&shape.get().body, text) {
        (Body::Struct(fields), b"" | b"null") if fields::may_be_empty(fields) => Some("{}"),
        // Some transports can only send objects.
        (Body::Unit, _) => Some("null"),
        (Body::Transparent(inner, _), b"" | b"null") => empty_request(inner, bytes),
        _ => None,
    }
}

/// The text with some integers written anew.
fn rewritten(text: &str, mut rewrites: Vec<Rewrite>) -> Cow<'_, str> {
    if rewrites.is_empty() {
        return Cow::Borrowed(text);
    }
    // Those of a flattened enum come after those of the struct around it.
    rewrites.sort_unstable_by_key(|rewrite| rewrite.place.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Rewrite { place, value } in rewrites {
        out.push_str(&text[done..place.start]);
        let _ = write!(out, "{value}");
        done = place.end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

fn invalid_json(bytes: &[u8], kind: &Kind, error: &JsonError) -> Problems {
    let message = if bytes.trim_ascii().is_empty() {
        text::empty(&describe::kind(kind))
    } else if let JsonErrorKind::TooDeep(_) = error.kind() {
        text::too_deep(error)
    } else {
        text::invalid_json(error)
    };
    Problem::new("", message).into()
}
