//! What becomes of replies and failures: the results of `tools/call`.

mod common;

use common::mcp::{legacy, modern, result, text};
use common::server::Server;
use common::service::{Handmade, json as reply};
use serde_json::{Value, json};
use traitwire::spec::schema::{SchemaObject, Type};
use traitwire::spec::{Code, Json, Schema};
use traitwire::{App, Payload, Reply, Status};

/// A server with one method, `tasks_it`, that replies with a schema of its own.
async fn replying(output: Schema, text: &'static str) -> Server {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method_with(
        "it",
        |method| method.output = output,
        async move |_| reply(text),
    );
    Server::start(App::new("board").service(service)).await
}

async fn failing(status: impl Fn() -> Status + Send + Sync + 'static) -> Server {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("it", move |_| {
        let status = status();
        async { Err(status) }
    });
    Server::start(App::new("board").service(service)).await
}

async fn called(server: &Server) -> Value {
    result(&modern(server, "tools/call", json!({"name": "tasks_it"})).await)
}

/// What a failure says: a line for people, and one line of JSON.
#[track_caller]
fn failure(result: &Value) -> (&str, Value) {
    assert_eq!(result["isError"], true, "{result}");
    assert_eq!(result.get("structuredContent"), None);
    let (message, line) = text(result).rsplit_once('\n').unwrap();
    (message, serde_json::from_str(line).unwrap())
}

#[tokio::test]
async fn any_value_is_structured_content_in_the_current_revision() {
    let nullable = SchemaObject {
        types: vec![Type::String, Type::Null],
        ..SchemaObject::default()
    };
    let cases = [
        (Schema::of(Type::Integer), "18446744073709551615"),
        (Schema::of(Type::Array), "[1,2]"),
        (Schema::of(Type::String), r#""a\"b\\c\u00e9é😀\n""#),
        (Schema::of(Type::Boolean), "true"),
        (nullable.into(), "null"),
        (Schema::empty_object(), r#"{"b":1,"a":{"d":[],"c":null}}"#),
    ];
    for (output, reply) in cases {
        let server = replying(output, reply).await;
        let answer = modern(&server, "tools/call", json!({"name": "tasks_it"})).await;
        // The bytes themselves: neither order nor digits may change.
        let expected = format!(r#""structuredContent":{reply},"#);
        assert!(answer.text().contains(&expected), "{}", answer.text());
        assert_eq!(text(&result(&answer)), reply);
    }
}

#[tokio::test]
async fn what_is_no_object_is_wrapped_for_the_revisions_that_need_one() {
    let optional = SchemaObject {
        any_of: vec![Schema::empty_object(), Schema::of(Type::Null)],
        ..SchemaObject::default()
    };
    let cases = [
        (Schema::of(Type::Integer), "18446744073709551615"),
        (Schema::of(Type::String), r#""a\"b""#),
        // Also where it happens to be an object: the schema allows more.
        (optional.into(), r#"{"id":1}"#),
    ];
    for (output, reply) in cases {
        let server = replying(output, reply).await;
        for revision in ["2025-06-18", "2025-11-25"] {
            let answer = legacy(&server, revision, "tools/call", json!({"name": "tasks_it"})).await;
            let expected = format!(r#""structuredContent":{{"result":{reply}}},"#);
            assert!(answer.text().contains(&expected), "{}", answer.text());
            assert_eq!(text(&result(&answer)), format!(r#"{{"result":{reply}}}"#));
        }
    }
    let server = replying(Schema::empty_object(), r#"{"id":1}"#).await;
    let answer = legacy(
        &server,
        "2025-06-18",
        "tools/call",
        json!({"name": "tasks_it"}),
    )
    .await;
    assert_eq!(result(&answer)["structuredContent"], json!({"id": 1}));
}

#[tokio::test]
async fn a_method_that_replies_nothing_has_no_structured_content() {
    let server = replying(Schema::of(Type::Null), "null").await;
    let called = called(&server).await;
    assert_eq!(called.get("structuredContent"), None);
    assert_eq!(called["isError"], false);
    let list = result(&modern(&server, "tools/list", json!({})).await);
    assert_eq!(list["tools"][0].get("outputSchema"), None);
}

#[tokio::test]
async fn integers_beyond_doubles_arrive_and_return_exactly() {
    let service = common::service::tasks();
    let server = Server::start(App::new("board").service(service)).await;
    let headers = [
        common::mcp::ACCEPT,
        "MCP-Protocol-Version: 2026-07-28",
        "Mcp-Method: tools/call",
        "Mcp-Name: tasks_echo",
    ];
    let numbers =
        r#"{"a":9007199254740993,"b":18446744073709551615,"c":-9223372036854775808,"d":1e400}"#;
    let meta = common::mcp::meta();
    let body = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"tasks_echo","arguments":{numbers},"_meta":{meta}}}}}"#
    );
    let answer = server.post("/mcp", &headers, &body).await;
    assert!(
        answer
            .text()
            .contains(&format!(r#""structuredContent":{numbers},"#))
    );
    assert!(answer.text().contains(&numbers.replace('"', "\\\"")));
}

#[tokio::test]
async fn a_failure_is_a_result_that_a_model_can_act_on() {
    let server = failing(|| {
        Status::not_found("no task has the id 18446744073709551615")
            .with_reason("no_such_task")
            .with_details(r#"{"id":18446744073709551615}"#)
    })
    .await;
    let called = called(&server).await;
    assert_eq!(called["resultType"], "complete");
    let (message, line) = failure(&called);
    assert_eq!(message, "no task has the id 18446744073709551615");
    let details = json!({"id": 18_446_744_073_709_551_615_u64});
    assert_eq!(
        line,
        json!({"code": "not_found", "reason": "no_such_task", "details": details, "retryable": false})
    );
    for revision in ["2025-11-25", "2024-11-05"] {
        let answer = legacy(&server, revision, "tools/call", json!({"name": "tasks_it"})).await;
        assert_eq!(failure(&result(&answer)).1, line);
    }
}

#[tokio::test]
async fn every_code_is_told_apart() {
    for code in Code::ALL {
        let server = failing(move || Status::new(code, "it failed\nin \"two\" lines")).await;
        let called = called(&server).await;
        let (message, line) = failure(&called);
        assert_eq!(message, "it failed\nin \"two\" lines");
        assert_eq!(line["code"], code.name());
        assert_eq!(line.get("reason"), None);
        let retryable = matches!(
            code,
            Code::Unavailable | Code::ResourceExhausted | Code::Aborted
        );
        assert_eq!(line["retryable"], retryable);
    }
}

#[tokio::test]
async fn what_failed_inside_stays_inside() {
    let server = failing(|| Status::internal("the password is hunter2")).await;
    let internal = called(&server).await;
    let (_, line) = failure(&internal);
    assert_eq!(line["code"], "internal");
    assert!(!internal.to_string().contains("hunter2"));

    let service = Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("it", async |_| panic!("the password is hunter2"));
    let server = Server::start(App::new("board").service(service)).await;
    let panicked = called(&server).await;
    assert_eq!(failure(&panicked).1["code"], "internal");
    assert!(!panicked.to_string().contains("hunter2"));
    assert_eq!(failure(&called(&server).await).1["code"], "internal");
}

#[tokio::test]
async fn a_deadline_that_runs_out_is_a_result_too() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method_with(
        "it",
        |method| method.timeout_ms = Some(1),
        async |call| {
            call.cx.cancelled().await;
            std::future::pending().await
        },
    );
    let server = Server::start(App::new("board").service(service)).await;
    assert_eq!(
        failure(&called(&server).await).1["code"],
        "deadline_exceeded"
    );
}

#[tokio::test]
async fn content_blocks_and_meta_go_along_as_far_as_a_revision_knows_them() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("it", async |_| {
        let mut reply = Reply::new(Payload::json("{}"));
        reply.extra.content = ["image", "audio", "resource_link"]
            .map(|kind| Json::parse(&format!(r#"{{"type":"{kind}"}}"#)).unwrap())
            .into();
        reply.extra.meta = vec![("example.com/page".to_owned(), Json::parse("7").unwrap())];
        Ok(reply.into())
    });
    let server = Server::start(App::new("board").service(service)).await;
    let kinds = |result: &Value| -> Vec<String> {
        let blocks = result["content"].as_array().unwrap();
        blocks
            .iter()
            .map(|block| block["type"].as_str().unwrap().to_owned())
            .collect()
    };
    let current = called(&server).await;
    assert_eq!(kinds(&current), ["image", "audio", "resource_link", "text"]);
    assert_eq!(current["_meta"]["example.com/page"], 7);
    assert!(current["_meta"]["io.modelcontextprotocol/serverInfo"].is_object());
    for (revision, known) in [
        (
            "2025-06-18",
            &["image", "audio", "resource_link", "text"][..],
        ),
        ("2025-03-26", &["image", "audio", "text"]),
        ("2024-11-05", &["image", "text"]),
    ] {
        let answer = legacy(&server, revision, "tools/call", json!({"name": "tasks_it"})).await;
        let result = result(&answer);
        assert_eq!(kinds(&result), known, "{revision}");
        assert_eq!(result["_meta"], json!({"example.com/page": 7}));
    }
}

#[tokio::test]
async fn a_reply_that_is_no_text_is_an_internal_error_of_the_protocol() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("it", async |_| {
        Ok(Reply::new(Payload::json(&b"\"\xff\""[..])).into())
    });
    let server = Server::start(App::new("board").service(service)).await;
    let answer = modern(&server, "tools/call", json!({"name": "tasks_it"})).await;
    common::mcp::error(&answer, 200, -32603);
}
