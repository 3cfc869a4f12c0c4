//! What serde itself refuses: custom code of a type, such as that of IP addresses.

use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::path::{push_index, push_key};
use super::problem::{Problem, Problems};
use crate::Status;

/// Reads a text once more that serde has refused, to say where. It is slower, so only for the way out.
#[cold]
pub(super) fn explain<T: DeserializeOwned>(text: &str) -> Status {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let problem = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => Problem::new(rendered(error.path()), message(error.inner())),
        Ok(_) => Problem::new("", "the request cannot be read"),
    };
    Problems::from(problem).into()
}

/// serde's message without the line and column, which the path says better.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

fn rendered(path: &Path) -> String {
    let mut out = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => push_index(&mut out, *index),
            Segment::Map { key } => push_key(&mut out, key),
            Segment::Enum { variant } => push_key(&mut out, variant),
            // Data that serde holds back for an enum: its place is lost.
            Segment::Unknown => break,
        }
    }
    out
}
