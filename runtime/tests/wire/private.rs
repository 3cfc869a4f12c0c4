//! Public types that hold private ones: as what they hold, and as public types would be.

use std::collections::BTreeMap;

use super::{both, read};
use traitwire::prelude::*;

#[expect(
    unreachable_pub,
    reason = "a public type says what a private one need not"
)]
mod api {
    use std::collections::BTreeMap;
    use traitwire::prelude::*;

    #[message]
    #[derive(PartialEq)]
    struct Inner {
        number: u32,
        words: Vec<String>,
    }

    #[message]
    #[derive(PartialEq)]
    enum Color {
        Red,
        Green,
    }

    #[message]
    #[derive(PartialEq)]
    struct Small(#[schemars(range(max = 9))] u32);

    #[message]
    #[derive(PartialEq)]
    pub struct Held(Inner);

    impl Held {
        pub(super) fn new(number: u32, words: &[&str]) -> Self {
            let words = words.iter().map(|&word| word.to_owned()).collect();
            Self(Inner { number, words })
        }
    }

    #[message]
    #[derive(PartialEq)]
    pub struct Paint(Color);

    impl Paint {
        pub(super) const GREEN: Self = Self(Color::Green);
        pub(super) const RED: Self = Self(Color::Red);
    }

    #[message]
    #[derive(PartialEq)]
    pub(crate) struct Digit(Small);

    impl Digit {
        pub(super) fn new(value: u32) -> Self {
            Self(Small(value))
        }
    }

    #[message]
    #[derive(PartialEq)]
    #[serde(transparent)]
    pub struct Many<T> {
        items: Vec<Wrapper<T>>,
        #[serde(skip)]
        _count: usize,
    }

    #[message]
    #[derive(PartialEq)]
    struct Wrapper<T> {
        item: T,
    }

    impl<T> Many<T> {
        pub(super) fn new(items: Vec<T>) -> Self {
            let items = items.into_iter().map(|item| Wrapper { item });
            Self {
                items: items.collect(),
                _count: 0,
            }
        }
    }

    #[message]
    #[derive(PartialEq)]
    pub struct ByKey(BTreeMap<String, Small>);

    impl ByKey {
        pub(super) fn new(key: &str, value: u32) -> Self {
            Self([(key.to_owned(), Small(value))].into())
        }
    }

    #[message]
    #[derive(PartialEq)]
    pub struct Perhaps(Option<Small>);

    impl Perhaps {
        pub(super) fn new(value: u32) -> Self {
            Self(Some(Small(value)))
        }
    }

    /// Its form is private, and others need not know it.
    #[message]
    #[derive(PartialEq)]
    #[serde(from = "Inner", into = "Inner")]
    pub struct Sum(pub u32);

    impl From<Inner> for Sum {
        fn from(inner: Inner) -> Self {
            Self(inner.number)
        }
    }

    impl From<Sum> for Inner {
        fn from(sum: Sum) -> Self {
            Self {
                number: sum.0,
                words: Vec::new(),
            }
        }
    }

    #[message]
    #[derive(PartialEq)]
    #[serde(try_from = "Small", into = "u32")]
    pub struct Odd {
        pub value: u32,
    }

    impl TryFrom<Small> for Odd {
        type Error = &'static str;

        fn try_from(small: Small) -> Result<Self, &'static str> {
            match small.0 % 2 {
                0 => Err("the number is even"),
                _ => Ok(Self { value: small.0 }),
            }
        }
    }

    impl From<Odd> for u32 {
        fn from(odd: Odd) -> Self {
            odd.value
        }
    }

    /// Written by code of its own, as a private type.
    #[message]
    #[derive(PartialEq)]
    pub struct Coded(
        #[serde(with = "as_small")]
        #[schemars(with = "u32")]
        #[proto(as = "Small")]
        pub u64,
    );

    mod as_small {
        use serde::{Deserialize, Deserializer, Serializer};

        pub(super) fn serialize<S: Serializer>(value: &u64, to: S) -> Result<S::Ok, S::Error> {
            to.serialize_u64(value + 1)
        }

        pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
            u64::deserialize(from).map(|value| value - 1)
        }
    }
}

use api::{ByKey, Coded, Digit, Held, Many, Odd, Paint, Perhaps, Sum};

#[message]
#[derive(PartialEq)]
struct All {
    held: Option<Held>,
    more: Vec<Held>,
    paint: Option<Paint>,
    paints: Vec<Paint>,
    digit: Digit,
    digits: Vec<Digit>,
    many: Many<String>,
    manies: Vec<Many<u32>>,
    by_key: BTreeMap<String, Perhaps>,
    sum: Option<Sum>,
    odd: Option<Odd>,
    coded: Option<Coded>,
}

fn empty() -> All {
    read("").expect("everything may be absent")
}

#[test]
fn a_field_is_what_the_type_holds() {
    let held = || Held::new(1, &["a", "b"]);
    let inner = "08 01 12 0161 12 0162";
    both(
        All {
            held: Some(held()),
            ..empty()
        },
        &format!("0a 08 {inner}"),
    );
    both(
        All {
            more: vec![held(), Held::new(0, &[])],
            ..empty()
        },
        &format!("12 08 {inner} 12 00"),
    );
    both(
        All {
            paint: Some(Paint::GREEN),
            paints: vec![Paint::RED, Paint::GREEN],
            ..empty()
        },
        "18 02 22 02 0102",
    );
    // Zero is not sent.
    both(empty(), "");
    both(
        All {
            digit: Digit::new(7),
            digits: vec![Digit::new(0), Digit::new(9)],
            ..empty()
        },
        "28 07 32 02 0009",
    );
    both(
        All {
            many: Many::new(vec!["a".to_owned(), String::new()]),
            manies: vec![Many::new(vec![5]), Many::new(vec![])],
            ..empty()
        },
        "3a 03 0a0161 3a 00 42 04 0a02 0805 42 00",
    );
    both(
        All {
            by_key: [("k".to_owned(), Perhaps::new(0))].into(),
            ..empty()
        },
        "4a 07 0a016b 12 02 0800",
    );
    both(
        All {
            sum: Some(Sum(3)),
            odd: Some(Odd { value: 5 }),
            coded: Some(Coded(6)),
            ..empty()
        },
        "52 02 0803 58 05 60 07",
    );
}

#[test]
fn a_whole_message_is_what_the_type_holds() {
    both(Held::new(1, &["a"]), "08 01 12 0161");
    both(Paint::GREEN, "08 02");
    both(Many::new(vec![1_u32]), "0a 02 0801");
    both(ByKey::new("a", 1), "0a 05 0a0161 1001");
    both(Perhaps::new(0), "08 00");
    both(Sum(3), "08 03");
    both(Odd { value: 5 }, "08 05");
}

#[test]
fn what_comes_in_pieces_is_one() {
    let value = read::<All>("0a 05 08 01 12 0161 0a 05 08 02 12 0162").unwrap();
    assert_eq!(value.held, Some(Held::new(2, &["a", "b"])));
    // Packed, and not packed.
    let value = read::<All>("30 01 32 02 0203 30 04").unwrap();
    assert_eq!(value.digits, [1, 2, 3, 4].map(Digit::new));
    // Of one value the last one counts.
    let value = read::<All>("28 01 28 02").unwrap();
    assert_eq!(value.digit, Digit::new(2));
}

#[test]
fn mistakes_are_where_they_are() {
    for (bytes, problem) in [
        (
            "28 0a",
            "`digit`: expected an integer from 0 to 9, found the number 10",
        ),
        (
            "2d 00000000",
            "`digit`: expected a varint on the wire, found 32 bits",
        ),
        (
            "0a 03 12 0261",
            "`held.words[0]`: the bytes end in the middle of a value",
        ),
        (
            "0a 03 12 01ff",
            "`held.words[0]`: expected a string in UTF-8, found other bytes",
        ),
        ("58 02", "`odd`: the number is even"),
    ] {
        assert_eq!(read::<All>(bytes).unwrap_err(), problem, "{bytes}");
    }
}
