//! The stateless revision over HTTP: what a request has to say, and the errors where it does not.

mod common;

use common::mcp::{ACCEPT, MODERN, error, error_of, meta, modern, names, result, text};
use common::server::Server;
use common::service::{Handmade, json as reply, tasks};
use serde_json::{Value, json};
use traitwire::App;

const VERSIONS: [&str; 5] = [
    "2026-07-28",
    "2025-11-25",
    "2025-06-18",
    "2025-03-26",
    "2024-11-05",
];

async fn server() -> Server {
    Server::start(App::new("board").version("1.2.3").service(tasks())).await
}

/// Posts a request of the id 1 with these headers, lines each.
async fn post(
    server: &Server,
    headers: &[&str],
    method: &str,
    params: Value,
) -> common::client::Answer {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let mut all = vec![ACCEPT];
    all.extend(headers);
    server.post("/mcp", &all, &body.to_string()).await
}

const VERSION: &str = "MCP-Protocol-Version: 2026-07-28";

#[tokio::test]
async fn discovery_tells_versions_capabilities_and_what_the_services_are_for() {
    let server = server().await;
    let found = result(&modern(&server, "server/discover", json!({})).await);
    assert_eq!(found["resultType"], "complete");
    assert_eq!(found["supportedVersions"], json!(VERSIONS));
    assert!(found["capabilities"]["tools"].is_object());
    assert!(
        found["instructions"]
            .as_str()
            .unwrap()
            .contains("A service of the tests.")
    );
    assert!(found["ttlMs"].is_u64());
    assert_eq!(found["cacheScope"], "public");
    let info = &found["_meta"]["io.modelcontextprotocol/serverInfo"];
    assert_eq!(info, &json!({"name": "board", "version": "1.2.3"}));
}

#[tokio::test]
async fn a_list_can_be_cached_and_has_every_hint_written_out() {
    let server = server().await;
    let list = result(&modern(&server, "tools/list", json!({})).await);
    assert_eq!(list["resultType"], "complete");
    assert_eq!(list["cacheScope"], "public");
    assert!(list["ttlMs"].is_u64());
    assert_eq!(list.get("nextCursor"), None);
    assert!(list["_meta"]["io.modelcontextprotocol/serverInfo"].is_object());
    assert_eq!(names(&list), ["tasks_echo"]);
    let tool = &list["tools"][0];
    assert_eq!(tool["description"], "A method of the tests.");
    assert_eq!(tool["inputSchema"]["type"], "object");
    assert_eq!(tool["inputSchema"]["additionalProperties"], false);
    let hints = [
        "readOnlyHint",
        "destructiveHint",
        "idempotentHint",
        "openWorldHint",
    ];
    for hint in hints {
        assert_eq!(tool["annotations"][hint], false, "{hint}");
    }
}

#[tokio::test]
async fn a_call_answers_with_both_forms_of_the_reply() {
    let server = server().await;
    let params = json!({"name": "tasks_echo", "arguments": {"title": "x"}});
    let called = result(&modern(&server, "tools/call", params).await);
    assert_eq!(called["resultType"], "complete");
    assert_eq!(called["isError"], false);
    assert_eq!(called["structuredContent"], json!({"title": "x"}));
    let same: Value = serde_json::from_str(text(&called)).unwrap();
    assert_eq!(same, called["structuredContent"]);
    assert!(called["_meta"]["io.modelcontextprotocol/serverInfo"].is_object());
}

#[tokio::test]
async fn a_call_belongs_to_the_trace_that_meta_names() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("trace", async |call| {
        let trace = call.cx.trace();
        let (id, state) = (
            trace.trace_id(),
            trace.state().unwrap_or_default().to_owned(),
        );
        reply(&json!({"trace": id, "span": trace.span_id(), "state": state}).to_string())
    });
    let server = Server::start(App::new("board").service(service)).await;
    // The examples of the specification of Trace Context, section 3.
    let mut meta = meta();
    meta["traceparent"] = json!("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    meta["tracestate"] = json!("congo=t61rcWkgMzE");
    let headers = [
        VERSION,
        "Mcp-Method: tools/call",
        "Mcp-Name: tasks_trace",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ];
    let params = json!({"name": "tasks_trace", "_meta": meta});
    let called = result(&post(&server, &headers, "tools/call", params).await);
    let seen = &called["structuredContent"];
    assert_eq!(seen["trace"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_ne!(seen["span"], "00f067aa0ba902b7");
    assert_eq!(seen["state"], "congo=t61rcWkgMzE");
}

#[tokio::test]
async fn absent_arguments_are_an_empty_object() {
    let server = server().await;
    for params in [
        json!({"name": "tasks_echo"}),
        json!({"name": "tasks_echo", "arguments": null}),
    ] {
        let called = result(&modern(&server, "tools/call", params).await);
        assert_eq!(called["structuredContent"], json!({}));
    }
}

#[tokio::test]
async fn an_id_goes_back_as_it_came() {
    let server = server().await;
    let ids = [
        "18446744073709551615",
        "-7",
        "\"a\\u00e9\\\"b\"",
        "1764000000000",
        "\"\"",
    ];
    for id in ids {
        let meta = meta();
        let body = format!(
            r#"{{"params":{{"_meta":{meta}}},"method":"tools/list","id": {id} ,"jsonrpc":"2.0"}}"#
        );
        let headers = [ACCEPT, VERSION, "Mcp-Method: tools/list"];
        let answer = server.post("/mcp", &headers, &body).await;
        let start = format!(r#"{{"jsonrpc":"2.0","id":{id},"result":"#);
        assert!(answer.text().starts_with(&start), "{}", answer.text());
    }
}

#[tokio::test]
async fn what_meta_has_to_say_is_asked_for() {
    let server = server().await;
    let (version, capabilities) = (
        "io.modelcontextprotocol/protocolVersion",
        "io.modelcontextprotocol/clientCapabilities",
    );
    let lacking = [
        (json!({}), version),
        (json!({"_meta": {capabilities: {}}}), version),
        (json!({"_meta": {version: 7, capabilities: {}}}), version),
        (json!({"_meta": []}), version),
        (json!({"_meta": {version: MODERN}}), capabilities),
        (
            json!({"_meta": {version: MODERN, capabilities: true}}),
            capabilities,
        ),
    ];
    for (params, named) in lacking {
        let headers = [VERSION, "Mcp-Method: server/discover"];
        let answer = post(&server, &headers, "server/discover", params).await;
        let error = error(&answer, 400, -32602);
        assert!(
            error["message"].as_str().unwrap().contains(named),
            "{error}"
        );
    }
    // The client's name is nobody's business.
    let params = json!({"_meta": {version: MODERN, capabilities: {}}});
    let headers = [VERSION, "Mcp-Method: server/discover"];
    result(&post(&server, &headers, "server/discover", params).await);
}

#[tokio::test]
async fn a_version_that_is_not_served_is_answered_with_those_that_are() {
    let server = server().await;
    for requested in ["v999.0.0", "2027-01-01"] {
        let mut meta = meta();
        meta["io.modelcontextprotocol/protocolVersion"] = json!(requested);
        let header = format!("MCP-Protocol-Version: {requested}");
        let headers = [&*header, "Mcp-Method: tools/list"];
        let answer = post(&server, &headers, "tools/list", json!({"_meta": meta})).await;
        let error = error(&answer, 400, -32022);
        assert_eq!(
            error["data"],
            json!({"supported": VERSIONS, "requested": requested})
        );
    }
    // Only the header names it.
    let headers = ["MCP-Protocol-Version: v999.0.0"];
    let answer = post(&server, &headers, "tools/list", json!({})).await;
    assert_eq!(error(&answer, 400, -32022)["data"]["requested"], "v999.0.0");
}

#[tokio::test]
async fn headers_that_do_not_say_what_the_body_says_are_refused() {
    let server = server().await;
    let method = "Mcp-Method: tools/call";
    let name = "Mcp-Name: tasks_echo";
    let wrong: [&[&str]; 12] = [
        &[method, name],
        &["MCP-Protocol-Version: 2025-11-25", method, name],
        &["MCP-Protocol-Version: v999.0.0", method, name],
        &[VERSION, VERSION, method, name],
        &[VERSION, name],
        &[VERSION, "Mcp-Method: tools/list", name],
        &[VERSION, "Mcp-Method: TOOLS/CALL", name],
        &[VERSION, method],
        &[VERSION, method, "Mcp-Name: tasks_other"],
        &[VERSION, method, "Mcp-Name: TASKS_ECHO"],
        &[VERSION, method, name, name],
        &[VERSION, method, "Mcp-Name: =?base64?dGFza3NfZWNobw?="],
    ];
    for headers in wrong {
        let params = json!({"name": "tasks_echo", "_meta": meta()});
        let answer = post(&server, headers, "tools/call", params).await;
        error(&answer, 400, -32020);
    }
}

#[tokio::test]
async fn headers_are_read_as_http_and_the_protocol_have_them() {
    let server = server().await;
    let right: [&[&str]; 3] = [
        &[
            "mcp-protocol-version: 2026-07-28",
            "mcp-method: tools/call",
            "mcp-name: tasks_echo",
        ],
        &[
            "MCP-PROTOCOL-VERSION:  2026-07-28  ",
            "MCP-METHOD:tools/call",
            "MCP-NAME:  tasks_echo  ",
        ],
        // `tasks_echo` in base64.
        &[
            VERSION,
            "Mcp-Method: tools/call",
            "Mcp-Name: =?base64?dGFza3NfZWNobw==?=",
        ],
    ];
    for headers in right {
        let params = json!({"name": "tasks_echo", "_meta": meta()});
        result(&post(&server, headers, "tools/call", params).await);
    }
}

#[tokio::test]
async fn removed_and_unknown_methods_are_404() {
    let server = server().await;
    let methods = [
        "initialize",
        "ping",
        "logging/setLevel",
        "resources/subscribe",
        "resources/unsubscribe",
        "unknown/method",
        "prompts/list",
    ];
    for method in methods {
        let error = error(&modern(&server, method, json!({})).await, 404, -32601);
        assert!(
            error["message"].as_str().unwrap().contains(method),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_unknown_tool_and_malformed_parameters_are_protocol_errors_in_a_200() {
    let server = server().await;
    let unknown = modern(&server, "tools/call", json!({"name": "tasks_destroy"})).await;
    let message = error(&unknown, 200, -32602)["message"].clone();
    assert!(message.as_str().unwrap().contains("tasks_destroy"));
    let headers = [VERSION, "Mcp-Method: tools/call"];
    for params in [json!({}), json!({"name": 7}), json!({"name": null})] {
        let mut params = params;
        params["_meta"] = meta();
        error(
            &post(&server, &headers, "tools/call", params).await,
            200,
            -32602,
        );
    }
    for arguments in [json!([]), json!("x"), json!(7)] {
        let params = json!({"name": "tasks_echo", "arguments": arguments});
        error(&modern(&server, "tools/call", params).await, 200, -32602);
    }
}

#[tokio::test]
async fn what_is_no_message_is_refused() {
    let server = server().await;
    let headers = [ACCEPT, VERSION, "Mcp-Method: tools/list"];
    for body in [
        "",
        "{",
        "nonsense",
        "{\"jsonrpc\":\"2.0\",\"id\":1,}",
        "\u{feff}{}",
    ] {
        let answer = server.post("/mcp", &headers, body).await;
        error_of(&answer, 400, -32700);
        assert_eq!(answer.json()["id"], Value::Null);
    }
    let deep = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"arguments":{}{}}}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    error_of(&server.post("/mcp", &headers, &deep).await, 400, -32700);
    let invalid = [
        ("7", Value::Null),
        ("{}", Value::Null),
        (
            r#"{"jsonrpc":"1.0","id":1,"method":"tools/list"}"#,
            json!(1),
        ),
        (r#"{"id":1,"method":"tools/list"}"#, json!(1)),
        (r#"{"jsonrpc":"2.0","id":1}"#, json!(1)),
        (r#"{"jsonrpc":"2.0","id":1,"method":7}"#, json!(1)),
        (
            r#"{"jsonrpc":"2.0","id":null,"method":"tools/list"}"#,
            Value::Null,
        ),
        (
            r#"{"jsonrpc":"2.0","id":{},"method":"tools/list"}"#,
            Value::Null,
        ),
        (
            r#"{"jsonrpc":"2.0","id":true,"method":"tools/list"}"#,
            Value::Null,
        ),
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}"#,
            json!(1),
        ),
        ("[]", Value::Null),
        (
            r#"[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]"#,
            Value::Null,
        ),
        (r#"{"jsonrpc":"2.0","id":1,"result":{}}"#, Value::Null),
    ];
    for (body, id) in invalid {
        let answer = server.post("/mcp", &headers, body).await;
        error_of(&answer, 400, -32600);
        assert_eq!(answer.json()["id"], id, "{body}");
    }
}

#[tokio::test]
async fn a_notification_is_accepted_without_a_word() {
    let server = server().await;
    let body = json!({"jsonrpc": "2.0", "method": "notifications/cancelled",
        "params": {"requestId": 1, "_meta": meta()}});
    let headers = [ACCEPT, VERSION, "Mcp-Method: notifications/cancelled"];
    let answer = server.post("/mcp", &headers, &body.to_string()).await;
    assert_eq!(answer.status, 202);
    assert_eq!(answer.text(), "");
}

#[tokio::test]
async fn clients_accept_both_kinds_of_answers() {
    let server = server().await;
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {"_meta": meta()}});
    let rest = [VERSION, "Mcp-Method: server/discover"];
    let cases = [
        (vec!["Accept: application/json, text/event-stream"], 200),
        (
            vec!["Accept: text/event-stream;q=0.5, Application/JSON;q=0.9"],
            200,
        ),
        (
            vec!["Accept: application/json", "Accept: text/event-stream"],
            200,
        ),
        (vec!["Accept: */*"], 200),
        (vec!["Accept: application/*, text/*"], 200),
        (vec![], 200),
        (vec!["Accept: text/html"], 406),
        (vec!["Accept: application/json"], 406),
        (vec!["Accept: text/event-stream"], 406),
    ];
    for (accept, status) in cases {
        let headers = [&accept[..], &rest].concat();
        let answer = server.post("/mcp", &headers, &body.to_string()).await;
        assert_eq!(answer.status, status, "{accept:?}: {}", answer.text());
    }
}

#[tokio::test]
async fn only_posts_of_json_are_taken() {
    let server = server().await;
    for method in ["GET", "DELETE", "PUT"] {
        let answer = server
            .client()
            .await
            .request(method, "/mcp", &[ACCEPT], "")
            .await;
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("POST"));
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded"] {
        let header = format!("Content-Type: {kind}");
        let body = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"}).to_string();
        let answer = server
            .client()
            .await
            .request("POST", "/mcp", &[ACCEPT, &header], &body)
            .await;
        assert_eq!(answer.status, 415, "{kind}");
    }
}

#[tokio::test]
async fn hosts_and_origins_of_others_are_refused() {
    let server = server().await;
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {"_meta": meta()}}).to_string();
    let rest = [ACCEPT, VERSION, "Mcp-Method: server/discover"];
    let port = server.address.port();
    let own = format!("Origin: http://127.0.0.1:{port}");
    for (header, status) in [
        ("Origin: http://evil.example.com", 403),
        ("Host: evil.example.com", 403),
        (&*own, 200),
        ("Origin: http://localhost:5173", 200),
    ] {
        let headers = [&[header][..], &rest].concat();
        let answer = server.post("/mcp", &headers, &body).await;
        assert_eq!(answer.status, status, "{header}: {}", answer.text());
    }
}
