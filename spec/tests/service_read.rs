//! Descriptions that are read back from JSON.

use traitwire_spec::{Code, ExampleOutcome, Json, MethodKind, ScopeRule, ServiceSpec};

/// A description with everything that one can have, as it is serialised.
const BOARD: &str = concat!(
    r#"{"spec_version":1,"name":"Board","package":"tasks.v1","path":"board","#,
    r#""doc":{"summary":"Plan work.","description":"All of it."},"#,
    r#""methods":[{"name":"create","full_name":"tasks.v1.Board.Create","#,
    r#""grpc_path":"/tasks.v1.Board/Create","http_path":"/api/board/create","tool":"board_create","#,
    r##""kind":"unary","doc":{"summary":"Create a task."},"input":{"$ref":"#/$defs/Task"},"output":true,"##,
    r#""proto":{"request":"tasks.v1.Task","reply":"google.protobuf.Value"},"#,
    r#""errors":["full"],"examples":[{"title":"one","input":{"id":18446744073709551615},"#,
    r#""outcome":{"reply":{"z":1,"a":[1.0,null]}}},{"input":{},"outcome":{"error":"full"}},{"input":{}}],"#,
    r#""hints":{"read_only":false,"destructive":true,"idempotent":false},"#,
    r#""scopes":["a:b",{"any":["c","d"]}],"public":true,"timeout_ms":5000,"on":"topic","deprecated":""},"#,
    r#"{"name":"count","full_name":"tasks.v1.Board.Count","grpc_path":"/tasks.v1.Board/Count","#,
    r#""http_path":"/api/board/count","tool":null,"kind":"unary","doc":{"summary":"Count."},"#,
    r#""input":{"type":"object","properties":{}},"output":{"type":"integer","minimum":0},"errors":[],"#,
    r#""examples":[],"hints":{"read_only":true,"destructive":false,"idempotent":false},"scopes":[],"#,
    r#""public":false}],"errors":[{"reason":"full","number":3,"code":"resource_exhausted","grpc":8,"http":429,"#,
    r#""retryable":true,"doc":{"summary":"Full."},"fields":{"type":"object","properties":{}}}],"#,
    r#""types":[{"name":"Task","schema":{"type":"object","properties":{"z":{"type":"string"},"#,
    r#""id":{"type":"integer","default":0.1}},"required":["id"],"minProperties":1}}],"#,
    r#""proto":{"messages":[{"name":"tasks.v1.Task","base":"Task","doc":"To be done.","fields":["#,
    r#"{"name":"id","number":1,"label":"optional","type":"uint64","json_name":"ID","doc":"Its number."},"#,
    r#"{"name":"state","number":2,"type":{"enum":"tasks.v1.State"}},"#,
    r#"{"name":"by_name","number":3,"type":{"map":{"key":"string","value":{"message":"tasks.v1.Task"}}}}],"#,
    r#""reserved":{"numbers":[4,5],"names":["old"]}},"#,
    r#"{"name":"tasks.v1.TaskError","base":"TaskError","oneof":"kind","fields":["#,
    r#"{"name":"full","number":3,"type":{"message":"google.protobuf.Empty"}}]}],"#,
    r#""enums":[{"name":"tasks.v1.State","base":"State","values":["#,
    r#"{"name":"STATE_UNSPECIFIED","number":0},{"name":"STATE_DONE","number":1,"doc":"It is done."}],"#,
    r#""reserved":{"numbers":[],"names":["STATE_GONE"]}}],"error":"tasks.v1.TaskError"}}"#,
);

fn read(text: &str) -> Result<ServiceSpec, String> {
    let json = Json::parse(text).expect("the tests write JSON");
    ServiceSpec::from_json(&json).map_err(|error| error.to_string())
}

fn written(spec: &ServiceSpec) -> String {
    serde_json::to_string(spec).expect("a description is JSON")
}

#[test]
fn what_is_written_is_read_back_to_the_same_bytes() {
    let spec = read(BOARD).unwrap();
    assert_eq!(written(&spec), BOARD);
    assert_eq!(spec.full_name(), "tasks.v1.Board");
    let create = &spec.methods[0];
    assert_eq!((create.index, spec.methods[1].index), (0, 1));
    assert_eq!(create.kind, MethodKind::Unary);
    assert_eq!(
        create.scopes[1],
        ScopeRule::Any {
            any: vec!["c".into(), "d".into()]
        }
    );
    assert_eq!(
        create.examples[1].outcome,
        Some(ExampleOutcome::Error("full".into()))
    );
    assert_eq!(create.deprecated.as_deref(), Some(""));
    assert_eq!(spec.methods[1].tool, None);
    assert_eq!(spec.errors[0].code, Code::ResourceExhausted);
}

#[test]
fn what_a_later_release_adds_is_passed_over() {
    let later = BOARD
        .replace(
            r#""path":"board","#,
            r#""path":"board","owner":{"team":"x"},"#,
        )
        .replace(r#""tool":null,"#, r#""tool":null,"resource":"board://x","#)
        .replace(r#"{"error":"full"}"#, r#"{"stream":[1,2]}"#);
    let spec = read(&later).unwrap();
    let expected = BOARD.replace(r#","outcome":{"error":"full"}"#, "");
    assert_eq!(written(&spec), expected);
}

/// An older release wrote nothing of protobuf.
#[test]
fn an_older_description_is_read() {
    let at = BOARD.rfind(r#","proto":{"messages""#).unwrap();
    let older = format!("{}}}", &BOARD[..at])
        .replace(
            r#""proto":{"request":"tasks.v1.Task","reply":"google.protobuf.Value"},"#,
            "",
        )
        .replace(r#""number":3,"#, "");
    let spec = read(&older).unwrap();
    assert!(spec.proto.is_empty() && spec.methods[0].proto.is_none());
    assert_eq!(written(&spec), older);
}

#[test]
fn an_absent_tool_is_none() {
    let spec = read(&BOARD.replace(r#""tool":null,"#, "")).unwrap();
    assert_eq!(spec.methods[1].tool, None);
}

#[test]
fn a_mistake_is_told_with_its_place() {
    for (from, to, expected) in [
        (
            r#""spec_version":1"#,
            r#""spec_version":2"#,
            "`spec_version`: version 2 of descriptions is not known; this program reads version 1",
        ),
        (
            r#""spec_version":1"#,
            r#""spec_version":"1""#,
            "`spec_version`: expected an integer from 0",
        ),
        (r#""package":"tasks.v1","#, "", "`package` is missing"),
        (
            r#""tool":null,"kind":"unary""#,
            r#""tool":null,"kind":"unry""#,
            "`methods[1].kind`: `unry` is not known; did you mean `unary`?",
        ),
        (
            r#""summary":"Count.""#,
            r#""about":"Count.""#,
            "`methods[1].doc.summary` is missing",
        ),
        (
            r#""output":true"#,
            r#""output":[]"#,
            "`methods[0].output`: expected a schema: an object or a boolean",
        ),
        (
            r#""code":"resource_exhausted""#,
            r#""code":"resource_exhuasted""#,
            "`errors[0].code`: `resource_exhuasted` is not known; did you mean `resource_exhausted`?",
        ),
        (
            r#"{"any":["c","d"]}"#,
            r#"{"any":["c",1]}"#,
            "`methods[0].scopes[1].any[1]`: expected a string",
        ),
        (
            r#""types":["#,
            r#""types":[7,"#,
            "`types[0]`: expected an object",
        ),
        (
            r#""public":true"#,
            r#""public":1"#,
            "`methods[0].public`: expected `true` or `false`",
        ),
        (
            r#""number":2"#,
            r#""number":4294967296"#,
            "`proto.messages[0].fields[1].number`: expected an integer from 0 to 4294967295",
        ),
        (
            r#""label":"optional""#,
            r#""label":"required""#,
            "`proto.messages[0].fields[0].label`: `required` is not known; known are `single`, `optional`, `repeated`",
        ),
        (
            r#""type":"uint64""#,
            r#""type":"unit64""#,
            "`proto.messages[0].fields[0].type`: `unit64` is not known; did you mean `uint64`?",
        ),
        (
            r#""value":{"message":"tasks.v1.Task"}"#,
            r#""value":{"map":{"key":"string","value":"bool"}}"#,
            "`proto.messages[0].fields[2].type.map.value`: expected a type that is no map",
        ),
        (
            r#""key":"string""#,
            r#""key":"float""#,
            "`proto.messages[0].fields[2].type.map.key`: expected an integer type, `bool` or `string`",
        ),
        (
            r#""errors":["full"]"#,
            r#""errors":"full""#,
            "`methods[0].errors`: expected an array",
        ),
    ] {
        let changed = BOARD.replacen(from, to, 1);
        assert_ne!(changed, BOARD, "{from}");
        assert_eq!(read(&changed).unwrap_err(), expected);
    }
}

/// A look-up by name would find the first, and whatever is compared or called by name would pass over the second.
#[test]
fn names_have_to_differ() {
    let board = Json::parse(BOARD).unwrap();
    for (list, key) in [("methods", "name"), ("errors", "reason"), ("types", "name")] {
        let elements = board.get(list).and_then(Json::as_array).unwrap();
        let first = elements[0].to_string();
        let name = elements[0].get(key).and_then(Json::as_str).unwrap();
        let twice = BOARD.replacen(&first, &format!("{first},{first}"), 1);
        assert_ne!(twice, BOARD, "{list}");
        assert_eq!(
            read(&twice).unwrap_err(),
            format!("`{list}[1].{key}`: `{name}` is there twice; names have to differ")
        );
    }
}

/// They become parts of requests and of lists of tools, whoever wrote the description.
#[test]
fn paths_and_names_of_tools_have_their_forms() {
    let board = Json::parse(BOARD).unwrap();
    let method = &board.get("methods").and_then(Json::as_array).unwrap()[0];
    for (key, wrong) in [
        ("http_path", r#""""#),
        ("http_path", r#""api/x""#),
        ("http_path", r#""/api/x\r\nHost: y""#),
        ("grpc_path", r#""/a b""#),
        ("tool", r#""Not a tool!""#),
        ("tool", r#""""#),
    ] {
        let right = method.get(key).unwrap().to_string();
        let changed = BOARD.replacen(&right, wrong, 1);
        assert_ne!(changed, BOARD, "{key}");
        let error = read(&changed).unwrap_err();
        let start = format!("`methods[0].{key}`: {wrong} is no ");
        assert!(error.starts_with(&start), "{error}");
    }
}

#[test]
fn all_services_of_a_document_are_read() {
    let all = |text: &str| {
        let json = Json::parse(text).unwrap();
        ServiceSpec::all_from_json(&json).map_err(|error| error.to_string())
    };
    for document in [
        BOARD.to_owned(),
        format!("[{BOARD}]"),
        format!(r#"{{"name":"tasks","version":"1","services":[{BOARD}]}}"#),
    ] {
        let services = all(&document).unwrap();
        assert_eq!(services.len(), 1);
        assert_eq!(written(&services[0]), BOARD);
    }
    assert!(all("[]").unwrap().is_empty());
    let two = format!(
        r#"{{"services":[{BOARD},{}]}}"#,
        BOARD.replace("\"read_only\":true,", "")
    );
    assert_eq!(
        all(&two).unwrap_err(),
        "`services[1].methods[1].hints.read_only` is missing"
    );
    for other in ["7", "{}", r#"{"openapi":"3.1.0"}"#] {
        assert_eq!(
            all(other).unwrap_err(),
            "this is no description of services; the command `spec` of a program prints one"
        );
    }
}
