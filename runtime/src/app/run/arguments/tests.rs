use super::input;
use crate::app::run::fixture::service;
use crate::app::run::problem::Problem;
use crate::app::run::types::Types;

const REQUEST: &str = r##"{"type": "object", "required": ["title"], "properties": {
    "title": {"type": "string"},
    "note": {"type": ["string", "null"]},
    "count": {"type": ["integer", "null"]},
    "ratio": {"type": "number"},
    "done": {"type": "boolean"},
    "tags": {"type": "array", "items": {"type": "string"}},
    "sizes": {"type": "array", "items": {"type": "integer"}},
    "address": {"anyOf": [{"$ref": "#/$defs/Address"}, {"type": "null"}]},
    "labels": {"type": "object", "additionalProperties": {"type": "integer"}},
    "either": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
    "state": {"$ref": "#/$defs/State"},
    "dotted.name": {"type": "integer"},
    "free": true}}"##;
const ADDRESS: &str = r##"{"type": "object", "properties": {
    "city": {"type": "string"}, "next": {"$ref": "#/$defs/Address"}, "number": {"type": "integer"}}}"##;
const STATE: &str =
    r#"{"oneOf": [{"type": "string", "const": "todo"}, {"type": "string", "const": "5"}]}"#;

fn read(arguments: &[&str]) -> Result<String, Problem> {
    let types = [("Request", REQUEST), ("Address", ADDRESS), ("State", STATE)];
    let spec = service(&types, "true");
    let arguments: Vec<_> = arguments.iter().map(|&text| text.to_owned()).collect();
    let input = input(Types(&spec), &spec.methods[0].input, &arguments)?;
    Ok(input.to_string())
}

#[track_caller]
fn gives(arguments: &[&str], expected: &str) {
    assert_eq!(read(arguments).unwrap(), expected);
}

#[track_caller]
fn fails(arguments: &[&str], expected: &str, hint: &str) {
    let problem = read(arguments).unwrap_err();
    let hinted = problem.hinted().unwrap_or("");
    assert_eq!((problem.to_string().as_str(), hinted), (expected, hint));
}

#[test]
fn values_are_read_by_the_type_of_their_field() {
    gives(&[], "{}");
    gives(&["title=5"], r#"{"title":"5"}"#);
    gives(&["title="], r#"{"title":""}"#);
    gives(&["title=a=b"], r#"{"title":"a=b"}"#);
    gives(&["title=[x] {y} \"z\""], r#"{"title":"[x] {y} \"z\""}"#);
    gives(&["note=null"], r#"{"note":"null"}"#);
    gives(
        &["count=18446744073709551615"],
        r#"{"count":18446744073709551615}"#,
    );
    gives(&["count=-5"], r#"{"count":-5}"#);
    gives(&["count=null"], r#"{"count":null}"#);
    gives(&["ratio=0.5"], r#"{"ratio":0.5}"#);
    gives(&["done=true"], r#"{"done":true}"#);
    gives(&["either=7", "state=5"], r#"{"either":7,"state":"5"}"#);
    gives(&["either=seven"], r#"{"either":"seven"}"#);
    gives(&["free=[1]"], r#"{"free":[1]}"#);
    gives(&["free=words"], r#"{"free":"words"}"#);
}

#[test]
fn arrays_come_as_json_or_by_repeating_the_key() {
    gives(&["tags=a"], r#"{"tags":["a"]}"#);
    gives(
        &["tags=a", "title=x", "tags=b, c"],
        r#"{"tags":["a","b, c"],"title":"x"}"#,
    );
    gives(&[r#"tags=["a", "b"]"#], r#"{"tags":["a","b"]}"#);
    gives(&["sizes=1", "sizes=2"], r#"{"sizes":[1,2]}"#);
    fails(
        &["sizes=1", "sizes=x"],
        "`sizes` takes an integer, and `x` is none",
        "",
    );
    let problem = read(&["tags=[a"]).unwrap_err().to_string();
    assert!(problem.starts_with("`tags` is no JSON: "), "{problem}");
}

#[test]
fn fields_inside_fields_have_dots() {
    gives(
        &["address.city=Ulm", "address.number=5"],
        r#"{"address":{"city":"Ulm","number":5}}"#,
    );
    gives(
        &["address.next.next.city=Ulm"],
        r#"{"address":{"next":{"next":{"city":"Ulm"}}}}"#,
    );
    gives(
        &[r#"address={"city": "Ulm"}"#],
        r#"{"address":{"city":"Ulm"}}"#,
    );
    gives(&["address=null"], r#"{"address":null}"#);
    gives(
        &["labels.red=1", "labels.blue=2"],
        r#"{"labels":{"red":1,"blue":2}}"#,
    );
    gives(&["free.a.b=1"], r#"{"free":{"a":{"b":1}}}"#);
    gives(&["dotted.name=1"], r#"{"dotted.name":1}"#);
    fails(
        &["address.ctiy=Ulm"],
        "`address.ctiy`: there is no field `ctiy`",
        "did you mean `city`?",
    );
    fails(
        &["title.x=1"],
        "`title.x`: `title` is a text, which has no fields",
        "",
    );
    fails(
        &["tags.x=1"],
        "`tags.x`: `tags` is an array, which has no fields",
        "write the whole array in JSON: `tags='[..]'`",
    );
}

#[test]
fn mistakes_are_named() {
    fails(
        &["titel=x"],
        "there is no field `titel`",
        "did you mean `title`?",
    );
    let how = "write `KEY=VALUE`, with quotes around a value with spaces";
    fails(&["word"], "`word` is no field and its value", how);
    fails(&["=x"], "`=x` is no field and its value", how);
    fails(
        &["count=many"],
        "`count` takes an integer, and `many` is none",
        "",
    );
    fails(
        &["done=yes"],
        "`done` takes `true` or `false`, and `yes` is none",
        "",
    );
    fails(&["title=a", "title=b"], "`title` is given twice", "");
    fails(
        &["address.city=a", "address=null"],
        "`address` is given twice",
        "",
    );
    fails(
        &["address=null", "address.city=a"],
        "`address` is given twice",
        "",
    );
    fails(
        &["address=Ulm"],
        "`address` takes an object, and `Ulm` is none",
        "write it in JSON: `address='{..}'`",
    );
}
