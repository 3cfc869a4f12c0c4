//! What a comparison of two descriptions says, and in which order. That its verdicts are true is tested in the runtime,
//! where there are servers and clients.

use serde_json::{Value, json};
use traitwire_spec::diff::{Change, Subject, Transport, What, diff};
use traitwire_spec::{Json, ServiceSpec};

fn read(spec: &Value) -> ServiceSpec {
    let json = Json::parse(&spec.to_string()).unwrap();
    ServiceSpec::from_json(&json).unwrap_or_else(|error| panic!("{error}"))
}

fn compare(old: &Value, new: &Value) -> Vec<Change> {
    diff(&[&read(old)], &[&read(new)])
}

/// A service with these methods (name, input, output) and types.
fn service(methods: &[(&str, Value, Value)], types: &Value) -> Value {
    let method = |(name, input, output): &(&str, Value, Value)| {
        json!({
            "name": name, "full_name": format!("a.v1.S.{name}"), "grpc_path": format!("/a.v1.S/{name}"),
            "http_path": format!("/api/s/{name}"), "tool": format!("s_{name}"), "kind": "unary",
            "doc": {"summary": "Do something."}, "input": input, "output": output, "errors": [],
            "examples": [], "scopes": [], "public": false,
            "hints": {"read_only": false, "destructive": false, "idempotent": false},
        })
    };
    let named = |(name, schema): (&String, &Value)| json!({"name": name, "schema": schema});
    let types: Vec<_> = types.as_object().unwrap().iter().map(named).collect();
    json!({
        "spec_version": 1, "name": "S", "package": "a.v1", "path": "s", "doc": {"summary": "A service."},
        "methods": methods.iter().map(method).collect::<Vec<_>>(), "errors": [], "types": types,
    })
}

fn of(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn object(properties: impl Into<Value>, required: &[&str]) -> Value {
    let properties = properties.into();
    json!({"type": "object", "properties": properties, "required": required})
}

/// Subject and path, what happened, and what it breaks.
fn told(changes: &[Change]) -> Vec<(String, What, &[Transport])> {
    let one = |change: &Change| {
        let place = &change.place;
        format!("{} {}", place.subject, place.path)
            .trim()
            .to_owned()
    };
    changes
        .iter()
        .map(|change| (one(change), change.what, change.breaks.as_slice()))
        .collect()
}

const BOTH: &[Transport] = &[Transport::Http, Transport::Mcp];

#[test]
fn a_type_is_reported_once_with_the_places_that_use_it() {
    let spec = |task: Value| {
        let page = object(
            // In the order of the alphabet, which serde_json may keep or make.
            json!({"first": of("Task"), "tasks": {"type": "array", "items": of("Task")}}),
            &[],
        );
        let nothing = json!({"type": "object", "properties": {}});
        service(
            &[
                ("get", of("None"), of("Task")),
                ("list", of("None"), of("Page")),
                ("put", of("Put"), json!({"type": "null"})),
            ],
            &json!({
                "Task": task, "Page": page, "None": nothing,
                "Put": object(json!({"task": {"anyOf": [of("Task"), {"type": "null"}]}}), &[]),
            }),
        )
    };
    let old = spec(object(json!({"id": {"type": "string"}}), &["id"]));
    let new = spec(object(json!({"id": {"type": "boolean"}}), &["id"]));
    let changes = compare(&old, &new);
    assert_eq!(
        told(&changes),
        [("type `Task` id".to_owned(), What::Retyped, BOTH)]
    );
    assert_eq!(
        changes[0].place.used_by,
        [
            "get: reply",
            "list: reply.first",
            "list: reply.tasks[]",
            "put: request.task"
        ]
    );
    assert_eq!(changes[0].text, "was a string, is a boolean now");
}

#[test]
fn a_type_of_one_place_is_reported_there() {
    let spec = |kind: &str| {
        service(
            &[("put", of("Put"), json!(true))],
            &json!({
                "Put": object(json!({"changes": of("Changes")}), &["changes"]),
                "Changes": object(json!({"title": {"type": kind}}), &[]),
            }),
        )
    };
    let changes = compare(&spec("string"), &spec("boolean"));
    let expected = (
        "method `put` request.changes.title".to_owned(),
        What::Retyped,
        BOTH,
    );
    assert_eq!(told(&changes), [expected]);
    assert!(changes[0].place.used_by.is_empty());
}

/// The form of a type that requests have is a type of its own where it differs.
#[test]
fn both_forms_of_a_type_are_one() {
    let spec = |most: u32| {
        let fields =
            json!({"count": {"type": "integer", "default": 0, "minimum": 0, "maximum": most}});
        service(
            &[
                ("one", of("TaskInput"), of("Task")),
                ("other", of("TaskInput"), of("Task")),
            ],
            &json!({"Task": object(fields.clone(), &["count"]), "TaskInput": object(fields, &[])}),
        )
    };
    let changes = compare(&spec(255), &spec(65535));
    assert_eq!(
        told(&changes),
        [("type `Task` count".to_owned(), What::Limits, BOTH)]
    );
    assert_eq!(
        changes[0].place.used_by,
        [
            "one: request",
            "other: request",
            "one: reply",
            "other: reply"
        ]
    );
}

#[test]
fn types_that_hold_themselves_end() {
    let tree = |leaf: &str| {
        service(
            &[("grow", of("Tree"), of("Tree"))],
            &json!({
                "Tree": object(json!({"branch": of("Branch"), "leaf": {"type": leaf}}), &["branch"]),
                "Branch": object(json!({"trees": {"type": "array", "items": of("Tree")}}), &[]),
            }),
        )
    };
    let changes = compare(&tree("string"), &tree("boolean"));
    assert_eq!(
        told(&changes),
        [("type `Tree` leaf".to_owned(), What::Retyped, BOTH)]
    );
    assert_eq!(changes[0].place.used_by, ["grow: request", "grow: reply"]);
}

/// No trait makes such a description, but a file can hold it.
#[test]
fn references_that_lead_nowhere_end() {
    let spec = |types: &Value| service(&[("put", of("A"), of("Gone"))], types);
    let circle = spec(&json!({"A": of("B"), "B": of("A")}));
    assert_eq!(compare(&circle, &circle), []);
    let plain = spec(&json!({"A": object(json!({"x": {"type": "string"}}), &[])}));
    assert_eq!(told(&compare(&circle, &plain))[0].1, What::Narrowed);
    assert_eq!(told(&compare(&plain, &circle))[0].1, What::Widened);
    let renamed = spec(&json!({"A": object(json!({"next": of("A")}), &["next"])}));
    let other = spec(&json!({"A": object(json!({"link": of("A")}), &["link"])}));
    assert_eq!(told(&compare(&renamed, &other))[0].1, What::Removed);
}

#[test]
fn a_type_written_out_is_no_change() {
    let task = object(json!({"id": {"type": "string"}}), &["id"]);
    let named = service(
        &[("get", of("None"), of("Task"))],
        &json!({"Task": task, "None": object(json!({}), &[])}),
    );
    let inline = service(
        &[("get", of("Empty"), task)],
        &json!({"Empty": object(json!({}), &[])}),
    );
    assert_eq!(compare(&named, &inline), []);
    assert_eq!(compare(&inline, &named), []);
}

#[test]
fn limits_beside_a_reference_and_those_of_its_type_hold_together() {
    let spec = |name: &Value| {
        service(
            &[("put", of("Put"), json!(true))],
            &json!({
                "Put": object(json!({"name": name}), &[]),
                "Name": {"type": "string", "minLength": 2, "maxLength": 5},
            }),
        )
    };
    let beside = json!({"$ref": "#/$defs/Name", "minLength": 1, "maxLength": 10});
    let inline = json!({"type": "string", "minLength": 2, "maxLength": 5});
    assert_eq!(compare(&spec(&beside), &spec(&inline)), []);
    assert_eq!(compare(&spec(&inline), &spec(&beside)), []);
}

#[test]
fn another_kind_of_number_may_have_limits_of_its_own() {
    let spec = |count: Value| {
        let counted = object(json!({"count": count}), &[]);
        service(&[("put", of("Put"), json!(true))], &json!({"Put": counted}))
    };
    let integer = || spec(json!({"type": "integer", "minimum": 0, "maximum": 9}));
    let place = || "method `put` request.count".to_owned();
    let small = spec(json!({"type": "number", "minimum": 0, "maximum": 5}));
    let widened = (place(), What::Widened, [].as_slice());
    assert_eq!(
        told(&compare(&integer(), &small)),
        [(place(), What::Limits, BOTH), widened.clone()]
    );
    let texts = |changes: Vec<Change>| changes.into_iter().map(|change| change.text).next();
    let up_to = spec(json!({"type": "number", "maximum": 5}));
    assert_eq!(
        texts(compare(&integer(), &up_to)).as_deref(),
        Some("was from 0 to 9, is up to 5 now")
    );
    let any = spec(json!({"type": "number"}));
    assert_eq!(told(&compare(&integer(), &any)), [widened]);
}

/// A text is no longer what it says: <https://json-schema.org/draft/2020-12/json-schema-validation#section-8.3>.
#[test]
fn a_text_that_stands_for_bytes_is_another() {
    let spec = |data: &Value| {
        service(
            &[("put", of("Put"), of("Put"))],
            &json!({"Put": object(json!({"data": data}), &["data"])}),
        )
    };
    let text = spec(&json!({"type": "string"}));
    let bytes = spec(&json!({"type": "string", "contentEncoding": "base64"}));
    for (old, new, said) in [
        (&text, &bytes, "was a text as it is, is bytes in base64 now"),
        (&bytes, &text, "was bytes in base64, is a text as it is now"),
    ] {
        let changes = compare(old, new);
        assert_eq!(
            told(&changes),
            [("type `Put` data".to_owned(), What::Retyped, BOTH)]
        );
        assert_eq!(changes[0].text, said);
    }
}

#[test]
fn what_breaks_stands_first() {
    let nothing = || object(json!({}), &[]);
    let types = json!({});
    let old = service(
        &[
            ("a", nothing(), json!(true)),
            ("b", nothing(), json!(true)),
            ("gone", nothing(), json!(true)),
        ],
        &types,
    );
    let mut new = service(
        &[
            ("b", nothing(), json!(true)),
            ("a", nothing(), json!(true)),
            ("come", json!(true), json!(true)),
        ],
        &types,
    );
    new["doc"]["summary"] = json!("Another.");
    new["methods"][0]["scopes"] = json!(["x"]);
    new["methods"][0]["doc"]["summary"] = json!("Another.");
    new["methods"][1]["hints"]["read_only"] = json!(true);
    let expected: [(&str, What, &[Transport]); 8] = [
        ("method `b`", What::Scopes, BOTH),
        ("method `b`", What::Docs, &[]),
        ("method `gone`", What::Removed, BOTH),
        ("service", What::Docs, &[]),
        ("service", What::Reordered, &[]),
        ("method `a`", What::Hints, &[]),
        ("method `come`", What::Added, &[]),
        ("", What::Added, &[]),
    ];
    let expected = expected.map(|(place, what, breaks)| (place.to_owned(), what, breaks));
    let changes = compare(&old, &new);
    assert_eq!(told(&changes), expected[..7]);
    assert_eq!(compare(&old, &new), changes, "the same each time");
}

#[test]
fn a_stream_is_another_kind_of_call() {
    let unary = service(&[("get", json!(true), json!(true))], &json!({}));
    for kind in ["server_streaming", "client_streaming", "bidi_streaming"] {
        let mut stream = unary.clone();
        stream["methods"][0]["kind"] = json!(kind);
        let expected = ("method `get`".to_owned(), What::Kind, BOTH);
        for changes in [compare(&unary, &stream), compare(&stream, &unary)] {
            assert_eq!(told(&changes), std::slice::from_ref(&expected));
        }
    }
}

#[test]
fn services_are_told_apart_by_their_names() {
    let named = |name: &str, package: &str, path: &str| {
        let mut spec = service(&[("get", json!(true), json!(true))], &json!({}));
        spec["name"] = json!(name);
        spec["package"] = json!(package);
        spec["path"] = json!(path);
        read(&spec)
    };
    let (a, b) = (named("A", "x.v1", "a"), named("B", "x.v1", "b"));
    assert_eq!(diff(&[&a, &b], &[&b, &a]), []);
    let changes = diff(&[&a, &b], &[&b]);
    assert_eq!(
        told(&changes),
        [("service".to_owned(), What::Removed, BOTH)]
    );
    assert_eq!(changes[0].place.service, "x.v1.A");
    let changes = diff(&[&b], &[&a, &b]);
    assert_eq!(
        told(&changes),
        [("service".to_owned(), What::Added, [].as_slice())]
    );
    // The paths and tools of a service do not have its package in them.
    let moved = named("A", "x.v2", "a");
    let changes = diff(&[&a], &[&moved]);
    assert_eq!(
        told(&changes),
        [("service".to_owned(), What::Renamed, [].as_slice())]
    );
    assert_eq!(changes[0].text, "renamed to `x.v2.A`");
}

/// What can be said of a method: the key, another value, and what is told of it.
type Said = (
    &'static str,
    Value,
    What,
    &'static [Transport],
    &'static str,
);

fn said_of_methods() -> Vec<Said> {
    let http = [Transport::Http].as_slice();
    let mcp = [Transport::Mcp].as_slice();
    vec![
        (
            "http_path",
            json!("/api/x"),
            What::HttpPath,
            http,
            "HTTP path was `/api/s/get`, is `/api/x` now",
        ),
        (
            "grpc_path",
            json!("/x"),
            What::GrpcPath,
            &[],
            "gRPC path was `/a.v1.S/get`, is `/x` now",
        ),
        (
            "tool",
            json!("x"),
            What::Tool,
            mcp,
            "tool was `s_get`, is `x` now",
        ),
        (
            "tool",
            json!(null),
            What::Tool,
            mcp,
            "is no longer the tool `s_get`",
        ),
        (
            "scopes",
            json!(["a", {"any": ["b", "c"]}]),
            What::Scopes,
            BOTH,
            "needs `a` and one of `b`, `c` now, before no scope",
        ),
        (
            "public",
            json!(true),
            What::Public,
            &[],
            "public now: callers need not be known",
        ),
        (
            "timeout_ms",
            json!(5),
            What::Timeout,
            &[],
            "timeout was none, is 5 ms now",
        ),
        (
            "on",
            json!("t"),
            What::Topic,
            &[],
            "topic was none, is t now",
        ),
        (
            "deprecated",
            json!("use x"),
            What::Deprecated,
            &[],
            "deprecated now: use x",
        ),
        (
            "deprecated",
            json!(""),
            What::Deprecated,
            &[],
            "deprecated now",
        ),
        (
            "examples",
            json!([{"input": {}}]),
            What::Examples,
            &[],
            "examples changed",
        ),
        (
            "doc",
            json!({"summary": "X"}),
            What::Docs,
            &[],
            "documentation changed",
        ),
    ]
}

#[test]
fn all_that_is_said_of_a_method_is_compared() {
    let old = service(&[("get", json!(true), json!(true))], &json!({}));
    for (key, value, what, breaks, text) in said_of_methods() {
        let mut new = old.clone();
        new["methods"][0][key] = value;
        let changes = compare(&old, &new);
        assert_eq!(
            told(&changes),
            [("method `get`".to_owned(), what, breaks)],
            "{key}"
        );
        assert_eq!(changes[0].text, text);
        assert!(matches!(&changes[0].place.subject, Subject::Method(name) if name == "get"));
        assert_eq!(compare(&new, &old).len(), 1, "{key}");
    }
}

#[test]
fn a_change_is_data_for_programs() {
    let field = |required: &[&str]| {
        service(
            &[("put", of("Put"), json!(true))],
            &json!({"Put": object(json!({"title": {"type": "string"}}), required)}),
        )
    };
    let changes = compare(&field(&[]), &field(&["title"]));
    assert_eq!(
        serde_json::to_value(&changes).unwrap(),
        json!([{
            "place": {"service": "a.v1.S", "subject": {"method": "put"}, "path": "request.title"},
            "what": "required",
            "breaks": ["http", "mcp"],
            "text": "required now",
        }])
    );
}
