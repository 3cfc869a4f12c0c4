//! Every form of a message is written as serde documents it, and can be read back from a strict caller.
//!
//! The forms are those of <https://serde.rs/enum-representations.html> and <https://serde.rs/attributes.html>.

#[path = "message/hex.rs"]
mod hex;
#[path = "message/json.rs"]
mod json;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use json::{reads, round_trip, strict};
use traitwire::message;

#[message]
#[derive(PartialEq)]
struct Task {
    id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    tags: Vec<String>,
    parts: BTreeMap<u8, (bool, char)>,
    set: BTreeSet<i8>,
    queue: VecDeque<[f64; 2]>,
    nothing: (),
    shared: Arc<str>,
    list: Arc<[Arc<u8>]>,
}

#[test]
fn a_struct_is_an_object() {
    let task = Task {
        id: u64::MAX,
        owner: None,
        tags: vec!["a".into()],
        parts: BTreeMap::from([(3, (true, 'ü'))]),
        set: BTreeSet::from([-1, 1]),
        queue: VecDeque::from([[0.5, 1.0]]),
        nothing: (),
        shared: "b".into(),
        list: [Arc::new(1)].into(),
    };
    round_trip(
        &task,
        r#"{"id":18446744073709551615,"tags":["a"],"parts":{"3":[true,"ü"]},"set":[-1,1],"queue":[[0.5,1.0]],"nothing":null,"shared":"b","list":[1]}"#,
    );
}

#[message]
#[derive(PartialEq)]
struct Pair(u8, String);

#[message]
#[derive(PartialEq)]
struct Id(u64);

#[message]
#[derive(PartialEq)]
struct Marker;

#[message]
#[derive(PartialEq)]
struct Empty {}

#[test]
fn other_structs_are_what_they_hold() {
    round_trip(&Pair(1, "a".into()), r#"[1,"a"]"#);
    round_trip(&Id(7), "7");
    round_trip(&Marker, "null");
    round_trip(&Empty {}, "{}");
}

#[message]
#[serde(rename_all = "camelCase")]
#[derive(PartialEq, Default)]
struct Named {
    #[serde(alias = "user_id", alias = "uid")]
    user_id: u8,
    #[serde(default)]
    first_name: String,
    #[serde(default = "seven")]
    lucky_number: u8,
    #[serde(skip)]
    cache: u8,
}

fn seven() -> u8 {
    7
}

#[test]
fn names_aliases_and_defaults() {
    let named = Named {
        user_id: 1,
        first_name: "A".into(),
        lucky_number: 2,
        cache: 0,
    };
    round_trip(&named, r#"{"userId":1,"firstName":"A","luckyNumber":2}"#);
    let least = Named {
        user_id: 1,
        lucky_number: 7,
        ..Named::default()
    };
    reads(r#"{"user_id":1}"#, &least);
    reads(r#"{"uid":1}"#, &least);
}

#[message]
#[derive(PartialEq)]
struct Outer {
    id: u8,
    #[serde(flatten)]
    named: Named,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[test]
fn flattened_parts_stand_in_the_object_itself() {
    let outer = Outer {
        id: 1,
        named: Named {
            user_id: 2,
            ..Named::default()
        },
        rest: BTreeMap::from([("more".into(), 3)]),
    };
    round_trip(
        &outer,
        r#"{"id":1,"userId":2,"firstName":"","luckyNumber":0,"more":3}"#,
    );
}

#[message]
#[derive(PartialEq)]
struct Rest(BTreeMap<String, u8>);

#[message]
#[serde(tag = "kind")]
#[derive(PartialEq)]
enum Shape {
    Circle { radius: u8 },
    Square { side: u8 },
}

#[message]
#[derive(PartialEq)]
struct Drawn {
    #[serde(flatten)]
    shape: Shape,
    #[serde(flatten)]
    named: Option<Named>,
}

#[message]
#[derive(PartialEq)]
struct Labeled {
    id: u8,
    #[serde(flatten)]
    rest: Rest,
}

#[test]
fn enums_options_and_newtypes_can_be_flattened() {
    let drawn = Drawn {
        shape: Shape::Circle { radius: 1 },
        named: None,
    };
    round_trip(&drawn, r#"{"kind":"Circle","radius":1}"#);
    let named = Named {
        user_id: 2,
        ..Named::default()
    };
    let drawn = Drawn {
        shape: Shape::Square { side: 1 },
        named: Some(named),
    };
    round_trip(
        &drawn,
        r#"{"kind":"Square","side":1,"userId":2,"firstName":"","luckyNumber":0}"#,
    );
    let labeled = Labeled {
        id: 1,
        rest: Rest(BTreeMap::from([("more".into(), 3)])),
    };
    round_trip(&labeled, r#"{"id":1,"more":3}"#);
}

#[message]
#[serde(transparent)]
#[derive(PartialEq)]
struct Maybe {
    inner: Option<u8>,
}

#[message]
#[derive(PartialEq)]
struct HasMaybe {
    maybe: Maybe,
}

#[test]
fn an_option_in_a_transparent_type_may_be_left_out() {
    round_trip(&Maybe { inner: None }, "null");
    round_trip(&Maybe { inner: Some(1) }, "1");
    reads(
        "{}",
        &HasMaybe {
            maybe: Maybe { inner: None },
        },
    );
    round_trip(
        &HasMaybe {
            maybe: Maybe { inner: Some(1) },
        },
        r#"{"maybe":1}"#,
    );
}

#[message]
#[serde(rename_all = "snake_case")]
#[derive(PartialEq)]
enum External {
    UnitForm,
    New(u8),
    Tuple(u8, String),
    Struct {
        id: u8,
    },
    #[serde(untagged)]
    Unknown(String),
}

#[message]
#[serde(tag = "kind", rename_all = "snake_case")]
#[derive(PartialEq)]
enum Internal {
    UnitForm,
    New(Empty),
    Struct {
        id: u8,
    },
    #[serde(other)]
    Else,
}

#[message]
#[serde(tag = "kind", content = "of")]
#[derive(PartialEq)]
enum Adjacent {
    Unit,
    New(u8),
    Tuple(u8, u8),
    Struct { id: u8 },
}

#[message]
#[serde(untagged)]
#[derive(PartialEq)]
enum Untagged {
    Unit,
    New(u8),
    Tuple(u8, u8),
    Struct { id: u8 },
}

#[test]
fn an_externally_tagged_enum() {
    round_trip(&External::UnitForm, r#""unit_form""#);
    round_trip(&External::New(1), r#"{"new":1}"#);
    round_trip(&External::Tuple(1, "a".into()), r#"{"tuple":[1,"a"]}"#);
    round_trip(&External::Struct { id: 1 }, r#"{"struct":{"id":1}}"#);
    round_trip(&External::Unknown("else".into()), r#""else""#);
}

#[test]
fn an_internally_tagged_enum() {
    round_trip(&Internal::UnitForm, r#"{"kind":"unit_form"}"#);
    round_trip(&Internal::New(Empty {}), r#"{"kind":"new"}"#);
    round_trip(&Internal::Struct { id: 1 }, r#"{"kind":"struct","id":1}"#);
    reads(r#"{"kind":"newer"}"#, &Internal::Else);
}

#[test]
fn an_adjacently_tagged_enum() {
    round_trip(&Adjacent::Unit, r#"{"kind":"Unit"}"#);
    round_trip(&Adjacent::New(1), r#"{"kind":"New","of":1}"#);
    round_trip(&Adjacent::Tuple(1, 2), r#"{"kind":"Tuple","of":[1,2]}"#);
    round_trip(
        &Adjacent::Struct { id: 1 },
        r#"{"kind":"Struct","of":{"id":1}}"#,
    );
}

#[test]
fn an_untagged_enum() {
    round_trip(&Untagged::Unit, "null");
    round_trip(&Untagged::New(1), "1");
    round_trip(&Untagged::Tuple(1, 2), "[1,2]");
    round_trip(&Untagged::Struct { id: 1 }, r#"{"id":1}"#);
}

#[message]
#[derive(PartialEq)]
struct Hidden {
    #[serde(with = "hex")]
    #[schemars(with = "String")]
    id: u64,
    #[message(opaque)]
    number: serde_json::Number,
}

#[message]
#[serde(try_from = "String", into = "String")]
#[derive(PartialEq)]
struct Upper(String);

impl TryFrom<String> for Upper {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.chars().all(char::is_uppercase) {
            Ok(Self(text))
        } else {
            Err(format!("{text} is not in capitals"))
        }
    }
}

impl From<Upper> for String {
    fn from(upper: Upper) -> Self {
        upper.0
    }
}

#[test]
fn forms_that_serde_code_chooses() {
    let hidden = Hidden {
        id: 255,
        number: 3.into(),
    };
    round_trip(&hidden, r#"{"id":"ff","number":3}"#);
    round_trip(&Upper("ABC".into()), r#""ABC""#);
    let refused = strict::<Upper>(r#""abc""#).expect_err("not in capitals");
    assert!(refused.contains("abc is not in capitals"), "{refused}");
}

#[message]
struct Limited {
    #[schemars(range(min = 1, max = 9))]
    small: u8,
    #[schemars(length(max = 3))]
    short: String,
    #[schemars(regex(pattern = "^[a-z]*$"))]
    word: String,
}

#[test]
fn limits_are_enforced() {
    assert!(strict::<Limited>(r#"{"small":9,"short":"äöü","word":"abc"}"#).is_ok());
    for (json, field) in [
        (r#"{"small":10,"short":"","word":""}"#, "small"),
        (r#"{"small":0,"short":"","word":""}"#, "small"),
        (r#"{"small":1,"short":"abcd","word":""}"#, "short"),
        (r#"{"small":1,"short":"","word":"A"}"#, "word"),
    ] {
        let refused = strict::<Limited>(json).expect_err("out of its limits");
        assert!(refused.contains(field), "{json}: {refused}");
    }
}
