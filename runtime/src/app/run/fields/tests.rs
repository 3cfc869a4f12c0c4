use super::rows;
use crate::app::run::fixture::service;
use crate::app::run::types::Types;

#[track_caller]
fn check(types: &[(&str, &str)], expected: &[(&str, &str)]) {
    let spec = service(types, r#"{"type": "null"}"#);
    let rows = rows(Types(&spec), &spec.methods[0].input);
    let rows: Vec<_> = rows
        .iter()
        .map(|(key, about)| (key.as_str(), about.as_str()))
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn fields_inside_fields_have_dots() {
    let request = r##"{"type": "object", "required": ["price"], "properties": {
        "price": {"$ref": "#/$defs/Price", "description": "What it costs.\nIn all."}}}"##;
    let price = r#"{"type": "object", "required": ["minor"], "properties": {
        "minor": {"type": "integer"}, "note": {"type": "string", "description": "Free."}}}"#;
    check(
        &[("Request", request), ("Price", price)],
        &[
            ("price", "Price, required: What it costs."),
            ("price.minor", "integer, required"),
            ("price.note", "string: Free."),
        ],
    );
}

#[test]
fn a_type_inside_itself_ends() {
    let request = r##"{"type": "object", "properties": {"again": {"$ref": "#/$defs/Request"}}}"##;
    let rows = [
        ("again", "Request"),
        ("again.again", "Request"),
        ("again.again.again", "Request"),
    ];
    check(&[("Request", request)], &rows);
}

#[test]
fn a_field_of_some_variants_names_them() {
    let request = r##"{"type": "object", "required": ["format"], "properties": {
        "format": {"$ref": "#/$defs/Format"}}}"##;
    let format = r#"{"oneOf": [
        {"type": "object", "required": ["kind", "title", "pages"], "properties": {
            "kind": {"type": "string", "const": "paper"},
            "title": {"type": "string"},
            "pages": {"type": "integer", "description": "How many."},
            "grams": {"type": ["integer", "null"]}}},
        {"type": "object", "required": ["kind", "title", "pages"], "properties": {
            "kind": {"type": "string", "const": "card"},
            "title": {"type": "string"},
            "pages": {"type": "integer"}}},
        {"type": "object", "required": ["kind", "title", "minutes"], "properties": {
            "kind": {"type": "string", "const": "audio"},
            "title": {"type": "string"},
            "minutes": {"type": "integer"}}}]}"#;
    check(
        &[("Request", request), ("Format", format)],
        &[
            ("format", "Format, required"),
            ("format.kind", r#""paper" | "card" | "audio", required"#),
            ("format.title", "string, required"),
            (
                "format.pages",
                "integer, required where format.kind=paper or card: How many.",
            ),
            ("format.grams", "integer where format.kind=paper"),
            (
                "format.minutes",
                "integer, required where format.kind=audio",
            ),
        ],
    );
}

#[test]
fn no_variant_that_nothing_names_is_required() {
    let request = r#"{"oneOf": [
        {"type": "object", "required": ["circle"], "properties": {"circle": {"type": "integer"}}},
        {"type": "object", "required": ["square"], "properties": {"square": {"type": "integer"}}}]}"#;
    check(
        &[("Request", request)],
        &[("circle", "integer"), ("square", "integer")],
    );
}

#[test]
fn one_form_or_null_is_no_alternative() {
    let request = r##"{"type": "object", "properties": {
        "price": {"anyOf": [{"$ref": "#/$defs/Price"}, {"type": "null"}]}}}"##;
    let price = r#"{"type": "object", "required": ["minor"], "properties": {"minor": {"type": "integer"}}}"#;
    check(
        &[("Request", request), ("Price", price)],
        &[("price", "Price"), ("price.minor", "integer, required")],
    );
}
