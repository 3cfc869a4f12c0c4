//! The four ways in which serde writes enums.

use traitwire::message;

use crate::support::{json, loose, problem, problems, strict};

#[message]
#[derive(PartialEq)]
#[serde(rename_all = "snake_case")]
enum External {
    Empty,
    #[serde(alias = "disc")]
    Circle {
        radius: f64,
    },
    Named(String),
    Pair(u8, u8),
    #[serde(skip)]
    #[expect(dead_code, reason = "never read nor written")]
    Hidden,
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Internal {
    Empty,
    Circle { radius: f64, id: u64 },
    Point(Point),
    Nested(Inner),
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "kind")]
enum Inner {
    A { n: u64 },
    B,
}

#[message]
#[derive(PartialEq)]
struct Point {
    x: i64,
    y: i64,
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum Adjacent {
    Empty,
    Circle { radius: f64 },
    Count(u64),
    Maybe(Option<u64>),
    Pair(u8, String),
}

#[message]
#[derive(PartialEq)]
#[serde(untagged)]
enum Untagged {
    Nothing,
    Count(u64),
    Ratio(f64),
    Text(String),
    Point(Point),
    Circle { radius: f64, center: Point },
    Pair(bool, bool),
}

#[message]
#[derive(PartialEq)]
struct Shapes {
    external: Option<External>,
    internal: Option<Internal>,
    adjacent: Option<Adjacent>,
    untagged: Option<Untagged>,
    open: Option<Open>,
}

#[message]
#[derive(PartialEq)]
#[serde(tag = "type")]
enum Open {
    Known {
        n: u8,
    },
    #[serde(other)]
    Other,
}

fn shape(text: &str) -> Shapes {
    let strict: Shapes = strict(text).expect(text);
    assert_eq!(strict, loose(text).expect(text));
    strict
}

#[test]
fn externally_tagged_enums_are_read() {
    for (text, expected) in [
        (r#""empty""#, External::Empty),
        (r#"{"empty": null}"#, External::Empty),
        (
            r#"{"circle": {"radius": 1}}"#,
            External::Circle { radius: 1.0 },
        ),
        (
            r#"{"disc": {"radius": 1}}"#,
            External::Circle { radius: 1.0 },
        ),
        (r#"{"named": "x"}"#, External::Named("x".to_owned())),
        (r#"{"pair": [1, 2.0]}"#, External::Pair(1, 2)),
    ] {
        assert_eq!(
            shape(&format!(r#"{{"external": {text}}}"#)).external,
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn internally_tagged_enums_are_read() {
    for (text, expected) in [
        (r#"{"type": "empty"}"#, Internal::Empty),
        (
            r#"{"type": "circle", "radius": 1, "id": 9007199254740993.0}"#,
            Internal::Circle {
                radius: 1.0,
                id: 9_007_199_254_740_993,
            },
        ),
        (
            r#"{"radius": 1.5, "id": 18446744073709551615, "type": "circle"}"#,
            Internal::Circle {
                radius: 1.5,
                id: u64::MAX,
            },
        ),
        (
            r#"{"x": 1, "type": "point", "y": -1}"#,
            Internal::Point(Point { x: 1, y: -1 }),
        ),
        (
            r#"{"type": "nested", "kind": "A", "n": 18446744073709551615}"#,
            Internal::Nested(Inner::A { n: u64::MAX }),
        ),
        (
            r#"{"kind": "B", "type": "nested"}"#,
            Internal::Nested(Inner::B),
        ),
    ] {
        assert_eq!(
            shape(&format!(r#"{{"internal": {text}}}"#)).internal,
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn adjacently_tagged_enums_are_read() {
    for (text, expected) in [
        (r#"{"t": "empty"}"#, Adjacent::Empty),
        (r#"{"c": null, "t": "empty"}"#, Adjacent::Empty),
        (
            r#"{"c": {"radius": 2}, "t": "circle"}"#,
            Adjacent::Circle { radius: 2.0 },
        ),
        (
            r#"{"t": "count", "c": 9007199254740993}"#,
            Adjacent::Count(9_007_199_254_740_993),
        ),
        (
            r#"{"c": 9007199254740993.0, "t": "count"}"#,
            Adjacent::Count(9_007_199_254_740_993),
        ),
        (r#"{"t": "maybe"}"#, Adjacent::Maybe(None)),
        (
            r#"{"t": "pair", "c": [1, "x"]}"#,
            Adjacent::Pair(1, "x".to_owned()),
        ),
    ] {
        assert_eq!(
            shape(&format!(r#"{{"adjacent": {text}}}"#)).adjacent,
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn untagged_enums_are_read() {
    for (text, expected) in [
        ("18446744073709551615", Untagged::Count(u64::MAX)),
        ("-1", Untagged::Ratio(-1.0)),
        // As it is, it is a float; only where no variant takes it so does it count as an integer.
        ("50.0", Untagged::Ratio(50.0)),
        (r#""x""#, Untagged::Text("x".to_owned())),
        (
            r#"{"x": 1.0, "y": 2}"#,
            Untagged::Point(Point { x: 1, y: 2 }),
        ),
        (
            r#"{"radius": 1, "center": {"x": 1, "y": 2}}"#,
            Untagged::Circle {
                radius: 1.0,
                center: Point { x: 1, y: 2 },
            },
        ),
        ("[true, false]", Untagged::Pair(true, false)),
    ] {
        assert_eq!(
            shape(&format!(r#"{{"untagged": {text}}}"#)).untagged,
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn an_unknown_variant_may_stand_for_itself() {
    let unknown = r#"{"open": {"type": "New", "whatever": [1]}}"#;
    assert_eq!(shape(unknown).open, Some(Open::Other));
}

#[test]
fn a_wrong_name_is_told_with_the_right_ones() {
    for (text, message) in [
        (
            r#"{"external": "emtpy"}"#,
            "external: unknown variant \"emtpy\", expected one of `empty`, `circle`, `named`, `pair`; did you mean `empty`?",
        ),
        (
            r#"{"external": "hidden"}"#,
            "external: unknown variant \"hidden\", expected one of `empty`, `circle`, `named`, `pair`",
        ),
        (
            r#"{"external": {"square": 1}}"#,
            "external: unknown variant \"square\", expected one of `empty`, `circle`, `named`, `pair`",
        ),
        (
            r#"{"internal": {"type": "circel"}}"#,
            "internal.type: unknown variant \"circel\", expected one of `empty`, `circle`, `point`, `nested`; did you mean `circle`?",
        ),
        (
            r#"{"internal": {"x": 1}}"#,
            "internal.type: missing required field, expected one of `empty`, `circle`, `point`, `nested`",
        ),
        (
            r#"{"internal": {"type": 1}}"#,
            "internal.type: expected one of `empty`, `circle`, `point`, `nested`, found the number 1",
        ),
        (
            r#"{"internal": "empty"}"#,
            "internal: expected an object with `type`, one of `empty`, `circle`, `point`, `nested`, found the string \"empty\"",
        ),
        (
            r#"{"internal": {"type": "nested", "kind": "C"}}"#,
            "internal.kind: unknown variant \"C\", expected one of `A`, `B`",
        ),
        (
            r#"{"adjacent": {"t": "Count", "c": 1}}"#,
            "adjacent.t: unknown variant \"Count\", expected one of `empty`, `circle`, `count`, `maybe`, `pair`; did you mean `count`?",
        ),
        (
            r#"{"internal": {"type": "empty", "type": "empty"}}"#,
            "internal.type: the key is written twice",
        ),
        (
            r#"{"adjacent": {"t": "empty", "t": "empty"}}"#,
            "adjacent.t: the key is written twice",
        ),
    ] {
        assert_eq!(problem::<Shapes>(text), message);
    }
}

#[test]
fn wrong_data_of_a_variant_is_told_with_its_path() {
    for (text, message) in [
        (
            r#"{"external": 7}"#,
            "external: expected `empty` or an object with one key, one of `circle`, `named`, `pair`, found the number 7",
        ),
        (
            r#"{"external": "circle"}"#,
            "external: `circle` needs its data, an object with `radius`: write {\"circle\": ..}",
        ),
        (
            r#"{"external": {"empty": {}}}"#,
            "external.empty: `empty` has no data, write it as the string \"empty\"",
        ),
        (
            r#"{"external": {}}"#,
            "external: expected an object whose one key is one of `empty`, `circle`, `named`, `pair`, found 0 keys",
        ),
        (
            r#"{"external": {"named": "x", "pair": 1}}"#,
            "external: expected an object whose one key is one of `empty`, `circle`, `named`, `pair`, found 2 keys",
        ),
        (
            r#"{"external": {"circle": {"radius": "x"}}}"#,
            "external.circle.radius: expected a number, found the string \"x\"",
        ),
        (
            r#"{"external": {"pair": [1]}}"#,
            "external.pair: expected exactly 2 elements, found 1",
        ),
        (
            r#"{"internal": {"type": "circle", "radius": 1}}"#,
            "internal.id: missing required field",
        ),
        (
            r#"{"internal": {"type": "point", "x": 1, "y": "2"}}"#,
            "internal.y: expected an integer, found the string \"2\" (write it without quotes)",
        ),
        (
            r#"{"adjacent": {"t": "count"}}"#,
            "adjacent.c: missing required field",
        ),
        (
            r#"{"adjacent": {"t": "circle", "c": {"radius": true}}}"#,
            "adjacent.c.radius: expected a number, found the boolean true",
        ),
        (
            r#"{"adjacent": {"t": "empty", "c": 1}}"#,
            "adjacent.c: expected null, found the number 1",
        ),
    ] {
        assert_eq!(problem::<Shapes>(text), message);
    }
}

#[test]
fn unknown_fields_of_variants_are_refused_or_ignored() {
    for (text, message) in [
        (
            r#"{"external": {"circle": {"radius": 1, "raduis": 2}}}"#,
            "external.circle.raduis: unknown field, leave it out",
        ),
        (
            r#"{"internal": {"type": "empty", "x": 1}}"#,
            "internal.x: unknown field, leave it out",
        ),
        (
            r#"{"internal": {"z": 1, "x": 1, "y": 2, "type": "point"}}"#,
            "internal.z: unknown field, leave it out",
        ),
        (
            r#"{"internal": {"kind": "B", "type": "nested", "m": 1}}"#,
            "internal.m: unknown field, leave it out",
        ),
        (
            r#"{"adjacent": {"t": "empty", "x": 1}}"#,
            "adjacent.x: unknown field, expected `c`",
        ),
        (
            r#"{"untagged": {"x": 1, "y": 2, "z": 3}}"#,
            "untagged.z: unknown field, leave it out",
        ),
    ] {
        assert_eq!(problems(strict::<Shapes>(text)), [message]);
        loose::<Shapes>(text).expect(text);
    }
}

#[test]
fn untagged_alternatives_are_listed_and_the_closest_explained() {
    let all = "expected null, or an integer, or a number, or a string, or an object with `x`, `y`, \
               or an object with `radius`, `center`, or an array of 2 elements, found none of them";
    assert_eq!(
        problem::<Shapes>(r#"{"untagged": true}"#),
        format!("untagged: {all}")
    );
    let text = r#"{"untagged": {"radius": 1, "center": {"x": 1, "y": "2"}}}"#;
    assert_eq!(
        problems(loose::<Shapes>(text)),
        [
            format!("untagged: {all}; an object with `radius`, `center` comes closest"),
            "untagged.center.y: expected an integer, found the string \"2\" (write it without quotes)".to_owned(),
        ]
    );
}

#[message]
#[serde(untagged)]
enum Level {
    Low(#[schemars(range(max = 9))] u64),
    Any(u64),
}

#[message]
struct Leveled {
    level: Level,
}

#[test]
fn limits_cannot_be_escaped_by_a_later_variant() {
    strict::<Leveled>(r#"{"level": 9}"#).expect("it fits");
    assert_eq!(
        problem::<Leveled>(r#"{"level": 50}"#),
        "level: expected an integer from 0 to 9, found the number 50"
    );
}

#[message]
#[derive(PartialEq)]
enum Mixed {
    Known {
        n: u64,
    },
    #[serde(untagged)]
    Text(String),
    #[serde(untagged)]
    Many(Vec<u64>),
}

#[message]
struct MixedRequest {
    value: Mixed,
}

#[test]
fn untagged_variants_of_a_tagged_enum() {
    for (text, expected) in [
        (r#"{"Known": {"n": 1.0}}"#, Mixed::Known { n: 1 }),
        (r#""anything""#, Mixed::Text("anything".to_owned())),
        ("[1, 2.0]", Mixed::Many(vec![1, 2])),
    ] {
        let request: MixedRequest = strict(format!(r#"{{"value": {text}}}"#)).expect(text);
        assert_eq!(request.value, expected);
    }
    assert_eq!(
        problem::<MixedRequest>(r#"{"value": true}"#),
        "value: expected an object with one key, `Known`, or a string, or an array, found none of them"
    );
}

#[message]
#[derive(PartialEq)]
#[serde(untagged)]
enum Expr {
    Number(f64),
    Sum {
        left: Box<Self>,
        right: Box<Self>,
        sum: bool,
    },
    Product {
        left: Box<Self>,
        right: Box<Self>,
        product: bool,
    },
}

#[message]
struct Calculation {
    expr: Expr,
}

#[test]
fn ambiguity_has_an_end() {
    let nested = |depth: usize, last: &str| {
        let open = r#"{"left": "#.repeat(depth);
        let close = format!(r#", "right": 1, {last}: true}}"#).repeat(depth);
        format!(r#"{{"expr": {open}1{close}}}"#)
    };
    let fits: Calculation = strict(nested(3, r#""product""#)).expect("it fits");
    assert!(json(&fits).contains("product"));
    // Each level is tried twice, so that 60 levels would never end.
    let found = problem::<Calculation>(nested(60, r#""product""#));
    assert!(found.contains("it takes too long to tell"), "{found}");
    // What fits nothing is found at once, though not explained to its depths.
    let found = problems(loose::<Calculation>(nested(5, r#""quotient""#)));
    assert!(
        found[0].starts_with("expr: expected a number, or an object with `left`, `right`, `sum`"),
        "{found:?}"
    );
}
