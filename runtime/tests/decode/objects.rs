//! Fields: unknown, missing, misspelt, repeated, of the wrong type.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::json as value;
use traitwire::message;

use crate::support::{details, loose, problem, problems, strict};

#[message]
#[derive(PartialEq)]
struct Task {
    id: u64,
    title: String,
    #[serde(alias = "owner")]
    assignee: Option<String>,
    #[serde(default)]
    items: Vec<Item>,
    #[serde(rename = "dueDate")]
    due: Option<String>,
}

#[message]
#[derive(PartialEq)]
struct Item {
    title: String,
    #[serde(default)]
    done: bool,
}

#[message]
struct Create {
    task: Task,
}

#[message]
#[derive(PartialEq)]
struct Empty {
    #[serde(default)]
    limit: u32,
    after: Option<String>,
}

#[message]
#[derive(PartialEq)]
struct Nothing;

#[message]
#[serde(deny_unknown_fields)]
struct Closed {
    id: u64,
}

#[test]
fn a_request_that_fits_is_read() {
    let task: Task =
        strict(r#"{"id": 1, "title": "a", "owner": "bob", "items": [{"title": "b"}]}"#)
            .expect("it fits");
    assert_eq!((task.id, task.assignee.as_deref()), (1, Some("bob")));
    assert_eq!(
        task.items,
        [Item {
            title: "b".to_owned(),
            done: false
        }]
    );
    let again: Task =
        loose(r#"{"items": [], "title": "\u0061", "assignee": null, "id": 1}"#).expect("it fits");
    assert_eq!(again.title, "a");
}

#[test]
fn unknown_fields_are_refused_or_ignored() {
    let text = r#"{"task": {"id": 1, "title": "a", "items": [{"title": "b", "dnoe": true}], "x": {"y": [1]}}}"#;
    assert_eq!(
        problems(strict::<Create>(text)),
        [
            "task.items[0].dnoe: unknown field, did you mean `done`?",
            "task.x: unknown field, expected one of `assignee`, `dueDate`",
        ]
    );
    assert_eq!(loose::<Create>(text).expect("it fits").task.id, 1);
}

#[test]
fn only_names_that_are_not_given_are_suggested() {
    let text = r#"{"id": 1, "title": "a", "titel": "b"}"#;
    assert_eq!(
        problems(strict::<Task>(text)),
        ["titel: unknown field, expected one of `assignee`, `items`, `dueDate`"]
    );
    assert_eq!(
        problems(strict::<Task>(
            r#"{"id": 1, "title": "a", "due_date": "b"}"#
        )),
        ["due_date: unknown field, did you mean `dueDate`?"]
    );
}

#[test]
fn a_misspelt_required_field_is_one_problem() {
    let text = r#"{"id": 1, "tilte": "a"}"#;
    let status = strict::<Task>(text).expect_err("refused");
    assert_eq!(
        status.message(),
        "`tilte`: unknown field, did you mean `title`?"
    );
    assert_eq!(
        details(&status),
        value!({"problems": [{
            "path": "tilte",
            "message": "unknown field, did you mean `title`?",
            "suggestion": "title",
        }]})
    );
    let status = loose::<Task>(text).expect_err("refused");
    assert_eq!(
        status.message(),
        "`title`: missing required field; \"tilte\" is unknown, did you mean `title`?"
    );
    assert_eq!(details(&status)["problems"][0]["suggestion"], "title");
}

#[test]
fn a_missing_field_is_named_with_its_path() {
    assert_eq!(
        problem::<Create>(r#"{"task": {"id": 1, "title": "a", "items": [{"title": "b"}, {}]}}"#),
        "task.items[1].title: missing required field"
    );
    let status = strict::<Create>("{}").expect_err("refused");
    assert_eq!(status.message(), "`task`: missing required field");
}

#[test]
fn all_problems_are_found_at_once() {
    let text = r#"{"id": -1, "title": 7, "assignee": ["x"], "items": [{"title": "b", "done": "yes"}, 5], "nope": 1}"#;
    let status = strict::<Task>(text).expect_err("refused");
    let expected = [
        "id: expected an integer of at least 0, found the number -1",
        "title: expected a string, found the number 7",
        "assignee: expected a string, found an array",
        "items[0].done: expected a boolean, found the string \"yes\"",
        "items[1]: expected an object with `title`, found the number 5",
        "nope: unknown field, expected `dueDate`",
    ];
    assert_eq!(problems(Err::<Task, _>(status.clone())), expected);
    let sentences: Vec<_> = expected
        .iter()
        .map(|line| {
            let (path, message) = line.split_once(": ").expect("a path");
            format!("`{path}`: {message}")
        })
        .collect();
    assert_eq!(
        status.message(),
        format!("6 problems: {}", sentences.join("; "))
    );
}

#[test]
fn the_list_of_problems_ends() {
    let many = format!(
        r#"{{"id": 1, "title": "a", "items": [{}{{"title": "b"}}]}}"#,
        "7,".repeat(1000)
    );
    let status = strict::<Task>(many).expect_err("refused");
    let details = details(&status);
    assert_eq!(details["problems"].as_array().map(Vec::len), Some(20));
    assert_eq!(details["more"], 980);
    assert!(
        status
            .message()
            .starts_with("1000 problems: `items[0]`: expected")
    );
    assert!(status.message().ends_with("; and 980 more"));
    let unknown: Vec<_> = (0..100).map(|n| format!("\"k{n}\": {n}")).collect();
    let status = strict::<Empty>(format!("{{{}}}", unknown.join(","))).expect_err("refused");
    assert!(
        status.message().starts_with("100 problems: "),
        "{}",
        status.message()
    );
}

#[test]
fn a_key_is_given_once() {
    assert_eq!(
        problem::<Task>(r#"{"id": 1, "title": "a", "title": "b"}"#),
        "title: the key is written twice"
    );
    assert_eq!(
        problem::<Task>(r#"{"id": 1, "title": "a", "assignee": "x", "owner": "y"}"#),
        "owner: `assignee` is given twice, `owner` being another name of it"
    );
    assert_eq!(
        problem::<Task>(r#"{"id": 1, "title": "a", "t\u0069tle": "b"}"#),
        "title: the key is written twice"
    );
    // Ignored keys are no exception: which of the two would a proxy before us have read?
    assert_eq!(
        problems(loose::<Task>(r#"{"id": 1, "title": "a", "x": 1, "x": 2}"#)),
        ["x: the key is written twice"]
    );
}

#[test]
fn null_is_no_value() {
    assert_eq!(
        problem::<Task>(r#"{"id": null, "title": "a"}"#),
        "id: expected an integer, found null"
    );
    assert_eq!(
        problem::<Task>(r#"{"id": 1, "title": "a", "items": null}"#),
        "items: expected an array, found null (leave the field out instead)"
    );
}

#[test]
fn common_mistakes_of_models_are_named() {
    assert_eq!(
        problem::<Task>(r#"{"id": "7", "title": "a"}"#),
        "id: expected an integer, found the string \"7\" (write it without quotes)"
    );
    assert_eq!(
        problem::<Create>(r#"{"task": "{\"id\": 7}"}"#),
        "task: expected an object with `id`, `title`, found the string \"{\\\"id\\\": 7}\" \
         (write the JSON itself, not a string that holds it)"
    );
}

#[test]
fn serde_deny_unknown_fields_holds_everywhere() {
    assert_eq!(
        problem::<Closed>(r#"{"id": 1, "x": 2}"#),
        "x: unknown field, leave it out"
    );
}

#[test]
fn an_empty_request_counts_as_an_empty_object_where_nothing_is_required() {
    let empty = Empty {
        limit: 0,
        after: None,
    };
    for text in ["", " \n", "null", "{}", " null "] {
        assert_eq!(strict::<Empty>(text).expect("it fits"), empty, "{text:?}");
        assert_eq!(loose::<Empty>(text).expect("it fits"), empty, "{text:?}");
        assert_eq!(
            strict::<Nothing>(text).expect("it fits"),
            Nothing,
            "{text:?}"
        );
    }
    assert_eq!(
        problem::<Task>(""),
        ": the request is empty, expected an object with `id`, `title`"
    );
    assert_eq!(
        problem::<Task>("null"),
        ": expected an object with `id`, `title`, found null"
    );
    assert_eq!(
        problem::<Empty>("[]"),
        ": expected an object, found an array"
    );
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for (text, place) in [
        (
            "{\"id\": 1,\n \"title\" 2}",
            "expected `:` at line 2 column 10",
        ),
        (
            "{\"id\": 01}",
            "invalid number, leading zeros are not allowed at line 1 column 8",
        ),
        ("{\"id\": NaN}", "expected a value at line 1 column 8"),
        ("{\"id\": Infinity}", "expected a value at line 1 column 8"),
        (
            "{\"id\": 1",
            "the text ends inside an object at line 1 column 9",
        ),
        (
            "{\"id\": 1} x",
            "expected the end of the text at line 1 column 11",
        ),
        (
            "{'id': 1}",
            "expected a key in quotes or `}` at line 1 column 2",
        ),
    ] {
        assert_eq!(
            problem::<Task>(text),
            format!(": the request is not valid JSON: {place}")
        );
    }
    assert_eq!(
        problem::<Task>(b"{\"id\": 1, \"title\": \"\xff\"}"),
        ": the request is not valid JSON: invalid UTF-8 at byte 20"
    );
}

#[message]
#[derive(PartialEq)]
struct Maps {
    counts: BTreeMap<u8, i64>,
    #[serde(default)]
    flags: HashMap<bool, char>,
    #[serde(default)]
    by_state: BTreeMap<State, u64>,
    #[serde(default)]
    tags: HashSet<String>,
    #[serde(default)]
    pair: Option<(u8, String)>,
    #[serde(default)]
    triple: [u8; 3],
    #[serde(default)]
    point: Point,
}

#[message]
#[derive(PartialEq, Default)]
struct Point(f64, f64);

#[message]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
enum State {
    Todo,
    InProgress,
}

#[test]
fn maps_sets_and_tuples() {
    let text = r#"{"counts": {"1": 2, "255": -1}, "flags": {"true": "x"}, "by_state": {"in_progress": 3},
                   "tags": ["a", "b"], "pair": [1, "x"], "triple": [1, 2, 3], "point": [1, 2.5]}"#;
    let maps: Maps = strict(text).expect("it fits");
    assert_eq!(maps.counts, BTreeMap::from([(1, 2), (255, -1)]));
    assert_eq!(maps.flags, HashMap::from([(true, 'x')]));
    assert_eq!(maps.by_state, BTreeMap::from([(State::InProgress, 3)]));
    assert_eq!(maps.pair, Some((1, "x".to_owned())));
    for (part, problem_) in [
        (
            r#""counts": {"256": 1}"#,
            r#"counts["256"]: expected a key that is an integer from 0 to 255, found "256""#,
        ),
        (
            r#""counts": {"a b": 1}"#,
            r#"counts["a b"]: expected a key that is an integer, found "a b""#,
        ),
        (
            r#""counts": {"01": 1}"#,
            r#"counts["01"]: expected a key that is an integer, found "01""#,
        ),
        (
            r#""counts": {"1.0": 1}"#,
            r#"counts["1.0"]: expected a key that is an integer, found "1.0""#,
        ),
        (
            r#""counts": {"1": 1, "1": 1}"#,
            r#"counts["1"]: the key is written twice"#,
        ),
        (
            r#""counts": {"1": "x"}"#,
            r#"counts["1"]: expected an integer, found the string "x""#,
        ),
        (
            r#""counts": {}, "flags": {"yes": "x"}"#,
            r#"flags.yes: expected a key that is a boolean, found "yes""#,
        ),
        (
            r#""counts": {}, "flags": {"true": "xy"}"#,
            r#"flags.true: expected a single character, found the string "xy""#,
        ),
        (
            r#""counts": {}, "flags": {"true": ""}"#,
            r#"flags.true: expected a single character, found the string """#,
        ),
        (
            r#""counts": {}, "by_state": {"done": 1}"#,
            "by_state.done: expected a key that is one of `todo`, `in_progress`, found \"done\"",
        ),
        (
            r#""counts": {}, "tags": ["a", "b", "a"]"#,
            "tags[2]: the element is in the set already",
        ),
        (
            r#""counts": {}, "pair": [1]"#,
            "pair: expected exactly 2 elements, found 1",
        ),
        (
            r#""counts": {}, "pair": {"a": 1}"#,
            "pair: expected an array of 2 elements, found an object",
        ),
        (
            r#""counts": {}, "triple": [1, 2, 3, 4]"#,
            "triple: expected exactly 3 elements, found 4",
        ),
        (
            r#""counts": {}, "point": [1]"#,
            "point: expected exactly 2 elements, found 1",
        ),
        (
            r#""counts": []"#,
            "counts: expected an object, found an array",
        ),
    ] {
        assert_eq!(problem::<Maps>(format!("{{{part}}}")), problem_, "{part}");
    }
}

#[message]
struct Addresses {
    hosts: Vec<std::net::IpAddr>,
    port: std::num::NonZeroU16,
}

#[test]
fn what_only_serde_knows_is_told_with_its_path() {
    assert_eq!(
        problem::<Addresses>(r#"{"hosts": ["127.0.0.1", "here"], "port": 1}"#),
        "hosts[1]: invalid IP address syntax"
    );
    let text = problem::<Addresses>(r#"{"hosts": [], "port": 0}"#);
    assert!(
        text.starts_with("port: invalid value: integer `0`, expected a nonzero u16"),
        "{text}"
    );
}

#[message]
struct Written {
    id: u64,
    #[serde(skip_deserializing, default)]
    url: String,
}

#[test]
fn a_field_that_is_never_read_cannot_be_set() {
    assert_eq!(
        problems(strict::<Written>(r#"{"id": 1, "url": "x"}"#)),
        ["url: the field cannot be set by a caller, leave it out"]
    );
    assert_eq!(
        loose::<Written>(r#"{"id": 1, "url": "x"}"#)
            .expect("it fits")
            .url,
        ""
    );
}
