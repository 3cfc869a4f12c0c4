//! Schemas are read without loss and written in one order.

use traitwire_spec::json::Json;
use traitwire_spec::schema::{Schema, SchemaObject, Type};

fn read(text: &str) -> Schema {
    Schema::from_json(Json::parse(text).expect("JSON")).expect("a schema")
}

/// Every keyword that has a field, in the order in which it is written.
const EVERY_KEYWORD: &str = concat!(
    r##"{"$ref":"#/$defs/T","title":"t","description":"d","deprecated":true,"type":["string","null"],"##,
    r#""format":"uuid","enum":[1,"a",null],"const":{"b":1,"a":2},"default":18446744073709551615,"#,
    r#""properties":{"z":true,"a":{"type":"integer"}},"required":["z","a"],"#,
    r#""additionalProperties":false,"propertyNames":{"pattern":"^x"},"patternProperties":{"^y":true},"#,
    r#""items":{"type":"null"},"prefixItems":[true],"minItems":1,"maxItems":2,"uniqueItems":true,"#,
    r#""minLength":3,"maxLength":4,"pattern":"a|b","minimum":-9223372036854775808,"#,
    r#""maximum":18446744073709551615,"exclusiveMinimum":0.5,"exclusiveMaximum":1.0,"multipleOf":0.1,"#,
    r#""anyOf":[true,false],"oneOf":[{"type":"array"}],"allOf":[{"type":"object"}],"#,
    r#""not":{"type":"boolean"},"examples":[1.5,{}],"$comment":"c","x-a":[{"y":1,"x":2}],"#,
    r#""$defs":{"A":{"type":"number"},"T":true}}"#,
);

#[test]
fn keywords_are_written_in_one_order() {
    let Json::Object(mut keywords) = Json::parse(EVERY_KEYWORD).expect("JSON") else {
        panic!("an object");
    };
    keywords.reverse();
    let schema = Schema::from_json(Json::Object(keywords)).expect("a schema");
    assert_eq!(schema.to_string(), EVERY_KEYWORD);
    let extra = &schema.as_object().expect("keywords").extra;
    assert_eq!(extra.keys().collect::<Vec<_>>(), ["$comment", "x-a"]);
}

#[test]
fn properties_keep_their_order() {
    let text = r#"{"type":"object","properties":{"b":true,"a":{"properties":{}},"c":true}}"#;
    assert_eq!(read(text).to_string(), text);
}

#[test]
fn what_says_nothing_is_left_out() {
    let text = r#"{"deprecated":false,"required":[],"anyOf":[],"type":["string"],"$defs":{}}"#;
    assert_eq!(read(text).to_string(), r#"{"type":"string"}"#);
    assert_eq!(read("{}"), Schema::Any);
    assert_eq!(read("true").to_string(), "true");
    assert_eq!(read("false").to_string(), "false");
}

#[test]
fn values_that_do_not_fit_their_keyword_are_kept() {
    let text = concat!(
        r#"{"$defs":[],"additionalProperties":1,"anyOf":[true,1],"items":[true],"minLength":-1,"#,
        r#""minimum":"0","properties":{"a":null},"required":["a",1],"title":5,"type":"integre"}"#,
    );
    assert_eq!(read(text).to_string(), text);
    assert_eq!(Schema::from_json(Json::Null), None);
}

#[test]
fn schemas_inside_are_visited() {
    let mut schema = read(EVERY_KEYWORD);
    let mut types = Vec::new();
    schema.walk(&mut |schema| types.extend(schema.as_object().map(|object| object.types.clone())));
    let expected: Vec<Vec<Type>> = [
        &[Type::String, Type::Null][..],
        &[Type::Integer],
        &[],
        &[Type::Null],
        &[Type::Array],
        &[Type::Object],
        &[Type::Boolean],
        &[Type::Number],
    ]
    .map(<[Type]>::to_vec)
    .into();
    assert_eq!(types, expected);

    schema.walk_mut(&mut |schema| {
        if let Some(object) = schema.as_object_mut() {
            object.types.clear();
        }
    });
    assert!(!schema.to_string().contains("type"));
}

#[test]
fn references_are_found_and_renamed_everywhere() {
    let text = concat!(
        r##"{"properties":{"a":{"$ref":"#/$defs/A"},"b":{"items":{"$ref":"#/$defs/B"}}},"##,
        r##""anyOf":[{"$ref":"#/$defs/A"},{"$ref":"other.json"}],"##,
        r##""if":{"not":{"$ref":"#/$defs/C"}}}"##,
    );
    let mut schema = read(text);
    assert_eq!(
        schema.references().into_iter().collect::<Vec<_>>(),
        ["A", "B", "C"]
    );

    schema.rename_references(&|name| (name != "B").then(|| format!("{name}Input")));
    let renamed = text.replace("/A", "/AInput").replace("/C", "/CInput");
    assert_eq!(schema.to_string(), renamed);
}

#[test]
fn schemas_are_made_and_looked_into() {
    let object = SchemaObject {
        properties: Some(vec![("id".into(), Schema::of(Type::Integer))]),
        required: vec!["id".into()],
        ..SchemaObject::default()
    };
    assert_eq!(object.property("id"), Some(&read(r#"{"type":"integer"}"#)));
    assert_eq!(object.property("no"), None);
    assert!(object.is_required("id") && !object.is_required("no"));
    assert_eq!(
        Schema::reference("Task"),
        read(r##"{"$ref":"#/$defs/Task"}"##)
    );
    assert_eq!(
        Schema::empty_object(),
        read(r#"{"type":"object","properties":{}}"#)
    );
    assert!(
        Schema::of(Type::Array)
            .as_object()
            .is_some_and(|schema| schema.is_of(Type::Array))
    );
}
