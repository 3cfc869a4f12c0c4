use super::of;
use crate::app::run::fixture::service;
use crate::spec::MethodKind;

#[track_caller]
fn check(types: &[(&str, &str)], output: &str, expected: &str) {
    let spec = service(types, output);
    assert_eq!(of(&spec, &spec.methods[0], "test_go"), expected);
}

#[test]
fn fields_stand_in_their_order_and_say_whether_they_may_be_left_out() {
    let request = r#"{"type": "object", "required": ["title"], "properties": {
        "title": {"type": "string"},
        "assignee": {"type": ["string", "null"]},
        "count": {"type": "integer"}}}"#;
    check(
        &[
            ("Request", request),
            ("Task", r#"{"type": "object", "properties": {}}"#),
        ],
        r##"{"$ref": "#/$defs/Task"}"##,
        "test_go(title: string, assignee?: string, count?: integer) -> Task",
    );
}

#[test]
fn streams_say_so() {
    let request = r#"{"type": "object", "properties": {"n": {"type": "integer"}}}"#;
    let mut spec = service(&[("Request", request)], r#"{"type": ["integer", "null"]}"#);
    let mut check = |kind, expected| {
        std::sync::Arc::make_mut(&mut spec.methods[0]).kind = kind;
        assert_eq!(of(&spec, &spec.methods[0], "test_go"), expected);
    };
    check(
        MethodKind::ServerStreaming,
        "test_go(n?: integer) -> stream of (integer | null)",
    );
    check(
        MethodKind::ClientStreaming,
        "test_go(items: Request[]) -> integer | null",
    );
    check(
        MethodKind::BidiStreaming,
        "test_go(items: Request[]) -> stream of (integer | null)",
    );
}

#[test]
fn no_fields_and_no_reply_leave_nothing() {
    check(
        &[("Request", r#"{"type": "object", "properties": {}}"#)],
        r#"{"type": "null"}"#,
        "test_go()",
    );
}

#[test]
fn types_inside_types_are_written_out() {
    let request = r##"{"type": "object", "required": ["tags", "tree", "any", "nullable"], "properties": {
        "tags": {"type": "array", "items": {"type": ["string", "null"]}},
        "tree": {"$ref": "#/$defs/Tree"},
        "labels": {"type": "object", "additionalProperties": {"type": "integer"}},
        "any": true,
        "nullable": {"anyOf": [{"$ref": "#/$defs/Tree"}, {"type": "null"}]}}}"##;
    check(
        &[
            ("Request", request),
            ("Tree", r#"{"type": "object", "properties": {}}"#),
        ],
        r##"{"type": "array", "items": {"$ref": "#/$defs/Tree"}}"##,
        "test_go(tags: (string | null)[], tree: Tree, labels?: map<integer>, any: any, nullable: Tree | null) -> Tree[]",
    );
}

#[test]
fn short_enumerations_are_written_out_and_long_ones_named() {
    let request = r##"{"type": "object", "properties": {
        "short": {"anyOf": [{"$ref": "#/$defs/Short"}, {"type": "null"}]},
        "documented": {"$ref": "#/$defs/Documented"},
        "long": {"$ref": "#/$defs/Long"}}}"##;
    check(
        &[
            ("Request", request),
            ("Short", r#"{"type": "string", "enum": ["todo", "done"]}"#),
            (
                "Documented",
                r#"{"oneOf": [{"const": "a", "type": "string", "description": "A."}, {"const": "b"}]}"#,
            ),
            (
                "Long",
                r#"{"type": "string", "enum": ["a", "b", "c", "d", "e", "f", "g"]}"#,
            ),
        ],
        r#"{"type": "integer"}"#,
        r#"test_go(short?: "todo" | "done", documented?: "a" | "b", long?: Long) -> integer"#,
    );
}

#[test]
fn alternatives_have_no_list_of_fields() {
    let request = r#"{"oneOf": [{"type": "object", "properties": {"a": true}}, {"type": "object", "properties": {"b": true}}]}"#;
    check(
        &[("Request", request)],
        r#"{"type": "boolean"}"#,
        "test_go(input: Request) -> boolean",
    );
}
