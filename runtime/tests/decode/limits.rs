//! Limits hold on every transport, not only in the schema.

use std::collections::{BTreeMap, BTreeSet};

use traitwire::message;

use crate::support::{problem, problems, strict};

#[message]
struct Limited {
    #[schemars(range(min = 1, max = 100))]
    #[serde(default = "one")]
    percent: u64,
    #[schemars(range(max = 9_007_199_254_740_993_u64))]
    #[serde(default)]
    large: u64,
    #[schemars(range(min = -0.5, max = 0.5))]
    #[serde(default)]
    ratio: f64,
    #[schemars(length(min = 1, max = 5))]
    name: Option<String>,
    #[schemars(regex(pattern = r"^[a-z]+\d?$"))]
    slug: Option<String>,
    #[schemars(length(max = 2))]
    #[serde(default)]
    tags: Vec<String>,
    #[schemars(length(min = 1))]
    labels: Option<BTreeMap<String, u8>>,
    #[schemars(length(max = 1))]
    #[serde(default)]
    set: BTreeSet<u8>,
    code: Option<Code>,
    #[schemars(length(max = 4))]
    short_code: Option<Code>,
    #[serde(default)]
    by_code: BTreeMap<Code, u8>,
    #[schemars(length(max = 2), inner(length(min = 1), inner(range(max = 9))))]
    #[serde(default)]
    rows: Vec<Vec<u8>>,
    #[schemars(inner(range(min = 5)))]
    fives: Option<BTreeSet<u8>>,
}

fn one() -> u64 {
    1
}

#[message]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Code(#[schemars(regex(pattern = "^[A-Z]+$"))] String);

#[test]
fn what_is_within_its_limits_is_read() {
    for text in [
        r#"{"percent": 1}"#,
        r#"{"percent": 100.0}"#,
        r#"{"large": 9007199254740993}"#,
        r#"{"ratio": -0.5}"#,
        r#"{"name": "ééééé"}"#,
        r#"{"name": "\u00e9"}"#,
        r#"{"name": null}"#,
        r#"{"slug": "abc1"}"#,
        r#"{"tags": ["a", "b"], "labels": {"a": 1}, "set": [1]}"#,
        r#"{"rows": [[0], [9, 9]], "fives": [5, 6]}"#,
        r#"{"code": "ABCDE", "short_code": "ABCD", "by_code": {"A": 1}}"#,
    ] {
        strict::<Limited>(text).expect(text);
    }
}

#[test]
fn what_is_beyond_its_limits_is_refused() {
    for (text, message) in [
        (
            r#"{"rows": [[1], [9, 10]]}"#,
            "rows[1][1]: expected an integer from 0 to 9, found the number 10",
        ),
        (
            r#"{"rows": [[]]}"#,
            "rows[0]: expected at least 1 element, found 0",
        ),
        (
            r#"{"fives": [5, 4]}"#,
            "fives[1]: expected an integer from 5 to 255, found the number 4",
        ),
        (
            r#"{"percent": 0}"#,
            "percent: expected an integer from 1 to 100, found the number 0",
        ),
        (
            r#"{"percent": 101}"#,
            "percent: expected an integer from 1 to 100, found the number 101",
        ),
        (
            r#"{"large": 9007199254740994}"#,
            "large: expected an integer from 0 to 9007199254740993, found the number 9007199254740994",
        ),
        (
            r#"{"ratio": 0.51}"#,
            "ratio: expected a number that is at least -0.5 and at most 0.5, found the number 0.51",
        ),
        (
            r#"{"name": ""}"#,
            "name: expected 1 to 5 characters, found 0",
        ),
        (
            r#"{"name": "abcdef"}"#,
            "name: expected 1 to 5 characters, found 6",
        ),
        (
            r#"{"slug": "a b"}"#,
            "slug: expected a match of the pattern `^[a-z]+\\d?$`, found the string \"a b\"",
        ),
        (
            r#"{"tags": ["a", "b", "c"]}"#,
            "tags: expected at most 2 elements, found 3",
        ),
        (
            r#"{"labels": {}}"#,
            "labels: expected at least 1 entry, found 0",
        ),
        (
            r#"{"set": [1, 2]}"#,
            "set: expected at most 1 element, found 2",
        ),
        (
            r#"{"code": "abc"}"#,
            "code: expected a match of the pattern `^[A-Z]+$`, found the string \"abc\"",
        ),
        (
            r#"{"short_code": "ABCDE"}"#,
            "short_code: expected at most 4 characters, found 5",
        ),
        (
            r#"{"by_code": {"a": 1}}"#,
            "by_code.a: expected a match of the pattern `^[A-Z]+$`, found the string \"a\"",
        ),
    ] {
        assert_eq!(problem::<Limited>(text), message);
    }
    assert_eq!(
        problems(strict::<Limited>(r#"{"short_code": "abcde"}"#)).len(),
        2,
        "the field's limits and the type's"
    );
}

#[test]
fn no_value_escapes_its_limits_into_a_later_variant_as_an_array() {
    #[message]
    struct Small {
        #[schemars(range(max = 9))]
        a: u8,
        #[serde(default)]
        b: u8,
    }
    #[message]
    #[serde(untagged)]
    enum SmallOrMany {
        Small(Small),
        Many(Vec<u8>),
    }
    #[message]
    struct Holder {
        value: SmallOrMany,
    }
    // serde takes these arrays for a `Small`, field by field.
    for array in ["[100, 2]", "[100]", "[1, 2]"] {
        let text = format!(r#"{{"value": {array}}}"#);
        let read: Holder = serde_json::from_str(&text).expect("serde takes it");
        assert!(matches!(read.value, SmallOrMany::Small(_)), "{array}");
        assert_eq!(
            problem::<Holder>(&text),
            "value: expected an object with `a`, found an array"
        );
    }
    for array in ["[]", "[1, 2, 3]", "[1, 1.0, 1]"] {
        let text = format!(r#"{{"value": {array}}}"#);
        let read = strict::<Holder>(&text).expect("it fits");
        assert!(matches!(read.value, SmallOrMany::Many(_)), "{array}");
    }
}
