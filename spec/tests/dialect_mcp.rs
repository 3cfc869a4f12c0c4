//! Methods as tools of the Model Context Protocol.

use std::sync::Arc;

use traitwire_spec::dialect::mcp::{Features, Output, Structured, Tool, tools};
use traitwire_spec::proto::ProtoSpec;
use traitwire_spec::{
    Code, Doc, ErrorSpec, ExampleSpec, Hints, Json, MethodKind, MethodSpec, SPEC_VERSION, Schema,
    ServiceSpec, TypeSpec,
};

fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

fn schema(text: &str) -> Schema {
    Schema::from_json(json(text)).expect("a schema")
}

/// A method whose request and reply are named types.
fn method(name: &str, input: &str, output: Schema) -> MethodSpec {
    MethodSpec {
        name: name.into(),
        index: 0,
        full_name: format!("tasks.v1.Tasks.{name}"),
        grpc_path: String::new(),
        http_path: String::new(),
        tool: Some(format!("tasks_{name}")),
        kind: MethodKind::Unary,
        doc: Doc::new("Do something.", ""),
        input: Schema::reference(input),
        output,
        proto: None,
        errors: Vec::new(),
        examples: Vec::new(),
        hints: Hints::default(),
        scopes: Vec::new(),
        public: false,
        timeout_ms: None,
        on: None,
        deprecated: None,
    }
}

fn service(methods: Vec<MethodSpec>, types: &[(&str, &str)]) -> ServiceSpec {
    let types = types.iter().map(|(name, text)| TypeSpec {
        name: (*name).into(),
        schema: schema(text),
    });
    ServiceSpec {
        spec_version: SPEC_VERSION,
        name: "Tasks".into(),
        package: "tasks.v1".into(),
        path: "tasks".into(),
        doc: Doc::default(),
        methods: methods.into_iter().map(Arc::new).collect(),
        errors: Vec::new(),
        types: types.collect(),
        proto: ProtoSpec::default(),
    }
}

/// The arguments of a tool whose request is the first of `types`.
fn arguments(types: &[(&str, &str)]) -> String {
    let spec = service(
        vec![method("do", types[0].0, schema(r#"{"type":"null"}"#))],
        types,
    );
    tools(&spec, Features::of("2026-07-28"))[0]
        .input_schema
        .to_string()
}

/// How a reply stands in a result, and what describes it.
fn reply(revision: &str, output: &str, types: &[(&str, &str)]) -> (Structured, Option<String>) {
    let mut all = vec![("In", r#"{"type":"object"}"#)];
    all.extend(types);
    let spec = service(vec![method("do", "In", schema(output))], &all);
    let Tool {
        structured,
        output_schema,
        ..
    } = tools(&spec, Features::of(revision)).remove(0);
    (structured, output_schema.map(|schema| schema.to_string()))
}

#[test]
fn a_tool_says_everything_in_one_order() {
    let error = |reason: &str, retryable| ErrorSpec {
        reason: reason.into(),
        number: 1,
        code: Code::NotFound,
        grpc: Code::NotFound.grpc(),
        http: Code::NotFound.http(),
        retryable,
        doc: Doc::new(format!("This is {reason}."), "At length."),
        fields: Schema::empty_object(),
    };
    let mut get = method("get", "Get", Schema::reference("Task"));
    get.doc = Doc::new("Get a task.", "Its id is that of `create`.");
    get.errors = vec!["gone".into(), "busy".into()];
    get.hints.read_only = true;
    get.hints.idempotent = true;
    get.examples = vec![ExampleSpec {
        title: None,
        input: json(r#"{"id": 7}"#),
        outcome: None,
    }];
    let mut hidden = method("hidden", "Get", Schema::Any);
    hidden.tool = None;
    let types = [
        (
            "Get",
            r#"{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"]}"#,
        ),
        (
            "Task",
            r#"{"type":"object","properties":{"title":{"type":"string"},"data":true}}"#,
        ),
    ];
    let mut spec = service(vec![get, hidden], &types);
    spec.errors = vec![
        error("busy", true),
        error("other", false),
        error("gone", false),
    ];

    let expected = concat!(
        r#"[{"name":"tasks_get","description":"Get a task.\n\nIts id is that of `create`.\n\nErrors:"#,
        r#"\n- `busy` (may succeed later): This is busy.\n- `gone`: This is gone.","#,
        r#""inputSchema":{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"],"#,
        r#""additionalProperties":false,"examples":[{"id":7}]},"#,
        r#""outputSchema":{"type":"object","properties":{"title":{"type":"string"},"data":{}}},"#,
        r#""annotations":{"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}}]"#,
    );
    let tools = tools(&spec, Features::of("2026-07-28"));
    assert_eq!(serde_json::to_string(&tools).expect("JSON"), expected);
}

#[test]
fn a_deprecated_method_says_so_first() {
    let mut old = method("old", "In", Schema::Any);
    old.deprecated = Some("use `new`".into());
    let mut older = method("older", "In", Schema::Any);
    older.deprecated = Some(String::new());
    let spec = service(vec![old, older], &[("In", "{}")]);
    let tools = tools(&spec, Features::of("2026-07-28"));
    assert_eq!(
        tools[0].description,
        "Deprecated: use `new`\n\nDo something."
    );
    assert_eq!(tools[1].description, "Deprecated.\n\nDo something.");
}

#[test]
fn a_revision_is_sent_only_what_it_knows() {
    let of = |revision| {
        let Features {
            annotations,
            output,
        } = Features::of(revision);
        (annotations, output)
    };
    assert_eq!(of("2024-11-05"), (false, Output::Nothing));
    assert_eq!(of("2025-03-26"), (true, Output::Nothing));
    assert_eq!(of("2025-06-18"), (true, Output::Object));
    assert_eq!(of("2025-11-25"), (true, Output::Object));
    assert_eq!(of("2026-07-28"), (true, Output::Any));

    let spec = service(vec![method("do", "In", Schema::Any)], &[("In", "{}")]);
    let first = serde_json::to_string(&tools(&spec, Features::of("2024-11-05"))).expect("JSON");
    let expected = r#"[{"name":"tasks_do","description":"Do something.","inputSchema":{"type":"object","properties":{},"additionalProperties":false}}]"#;
    assert_eq!(first, expected);
}

#[test]
fn replies_are_objects_where_the_revision_needs_them() {
    let task = (
        "Task",
        r##"{"description":"A task.","type":"object","properties":{"next":{"$ref":"#/$defs/Task"}}}"##,
    );
    let plain = r##"{"description":"A task.","type":"object","properties":{"next":{"$ref":"#/$defs/Task"}},"$defs":{"Task":{"description":"A task.","type":"object","properties":{"next":{"$ref":"#/$defs/Task"}}}}}"##;
    let reference = r##"{"$ref":"#/$defs/Task"}"##;
    for revision in ["2025-06-18", "2025-11-25", "2026-07-28"] {
        let bare = (Structured::Bare, Some(plain.to_owned()));
        assert_eq!(reply(revision, reference, &[task]), bare);
        assert_eq!(
            reply(revision, r#"{"type":"null"}"#, &[]),
            (Structured::Absent, None)
        );
    }
    assert_eq!(
        reply("2025-03-26", reference, &[task]),
        (Structured::Absent, None)
    );

    let list = r#"{"type":"array","items":{"type":"string"}}"#;
    let wrapped =
        format!(r#"{{"type":"object","properties":{{"result":{list}}},"required":["result"]}}"#);
    assert_eq!(
        reply("2025-11-25", list, &[]),
        (Structured::Wrapped, Some(wrapped))
    );
    assert_eq!(
        reply("2026-07-28", list, &[]),
        (Structured::Bare, Some(list.to_owned()))
    );

    // A map is an object; an enum of objects is none that a schema of `type: object` lists.
    let map = r#"{"type":"object","additionalProperties":{"type":"string"}}"#;
    assert_eq!(reply("2025-11-25", map, &[]).0, Structured::Bare);
    let choice = r#"{"oneOf":[{"type":"object"},{"type":"object"}]}"#;
    assert_eq!(reply("2025-11-25", choice, &[]).0, Structured::Wrapped);
}

#[test]
fn arguments_have_the_definitions_that_they_reach_and_no_others() {
    let types = [
        (
            "In",
            r##"{"type":"object","properties":{"a":{"$ref":"#/$defs/A"},"any":true}}"##,
        ),
        (
            "A",
            r##"{"type":"object","properties":{"b":{"type":"array","items":{"$ref":"#/$defs/B"}}}}"##,
        ),
        ("B", r#"{"type":"string"}"#),
        ("C", r#"{"type":"string"}"#),
    ];
    let expected = concat!(
        r##"{"type":"object","properties":{"a":{"$ref":"#/$defs/A"},"any":{}},"additionalProperties":false,"##,
        r##""$defs":{"A":{"type":"object","properties":{"b":{"type":"array","items":{"$ref":"#/$defs/B"}}},"##,
        r#""additionalProperties":false},"B":{"type":"string"}}}"#,
    );
    assert_eq!(arguments(&types), expected);
}

#[test]
fn only_objects_without_a_flattened_map_are_closed() {
    let types = [(
        "In",
        concat!(
            r#"{"type":"object","properties":{"closed":{"type":"object","properties":{"a":true}},"#,
            r#""map":{"type":"object","additionalProperties":{"type":"object","properties":{"b":true}}},"#,
            r#""open":{"type":"object","properties":{"c":true},"additionalProperties":true},"#,
            r#""not":{"not":{"type":"object","properties":{"d":true}}}},"additionalProperties":{"type":"string"}}"#,
        ),
    )];
    let expected = concat!(
        r#"{"type":"object","properties":{"closed":{"type":"object","properties":{"a":{}},"additionalProperties":false},"#,
        r#""map":{"type":"object","additionalProperties":{"type":"object","properties":{"b":{}},"additionalProperties":false}},"#,
        r#""open":{"type":"object","properties":{"c":{}},"additionalProperties":true},"#,
        r#""not":{"not":{"type":"object","properties":{"d":{}}}}},"additionalProperties":{"type":"string"}}"#,
    );
    assert_eq!(arguments(&types), expected);
}

/// An internally tagged enum, as schemars describes it: one variant with fields, one with a message.
const EVENT: &str = concat!(
    r#"{"description":"What happened.","oneOf":["#,
    r#"{"type":"object","properties":{"kind":{"type":"string","const":"moved"},"to":{"type":"string"}},"required":["kind","to"]},"#,
    r##"{"$ref":"#/$defs/Task","type":"object","properties":{"kind":{"type":"string","const":"added"}},"required":["kind"]}]}"##,
);
const TASK: &str = r#"{"description":"A task.","type":"object","properties":{"id":{"type":"integer"},"to":{"type":"integer"}},"required":["id"]}"#;

#[test]
fn variants_that_take_in_a_message_are_closed_as_one_object() {
    let types = [
        (
            "In",
            r##"{"type":"object","properties":{"event":{"$ref":"#/$defs/Event"}}}"##,
        ),
        ("Event", EVENT),
        ("Task", TASK),
    ];
    let expected = concat!(
        r##"{"type":"object","properties":{"event":{"$ref":"#/$defs/Event"}},"additionalProperties":false,"##,
        r#""$defs":{"Event":{"description":"What happened.","oneOf":["#,
        r#"{"type":"object","properties":{"kind":{"type":"string","const":"moved"},"to":{"type":"string"}},"#,
        r#""required":["kind","to"],"additionalProperties":false},"#,
        r#"{"description":"A task.","type":"object","properties":{"kind":{"type":"string","const":"added"},"#,
        r#""id":{"type":"integer"},"to":{"type":"integer"}},"required":["kind","id"],"additionalProperties":false}]}}}"#,
    );
    assert_eq!(arguments(&types), expected);
}

#[test]
fn a_request_that_is_an_enum_becomes_one_object() {
    let expected = concat!(
        r#"{"description":"What happened.\n\n- `added`: A task.","type":"object","properties":{"#,
        r#""kind":{"type":"string","enum":["moved","added"]},"#,
        r#""to":{"anyOf":[{"type":"string"},{"type":"integer"}]},"id":{"type":"integer"}},"#,
        r#""required":["kind"],"additionalProperties":false}"#,
    );
    assert_eq!(arguments(&[("Event", EVENT), ("Task", TASK)]), expected);
}

#[test]
fn variants_without_data_are_told_by_their_key() {
    let units = r#"{"description":"D.","type":"string","enum":["a","b"]}"#;
    let expected = r#"{"description":"D.","type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"}},"additionalProperties":false}"#;
    assert_eq!(arguments(&[("In", units)]), expected);

    let mixed = concat!(
        r#"{"oneOf":[{"description":"Nothing.","type":"string","const":"Idle"},{"type":"object","properties":"#,
        r#"{"Moved":{"type":"integer"}},"required":["Moved"],"additionalProperties":false}]}"#,
    );
    let expected = concat!(
        r#"{"description":"- `Idle`: Nothing.","type":"object","properties":{"Idle":{"type":"null"},"#,
        r#""Moved":{"type":"integer"}},"additionalProperties":false}"#,
    );
    assert_eq!(arguments(&[("In", mixed)]), expected);
}

#[test]
fn an_enum_that_is_flattened_into_a_request_becomes_part_of_it() {
    let request = concat!(
        r#"{"type":"object","properties":{"board":{"type":"string"}},"required":["board"],"#,
        r#""anyOf":[{"oneOf":[{"type":"object","properties":{"Id":{"type":"integer"}},"required":["Id"]},"#,
        r#"{"type":"string","enum":["All"]}]},{}]}"#,
    );
    let expected = concat!(
        r#"{"type":"object","properties":{"board":{"type":"string"},"Id":{"type":"integer"},"All":{"type":"null"}},"#,
        r#""required":["board"],"additionalProperties":false}"#,
    );
    assert_eq!(arguments(&[("In", request)]), expected);

    // As a part of a request it stays as it is, and open: neither half knows of the other.
    let request = request.replace("{}]", "true]");
    let types = [
        (
            "Outer",
            r##"{"type":"object","properties":{"in":{"$ref":"#/$defs/In"}}}"##,
        ),
        ("In", &*request),
    ];
    let expected = format!(
        r##"{{"type":"object","properties":{{"in":{{"$ref":"#/$defs/In"}}}},"additionalProperties":false,"$defs":{{"In":{request}}}}}"##
    );
    assert_eq!(arguments(&types), expected);
}

#[test]
fn streams_are_lists_of_their_items() {
    let item = r#"{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"]}"#;
    let mut both = method("echo", "Chunk", Schema::reference("Chunk"));
    both.kind = MethodKind::BidiStreaming;
    both.examples = vec![ExampleSpec {
        title: None,
        input: json(r#"[{"id":1},{"id":2}]"#),
        outcome: None,
    }];
    let spec = service(vec![both], &[("Chunk", item)]);
    let closed = item.replace("]}", r#"],"additionalProperties":false}"#);
    let list = r##""items":{"type":"array","items":{"$ref":"#/$defs/Chunk"}}"##;
    for (revision, has_output) in [
        ("2025-03-26", false),
        ("2025-06-18", true),
        ("2026-07-28", true),
    ] {
        let tool = tools(&spec, Features::of(revision)).remove(0);
        let input = json(&tool.input_schema.to_string());
        let expected = json(&format!(
            r#"{{"type":"object","properties":{{{list}}},"required":["items"],"additionalProperties":false,
                "examples":[{{"items":[{{"id":1}},{{"id":2}}]}}],"$defs":{{"Chunk":{closed}}}}}"#
        ));
        assert!(is_same(&input, &expected), "{input}");
        let Some(output) = tool.output_schema else {
            assert!(!has_output);
            continue;
        };
        assert!(has_output && tool.structured == Structured::Bare);
        let output = json(&output.to_string());
        let properties = output.get("properties").unwrap();
        let complete = properties.get("complete").unwrap();
        assert_eq!(complete.get("type"), Some(&json("\"boolean\"")));
        assert!(complete.get("description").is_some());
        assert_eq!(
            properties.get("items").unwrap().get("type"),
            Some(&json("\"array\""))
        );
        assert_eq!(
            output.get("required"),
            Some(&json(r#"["items","complete"]"#))
        );
        let described = output.get("$defs").unwrap().get("Chunk").unwrap();
        assert!(is_same(described, &json(item)), "{described}");
    }
}

/// Whether two values are the same, whatever the order of their keys.
fn is_same(one: &Json, other: &Json) -> bool {
    match (one.as_object(), other.as_object()) {
        (Some(one), Some(other)) => {
            let is_in = |(key, value): &(String, Json)| {
                let mut found = other.iter().filter(|(name, _)| name == key);
                found.next().is_some_and(|(_, same)| is_same(value, same))
            };
            one.len() == other.len() && one.iter().all(is_in)
        }
        _ => one == other,
    }
}
