//! Fields of one value.

use std::collections::{HashSet, VecDeque};
use std::num::NonZeroU8;
use std::sync::Arc;

use super::{both, hex, read};
use traitwire::Bytes;
use traitwire::prelude::*;

#[message]
#[derive(PartialEq)]
struct Scalars {
    yes: bool,
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    u8: u8,
    u16: u16,
    u32: u32,
    u64: u64,
    f32: f32,
    f64: f64,
    text: String,
    bytes: Bytes,
    #[proto(bytes)]
    blob: Vec<u8>,
    numbers: Vec<u8>,
}

impl Scalars {
    fn zero() -> Self {
        read("").expect("every field has a zero")
    }
}

#[test]
fn zeros_are_not_sent() {
    both(Scalars::zero(), "");
    assert_eq!(Scalars::zero().text, "");
}

#[test]
fn numbers_have_their_fields_and_types() {
    // https://protobuf.dev/programming-guides/encoding/#simple: 150 in field 1 is 08 96 01; here it is field 8.
    both(
        Scalars {
            u32: 150,
            ..Scalars::zero()
        },
        "40 9601",
    );
    both(
        Scalars {
            yes: true,
            ..Scalars::zero()
        },
        "08 01",
    );
    // A negative int32 takes ten bytes: #signed-ints.
    both(
        Scalars {
            i32: -2,
            ..Scalars::zero()
        },
        "20 feffffffffffffffff01",
    );
    both(
        Scalars {
            i8: -1,
            ..Scalars::zero()
        },
        "10 ffffffffffffffffff01",
    );
    both(
        Scalars {
            i64: i64::MIN,
            ..Scalars::zero()
        },
        "28 80808080808080808001",
    );
    both(
        Scalars {
            u64: u64::MAX,
            ..Scalars::zero()
        },
        "48 ffffffffffffffffff01",
    );
    both(
        Scalars {
            f32: 1.0,
            ..Scalars::zero()
        },
        "55 0000803f",
    );
    both(
        Scalars {
            f64: -0.0,
            ..Scalars::zero()
        },
        "59 0000000000000080",
    );
    // #length-types: "testing" in field 2 is 12 07 74657374696e67; here it is field 12.
    both(
        Scalars {
            text: "testing".into(),
            ..Scalars::zero()
        },
        "62 07 74657374696e67",
    );
}

#[test]
fn bytes_are_bytes_where_that_is_said() {
    both(
        Scalars {
            bytes: Bytes::from(vec![0, 255]),
            ..Scalars::zero()
        },
        "6a 02 00ff",
    );
    both(
        Scalars {
            blob: vec![0, 255],
            ..Scalars::zero()
        },
        "72 02 00ff",
    );
    both(
        Scalars {
            numbers: vec![0, 255],
            ..Scalars::zero()
        },
        "7a 03 00ff01",
    );
    let json = serde_json::to_value(Scalars {
        bytes: Bytes::from(vec![0, 255]),
        blob: vec![1],
        ..Scalars::zero()
    });
    let json = json.unwrap();
    assert_eq!(
        (&json["bytes"], &json["blob"]),
        (&"AP8=".into(), &serde_json::json!([1]))
    );
}

#[message]
#[derive(PartialEq)]
struct Blobs {
    #[proto(bytes)]
    boxed: Box<[u8]>,
    #[proto(bytes)]
    shared: Arc<[u8]>,
    #[proto(bytes)]
    queue: VecDeque<u8>,
    #[proto(bytes)]
    nested: Arc<Vec<u8>>,
    #[proto(bytes)]
    maybe: Option<VecDeque<u8>>,
    #[proto(bytes, required)]
    always: Vec<u8>,
}

#[test]
fn any_list_of_bytes_can_be_bytes() {
    let mut queue = VecDeque::from([1, 2]);
    queue.push_front(0);
    assert!(!queue.as_slices().1.is_empty(), "it is in two parts");
    both(
        Blobs {
            boxed: [255].into(),
            shared: [254].into(),
            queue,
            nested: Arc::new(vec![253]),
            maybe: Some(VecDeque::new()),
            always: Vec::new(),
        },
        "0a 01 ff 12 01 fe 1a 03 000102 22 01 fd 2a 00 32 00",
    );
    let empty = read::<Blobs>("32 00").unwrap();
    assert_eq!((empty.queue, empty.maybe), (VecDeque::new(), None));
    assert_eq!(read::<Blobs>("").unwrap_err(), "missing field `always`");
}

#[test]
fn narrow_numbers_are_checked() {
    assert_eq!(
        read::<Scalars>("30 ac02").unwrap_err(),
        "`u8`: expected an integer from 0 to 255, found the number 300"
    );
    assert_eq!(
        read::<Scalars>("10 80ffffffffffffffff01").map(|scalars| scalars.i8),
        Ok(-128)
    );
    assert_eq!(
        read::<Scalars>("10 fffeffffffffffffff01").unwrap_err(),
        "`i8`: expected an integer from -128 to 127, found the number -129"
    );
}

#[test]
fn the_last_of_several_values_counts() {
    assert_eq!(read::<Scalars>("40 01 40 02").unwrap().u32, 2);
    assert_eq!(read::<Scalars>("62 0161 62 0162").unwrap().text, "b");
}

#[test]
fn another_wire_type_is_refused() {
    assert_eq!(
        read::<Scalars>("41 0000000000000000").unwrap_err(),
        "`u32`: expected a varint on the wire, found 64 bits"
    );
    assert_eq!(
        read::<Scalars>("62 02 fffe").unwrap_err(),
        "`text`: expected a string in UTF-8, found other bytes"
    );
}

#[message]
#[derive(PartialEq)]
struct Textual {
    letter: char,
    address: std::net::IpAddr,
    count: NonZeroU8,
    path: std::path::PathBuf,
}

#[test]
fn what_has_a_text_is_a_string() {
    let value = Textual {
        letter: 'ß',
        address: "::1".parse().unwrap(),
        count: NonZeroU8::new(7).unwrap(),
        path: "a/b".into(),
    };
    both(value, "0a 02c39f 12 033a3a31 18 07 22 03612f62");
    assert_eq!(read::<Textual>("").unwrap_err(), "missing field `letter`");
    assert_eq!(
        read::<Textual>("0a 026162").unwrap_err(),
        "`letter`: expected a single character, found the string \"ab\" (too many characters in string)"
    );
    assert_eq!(
        read::<Textual>("18 00").unwrap_err(),
        "`count`: expected a number other than 0"
    );
}

#[message]
#[derive(PartialEq)]
struct Present {
    #[proto(required)]
    count: u32,
    #[serde(default = "ten")]
    limit: u32,
    #[serde(skip)]
    secret: u32,
    #[serde(skip_serializing)]
    password: String,
    #[proto(20)]
    far: bool,
}

fn ten() -> u32 {
    10
}

#[test]
fn presence_is_what_was_asked_for() {
    let value = Present {
        count: 0,
        limit: 0,
        secret: 0,
        password: String::new(),
        far: true,
    };
    both(value, "08 00 10 00 a001 01");
    assert_eq!(read::<Present>("").unwrap_err(), "missing field `count`");
    let value = read::<Present>("08 00 22 0161 18 05").unwrap();
    let expected = Present {
        count: 0,
        limit: 10,
        secret: 0,
        password: "a".into(),
        far: false,
    };
    assert_eq!(value, expected);
    assert_eq!(
        hex(&value),
        "08001 00a".replace(' ', ""),
        "what is not written in JSON is not written here"
    );
}

#[message]
#[derive(PartialEq)]
struct Limited {
    #[schemars(range(min = 1, max = 9))]
    count: u32,
    #[schemars(length(max = 2))]
    name: String,
    #[schemars(length(min = 1), inner(regex(pattern = "^[a-z]+$")))]
    tags: Vec<String>,
    #[schemars(inner(range(max = 9)))]
    digits: HashSet<u8>,
}

#[test]
fn limits_hold_for_requests() {
    assert!(read::<Limited>("08 09 12 024142 1a 0161").is_ok());
    for (bytes, problem) in [
        (
            "12 0141",
            "`count`: expected an integer from 1 to 9, found the number 0",
        ),
        (
            "08 01 12 03414243 1a 0161",
            "`name`: expected at most 2 characters, found 3",
        ),
        ("08 01", "`tags`: expected at least 1 element, found 0"),
        ("08 01 1a 0161 1a 0142", "`tags[1]`: "),
        (
            "08 01 1a 0161 22 04 01020a03",
            "`digits`: an element does not fit: expected an integer from 0 to 9, found the number 10",
        ),
    ] {
        let found = read::<Limited>(bytes).unwrap_err();
        assert!(found.starts_with(problem), "{found}");
    }
    let reply = traitwire::__private::wire::decode_reply::<Limited>(&[]);
    assert!(reply.is_ok(), "replies are not held to them");
}
