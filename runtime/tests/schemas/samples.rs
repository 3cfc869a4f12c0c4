//! Requests and replies with messages of every form.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::num::NonZeroU32;
use std::time::Duration;

use serde::Serialize;
use serde_json::json;
use serde_json::value::{RawValue, to_raw_value};
use traitwire::Value;

use crate::types::*;

/// Requests and replies of a method, as serde has written them.
#[derive(Serialize)]
pub(crate) struct Sample {
    pub(crate) method: &'static str,
    pub(crate) requests: Vec<Box<RawValue>>,
    /// Requests that must be refused.
    refused: Vec<Box<RawValue>>,
    pub(crate) replies: Vec<Box<RawValue>>,
}

/// A method that takes and gives the same.
fn same<T: Value>(method: &'static str, values: &[T], refused: &[&str]) -> Sample {
    Sample {
        method,
        requests: written(values),
        refused: refused.iter().map(|text| raw(text)).collect(),
        replies: written(values),
    }
}

/// A method that takes nothing.
fn reply<T: Value>(method: &'static str, values: &[T]) -> Sample {
    Sample {
        method,
        requests: vec![raw("{}")],
        refused: vec![raw(r#"{"extra":1}"#)],
        replies: written(values),
    }
}

fn raw(text: &str) -> Box<RawValue> {
    RawValue::from_string(text.to_owned()).expect("JSON")
}

fn written<T: Value>(values: &[T]) -> Vec<Box<RawValue>> {
    values
        .iter()
        .map(|value| to_raw_value(value).expect("JSON"))
        .collect()
}

/// All of them.
pub(crate) fn samples() -> Vec<Sample> {
    let mut samples = objects();
    samples.extend(enums());
    samples.extend(replies());
    samples
}

fn objects() -> Vec<Sample> {
    vec![
        same(
            "scalars",
            &[Scalars::default(), largest_scalars()],
            &[
                r#"{"u8":256}"#,
                r#"{"i64":9223372036854775808}"#,
                r#"{"u64":-1}"#,
                r#"{"u64":18446744073709551616}"#,
                r#"{"i32":1.5}"#,
                r#"{"letter":"ab"}"#,
                r#"{"unknown":1}"#,
            ],
        ),
        same(
            "containers",
            &[containers()],
            &[&replaced(
                &containers(),
                "\"leaf\"}",
                "\"leaf\",\"more\":1}",
            )],
        ),
        same("fields", &[fields()], &["{}", r#"{"type":"a"}"#]),
        same(
            "limits",
            &[limits()],
            &[&replaced(&limits(), "\"small\":9", "\"small\":10")],
        ),
        same(
            "open",
            &[Open {
                id: 7,
                rest: BTreeMap::from([("more".into(), json!([1.5, null]))]),
            }],
            &[r#"{"more":1}"#],
        ),
        same("strict", &[Strict { id: 7 }], &[r#"{"id":7,"more":1}"#]),
        same(
            "tree",
            &[tree()],
            &[r#"{"name":"a","kids":[{"name":"b","kids":[],"more":1}]}"#],
        ),
        same("odds", &[odds()], &["{}"]),
    ]
}

fn enums() -> Vec<Sample> {
    vec![
        // A variant without data is a string, which arguments cannot be: they are `{"Idle":null}`.
        same(
            "external",
            &externals()[1..],
            &[r#"{"Unknown":1}"#, r#"{"Named":1}"#],
        ),
        same(
            "internal",
            &internals(),
            &[r#"{"kind":"unknown"}"#, r#"{"from":1,"to":2}"#],
        ),
        same("adjacent", &adjacents(), &[r#"{"t":"Idle","more":1}"#]),
        same("flattened", &[flattened()], &[r#"{"id":7}"#]),
    ]
}

fn replies() -> Vec<Sample> {
    vec![
        Sample {
            method: "arguments",
            requests: ["{}", r#"{"leaf":null,"number":9}"#].map(raw).into(),
            refused: [r#"{"number":10}"#, r#"{"leaf":"a"}"#].map(raw).into(),
            replies: written(&[()]),
        },
        reply("number", &[0_u64, u64::MAX]),
        reply("list", &[vec![State::ToDo, State::Done]]),
        reply("map", &[BTreeMap::from([("a".to_owned(), leaf())])]),
        reply(
            "page_of_leaves",
            &[Page {
                items: vec![leaf()],
                next: None,
            }],
        ),
        reply(
            "page_of_numbers",
            &[Page {
                items: vec![1_u8],
                next: Some("2".into()),
            }],
        ),
        reply("maybe", &[Some(leaf()), None]),
        reply("id", &[Id(7)]),
        reply("position", &[Position(1.5, None)]),
        reply("choices", &externals()),
        reply("untagged", &untagged()),
    ]
}

/// The JSON of a value, with a part of it replaced.
fn replaced<T: Value>(value: &T, from: &str, to: &str) -> String {
    let text = serde_json::to_string(value).expect("JSON");
    assert!(text.contains(from), "{from} is in {text}");
    text.replace(from, to)
}

fn leaf() -> Leaf {
    Leaf {
        name: "leaf".into(),
    }
}

fn largest_scalars() -> Scalars {
    Scalars {
        flag: true,
        i8: i8::MIN,
        i16: i16::MIN,
        i32: i32::MIN,
        i64: i64::MIN,
        isize: isize::MIN,
        u8: u8::MAX,
        u16: u16::MAX,
        u32: u32::MAX,
        u64: u64::MAX,
        usize: usize::MAX,
        single: 0.1,
        double: f64::MIN_POSITIVE,
        letter: Some('\u{1f600}'),
        text: "\"\\\n\u{e9}".into(),
        unit: (),
    }
}

fn containers() -> Containers {
    Containers {
        plain_list: vec!["a".into()],
        absent_list: Some(vec![1]),
        list_of_absent: vec![Some(1), None],
        nested: vec![vec![true], vec![]],
        array: [1, 2, 3],
        pair: ("a".into(), 1),
        set: ["a".to_owned(), "b".to_owned()].into(),
        by_name: BTreeMap::from([("a".into(), leaf())]),
        by_number: BTreeMap::from([(7, "seven".into())]),
        by_state: BTreeMap::from([(State::ToDo, 1)]),
        absent_leaf: None,
        absent_state: None,
        boxed: Box::new(leaf()),
        anything: json!({"b": 1, "a": [2.5, null]}),
        took: Duration::from_millis(1500),
        address: Some(Ipv4Addr::LOCALHOST.into()),
    }
}

fn fields() -> Fields {
    Fields {
        renamed: "a".into(),
        single: 0.1,
        largest: u64::MAX,
        labels: BTreeMap::from([("a".into(), "b".into())]),
        note: None,
        hidden: 0,
        leaf: leaf(),
    }
}

#[expect(deprecated, reason = "it has a schema all the same")]
fn limits() -> Limits {
    Limits {
        small: 9,
        ratio: -0.5,
        name: "abc".into(),
        few: vec![leaf()],
        count: NonZeroU32::MIN,
        old: None,
        digits: vec![0, 9],
        counts: BTreeMap::from([("a".into(), 1)]),
        grade: Grade(2),
        spare: Some(Grade(5)),
        grades: vec![Grade(1)],
    }
}

fn tree() -> Tree {
    let kid = Tree {
        name: "kid".into(),
        kids: Vec::new(),
        other: None,
    };
    Tree {
        name: "tree".into(),
        kids: vec![kid.clone()],
        other: Some(Box::new(Branch { tree: Some(kid) })),
    }
}

fn externals() -> Vec<External> {
    vec![
        External::Idle,
        External::Moved { from: 1, to: 2 },
        External::Named("a".into()),
        External::Held(leaf()),
        External::Pair(1, true),
        External::Nothing {},
    ]
}

fn internals() -> Vec<Internal> {
    vec![
        Internal::WentAway,
        Internal::MovedOn { from: 1, to: 2 },
        Internal::HeldBy(leaf()),
    ]
}

fn adjacents() -> Vec<Adjacent> {
    vec![
        Adjacent::Idle,
        Adjacent::Number(u64::MAX),
        Adjacent::Moved { to: leaf() },
        Adjacent::Nothing {},
    ]
}

fn untagged() -> Vec<Untagged> {
    vec![
        Untagged::Number(1),
        Untagged::Leaf(leaf()),
        Untagged::Several(vec![leaf()]),
    ]
}

fn flattened() -> Flattened {
    Flattened {
        id: Id(7),
        what: Internal::MovedOn { from: 1, to: 2 },
    }
}

fn odds() -> Odds {
    Odds {
        id: Id(7),
        transparent: Transparent { content: leaf() },
        position: Position(1.5, Some(2.5)),
        nothing: Nothing,
        empty: Empty {},
        external: externals(),
        internal: internals(),
        adjacent: adjacents(),
        untagged: untagged(),
        flattened: flattened(),
        open: Open {
            id: 7,
            rest: BTreeMap::from([("more".into(), json!("of it"))]),
        },
        strict: Strict { id: 7 },
    }
}
