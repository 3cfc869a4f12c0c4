//! Fields of several values, and values of several forms.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::sync::Arc;

use super::{both, hex, read};
use traitwire::__private::wire::encode;
use traitwire::prelude::*;

#[message]
#[derive(PartialEq)]
struct Lists {
    numbers: Vec<u32>,
    words: VecDeque<String>,
    set: BTreeSet<u8>,
    pair: [bool; 2],
    nested: Vec<Vec<u32>>,
    gaps: Vec<Option<u32>>,
    maybe: Option<Vec<u32>>,
}

fn lists() -> Lists {
    Lists {
        numbers: Vec::new(),
        words: VecDeque::new(),
        set: BTreeSet::new(),
        pair: [false, false],
        nested: Vec::new(),
        gaps: Vec::new(),
        maybe: None,
    }
}

#[test]
fn lists_are_repeated_and_numbers_packed() {
    // https://protobuf.dev/programming-guides/encoding/#packed: 3, 270 and 86942 are 03 8e02 9ea705.
    let pair = "22 02 0000";
    both(
        Lists {
            numbers: vec![3, 270, 86942],
            ..lists()
        },
        &format!("0a 06 038e029ea705 {pair}"),
    );
    both(
        Lists {
            words: ["a".into(), String::new()].into(),
            ..lists()
        },
        &format!("12 0161 12 00 {pair}"),
    );
    both(
        Lists {
            set: [2, 1].into(),
            ..lists()
        },
        &format!("1a 02 0102 {pair}"),
    );
    // What is not packed is read too, and mixed.
    let mixed = read::<Lists>(&format!("08 03 0a 02 0405 08 06 {pair}")).unwrap();
    assert_eq!(mixed.numbers, [3, 4, 5, 6]);
    assert_eq!(
        read::<Lists>("22 01 00").unwrap_err(),
        "`pair`: expected exactly 2 elements, found 1"
    );
    assert_eq!(
        read::<Lists>(&format!("1a 02 0101 {pair}")).unwrap_err(),
        "`set[1]`: the element is in the set already"
    );
}

#[test]
fn what_protobuf_has_no_place_for_is_wrapped() {
    let pair = "22 02 0000";
    let nested = Lists {
        nested: vec![vec![1, 2], vec![]],
        ..lists()
    };
    both(nested, &format!("{pair} 2a 04 0a 02 0102 2a 00"));
    let gaps = Lists {
        gaps: vec![Some(0), None, Some(5)],
        ..lists()
    };
    both(gaps, &format!("{pair} 32 02 0800 32 00 32 02 0805"));
    both(
        Lists {
            maybe: Some(vec![]),
            ..lists()
        },
        &format!("{pair} 3a 00"),
    );
    both(
        Lists {
            maybe: Some(vec![7]),
            ..lists()
        },
        &format!("{pair} 3a 03 0a 01 07"),
    );
}

#[message]
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Color {
    Red,
    #[proto(7)]
    Green,
}

#[message]
#[derive(PartialEq)]
struct Maps {
    words: BTreeMap<String, u32>,
    colors: BTreeMap<Color, bool>,
    lists: BTreeMap<i32, Vec<String>>,
    trees: BTreeMap<bool, Tree>,
}

#[message]
#[derive(PartialEq, Default)]
struct Tree {
    name: String,
    kids: Vec<Tree>,
    parent: Option<Box<Tree>>,
}

#[test]
fn maps_are_lists_of_entries() {
    let empty = || Maps {
        words: BTreeMap::new(),
        colors: BTreeMap::new(),
        lists: BTreeMap::new(),
        trees: BTreeMap::new(),
    };
    let words = [("a".to_owned(), 1), (String::new(), 0)].into();
    both(
        Maps { words, ..empty() },
        "0a 04 0a00 1000 0a 05 0a0161 1001",
    );
    both(
        Maps {
            colors: [(Color::Green, true)].into(),
            ..empty()
        },
        "12 04 0807 1001",
    );
    both(
        Maps {
            lists: [(-1, vec!["x".into()])].into(),
            ..empty()
        },
        "1a 10 08ffffffffffffffffff01 12 03 0a0178",
    );
    // Others leave out keys and values that are zero, and messages without fields.
    assert_eq!(
        read::<Maps>("0a 00").unwrap().words,
        [(String::new(), 0)].into()
    );
    assert_eq!(
        read::<Maps>("22 00").unwrap().trees,
        [(false, Tree::default())].into()
    );
    // Of two values of a key the last one counts.
    assert_eq!(
        read::<Maps>("0a 05 0a0161 1001 0a 05 0a0161 1002")
            .unwrap()
            .words["a"],
        2
    );
}

#[test]
fn messages_stand_in_each_other() {
    let leaf = |name: &str| Tree {
        name: name.into(),
        ..Tree::default()
    };
    let tree = Tree {
        name: "root".into(),
        kids: vec![leaf("a"), leaf("")],
        parent: Some(Box::new(leaf("p"))),
    };
    both(tree, "0a 04726f6f74 12 03 0a0161 12 00 1a 03 0a0170");
    // A message that comes in pieces is one: https://protobuf.dev/programming-guides/encoding/#last-one-wins.
    let merged = read::<Tree>("1a 03 0a0161 1a 05 12 03 0a0162").unwrap();
    assert_eq!(
        *merged.parent.unwrap(),
        Tree {
            name: "a".into(),
            kids: vec![leaf("b")],
            parent: None
        }
    );
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "kind")]
enum Event {
    Created { tree: Tree, count: u32 },
    Moved(Tree),
    Gone,
}

#[message]
#[derive(PartialEq)]
enum Mixed {
    Number(u32),
    Words(Vec<String>),
    #[proto(9)]
    Pair(u32, String),
    Maybe(Option<bool>),
    #[serde(skip)]
    Hidden,
}

#[test]
fn an_enum_with_data_is_one_of_several_fields() {
    let tree = || Tree {
        name: "a".into(),
        ..Tree::default()
    };
    both(
        Event::Created {
            tree: tree(),
            count: 0,
        },
        "0a 05 0a 03 0a0161",
    );
    both(Event::Moved(tree()), "12 03 0a0161");
    both(Event::Gone, "1a 00");
    both(Mixed::Number(0), "08 00");
    both(Mixed::Words(vec!["a".into()]), "12 03 0a0161");
    both(Mixed::Pair(1, "a".into()), "4a 05 0801 120161");
    both(Mixed::Maybe(Some(false)), "22 02 0800");
    both(Mixed::Maybe(None), "22 00");
    // The last one counts, and one that comes in pieces is one.
    assert_eq!(
        read::<Mixed>("08 05 4a 02 0801 4a 03 120161"),
        Ok(Mixed::Pair(1, "a".into()))
    );
    assert_eq!(
        read::<Mixed>("08 05 0a 00").unwrap_err(),
        "expected a varint on the wire, found a value with a length"
    );
    assert_eq!(
        read::<Mixed>("").unwrap_err(),
        "expected a variant of `Mixed`, found none that is known here; send one of `number`, `words`, `pair`, `maybe`"
    );
    assert_eq!(
        encode(&Mixed::Hidden).unwrap_err().to_string(),
        "the value of `Mixed` is a variant that is never sent"
    );
}

#[message]
#[derive(PartialEq, Default)]
enum Level {
    #[default]
    Low,
    High,
    #[serde(other)]
    Unknown,
}

#[message]
#[derive(PartialEq)]
struct Enums {
    color: Color,
    level: Level,
    more: Vec<Color>,
    maybe: Option<Color>,
}

#[test]
fn an_enum_without_data_is_a_number() {
    let value = Enums {
        color: Color::Red,
        level: Level::High,
        more: vec![Color::Green, Color::Red],
        maybe: None,
    };
    both(value, "08 01 10 02 1a 02 0701");
    let absent = read::<Enums>("08 07").unwrap();
    assert_eq!(absent.level, Level::Low, "the default of the type");
    // A number of 64 bits is cut off to 32, as others do it.
    let cut_off = read::<Enums>("08 8180808010").unwrap();
    assert_eq!(cut_off.color, Color::Red);
    assert_eq!(read::<Enums>("08 07 10 63").unwrap().level, Level::Unknown);
    assert_eq!(read::<Enums>("").unwrap_err(), "missing field `color`");
    assert_eq!(read::<Enums>("08 00").unwrap_err(), "missing field `color`");
    let zero = read::<Enums>("08 01 20 00").unwrap();
    assert_eq!(zero.maybe, None, "0 is no variant");
    assert_eq!(
        read::<Enums>("08 63").unwrap_err(),
        "`color`: 99 is no value of the enum `Color`; it has 1 (`Red`), 7 (`Green`)"
    );
}

#[message]
#[derive(PartialEq)]
struct UserId(#[schemars(range(min = 1))] u64);

#[message]
#[derive(PartialEq)]
struct Names(Vec<String>);

#[message]
#[derive(PartialEq)]
struct Point(f32, f32);

#[message]
#[derive(PartialEq)]
struct Nothing;

#[message]
#[derive(PartialEq)]
struct Page<T> {
    items: Vec<T>,
    next: Option<T>,
}

#[message]
#[derive(PartialEq)]
struct Various {
    id: Option<UserId>,
    names: Names,
    point: Point,
    tuple: (u32, String),
    nothing: Nothing,
    unit: (),
    shared: Arc<str>,
    #[serde(flatten)]
    page: Page<UserId>,
    set: HashSet<bool>,
}

#[test]
fn newtypes_tuples_units_and_generics() {
    let value = Various {
        id: Some(UserId(5)),
        names: Names(vec!["a".into()]),
        point: Point(0.0, 1.0),
        tuple: (0, "x".into()),
        nothing: Nothing,
        unit: (),
        shared: "s".into(),
        page: Page {
            items: vec![UserId(1), UserId(2)],
            next: None,
        },
        set: HashSet::new(),
    };
    both(
        value,
        "08 05 12 0161 1a 05 15 0000803f 22 03 120178 2a 00 32 00 3a 0173 42 04 0a 02 0102",
    );
    let zero = read::<Page<UserId>>("0a 02 0100").unwrap_err();
    assert_eq!(
        zero,
        "`items[1]`: expected an integer of at least 1, found the number 0"
    );
}

#[test]
fn a_value_that_is_no_message_is_the_first_field_of_one() {
    both(150_u32, "08 9601");
    both(String::new(), "");
    both(vec![1_u32, 2], "0a 02 0102");
    both(Some(0_u32), "08 00");
    both(None::<u32>, "");
    both((), "");
    both(UserId(3), "08 03");
    both(Color::Green, "08 07");
}

#[message]
#[derive(PartialEq)]
enum Plain {
    First,
    #[cfg(any())]
    Data(u32),
    Third,
}

#[message]
#[derive(PartialEq)]
enum Full {
    First,
    #[cfg(feature = "grpc")]
    Data(u32),
}

#[test]
fn an_enum_is_what_is_left_of_it() {
    use traitwire::Message;
    use traitwire::spec::shape::{Body, VariantBody};

    both(Plain::Third, "08 03");
    both(vec![Plain::First, Plain::Third], "0a 02 0103");
    both(Full::Data(5), "10 05");
    let Body::Enum(body) = &Plain::SHAPE.get().body else {
        panic!("it is an enum")
    };
    let is_plain =
        |variant: &traitwire::spec::shape::Variant| matches!(variant.body, VariantBody::Unit);
    assert!(
        body.variants.iter().all(is_plain),
        "its description has no data"
    );
}

/// What cannot be told of all types is asked of the parameters.
#[message]
#[derive(PartialEq)]
struct Cached<T> {
    item: T,
    #[serde(skip)]
    cache: Option<T>,
    #[serde(skip)]
    last: T,
    #[serde(default)]
    fallback: T,
}

#[test]
fn what_is_skipped_has_its_default() {
    let value = Cached {
        item: 5_u32,
        cache: None,
        last: 0,
        fallback: 0,
    };
    both(value, "08 05 20 00");
    assert_eq!(read::<Cached<u32>>("08 05").unwrap().fallback, 0);
}

#[message]
#[derive(PartialEq)]
struct Loose {
    any: serde_json::Value,
    object: serde_json::Map<String, serde_json::Value>,
    #[message(opaque)]
    hidden: std::ops::Range<u32>,
    #[serde(with = "as_text")]
    #[schemars(with = "String")]
    #[proto(as = "String")]
    number: u32,
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &u32, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("#{value}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
        let text = String::deserialize(from)?;
        text.trim_start_matches('#')
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[test]
fn any_json_is_a_value_of_protobuf() {
    let value = Loose {
        any: serde_json::json!({"a": [null, true, 1.5, -2, "x", {}]}),
        object: serde_json::Map::new(),
        hidden: 1..2,
        number: 7,
    };
    let again: Loose = read(&hex(&value)).unwrap();
    assert_eq!(again, value);
    both(serde_json::json!(true), "20 01");
    both(serde_json::json!("x"), "1a 0178");
    both(serde_json::json!(1), "11 000000000000f03f");
    both(serde_json::json!(null), "08 00");
    both(serde_json::json!([]), "32 00");
    // What comes in pieces is one, and of several kinds the last one counts.
    let pieces = "2a 09 0a 07 0a0161 12 02 2001 2a 05 0a 03 0a0162";
    assert_eq!(
        read::<serde_json::Value>(pieces).unwrap(),
        serde_json::json!({"a": true, "b": null})
    );
    assert_eq!(
        read::<serde_json::Value>(&format!("{pieces} 1a 0178")).unwrap(),
        serde_json::json!("x")
    );
    let large = serde_json::json!(9_007_199_254_740_993_u64);
    assert_eq!(
        encode(&large).unwrap_err().to_string(),
        "9007199254740993 is no number of `google.protobuf.Value`, which holds floats of 64 bits; write it as a string"
    );
    let bytes = hex(&Loose {
        any: serde_json::Value::Null,
        object: serde_json::Map::new(),
        hidden: 0..0,
        number: 7,
    });
    assert!(bytes.ends_with("22022337"), "`#7` as a string: {bytes}");
}

#[message]
#[derive(PartialEq)]
#[serde(try_from = "String", into = "String")]
struct Even(u32);

impl TryFrom<String> for Even {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number: u32 = text.parse().map_err(|_| "no number".to_owned())?;
        if number.is_multiple_of(2) {
            Ok(Self(number))
        } else {
            Err(format!("{number} is odd"))
        }
    }
}

impl From<Even> for String {
    fn from(even: Even) -> Self {
        even.0.to_string()
    }
}

#[message]
#[derive(PartialEq)]
struct HasEven {
    even: Even,
}

#[test]
fn a_type_that_is_read_as_another_travels_as_it() {
    both(HasEven { even: Even(12) }, "0a 023132");
    assert_eq!(read::<HasEven>("0a 0133").unwrap_err(), "`even`: 3 is odd");
}

#[cfg(feature = "uuid")]
#[test]
fn a_uuid_is_its_text() {
    #[message]
    #[derive(PartialEq)]
    struct Named {
        id: uuid::Uuid,
    }

    let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    both(
        Named {
            id: text.parse().unwrap(),
        },
        &format!("0a 24 {hex}"),
    );
}
