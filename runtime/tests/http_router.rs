//! The application inside of an axum application, and tower layers around it.
#![cfg(feature = "http")]

mod common;

use axum::Router;
use axum::body::Body;
use axum::middleware::from_fn;
use axum::routing::get;
use common::json;
use common::server::Server;
use common::service::tasks;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;
use traitwire::App;

fn app() -> App {
    App::new("tasks").service(tasks())
}

async fn answer(router: Router, method: &str, uri: &str) -> (StatusCode, Vec<u8>) {
    let request = Request::builder()
        .method(method)
        .uri(uri)
        .header("host", "localhost")
        .body(Body::empty())
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.status, body)
}

#[tokio::test]
async fn it_is_a_router_among_others() {
    let other = Router::new()
        .route("/", get(|| async { "home" }))
        .fallback(|| async { (StatusCode::IM_A_TEAPOT, "not ours") });
    let router = other.merge(app().into_router().unwrap());
    let (status, body) = answer(router.clone(), "POST", "/api/tasks/echo").await;
    assert_eq!((status.as_u16(), &*body), (200, &b"{}"[..]));
    let (status, body) = answer(router.clone(), "GET", "/").await;
    assert_eq!((status.as_u16(), &*body), (200, &b"home"[..]));
    // The fallback stays the application's, and wrong calls stay ours.
    let (status, _) = answer(router.clone(), "GET", "/other").await;
    assert_eq!(status, StatusCode::IM_A_TEAPOT);
    let (status, body) = answer(router, "POST", "/api/tasks/ech").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(json::parse(&body)["reason"], "no_such_method");
}

#[tokio::test]
async fn it_can_be_nested() {
    let router = Router::new().nest("/v1", app().into_router().unwrap());
    let (status, _) = answer(router.clone(), "POST", "/v1/api/tasks/echo").await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = answer(router, "GET", "/v1/healthz").await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn hosts_are_checked_there_too() {
    let router = app().into_router().unwrap();
    let request = Request::post("/api/tasks/echo").header("host", "evil.example");
    let request = request.body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn layers_see_all_requests_the_first_one_outermost() {
    let mark = |name: &'static str| {
        from_fn(
            move |request: axum::extract::Request, next: axum::middleware::Next| async move {
                let mut response = next.run(request).await;
                let value = name.parse().unwrap();
                response.headers_mut().append("x-layer", value);
                response
            },
        )
    };
    let server = Server::start(app().http_layer(mark("outer")).http_layer(mark("inner"))).await;
    let mut client = server.client().await;
    let evil = ["Host: evil.example"];
    for (path, headers) in [
        ("/api/tasks/echo", &[][..]),
        ("/healthz", &[]),
        ("/nothing", &[]),
        ("/metrics", &evil),
    ] {
        let answer = client.get(path, headers).await;
        let layers: Vec<_> = answer
            .headers
            .iter()
            .filter(|(name, _)| name == "x-layer")
            .map(|(_, value)| &**value)
            .collect();
        assert_eq!(layers, ["inner", "outer"], "{path}");
    }
}

/// Calls reach a server without layers by a shorter way, which must not be seen from outside.
#[tokio::test]
async fn a_layer_that_does_nothing_changes_nothing() {
    let nothing = from_fn(
        |request: axum::extract::Request, next: axum::middleware::Next| async move {
            next.run(request).await
        },
    );
    let plain = Server::start(app()).await;
    let layered = Server::start(app().http_layer(nothing)).await;
    let text = ["Content-Type: text/plain"];
    let evil = ["Host: evil.example"];
    let page = ["Origin: http://localhost:3000"];
    let stranger = ["Origin: https://evil.example"];
    for (path, headers, body) in [
        ("/api/tasks/echo", &[][..], "{\"a\": 1}"),
        ("/api/tasks/echo", &[], "{"),
        ("/api/tasks/echo?query", &[], ""),
        ("/api/tasks/echo/", &[], ""),
        ("/api/tasks/ech", &[], ""),
        ("/api/tasks/echo", &text, "hi"),
        ("/api/tasks/echo", &evil, ""),
        ("/api/tasks/echo", &page, ""),
        ("/api/tasks/echo", &stranger, ""),
        (
            "/mcp",
            &[],
            "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}",
        ),
        ("/mcp", &evil, ""),
        ("/mcp?query", &page, "["),
        ("/mcp/", &[], ""),
        ("/metric", &[], ""),
    ] {
        let seen = async |server: &Server| {
            let mut answer = server.post(path, headers, body).await;
            // What differs from answer to answer.
            let varies = |name: &str| ["date", "traceparent"].contains(&name);
            answer.headers.retain(|(name, _)| !varies(name));
            answer.headers.sort();
            (answer.status, answer.headers, answer.body)
        };
        assert_eq!(
            seen(&plain).await,
            seen(&layered).await,
            "{path} {headers:?}"
        );
    }
}
