//! Whether values are what schemas say. `tests/interop/test_validator.py` compares the verdicts with a validator of
//! another make, on values at random.

use traitwire_spec::json::Json;
use traitwire_spec::schema::{Schema, SchemaProblem, Validator};
use traitwire_spec::{Number, TypeSpec};

fn json(text: &str) -> Json {
    Json::parse(text).expect("JSON")
}

fn schema(text: &str) -> Schema {
    Schema::from_json(json(text)).expect("a schema")
}

fn types(types: &[(&str, &str)]) -> Vec<TypeSpec> {
    let ty = |(name, text): &(&str, &str)| TypeSpec {
        name: (*name).to_owned(),
        schema: schema(text),
    };
    types.iter().map(ty).collect()
}

/// A letter at the beginning is all that these patterns ask for.
fn begins(pattern: &str, text: &str) -> Result<bool, String> {
    match pattern.strip_prefix('^') {
        Some(start) => Ok(text.starts_with(start)),
        None => Err("it has no beginning".to_owned()),
    }
}

fn problems(types: &[TypeSpec], schema: &Schema, value: &Json) -> Vec<SchemaProblem> {
    let validator = Validator::new(types).with_patterns(&begins);
    validator.check(schema, value).err().unwrap_or_default()
}

#[track_caller]
fn accepts(text: &str, values: &[&str]) {
    for value in values {
        let problems = problems(&[], &schema(text), &json(value));
        assert_eq!(problems, [], "{text} and {value}");
    }
}

/// The keyword and the text of each problem.
#[track_caller]
fn refuses(text: &str, value: &str, expected: &[(&str, &str)]) {
    let problems = problems(&[], &schema(text), &json(value));
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.keyword, problem.to_string()))
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(keyword, text)| (*keyword, text.as_str()))
        .collect();
    assert_eq!(found, expected, "{text} and {value}");
}

#[test]
fn types_are_told_apart() {
    accepts("true", &["1", "{}"]);
    accepts(
        r#"{"type":"integer"}"#,
        &["50", "50.0", "5e1", "-0.0", "18446744073709551615", "1e300"],
    );
    accepts(r#"{"type":["string","null"]}"#, &["null", r#""a""#]);
    refuses(
        r#"{"type":"integer"}"#,
        "50.5",
        &[("type", "expected an integer, found 50.5")],
    );
    refuses(
        r#"{"type":["string","null"]}"#,
        "true",
        &[("type", "expected a string or null, found true")],
    );
    refuses("false", "null", &[("false", "no value is allowed here")]);
}

#[test]
fn numbers_are_compared_exactly() {
    // 2^53 + 1 is no float.
    let above = r#"{"minimum":9007199254740993}"#;
    accepts(
        above,
        &["9007199254740993", "9007199254740994.0", r#""text""#],
    );
    let found = "expected at least 9007199254740993, found 9007199254740992.0";
    refuses(above, "9007199254740992.0", &[("minimum", found)]);
    let open = r#"{"exclusiveMinimum":0,"exclusiveMaximum":1.5}"#;
    accepts(open, &["1", "1e-300"]);
    refuses(
        open,
        "0.0",
        &[("exclusiveMinimum", "expected more than 0, found 0.0")],
    );
    refuses(
        open,
        "1.5",
        &[("exclusiveMaximum", "expected less than 1.5, found 1.5")],
    );
    refuses(
        r#"{"maximum":-1}"#,
        "18446744073709551615",
        &[("maximum", "expected at most -1, found 18446744073709551615")],
    );
    accepts(r#"{"multipleOf":3}"#, &["0", "-9", "18446744073709551615"]);
    accepts(r#"{"multipleOf":0.5}"#, &["1.5", "2"]);
    refuses(
        r#"{"multipleOf":2}"#,
        "18446744073709551615",
        &[(
            "multipleOf",
            "expected a multiple of 2, found 18446744073709551615",
        )],
    );
    // Not allowed by the specification, and no reason to fail.
    accepts(r#"{"multipleOf":0}"#, &["1", "1.5"]);
}

#[test]
fn equality_is_that_of_values() {
    let choices = r#"{"enum":[1,{"a":1,"b":[2.0]},null]}"#;
    accepts(choices, &["1.0", r#"{"b":[2],"a":1.0}"#, "null"]);
    refuses(
        choices,
        "true",
        &[(
            "enum",
            r#"expected one of 1, {"a":1,"b":[2.0]}, null, found true"#,
        )],
    );
    accepts(r#"{"const":-0.0}"#, &["0", "0.0"]);
    refuses(
        r#"{"const":"a"}"#,
        r#""A""#,
        &[("const", r#"expected "a", found "A""#)],
    );
    accepts(r#"{"uniqueItems":true}"#, &["[1,true,\"1\",[1],[2]]"]);
    refuses(
        r#"{"uniqueItems":true}"#,
        "[0,1,2,1.0]",
        &[("uniqueItems", "the elements 1 and 3 are equal")],
    );
}

#[test]
fn strings_are_counted_in_characters() {
    let short = r#"{"minLength":1,"maxLength":2,"pattern":"^a"}"#;
    accepts(short, &[r#""a😀""#, "7"]);
    refuses(
        short,
        r#""""#,
        &[
            ("minLength", "expected at least 1 character, found 0"),
            (
                "pattern",
                r#"expected a match of the pattern `^a`, found """#,
            ),
        ],
    );
    refuses(
        short,
        r#""a😀😀""#,
        &[("maxLength", "expected at most 2 characters, found 3")],
    );
}

#[test]
fn arrays_have_elements_of_their_place() {
    let pair =
        r#"{"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false,"minItems":2}"#;
    accepts(pair, &[r#"["a",1]"#]);
    refuses(
        pair,
        r"[1]",
        &[
            ("minItems", "expected at least 2 elements, found 1"),
            ("type", "`[0]`: expected a string, found 1"),
        ],
    );
    refuses(
        pair,
        r#"["a",1,2]"#,
        &[("items", "expected at most 2 elements, found 3")],
    );
    let rest =
        r#"{"prefixItems":[true],"items":{"type":"array","items":{"type":"null"}},"maxItems":3}"#;
    accepts(rest, &[r#"["x",[null],[]]"#]);
    refuses(
        rest,
        r#"["x",[null,1],2,[]]"#,
        &[
            ("maxItems", "expected at most 3 elements, found 4"),
            ("type", "`[1][1]`: expected null, found 1"),
            ("type", "`[2]`: expected an array, found 2"),
        ],
    );
}

#[test]
fn objects_have_members_of_their_name() {
    let task = r#"{"properties":{"title":{"type":"string"},"id":true,"more":{"additionalProperties":{"type":"null"}}},
        "required":["title","id"],"patternProperties":{"^x":{"type":"integer"}},"additionalProperties":false}"#;
    accepts(task, &[r#"{"title":"a","id":1,"x-a":1}"#, "[]"]);
    refuses(
        task,
        r#"{"titel":"a","x-b":"b","more":{"a b":1}}"#,
        &[
            ("required", "missing required property `title`"),
            ("required", "missing required property `id`"),
            (
                "additionalProperties",
                "unknown property `titel`, did you mean `title`?",
            ),
            ("type", r#"`x-b`: expected an integer, found "b""#),
            ("type", r#"`more["a b"]`: expected null, found 1"#),
        ],
    );
    refuses(
        r#"{"minProperties":1,"propertyNames":{"maxLength":1}}"#,
        "{}",
        &[("minProperties", "expected at least 1 property, found 0")],
    );
    refuses(
        r#"{"maxProperties":1,"propertyNames":{"maxLength":1}}"#,
        r#"{"a":1,"bc":2}"#,
        &[
            ("maxProperties", "expected at most 1 property, found 2"),
            (
                "maxLength",
                "the key `bc`: expected at most 1 character, found 2",
            ),
        ],
    );
}

#[test]
fn schemas_are_combined() {
    let any = r#"{"anyOf":[{"type":"null"},{"properties":{"id":{"type":"integer"}},"required":["id","name"]}]}"#;
    accepts(any, &["null", r#"{"id":1,"name":2}"#, "1"]);
    let one = r#"{"oneOf":[{"type":"integer"},{"minimum":5},{"type":"null"}]}"#;
    accepts(one, &["1", "5.5"]);
    refuses(
        one,
        "7",
        &[(
            "oneOf",
            "fits several alternatives, of which one is wanted: 0, 1",
        )],
    );
    refuses(
        r#"{"items":{"anyOf":[{"type":"string"},{"items":{"type":"null"}, "maxItems":1}]}}"#,
        "[[1]]",
        &[(
            "anyOf",
            "`[0]`: fits no alternative; the nearest: expected a string, found [1]",
        )],
    );
    refuses(
        r#"{"items":{"oneOf":[{"items":{"type":"null"}}]}}"#,
        "[[1]]",
        &[(
            "oneOf",
            "`[0]`: fits no alternative; the nearest: `[0]`: expected null, found 1",
        )],
    );
    refuses(
        r#"{"allOf":[{"minimum":1},{"multipleOf":2}],"not":{"const":-1}}"#,
        "-1",
        &[
            ("minimum", "expected at least 1, found -1"),
            ("multipleOf", "expected a multiple of 2, found -1"),
            ("not", "fits what `not` excludes"),
        ],
    );
}

#[test]
fn remarks_refuse_nothing() {
    accepts(
        r#"{"format":"uuid","default":1,"examples":[1],"deprecated":true,"title":"a","description":"b","x":1}"#,
        &[r#""no uuid""#],
    );
}

#[test]
fn references_lead_to_types_and_definitions() {
    let types = types(&[
        (
            "Tree",
            r##"{"properties":{"kids":{"items":{"$ref":"#/$defs/Tree"}},"name":{"$ref":"#/$defs/Name"}}}"##,
        ),
        ("Name", r#"{"type":"string"}"#),
    ]);
    let root = schema(
        r##"{"$ref":"#/$defs/Tree","required":["name"],"properties":{"own":{"$ref":"#/$defs/Own"},"self":{"$ref":"#"}},
            "$defs":{"Own":{"type":"null"}}}"##,
    );
    let value =
        json(r#"{"kids":[{"name":"a"},{"kids":[{"name":1}]}],"own":1,"self":{"own":null}}"#);
    let found = problems(&types, &root, &value);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "`kids[1].kids[0].name`: expected a string, found 1",
            "missing required property `name`",
            "`own`: expected null, found 1",
            "`self`: missing required property `name`",
        ]
    );
}

#[test]
fn mistakes_of_the_schema_are_not_swallowed() {
    for (text, message) in [
        (
            r##"{"not":{"$ref":"#/$defs/Gone"}}"##,
            "the schema refers to `#/$defs/Gone`, which is not defined",
        ),
        (
            r#"{"not":{"$ref":"https://example.com/a.json"}}"#,
            "the schema refers to `https://example.com/a.json`, which is not defined",
        ),
        (
            r##"{"anyOf":[true,{"$ref":"#"}]}"##,
            "the schema `#` refers to itself without an end",
        ),
        (
            r#"{"not":{"pattern":"a"}}"#,
            "the pattern `a` cannot be checked: it has no beginning",
        ),
    ] {
        let found = problems(&[], &schema(text), &json(r#""a""#));
        let found: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|found| found == message), "{found:?}");
    }
}

#[test]
fn patterns_refuse_nothing_where_nobody_can_match_them() {
    let schema =
        schema(r#"{"pattern":"^a","patternProperties":{"^x":false},"additionalProperties":false}"#);
    for value in [r#""b""#, r#"{"x":1}"#, r#"{"y":1}"#] {
        let checked = Validator::new(&[]).check(&schema, &json(value));
        assert_eq!(checked, Ok(()), "{value}");
    }
}

#[test]
fn there_is_an_end_to_every_check() {
    // Each level is tried twice: 2^60 steps.
    let twice = schema(r##"{"anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}],"not":true}"##);
    let deep = (0..60).fold(Json::Null, |inner, _| Json::Array(vec![inner]));
    let found = problems(&[], &twice, &deep);
    assert!(
        found
            .iter()
            .any(|problem| problem.message.contains("too many alternatives")),
        "{found:?}"
    );
    let tree = schema(r##"{"items":{"$ref":"#"}}"##);
    let deep = (0..10_000).fold(Json::Null, |inner, _| Json::Array(vec![inner]));
    let found = problems(&[], &tree, &deep);
    assert!(found[0].message.contains("nested too deep"), "{found:?}");
    // Taken apart from the outside, since the drop of so deep a value would overflow the stack.
    let mut rest = deep;
    while let Json::Array(mut elements) = rest {
        rest = elements.pop().unwrap_or(Json::Null);
    }
    // What a request can be is no problem.
    let whole = (0..127).fold(Json::Null, |inner, _| Json::Array(vec![inner]));
    assert_eq!(problems(&[], &tree, &whole), []);
}

#[test]
fn numbers_of_both_kinds_have_one_order() {
    let ordered = [
        Number::Float(-1e300),
        Number::Int(i64::MIN.into()),
        Number::Float(-0.5),
        Number::Int(0),
        Number::Float(0.5),
        Number::Int((1 << 53) - 1),
        Number::Float(9_007_199_254_740_992.0),
        Number::Int((1 << 53) + 1),
        Number::Int(u64::MAX.into()),
        Number::Float(18_446_744_073_709_551_616.0),
        Number::Float(f64::MAX),
    ];
    for (i, a) in ordered.into_iter().enumerate() {
        for (j, b) in ordered.into_iter().enumerate() {
            assert_eq!(a.compare(b), i.cmp(&j), "{a:?} and {b:?}");
        }
    }
    assert!(Number::Float(-0.0).compare(Number::Int(0)).is_eq());
    assert!(Number::Float(-0.0).compare(Number::Float(0.0)).is_eq());
    assert!(Number::Float(50.0).is_integer() && !Number::Float(0.5).is_integer());
}
