//! Fields of flattened structs, maps and enums stand in the object itself.

use std::collections::BTreeMap;

use traitwire::message;

use crate::support::{json, loose, problem, problems, strict};

#[message]
#[derive(PartialEq)]
struct Page {
    #[serde(default)]
    limit: u32,
    #[serde(alias = "after")]
    cursor: Option<String>,
}

#[message]
#[derive(PartialEq)]
struct Place {
    x: i64,
    y: i64,
}

#[message]
#[derive(PartialEq)]
struct Search {
    query: String,
    #[serde(flatten)]
    page: Page,
    #[serde(flatten)]
    place: Option<Place>,
}

#[message]
#[derive(PartialEq)]
struct Labelled {
    id: u64,
    #[serde(flatten)]
    place: Place,
    #[serde(flatten)]
    labels: BTreeMap<String, u8>,
}

#[message]
#[derive(PartialEq)]
struct Event {
    id: u64,
    #[serde(flatten)]
    what: What,
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
enum What {
    Started,
    Moved(Place),
}

#[message]
#[derive(PartialEq)]
struct Shaped {
    name: String,
    #[serde(flatten)]
    shape: Shape,
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "shape")]
enum Shape {
    Circle { radius: f64 },
    Point(Place),
}

#[message]
#[derive(PartialEq)]
struct Keyed {
    id: u64,
    #[serde(flatten)]
    value: Value,
}

#[message]
#[derive(PartialEq)]
#[serde(rename_all = "snake_case")]
enum Value {
    Text(String),
    Count { n: u64 },
}

#[test]
fn the_keys_of_both_are_read() {
    for text in [
        r#"{"query": "a"}"#,
        r#"{"limit": 5.0, "query": "a", "after": "x", "y": 2, "x": 1}"#,
        r#"{"query": "a", "cursor": null}"#,
    ] {
        let search: Search = strict(text).expect(text);
        assert_eq!(search, loose(text).expect(text));
        assert_eq!(search, strict(json(&search)).expect("its own form"));
    }
    let search: Search = strict(r#"{"y": 2, "query": "a", "x": 1}"#).expect("it fits");
    assert_eq!(search.place, Some(Place { x: 1, y: 2 }));
    let labels: Labelled =
        strict(r#"{"a": 1, "id": 2, "x": 3, "y": 4.0, "b": 5}"#).expect("it fits");
    assert_eq!(
        labels.labels,
        BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 5)])
    );
    assert_eq!(labels.place, Place { x: 3, y: 4 });
}

#[test]
fn mistakes_in_flattened_fields_are_found() {
    assert_eq!(
        problems(strict::<Search>(r#"{"query": "a", "limt": 5}"#)),
        ["limt: unknown field, did you mean `limit`?"]
    );
    loose::<Search>(r#"{"query": "a", "limt": 5}"#).expect("unknown fields are ignored");
    for (text, message) in [
        (
            r#"{"query": "a", "limit": "5"}"#,
            "limit: expected an integer, found the string \"5\" (write it without quotes)",
        ),
        (
            r#"{"query": "a", "cursor": "x", "after": "y"}"#,
            "after: `cursor` is given twice, `after` being another name of it",
        ),
        (
            r#"{"query": "a", "limit": 1, "limit": 2}"#,
            "limit: the key is written twice",
        ),
        (r#"{"limit": 5}"#, "query: missing required field"),
        // serde would quietly drop what is there of the place.
        (r#"{"query": "a", "x": 1}"#, "y: missing required field"),
        (
            r#"{"query": "a", "x": 1, "y": "2"}"#,
            "y: expected an integer, found the string \"2\" (write it without quotes)",
        ),
    ] {
        assert_eq!(problem::<Search>(text), message);
    }
    for (text, message) in [
        (r#"{"id": 1, "x": 1}"#, "y: missing required field"),
        (
            r#"{"id": 1, "x": 1, "y": 2, "a": 256}"#,
            "a: expected an integer from 0 to 255, found the number 256",
        ),
        (
            r#"{"id": 1, "x": 1, "y": 2, "a": 1, "a": 1}"#,
            "a: the key is written twice",
        ),
    ] {
        assert_eq!(problem::<Labelled>(text), message);
    }
}

#[test]
fn flattened_enums_are_walked_too() {
    let event: Event =
        strict(r#"{"data": {"x": 1, "y": 2.0}, "id": 9007199254740993.0, "type": "moved"}"#)
            .expect("it fits");
    assert_eq!(
        event,
        Event {
            id: 9_007_199_254_740_993,
            what: What::Moved(Place { x: 1, y: 2 })
        }
    );
    strict::<Event>(r#"{"id": 1, "type": "started"}"#).expect("it fits");
    let shaped: Shaped =
        strict(r#"{"radius": 1, "name": "a", "shape": "Circle"}"#).expect("it fits");
    assert_eq!(shaped.shape, Shape::Circle { radius: 1.0 });
    let keyed: Keyed = strict(r#"{"id": 1, "count": {"n": 2.0}}"#).expect("it fits");
    assert_eq!(keyed.value, Value::Count { n: 2 });
    assert_eq!(
        problem::<Event>(r#"{"id": 1}"#),
        "type: missing required field, expected one of `started`, `moved`"
    );
    assert_eq!(
        problem::<Event>(r#"{"id": 1, "type": "moved", "data": {"x": 1}}"#),
        "data.y: missing required field"
    );
    assert_eq!(
        problem::<Shaped>(r#"{"name": 1, "shape": "Circle", "radius": 2}"#),
        "name: expected a string, found the number 1"
    );
    assert_eq!(
        problem::<Keyed>(r#"{"id": 1, "text": 5}"#),
        "text: expected a string, found the number 5"
    );
    assert_eq!(
        problem::<Keyed>(r#"{"id": 1}"#),
        ": expected an object whose one key is one of `text`, `count`, found 0 keys"
    );
    assert_eq!(
        problems(strict::<Shaped>(
            r#"{"name": "a", "shape": "Circle", "radius": 2, "naem": 1}"#
        )),
        ["naem: unknown field, leave it out"]
    );
    assert_eq!(
        problems(strict::<Event>(r#"{"id": 1, "type": "started", "x": 1}"#)),
        ["x: unknown field, expected `data`"]
    );
    assert_eq!(
        problems(strict::<Keyed>(r#"{"id": 1, "text": "a", "x": 1}"#)),
        ["x: unknown field, expected one of `text`, `count`"]
    );
    loose::<Event>(r#"{"id": 1, "type": "started", "x": 1}"#).expect("unknown fields are ignored");
    loose::<Keyed>(r#"{"id": 1, "text": "a", "x": 1}"#).expect("unknown fields are ignored");
}

#[message]
#[derive(PartialEq)]
struct Node {
    id: u64,
    #[serde(flatten)]
    next: Option<Box<Self>>,
}

#[test]
fn a_type_may_flatten_itself() {
    let node: Node = strict(r#"{"id": 1}"#).expect("it fits");
    assert_eq!(node, Node { id: 1, next: None });
    assert_eq!(problems(strict::<Node>(r#"{"id": 1, "x": 1}"#)).len(), 1);
}
