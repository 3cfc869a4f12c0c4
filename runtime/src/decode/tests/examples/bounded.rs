//! A type with limits of all kinds, and values that are within them as often as not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use traitwire_macros::message;

/// Each field takes some of the values in [`VALUES`].
#[message]
pub(super) struct Bounded {
    #[schemars(range(min = 1, max = 5))]
    small: i8,
    #[schemars(range(min = -7))]
    least: i64,
    #[schemars(range(max = 7))]
    most: u64,
    #[schemars(range(min = 0.5, max = 1.25))]
    #[serde(alias = "portion", alias = "part")]
    ratio: f64,
    #[schemars(length(min = 1, max = 2))]
    #[serde(default)]
    word: String,
    letter: Option<char>,
    #[schemars(length(max = 1), inner(range(min = 2)))]
    list: Vec<u8>,
    set: BTreeSet<Level>,
    level: Level,
    #[schemars(length(equal = 1))]
    by_level: BTreeMap<Level, bool>,
    by_flag: BTreeMap<bool, u8>,
    named: Named,
    #[serde(skip_deserializing)]
    never: u64,
}

/// A newtype with limits.
#[message]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Level(#[schemars(range(max = 3))] u8);

#[message]
#[expect(dead_code, reason = "only its form is looked at")]
#[serde(rename_all = "snake_case")]
pub(super) enum Named {
    FirstOfAll,
    Second(#[schemars(length(max = 1))] String),
    #[serde(skip)]
    Hidden,
    #[serde(other)]
    Other,
}

const KEYS: [&str; 18] = [
    "small",
    "least",
    "most",
    "ratio",
    "word",
    "letter",
    "list",
    "set",
    "level",
    "by_level",
    "by_flag",
    "named",
    "never",
    "portion",
    "part",
    "smal",
    "by_flags",
    "something",
];

const VALUES: [&str; 34] = [
    "0",
    "1",
    "3.0",
    "4",
    "-8",
    "0.5",
    "0.75",
    "2.5",
    "1e1",
    "127",
    "128",
    "-129",
    "18446744073709551616",
    "1e30",
    "null",
    "true",
    "\"\"",
    "\"a\"",
    "\"\\u00e9ü\"",
    "\"abc\"",
    "\" 7\"",
    "\"true\"",
    "\"{}\"",
    "\"first_of_all\"",
    "\"second\"",
    "[]",
    "[1]",
    "[2,2]",
    "{}",
    "{\"1\":true}",
    "{\"4\":true,\"x\":true}",
    "{\"true\":1,\"yes\":1}",
    "{\"second\":\"a\"}",
    "{\"second\":\"ab\"}",
];

/// Objects, most of whose fields have a value that fits.
pub(super) fn bounded() -> impl Strategy<Value = String> {
    let fitting = [
        "1",
        "0",
        "7",
        "0.5",
        "\"a\"",
        "\"é\"",
        "[2]",
        "[1,2]",
        "3",
        "{\"0\":true}",
        "{\"true\":0}",
        "\"first_of_all\"",
    ];
    let changes = proptest::collection::vec((select(&KEYS[..]), select(&VALUES[..])), 0..3);
    (
        subsequence((0..fitting.len()).collect::<Vec<_>>(), 10..=12),
        changes,
    )
        .prop_map(move |(kept, changes)| {
            let mut members: Vec<_> = kept.iter().map(|&at| (KEYS[at], fitting[at])).collect();
            for (key, value) in changes {
                members.retain(|(other, _)| *other != key);
                members.push((key, value));
            }
            let members: Vec<_> = members
                .iter()
                .map(|(key, value)| format!("\"{key}\":{value}"))
                .collect();
            format!("{{{}}}", members.join(","))
        })
}
