//! What serde and the strict reading of a call make of a message.

use std::fmt::Debug;

use traitwire::__private::request;
use traitwire::{Body, Message, Payload};

/// Checks that a value is written as this JSON, and that a strict caller may send it.
pub(crate) fn round_trip<T: Message + PartialEq + Debug>(value: &T, json: &str) {
    assert_eq!(
        serde_json::to_string(value).expect("a value is written"),
        json
    );
    reads(json, value);
}

/// Checks that this JSON is read as a value, by serde and from a strict caller.
pub(crate) fn reads<T: Message + PartialEq + Debug>(json: &str, value: &T) {
    let by_serde: T = serde_json::from_str(json).expect("serde reads the value");
    assert_eq!(by_serde, *value, "by serde: {json}");
    let strictly: T = strict(json).unwrap_or_else(|message| panic!("{json}: {message}"));
    assert_eq!(strictly, *value, "strictly: {json}");
}

/// Reads JSON as from a strict caller; else the message that the caller gets.
pub(crate) fn strict<T: Message>(json: &str) -> Result<T, String> {
    let payload = Payload::strict_json(json.as_bytes().to_vec());
    (request::<T>().decode)(Body::One(payload)).map_err(|status| status.message().to_owned())
}
