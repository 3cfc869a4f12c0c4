//! Bytes that no honest caller sends.

use super::read;
use traitwire::prelude::*;

#[message]
#[derive(PartialEq, Default)]
struct Node {
    next: Option<Box<Node>>,
    items: Vec<Node>,
    text: String,
}

#[test]
fn what_ends_in_the_middle_is_refused() {
    for bytes in [
        "0a",
        "0a 05",
        "1a 02 61",
        "08",
        "1a ff",
        "1a ffffffffffffffffff01",
    ] {
        assert!(read::<Node>(bytes).is_err(), "{bytes}");
    }
    assert_eq!(
        read::<Node>("12 04 1a 05 6161").unwrap_err(),
        "`items[0].text`: the bytes end in the middle of a value"
    );
}

#[test]
fn what_is_no_field_is_refused() {
    // The field 0, the wire types 6 and 7, a number of eleven bytes, and the end of a group that never began.
    for bytes in ["00 00", "0e", "0f", "ffffffffffffffffffff01", "0c"] {
        assert!(read::<Node>(bytes).is_err(), "{bytes}");
    }
}

#[test]
fn unknown_fields_are_passed_over() {
    // Of each wire type, a group with a field in it among them.
    let bytes = "20 01 29 0000000000000000 32 0161 3d 00000000 43 08 01 44 1a 0161";
    assert_eq!(read::<Node>(bytes).unwrap().text, "a");
    // What JSON refuses protobuf does not know.
    assert!(serde_json::from_str::<Strict>(r#"{"text": "a", "more": 1}"#).is_err());
    assert_eq!(read::<Strict>("10 01 0a 0161").unwrap().text, "a");
}

#[message]
#[serde(deny_unknown_fields)]
struct Strict {
    text: String,
}

#[test]
fn messages_have_a_depth() {
    let nested = |depth: usize| {
        (0..depth).fold(Vec::new(), |inner: Vec<u8>, _| {
            let mut out = vec![0x12];
            prost::encoding::encode_varint(inner.len() as u64, &mut out);
            out.extend(inner);
            out
        })
    };
    let decode = |bytes: &[u8]| traitwire::__private::wire::decode_request::<Node>(bytes);
    decode(&nested(100)).expect("as deep as others go");
    let status = decode(&nested(101)).unwrap_err();
    assert!(
        status
            .message()
            .ends_with("messages stand in each other more than 100 levels deep"),
        "{}",
        status.message()
    );
    // A stack of its own is not needed to refuse a great many.
    decode(&nested(10_000)).unwrap_err();
}
