//! The revisions that begin with `initialize`, over HTTP.

mod common;

use common::mcp::{ACCEPT, error, error_of, legacy, legacy_text, meta, names, result, text};
use common::server::Server;
use common::service::{Handmade, json as reply, tasks};
use serde_json::{Value, json};
use traitwire::App;
use traitwire::spec::Schema;
use traitwire::spec::schema::Type;

const LEGACY: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

async fn server() -> Server {
    Server::start(App::new("board").version("1.2.3").service(tasks())).await
}

fn initialize(revision: &str) -> Value {
    json!({
        "protocolVersion": revision,
        "capabilities": {},
        "clientInfo": {"name": "tests", "version": "1"},
    })
}

/// Posts a request of the id 1 that names no version in a header.
async fn unnamed(server: &Server, method: &str, params: Value) -> common::client::Answer {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    server.post("/mcp", &[ACCEPT], &body.to_string()).await
}

#[tokio::test]
async fn a_handshake_leads_to_the_revision_that_was_asked_for() {
    let server = server().await;
    for revision in LEGACY {
        let answer = unnamed(&server, "initialize", initialize(revision)).await;
        assert_eq!(answer.header("mcp-session-id"), None);
        let agreed = result(&answer);
        assert_eq!(agreed["protocolVersion"], revision);
        assert!(agreed["capabilities"]["tools"].is_object());
        assert_eq!(
            agreed["serverInfo"],
            json!({"name": "board", "version": "1.2.3"})
        );
        assert!(
            agreed["instructions"]
                .as_str()
                .unwrap()
                .contains("A service of the tests.")
        );
        assert_eq!(agreed.get("resultType"), None);
    }
}

#[tokio::test]
async fn a_handshake_about_another_revision_leads_to_the_newest_of_its_kind() {
    let server = server().await;
    for revision in ["2024-10-07", "2026-07-28", "2099-01-01", "latest"] {
        let agreed = result(&unnamed(&server, "initialize", initialize(revision)).await);
        assert_eq!(agreed["protocolVersion"], "2025-11-25", "{revision}");
    }
    error(
        &unnamed(&server, "initialize", json!({})).await,
        200,
        -32602,
    );
}

#[tokio::test]
async fn a_handshake_may_carry_any_version_header() {
    let server = server().await;
    for header in ["2025-11-25", "2026-07-28", "nonsense"] {
        let answer = legacy(&server, header, "initialize", initialize("2025-06-18")).await;
        assert_eq!(result(&answer)["protocolVersion"], "2025-06-18", "{header}");
    }
}

#[tokio::test]
async fn notifications_and_responses_are_accepted_without_a_word() {
    let server = server().await;
    let messages = [
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}),
        json!({"jsonrpc": "2.0", "method": "notifications/unheard_of", "params": []}),
        json!({"jsonrpc": "2.0", "id": 1, "result": {}}),
        json!({"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "no"}}),
    ];
    for message in messages {
        let answer = legacy_text(&server, "2025-11-25", &message.to_string()).await;
        assert_eq!(answer.status, 202, "{message}");
        assert_eq!(answer.text(), "");
    }
}

#[tokio::test]
async fn a_ping_is_answered_with_nothing_but_an_object() {
    let server = server().await;
    for revision in LEGACY {
        let answer = legacy(&server, revision, "ping", json!({})).await;
        assert_eq!(answer.text(), r#"{"jsonrpc":"2.0","id":1,"result":{}}"#);
    }
}

#[tokio::test]
async fn each_revision_gets_what_it_knows_of_tools() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method_with(
        "count",
        |method| method.output = Schema::of(Type::Integer),
        async |_| reply("7"),
    );
    let server = Server::start(App::new("board").service(service)).await;
    for revision in LEGACY {
        let list = result(&legacy(&server, revision, "tools/list", json!({})).await);
        let tool = &list["tools"][0];
        assert_eq!(names(&list), ["tasks_count"]);
        assert_eq!(
            tool.get("annotations").is_some(),
            revision >= "2025-03-26",
            "{tool}"
        );
        assert_eq!(
            tool.get("outputSchema").is_some(),
            revision >= "2025-06-18",
            "{tool}"
        );
        for member in ["resultType", "ttlMs", "cacheScope", "_meta"] {
            assert_eq!(list.get(member), None, "{member}");
        }

        let called = legacy(
            &server,
            revision,
            "tools/call",
            json!({"name": "tasks_count"}),
        )
        .await;
        let called = result(&called);
        assert_eq!(called["isError"], false);
        assert_eq!(called.get("resultType"), None);
        assert_eq!(called.get("_meta"), None);
        if revision >= "2025-06-18" {
            // Structured content is an object, and so is what the schema describes.
            assert_eq!(tool["outputSchema"]["type"], "object");
            assert_eq!(tool["outputSchema"]["required"], json!(["result"]));
            assert_eq!(called["structuredContent"], json!({"result": 7}));
            assert_eq!(text(&called), r#"{"result":7}"#);
        } else {
            assert_eq!(called.get("structuredContent"), None);
            assert_eq!(text(&called), "7");
        }
    }
}

#[tokio::test]
async fn without_a_header_a_request_speaks_2025_03_26() {
    let server = server().await;
    let list = result(&unnamed(&server, "tools/list", json!({})).await);
    assert!(list["tools"][0]["annotations"].is_object());
    assert_eq!(list["tools"][0].get("outputSchema"), None);
}

#[tokio::test]
async fn a_legacy_name_in_meta_means_nothing() {
    let server = server().await;
    let mut meta = meta();
    meta["io.modelcontextprotocol/protocolVersion"] = json!("2025-11-25");
    let answer = legacy(&server, "2025-11-25", "ping", json!({"_meta": meta})).await;
    assert_eq!(result(&answer), json!({}));
}

#[tokio::test]
async fn errors_that_a_client_reads_are_in_a_200() {
    let server = server().await;
    for revision in LEGACY {
        for method in [
            "server/discover",
            "resources/list",
            "logging/setLevel",
            "nonsense",
        ] {
            error(
                &legacy(&server, revision, method, json!({})).await,
                200,
                -32601,
            );
        }
        let unknown = json!({"name": "tasks_destroy"});
        error(
            &legacy(&server, revision, "tools/call", unknown).await,
            200,
            -32602,
        );
        error(
            &legacy(&server, revision, "tools/call", json!([])).await,
            200,
            -32602,
        );
    }
}

#[tokio::test]
async fn a_version_that_is_not_served_is_refused() {
    let server = server().await;
    for revision in ["2024-10-07", "v1", "2025-11-26"] {
        let error = error(
            &legacy(&server, revision, "tools/list", json!({})).await,
            400,
            -32022,
        );
        assert_eq!(error["data"]["requested"], revision);
        assert!(
            error["data"]["supported"]
                .as_array()
                .unwrap()
                .contains(&json!("2025-11-25"))
        );
        let notice = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
        assert_eq!(legacy_text(&server, revision, notice).await.status, 400);
    }
}

#[tokio::test]
async fn a_stateless_version_in_the_header_alone_is_a_stateless_request() {
    let server = server().await;
    error(
        &legacy(&server, "2026-07-28", "tools/list", json!({})).await,
        400,
        -32602,
    );
    error(
        &legacy(&server, "2026-07-28", "ping", json!({})).await,
        400,
        -32602,
    );
}

#[tokio::test]
async fn one_revision_takes_batches() {
    let server = server().await;
    let batch = json!([
        {"jsonrpc": "2.0", "id": "a", "method": "ping"},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": "b", "method": "tools/call", "params": {"name": "tasks_echo", "arguments": {"n": 1}}},
        {"jsonrpc": "2.0", "id": "c", "method": "nonsense"},
        {"jsonrpc": "2.0", "id": "d", "method": "initialize", "params": initialize("2025-03-26")},
        7,
    ])
    .to_string();
    let unnamed = server.post("/mcp", &[ACCEPT], &batch).await;
    for answer in [legacy_text(&server, "2025-03-26", &batch).await, unnamed] {
        assert_eq!(answer.status, 200);
        let answers = answer.json();
        let ids: Vec<_> = answers
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].clone())
            .collect();
        assert_eq!(
            ids,
            [json!("a"), json!("b"), json!("c"), json!("d"), Value::Null]
        );
        assert_eq!(answers[0]["result"], json!({}));
        assert_eq!(answers[1]["result"]["content"][0]["text"], r#"{"n":1}"#);
        assert_eq!(answers[2]["error"]["code"], -32601);
        assert_eq!(answers[3]["error"]["code"], -32600);
        assert_eq!(answers[4]["error"]["code"], -32600);
    }
    for revision in ["2025-11-25", "2025-06-18", "2024-11-05"] {
        error_of(&legacy_text(&server, revision, &batch).await, 400, -32600);
    }
}

#[tokio::test]
async fn a_batch_is_neither_empty_nor_endless() {
    let server = server().await;
    let silent = r#"[{"jsonrpc":"2.0","method":"notifications/initialized"}]"#;
    assert_eq!(legacy_text(&server, "2025-03-26", silent).await.status, 202);
    error_of(&legacy_text(&server, "2025-03-26", "[]").await, 400, -32600);
    let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"});
    let batch = Value::Array(vec![ping; 101]).to_string();
    error_of(
        &legacy_text(&server, "2025-03-26", &batch).await,
        400,
        -32600,
    );
}
