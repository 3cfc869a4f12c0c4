//! A type that has everything, and values of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proptest::collection::{btree_map, btree_set, hash_map, vec};
use proptest::option;
use proptest::prelude::*;
use traitwire_macros::message;

/// One field for each thing that a message can hold.
#[message]
#[derive(PartialEq)]
pub(super) struct Sample {
    pub(super) small: u8,
    #[serde(alias = "big", alias = "gross")]
    pub(super) large: u64,
    #[serde(rename = "signedNumber")]
    pub(super) signed: i64,
    pub(super) ratio: f64,
    pub(super) single: f32,
    pub(super) letter: char,
    pub(super) text: String,
    pub(super) maybe: Option<i16>,
    pub(super) unit: (),
    #[serde(default)]
    pub(super) matrix: Vec<Vec<f64>>,
    pub(super) fixed: [bool; 2],
    pub(super) set: BTreeSet<u16>,
    pub(super) pair: (u64, Option<String>),
    pub(super) by_name: HashMap<String, Newtype>,
    pub(super) by_number: BTreeMap<i32, Point>,
    pub(super) by_state: BTreeMap<State, bool>,
    pub(super) tree: Tree,
    pub(super) page: Page<Tree>,
    pub(super) states: Page<State>,
    pub(super) opaque: serde_json::Value,
    pub(super) external: Vec<External>,
    pub(super) internal: Vec<Internal>,
    pub(super) adjacent: Vec<Adjacent>,
    pub(super) untagged: Vec<Untagged>,
    #[serde(flatten)]
    pub(super) flat: Flattened,
    #[serde(flatten)]
    pub(super) optional: Option<Optional>,
}

#[message]
#[derive(PartialEq)]
pub(super) struct Newtype(u32);

#[message]
#[derive(PartialEq)]
pub(super) struct Point(i64, i64);

#[message]
#[derive(PartialEq)]
pub(super) struct Tree {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kids: Vec<Self>,
}

#[message]
#[derive(PartialEq)]
pub(super) struct Page<T> {
    items: Vec<T>,
    next: Option<Box<T>>,
}

#[message]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    Todo,
    #[serde(alias = "busy")]
    InProgress,
}

#[message]
#[derive(PartialEq)]
pub(super) struct Flattened {
    flat_number: u64,
    #[serde(default)]
    flat_text: Option<String>,
    #[serde(flatten)]
    inner: Inner,
}

#[message]
#[derive(PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Inner {
    inner_number: i64,
}

#[message]
#[derive(PartialEq)]
pub(super) struct Optional {
    optional_number: u64,
    optional_text: String,
}

#[message]
#[derive(PartialEq)]
pub(super) enum External {
    Unit,
    Newtype(u64),
    Tuple(i64, String),
    Struct { large: u64, next: Option<Box<Self>> },
    Map(BTreeMap<String, u64>),
    Nested(Box<Internal>),
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "type")]
pub(super) enum Internal {
    Unit,
    Struct {
        large: u64,
        signed: i64,
        ratio: f64,
    },
    Inner(Inner),
    Adjacent(Adjacent),
    Map(BTreeMap<String, u64>),
    Recursive {
        next: Option<Box<Self>>,
        all: Vec<Self>,
    },
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "t", content = "c")]
pub(super) enum Adjacent {
    Unit,
    Newtype(u64),
    Maybe(Option<i64>),
    Tuple(u64, f64),
    Struct {
        large: u64,
        untagged: Option<Box<Untagged>>,
    },
}

#[message]
#[derive(PartialEq)]
#[serde(untagged)]
pub(super) enum Untagged {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Flag(bool),
    Text(String),
    Struct { large: u64, items: Vec<Self> },
    Other { signed: i64 },
    Null,
    Pair(bool, u64),
    List(Vec<Self>),
}

/// Integers, those at the ends and those that no float can hold more often than others.
fn unsigned() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        Just(9_007_199_254_740_993),
        Just(u64::MAX),
        Just(i64::MAX as u64 + 1),
        0..10_u64,
    ]
}

fn signed() -> impl Strategy<Value = i64> {
    prop_oneof![
        any::<i64>(),
        Just(-9_007_199_254_740_993),
        Just(i64::MIN),
        -10..10_i64
    ]
}

/// Finite numbers, whole ones among them.
fn float() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NORMAL, SUBNORMAL, ZERO};
    prop_oneof![
        NORMAL | SUBNORMAL | ZERO,
        (-100..100_i32).prop_map(f64::from)
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{0,8}", any::<String>()]
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = text().prop_map(|name| Tree { name, kids: vec![] });
    leaf.prop_recursive(4, 12, 3, |inner| {
        (text(), vec(inner, 0..3)).prop_map(|(name, kids)| Tree { name, kids })
    })
}

fn page<T: std::fmt::Debug>(
    items: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Page<T>> {
    let next = option::of(items.clone().prop_map(Box::new));
    (vec(items, 0..3), next).prop_map(|(items, next)| Page { items, next })
}

fn state() -> impl Strategy<Value = State> + Clone {
    prop_oneof![Just(State::Todo), Just(State::InProgress)]
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        unsigned().prop_map(Into::into),
        text().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Into::into),
            btree_map(text(), inner, 0..3).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn small_map() -> impl Strategy<Value = BTreeMap<String, u64>> {
    // `type` and `t` are tags of the enums that hold such maps.
    btree_map("[a-s]{1,3}", unsigned(), 0..3)
}

fn external() -> impl Strategy<Value = External> {
    let leaf = prop_oneof![
        Just(External::Unit),
        unsigned().prop_map(External::Newtype),
        (signed(), text()).prop_map(|(a, b)| External::Tuple(a, b)),
        small_map().prop_map(External::Map),
        internal().prop_map(|inner| External::Nested(Box::new(inner))),
    ];
    leaf.prop_recursive(3, 4, 1, |inner| {
        (unsigned(), option::of(inner.prop_map(Box::new)))
            .prop_map(|(large, next)| External::Struct { large, next })
    })
}

fn internal() -> impl Strategy<Value = Internal> {
    let leaf = prop_oneof![
        Just(Internal::Unit),
        (unsigned(), signed(), float()).prop_map(|(large, signed, ratio)| Internal::Struct {
            large,
            signed,
            ratio
        }),
        signed().prop_map(|inner_number| Internal::Inner(Inner { inner_number })),
        adjacent().prop_map(Internal::Adjacent),
        small_map().prop_map(Internal::Map),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        (
            option::of(inner.clone().prop_map(Box::new)),
            vec(inner, 0..2),
        )
            .prop_map(|(next, all)| Internal::Recursive { next, all })
    })
}

fn adjacent() -> impl Strategy<Value = Adjacent> {
    prop_oneof![
        Just(Adjacent::Unit),
        unsigned().prop_map(Adjacent::Newtype),
        option::of(signed()).prop_map(Adjacent::Maybe),
        (unsigned(), float()).prop_map(|(a, b)| Adjacent::Tuple(a, b)),
        (unsigned(), option::of(not_null().prop_map(Box::new)))
            .prop_map(|(large, untagged)| Adjacent::Struct { large, untagged }),
    ]
}

fn untagged() -> impl Strategy<Value = Untagged> {
    let leaf = prop_oneof![
        unsigned().prop_map(Untagged::Unsigned),
        // What is not negative is read as the first variant.
        (i64::MIN..0).prop_map(Untagged::Signed),
        float().prop_map(Untagged::Float),
        any::<bool>().prop_map(Untagged::Flag),
        text().prop_map(Untagged::Text),
        signed().prop_map(|signed| Untagged::Other { signed }),
        Just(Untagged::Null),
        (any::<bool>(), unsigned()).prop_map(|(a, b)| Untagged::Pair(a, b)),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            (unsigned(), vec(inner.clone(), 0..3))
                .prop_map(|(large, items)| Untagged::Struct { large, items }),
            // A list of two may be a pair.
            vec(inner, 3..5).prop_map(Untagged::List),
        ]
    })
}

/// In an option, `null` is for the option.
fn not_null() -> impl Strategy<Value = Untagged> {
    untagged().prop_filter("null", |value| *value != Untagged::Null)
}

fn flat() -> impl Strategy<Value = Flattened> {
    (unsigned(), option::of(text()), signed()).prop_map(|(flat_number, flat_text, inner_number)| {
        Flattened {
            flat_number,
            flat_text,
            inner: Inner { inner_number },
        }
    })
}

fn optional() -> impl Strategy<Value = Option<Optional>> {
    option::of(
        (unsigned(), text()).prop_map(|(optional_number, optional_text)| Optional {
            optional_number,
            optional_text,
        }),
    )
}

/// Any value.
pub(super) fn sample() -> impl Strategy<Value = Sample> {
    let scalars = (
        any::<u8>(),
        unsigned(),
        signed(),
        float(),
        any::<char>(),
        text(),
        option::of(any::<i16>()),
    );
    let single = proptest::num::f32::NORMAL;
    let lists = (
        vec(vec(float(), 0..3), 0..3),
        any::<[bool; 2]>(),
        btree_set(any::<u16>(), 0..4),
        (unsigned(), option::of(text())),
    );
    let maps = (
        hash_map(text(), any::<u32>().prop_map(Newtype), 0..3),
        btree_map(
            any::<i32>(),
            (signed(), signed()).prop_map(|(x, y)| Point(x, y)),
            0..3,
        ),
        btree_map(state(), any::<bool>(), 0..3),
    );
    let types = (
        tree(),
        page(tree().boxed()),
        page(state()),
        json(),
        flat(),
        optional(),
    );
    let enums = (
        vec(external(), 0..3),
        vec(internal(), 0..3),
        vec(adjacent(), 0..3),
        vec(untagged(), 0..3),
    );
    (scalars, single, lists, maps, types, enums).prop_map(
        |(scalars, single, lists, maps, types, enums)| {
            let (small, large, signed, ratio, letter, text, maybe) = scalars;
            let (matrix, fixed, set, pair) = lists;
            let (by_name, by_number, by_state) = maps;
            let (tree, page, states, opaque, flat, optional) = types;
            let (external, internal, adjacent, untagged) = enums;
            Sample {
                small,
                large,
                signed,
                ratio,
                single,
                letter,
                text,
                maybe,
                unit: (),
                matrix,
                fixed,
                set,
                pair,
                by_name,
                by_number,
                by_state,
                tree,
                page,
                states,
                opaque,
                external,
                internal,
                adjacent,
                untagged,
                flat,
                optional,
            }
        },
    )
}
