//! Who may call what over HTTP, and what the others are told (RFC 6750).
#![cfg(feature = "http")]

mod common;

use common::server::Server;
use common::service::{Handmade, json, needs};
use traitwire::spec::{Code, ScopeRule};
use traitwire::{App, BearerTokens, Call, Credentials, Identity, Status};

fn service() -> Handmade {
    let who = async |call: Call| {
        let caller = call.cx.caller().map_or("nobody", Identity::subject);
        json(&format!("\"{caller}\""))
    };
    let any = ScopeRule::Any {
        any: vec!["tasks:read".into(), "tasks:admin".into()],
    };
    Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("known", who)
        .method_with("open", |method| method.public = true, who)
        .method_with(
            "write",
            |method| method.scopes = vec![needs("tasks:write")],
            who,
        )
        .method_with(
            "both",
            |method| method.scopes = vec![needs("tasks:write"), any],
            who,
        )
}

fn tokens() -> BearerTokens {
    let admin = Identity::new("ann").with_scope("tasks:admin");
    BearerTokens::new()
        .token("t-alice", Identity::new("alice").with_scope("tasks:write"))
        .token("t-ann", admin)
        .token("t-bob", Identity::new("bob"))
        .token("", Identity::new("nobody at all"))
}

async fn server() -> Server {
    Server::start(App::new("tasks").service(service()).authenticate(tokens())).await
}

#[tokio::test]
async fn a_method_needs_a_caller_unless_it_is_public() {
    let server = server().await;
    let mut client = server.client().await;
    let answer = client.post("/api/tasks/known", &[], "").await;
    let problem = answer.is_problem(401, "no_credentials");
    assert_eq!(problem["code"], "unauthenticated");
    // No error is named to those who showed nothing.
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    assert_eq!(
        client.post("/api/tasks/open", &[], "").await.text(),
        "\"nobody\""
    );
    for good in ["Bearer t-bob", "bearer t-bob", "BEARER  t-bob "] {
        let header = format!("Authorization: {good}");
        for method in ["known", "open"] {
            let path = format!("/api/tasks/{method}");
            assert_eq!(client.post(&path, &[&header], "").await.text(), "\"bob\"");
        }
    }
    let basic = ["Authorization: Basic Ym9iOnQtYm9i"];
    let answer = client.post("/api/tasks/known", &basic, "").await;
    answer.is_problem(401, "no_credentials");
}

#[tokio::test]
async fn a_wrong_token_is_refused_even_where_none_is_needed() {
    let server = server().await;
    let mut client = server.client().await;
    for bad in [
        "Bearer t-eve",
        "Bearer t-bo",
        "Bearer t-bobb",
        "Bearer",
        "Bearer ",
        "Bearer t-\u{e9}",
    ] {
        let header = format!("Authorization: {bad}");
        for method in ["known", "open", "write"] {
            let path = format!("/api/tasks/{method}");
            let answer = client.post(&path, &[&header], "").await;
            answer.is_problem(401, "invalid_token");
            let challenge = answer.header("www-authenticate");
            assert_eq!(challenge, Some("Bearer error=\"invalid_token\""), "{bad}");
        }
    }
    let two = [
        "Authorization: Bearer t-bob",
        "Authorization: Bearer t-alice",
    ];
    let answer = client.post("/api/tasks/known", &two, "").await;
    answer.is_problem(401, "invalid_token");
}

#[tokio::test]
async fn a_scope_that_is_lacking_is_named() {
    let server = server().await;
    let mut client = server.client().await;
    let bob = ["Authorization: Bearer t-bob"];
    let answer = client.post("/api/tasks/write", &bob, "").await;
    let problem = answer.is_problem(403, "insufficient_scope");
    assert_eq!(
        problem["detail"],
        "`tasks.v1.Tasks.write` needs the scope `tasks:write`"
    );
    assert_eq!(problem["scope"], "tasks:write");
    assert_eq!(
        answer.header("www-authenticate"),
        Some(r#"Bearer error="insufficient_scope", scope="tasks:write""#)
    );
    // All that the call needs in one challenge; of alternatives the one that the caller has.
    let answer = client.post("/api/tasks/both", &bob, "").await;
    assert_eq!(
        answer.header("www-authenticate"),
        Some(r#"Bearer error="insufficient_scope", scope="tasks:write tasks:read""#)
    );
    let ann = ["Authorization: Bearer t-ann"];
    let answer = client.post("/api/tasks/both", &ann, "").await;
    answer.is_problem(403, "insufficient_scope");
    assert_eq!(
        answer.header("www-authenticate"),
        Some(r#"Bearer error="insufficient_scope", scope="tasks:write tasks:admin""#)
    );
    let alice = ["Authorization: Bearer t-alice"];
    assert_eq!(
        client.post("/api/tasks/write", &alice, "").await.text(),
        "\"alice\""
    );
    let answer = client.post("/api/tasks/both", &alice, "").await;
    let problem = answer.is_problem(403, "insufficient_scope");
    assert_eq!(
        problem["detail"],
        "`tasks.v1.Tasks.both` needs the scope one of `tasks:read`, `tasks:admin`"
    );
    let answer = client.post("/api/tasks/write", &[], "").await;
    answer.is_problem(401, "no_credentials");
    assert_eq!(
        answer.header("www-authenticate"),
        Some(r#"Bearer scope="tasks:write""#)
    );
}

#[tokio::test]
async fn without_an_authenticator_nobody_is_known() {
    let server = Server::start(App::new("tasks").service(service())).await;
    let mut client = server.client().await;
    let token = ["Authorization: Bearer t-alice"];
    for method in ["known", "open"] {
        let path = format!("/api/tasks/{method}");
        assert_eq!(client.post(&path, &token, "").await.text(), "\"nobody\"");
    }
    for method in ["write", "both"] {
        let answer = client
            .post(&format!("/api/tasks/{method}"), &token, "")
            .await;
        answer.is_problem(401, "no_credentials");
    }
}

#[tokio::test]
async fn the_body_of_a_call_that_is_refused_is_not_asked_for() {
    let server = server().await;
    for header in ["X-Nothing: 1", "Authorization: Bearer t-eve"] {
        let mut client = server.client().await;
        let asks = [
            header,
            "Expect: 100-continue",
            "Content-Type: application/json",
        ];
        client
            .send(client.head("POST", "/api/tasks/known", &asks, 2))
            .await;
        assert_eq!(client.answer().await.status, 401);
    }
}

#[tokio::test]
async fn an_authenticator_can_be_any_function_and_can_fail_in_any_way() {
    let authenticate = async |credentials: Credentials| match credentials.token() {
        Some("panic") => panic!("a secret of the authenticator"),
        Some("down") => Err(Status::new(Code::Unavailable, "the directory is down")),
        Some("internal") => Err(Status::internal("another secret")),
        token => Ok(token.map(Identity::new)),
    };
    let app = App::new("tasks")
        .service(service())
        .authenticate(authenticate);
    let server = Server::start(app).await;
    let mut client = server.client().await;
    for (token, status) in [
        ("carol", 200),
        ("panic", 500),
        ("down", 503),
        ("internal", 500),
        ("carol", 200),
    ] {
        let header = format!("Authorization: Bearer {token}");
        let answer = client.post("/api/tasks/known", &[&header], "").await;
        assert_eq!(answer.status, status, "{token}");
        assert!(!answer.text().contains("secret"));
        if status == 500 {
            assert_eq!(answer.json()["failure_id"].as_str().unwrap().len(), 16);
        }
    }
}
