//! serde_json as the judge: what it refuses the walk refuses too, but for integers in other clothes; what it takes the
//! walk takes too, but for a short list of things that it is better to refuse.

use crate::service::Unknown;
use crate::spec::shape::Kind;
use crate::{Message, Status};

/// Why the walk may refuse what serde takes.
const STRICTER: [&str; 11] = [
    // Which of the two counts is a matter of luck.
    "the key is written twice",
    "is given twice",
    "the element is in the set already",
    // serde reads structs from arrays too; no schema says so.
    "found an array",
    "found none of them",
    // Infinity, in what serde makes of it.
    "within the range of 32-bit floats",
    // Bytes that serde passes over unseen.
    "the request is not valid JSON",
    // serde takes a part of a flattened optional struct for none of it.
    "optional_",
    // serde takes `{"t": {"Unit": null}}` for `{"t": "Unit"}`.
    ".t`: expected one of",
    // Where serde has held data back, it takes `0` for the first variant.
    ".type`: expected one of",
    // Unknown fields beside the content of an adjacently tagged unit variant.
    "expected null",
];

/// What a text is, in the eyes of both.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Taken,
    Refused,
}

/// Compares the walk with serde on one text, and says what the walk thinks of it.
#[track_caller]
pub(super) fn compare<T: Message>(text: &[u8]) -> Verdict {
    let kind = Kind::Message(T::SHAPE);
    let serde = serde_json::from_slice::<T>(text);
    match super::super::check(&kind, text, Unknown::Ignore) {
        Ok(for_serde) => {
            if let Err(error) = serde_json::from_str::<T>(&for_serde) {
                // The walk does not look into what is opaque.
                let is_opaque = error.to_string().starts_with("number out of range");
                assert!(
                    is_opaque,
                    "the walk takes what serde does not: {error}: {}",
                    shown(text)
                );
            }
            let is_rewritten = for_serde.as_bytes() != text;
            assert!(
                serde.is_ok() || is_rewritten || shown(text).contains("1e400"),
                "{}",
                shown(text)
            );
            Verdict::Taken
        }
        Err(status) => {
            assert!(
                serde.is_err() || is_stricter(&status),
                "the walk refuses what serde takes: {}: {}",
                status.message(),
                shown(text)
            );
            Verdict::Refused
        }
    }
}

fn is_stricter(status: &Status) -> bool {
    STRICTER
        .iter()
        .any(|reason| status.message().contains(reason))
}

fn shown(text: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(text)
}
