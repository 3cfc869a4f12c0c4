//! Which hosts and origins a server answers, and what it tells browsers.
#![cfg(feature = "http")]

mod common;

use common::client::Client;
use common::server::Server;
use common::service::tasks;
use traitwire::App;

fn app() -> App {
    App::new("tasks").service(tasks())
}

async fn host(client: &mut Client, host: &str) -> u16 {
    let header = format!("Host: {host}");
    let answer = client.post("/api/tasks/echo", &[&header], "{}").await;
    match answer.status {
        403 => drop(answer.is_problem(403, "host_not_allowed")),
        400 => drop(answer.is_problem(400, "invalid_host")),
        _ => {}
    }
    answer.status
}

async fn origin(client: &mut Client, origin: &str) -> u16 {
    let header = format!("Origin: {origin}");
    let answer = client.post("/api/tasks/echo", &[&header], "{}").await;
    assert!(answer.header("vary").is_none_or(|vary| vary == "origin"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    if answer.status == 403 {
        answer.is_problem(403, "origin_not_allowed");
        assert_eq!(answer.header("access-control-allow-origin"), None);
    } else {
        assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
        assert_eq!(answer.header("access-control-expose-headers"), Some("*"));
    }
    answer.status
}

#[tokio::test]
async fn only_names_of_this_machine_are_answered_by_default() {
    let server = Server::start(app()).await;
    let mut client = server.client().await;
    for good in [
        "localhost",
        "localhost:8080",
        "LocalHost.:1",
        "board.localhost",
        "127.0.0.1",
        "127.0.0.1:65535",
        "127.8.9.10",
        "[::1]:8080",
        "[::ffff:127.0.0.1]",
    ] {
        assert_eq!(host(&mut client, good).await, 200, "{good}");
    }
    for bad in [
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "notlocalhost",
        "127.0.0.1.evil.example",
        "0.0.0.0",
        "192.168.1.5",
        "[::2]",
        "0x7f000001",
        "localhost,evil.example",
    ] {
        assert_eq!(host(&mut client, bad).await, 403, "{bad}");
    }
    for broken in [
        "",
        ":80",
        "a b",
        "localhost:",
        "localhost:x",
        "localhost:99999",
        "user@localhost",
        "evil.example@localhost",
        "http://localhost",
        "localhost/evil",
        "[::1",
        "l\u{f6}calhost",
    ] {
        assert_eq!(host(&mut client, broken).await, 400, "{broken}");
    }
}

#[tokio::test]
async fn a_request_names_one_host() {
    let server = Server::start(app()).await;
    let mut client = server.client().await;
    client.send("GET /metrics HTTP/1.1\r\n\r\n").await;
    client.answer().await.is_problem(400, "invalid_host");
    let both = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n";
    client.send(both).await;
    client.answer().await.is_problem(400, "invalid_host");
    // The host of an absolute form counts (RFC 9112, section 3.2.2).
    let absolute = "GET http://evil.example/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.send(absolute).await;
    client.answer().await.is_problem(403, "host_not_allowed");
    let absolute = "GET http://localhost/metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    client.send(absolute).await;
    assert_eq!(client.answer().await.status, 200);
    // HTTP/1.0 has no such header, and no browser speaks it.
    client.send("GET /metrics HTTP/1.0\r\n\r\n").await;
    assert_eq!(client.answer().await.status, 200);
}

#[tokio::test]
async fn all_but_the_health_paths_is_checked() {
    let server = Server::start(app()).await;
    let mut client = server.client().await;
    let evil = ["Host: evil.example", "Origin: http://evil.example"];
    for path in ["/healthz", "/readyz"] {
        assert_eq!(client.get(path, &evil).await.status, 200);
        assert_eq!(client.request("HEAD", path, &evil, "").await.status, 200);
    }
    for path in ["/metrics", "/api/tasks/echo", "/api/x", "/", "/mcp"] {
        let answer = client.get(path, &evil).await;
        answer.is_problem(403, "host_not_allowed");
    }
}

#[tokio::test]
async fn hosts_can_be_allowed() {
    let named = app()
        .allow_host("API.example.com")
        .allow_host("other.example:8443");
    let server = Server::start(named).await;
    let mut client = server.client().await;
    for good in [
        "api.example.com",
        "api.example.com:1234",
        "other.example:8443",
        "localhost",
    ] {
        assert_eq!(host(&mut client, good).await, 200, "{good}");
    }
    for bad in [
        "example.com",
        "x.api.example.com",
        "other.example",
        "other.example:80",
    ] {
        assert_eq!(host(&mut client, bad).await, 403, "{bad}");
    }
    let server = Server::start(app().allow_host("*")).await;
    let mut client = server.client().await;
    assert_eq!(host(&mut client, "anything.example:1").await, 200);
    assert_eq!(host(&mut client, "a b").await, 400);
}

#[tokio::test]
async fn the_address_that_a_connection_came_to_is_answered() {
    let server = Server::start_at(app().allow_unauthenticated(), "0.0.0.0:0").await;
    // Any address of 127.0.0.0/8 reaches a listener on all addresses.
    let mut client = Client::connect(([127, 0, 0, 1], server.address.port()).into()).await;
    assert_eq!(host(&mut client, "127.0.0.1").await, 200);
    assert_eq!(host(&mut client, "0.0.0.0").await, 403);
    assert_eq!(host(&mut client, "10.1.2.3").await, 403);
}

#[tokio::test]
async fn only_pages_of_this_machine_may_call_by_default() {
    let server = Server::start(app()).await;
    let mut client = server.client().await;
    for good in [
        "http://localhost",
        "http://localhost:5173",
        "https://127.0.0.1:1",
        "http://[::1]:3000",
    ] {
        assert_eq!(origin(&mut client, good).await, 200, "{good}");
    }
    for bad in [
        "null",
        "http://evil.example",
        "https://localhost.evil.example",
        "chrome-extension://localhost",
        "localhost",
        "*",
        "",
        "http://localhost:3000 http://evil.example",
    ] {
        assert_eq!(origin(&mut client, bad).await, 403, "{bad}");
    }
}

#[tokio::test]
async fn a_request_names_one_origin() {
    let two = ["Origin: http://localhost", "Origin: https://evil.example"];
    let server = Server::start(app()).await;
    let answer = server.post("/api/tasks/echo", &two, "{}").await;
    answer.is_problem(403, "origin_not_allowed");
}

#[tokio::test]
async fn origins_can_be_allowed_and_a_server_may_call_itself() {
    let named = app()
        .allow_host("api.example.com")
        .allow_origin("https://board.example.com/")
        .allow_origin("vscode-webview://panel");
    let server = Server::start(named).await;
    let mut client = server.client().await;
    for good in [
        "https://board.example.com",
        "https://board.example.com:443",
        "vscode-webview://panel",
    ] {
        assert_eq!(origin(&mut client, good).await, 200, "{good}");
    }
    for bad in [
        "http://board.example.com",
        "https://board.example.com:8443",
        "https://api.example.com",
    ] {
        assert_eq!(origin(&mut client, bad).await, 403, "{bad}");
    }
    for (own, page) in [
        ("api.example.com", "https://api.example.com"),
        ("api.example.com", "http://api.example.com"),
        ("api.example.com:8443", "https://api.example.com:8443"),
    ] {
        let headers = [format!("Host: {own}"), format!("Origin: {page}")];
        let headers = headers.each_ref().map(String::as_str);
        let answer = client.post("/api/tasks/echo", &headers, "{}").await;
        assert_eq!(answer.status, 200, "{page}");
    }
    let headers = [
        "Host: api.example.com:8443",
        "Origin: https://api.example.com",
    ];
    let answer = client.post("/api/tasks/echo", &headers, "{}").await;
    answer.is_problem(403, "origin_not_allowed");

    let server = Server::start(app().allow_origin("*")).await;
    let mut client = server.client().await;
    assert_eq!(origin(&mut client, "https://anything.example").await, 200);
    assert_eq!(origin(&mut client, "null").await, 200);
}

#[tokio::test]
async fn a_preflight_is_answered_for_allowed_origins_only() {
    let server = Server::start(app().allow_origin("https://board.example.com")).await;
    let mut client = server.client().await;
    let asks = [
        "Origin: https://board.example.com",
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: authorization,content-type",
    ];
    let answer = client
        .request("OPTIONS", "/api/tasks/echo", &asks, "")
        .await;
    assert_eq!(answer.status, 204);
    let header = |name| answer.header(name).unwrap();
    assert_eq!(
        header("access-control-allow-origin"),
        "https://board.example.com"
    );
    assert_eq!(
        header("access-control-allow-headers"),
        "authorization,content-type"
    );
    assert!(
        header("access-control-allow-methods")
            .split(", ")
            .any(|method| method == "POST")
    );
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    let vary: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| name == "vary")
        .collect();
    assert!(vary.iter().any(|(_, value)| value == "origin"));

    let evil = [
        "Origin: https://evil.example",
        "Access-Control-Request-Method: POST",
    ];
    let answer = client
        .request("OPTIONS", "/api/tasks/echo", &evil, "")
        .await;
    answer.is_problem(403, "origin_not_allowed");
    assert_eq!(answer.header("access-control-allow-origin"), None);

    // Without an origin it is a request like others.
    let plain = ["Access-Control-Request-Method: POST"];
    let answer = client
        .request("OPTIONS", "/api/tasks/echo", &plain, "")
        .await;
    answer.is_problem(405, "method_not_allowed");
    assert_eq!(answer.header("vary"), Some("origin"));
    assert_eq!(answer.header("access-control-allow-origin"), None);

    // Caches keep no answer to POST.
    let answer = client.post("/api/tasks/echo", &[], "{}").await;
    assert_eq!((answer.status, answer.header("vary")), (200, None));
}

#[tokio::test]
async fn a_page_can_read_failures_too() {
    let server = Server::start(app()).await;
    let page = ["Origin: http://localhost:5173"];
    let answer = server.post("/api/tasks/none", &page, "{}").await;
    answer.is_problem(404, "no_such_method");
    assert_eq!(
        answer.header("access-control-allow-origin"),
        Some("http://localhost:5173")
    );
}

#[tokio::test]
async fn lists_are_read_at_start() {
    let refusal = |app: App| app.into_router().unwrap_err().to_string();
    assert_eq!(
        refusal(app().allow_origin("board.example.com")),
        "`board.example.com` is no origin to allow; write it with its scheme, such as `https://board.example.com`"
    );
    assert_eq!(
        refusal(app().allow_host("https://api.example.com")),
        "`https://api.example.com` is no host to allow; write a name such as `api.example.com` or \
         `api.example.com:8080`"
    );
}

#[tokio::test]
async fn a_listener_beyond_loopback_needs_an_authenticator_or_a_word() {
    let start = async |app: App| {
        let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = app.shutdown(async {}).serve(listener).await;
        (address, served)
    };
    let (address, refused) = start(app()).await;
    let port = address.port();
    assert_eq!(
        refused.unwrap_err().to_string(),
        format!(
            "other machines reach `{address}`, and nobody is authenticated there; listen on `127.0.0.1:{port}`, set \
             `App::authenticate(..)`, or allow it with `--allow-unauthenticated` or `App::allow_unauthenticated()`"
        )
    );
    let (_, allowed) = start(app().allow_unauthenticated()).await;
    allowed.unwrap();
    let (_, authenticated) = start(app().authenticate(traitwire::BearerTokens::new())).await;
    authenticated.unwrap();
}
