//! Long lists of tools, and lists that depend on who asks.

mod common;

use std::collections::HashSet;

use common::mcp::{ACCEPT, error, legacy, meta, modern, names, result};
use common::server::Server;
use common::service::{Handmade, json as reply, needs};
use serde_json::{Value, json};
use traitwire::spec::ScopeRule;
use traitwire::{App, BearerTokens, Identity};

fn many(path: &str, methods: usize) -> Handmade {
    (0..methods).fold(Handmade::new("many.v1", path, path), |service, number| {
        service.method(&format!("m{number}"), async |_| reply("{}"))
    })
}

/// All names of a list, page by page, and how many pages there were.
async fn walk(server: &Server) -> (Vec<String>, usize) {
    let (mut all, mut pages, mut params) = (Vec::new(), 0, json!({}));
    loop {
        let page = result(&modern(server, "tools/list", params).await);
        pages += 1;
        all.extend(names(&page));
        match page.get("nextCursor") {
            Some(cursor) => params = json!({"cursor": cursor}),
            None => return (all, pages),
        }
    }
}

#[tokio::test]
async fn a_long_list_comes_in_pages_in_the_order_of_services_and_traits() {
    let app = App::new("many")
        .service(many("zoo", 700))
        .service(many("ant", 300));
    let server = Server::start(app).await;
    let expected: Vec<_> = (0..700)
        .map(|number| format!("zoo_m{number}"))
        .chain((0..300).map(|number| format!("ant_m{number}")))
        .collect();
    let (listed, pages) = walk(&server).await;
    assert_eq!(listed, expected);
    assert!(pages > 1);
    assert_eq!(walk(&server).await, (listed, pages));
    let last = modern(&server, "tools/call", json!({"name": "ant_m299"})).await;
    assert_eq!(result(&last)["isError"], false);
}

#[tokio::test]
async fn a_cursor_that_was_not_given_is_an_error() {
    let app = App::new("many").service(many("zoo", 700));
    let server = Server::start(app).await;
    let page = result(&modern(&server, "tools/list", json!({})).await);
    let cursor = page["nextCursor"].as_str().unwrap();
    let other = Server::start(App::new("many").service(many("zoo", 701))).await;
    error(
        &modern(&other, "tools/list", json!({"cursor": cursor})).await,
        200,
        -32602,
    );
    for wrong in [
        "",
        "0",
        "nonsense",
        "-",
        "é",
        &cursor[1..],
        &format!("{cursor}0"),
        &format!("0{cursor}"),
    ] {
        let answer = modern(&server, "tools/list", json!({"cursor": wrong})).await;
        error(&answer, 200, -32602);
        let answer = legacy(
            &server,
            "2025-11-25",
            "tools/list",
            json!({"cursor": wrong}),
        )
        .await;
        error(&answer, 200, -32602);
    }
    error(
        &modern(&server, "tools/list", json!({"cursor": 7})).await,
        200,
        -32602,
    );
}

#[tokio::test]
async fn an_application_without_tools_has_an_empty_list() {
    let hidden = Handmade::new("many.v1", "Zoo", "zoo").method_with(
        "m",
        |method| method.tool = None,
        async |_| reply("{}"),
    );
    for app in [App::new("none"), App::new("none").service(hidden)] {
        let server = Server::start(app).await;
        let list = result(&modern(&server, "tools/list", json!({})).await);
        assert_eq!(list["tools"], json!([]));
        error(
            &modern(&server, "tools/call", json!({"name": "zoo_m"})).await,
            200,
            -32602,
        );
    }
}

/// Who may call what: each tool is named by the scopes that it needs.
fn guarded() -> App {
    let method = |service: Handmade, name: &str, scopes: Vec<ScopeRule>| {
        service.method_with(name, |method| method.scopes = scopes, async |_| reply("{}"))
    };
    let mut service = Handmade::new("acl.v1", "Acl", "acl");
    service = method(service, "none", vec![]);
    service = method(service, "a", vec![needs("a")]);
    service = method(service, "a_and_b", vec![needs("a"), needs("b")]);
    let any = ScopeRule::Any {
        any: vec!["b".to_owned(), "c".to_owned()],
    };
    service = method(service, "b_or_c", vec![any]);
    service = service.method_with(
        "public",
        |method| method.public = true,
        async |_| reply("{}"),
    );
    let tokens = BearerTokens::new()
        .token("t-none", Identity::new("none"))
        .token("t-a", Identity::new("a").with_scope("a"))
        .token("t-c", Identity::new("c").with_scope("c"))
        .token("t-ab", Identity::new("ab").with_scope("b").with_scope("a"));
    App::new("acl").service(service).authenticate(tokens)
}

/// A stateless request with a token.
async fn ask(
    server: &Server,
    token: Option<&str>,
    method: &str,
    mut params: Value,
) -> common::client::Answer {
    let authorization = token.map(|token| format!("Authorization: Bearer {token}"));
    let name = params["name"]
        .as_str()
        .map(|name| format!("Mcp-Name: {name}"));
    params["_meta"] = meta();
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let method = format!("Mcp-Method: {method}");
    let mut headers = vec![ACCEPT, "MCP-Protocol-Version: 2026-07-28", &method];
    headers.extend(authorization.as_deref());
    headers.extend(name.as_deref());
    server.post("/mcp", &headers, &body.to_string()).await
}

#[tokio::test]
async fn a_caller_sees_the_tools_that_they_may_call_and_no_other() {
    let server = Server::start(guarded()).await;
    let all = [
        "acl_none",
        "acl_a",
        "acl_a_and_b",
        "acl_b_or_c",
        "acl_public",
    ];
    let callers: [(Option<&str>, &[&str]); 5] = [
        (None, &["acl_public"]),
        (Some("t-none"), &["acl_none", "acl_public"]),
        (Some("t-a"), &["acl_none", "acl_a", "acl_public"]),
        (Some("t-c"), &["acl_none", "acl_b_or_c", "acl_public"]),
        (Some("t-ab"), &all),
    ];
    for (token, visible) in callers {
        for _ in 0..2 {
            let list = result(&ask(&server, token, "tools/list", json!({})).await);
            assert_eq!(names(&list), visible, "{token:?}");
            assert_eq!(list["cacheScope"], "private");
        }
        let visible: HashSet<_> = visible.iter().collect();
        for tool in &all {
            let answer = ask(&server, token, "tools/call", json!({"name": tool})).await;
            if visible.contains(tool) {
                assert_eq!(result(&answer)["isError"], false);
            } else {
                let status = if token.is_none() { 401 } else { 403 };
                assert_eq!(answer.status, status, "{token:?} {tool}");
            }
        }
    }
}

#[tokio::test]
async fn a_refusal_says_what_would_be_enough() {
    let server = Server::start(guarded()).await;
    let call = json!({"name": "acl_a_and_b"});
    let answer = ask(&server, Some("t-a"), "tools/call", call.clone()).await;
    // RFC 6750, section 3.1; all scopes of the operation in one challenge.
    let challenge = r#"Bearer error="insufficient_scope", scope="a b""#;
    assert_eq!(answer.header("www-authenticate"), Some(challenge));
    let refused = error(&answer, 403, 403);
    assert_eq!(refused["data"]["code"], "permission_denied");
    assert_eq!(refused["data"]["reason"], "insufficient_scope");

    let answer = ask(&server, None, "tools/call", call.clone()).await;
    assert_eq!(
        answer.header("www-authenticate"),
        Some(r#"Bearer scope="a b""#)
    );
    assert_eq!(error(&answer, 401, 401)["data"]["code"], "unauthenticated");

    // Wrong credentials are refused whatever is asked for.
    for method in ["tools/call", "tools/list", "server/discover"] {
        let answer = ask(&server, Some("wrong"), method, call.clone()).await;
        assert_eq!(answer.status, 401);
        assert_eq!(
            answer.header("www-authenticate"),
            Some(r#"Bearer error="invalid_token""#)
        );
    }
}

#[tokio::test]
async fn a_suggestion_names_no_tool_that_the_caller_may_not_call() {
    let server = Server::start(guarded()).await;
    let message = |answer: &common::client::Answer| {
        error(answer, 200, -32602)["message"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let call = json!({"name": "acl_a_and"});
    let hidden = message(&ask(&server, Some("t-none"), "tools/call", call.clone()).await);
    assert!(!hidden.contains("acl_a_and_b"), "{hidden}");
    let shown = message(&ask(&server, Some("t-ab"), "tools/call", call).await);
    assert!(shown.contains("`acl_a_and_b`"), "{shown}");
}
