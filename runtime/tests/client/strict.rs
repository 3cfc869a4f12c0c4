//! Unknown fields: ignored over HTTP, and refused for those who want it so.

use traitwire::spec::Code;
use traitwire::{App, Context, Payload, Remote, Status, message, service};

use crate::channel::{method, reply};
use crate::common::server::Server;

/// A greeting.
#[message]
pub(crate) struct Greeting {
    /// Who is greeted.
    pub(crate) name: String,
}

/// Greets.
#[service(package = "hello.v1")]
pub(crate) trait Hello {
    /// Greet somebody.
    async fn greet(&self, req: Greeting) -> Result<String, Status>;
}

struct Polite;

impl Hello for Polite {
    async fn greet(&self, req: Greeting) -> Result<String, Status> {
        Ok(format!("Hello, {}!", req.name))
    }
}

const MORE: &str = r#"{"name": "Ada", "nam": 1}"#;

async fn server() -> Server {
    Server::start(App::new("hello").service(HelloServer::new(Polite))).await
}

fn http(server: &Server) -> traitwire::Http {
    traitwire::Http::new(format!("http://{}", server.address)).unwrap()
}

#[tokio::test]
async fn a_server_is_as_strict_as_its_caller_prefers() {
    let server = server().await;
    // The forms of RFC 7240, section 2.
    for (prefer, status) in [
        ("Prefer: handling=lenient", 200),
        ("Prefer: respond-async", 200),
        ("Prefer: handling=strict", 400),
        ("prefer: wait=5, Handling=STRICT; x=1", 400),
        ("Prefer: wait=5\r\nPrefer: handling=strict", 400),
    ] {
        let answer = server.post("/api/hello/greet", &[prefer], MORE).await;
        assert_eq!(answer.status, status, "{prefer}");
    }
}

#[tokio::test]
async fn a_strict_payload_stays_strict_on_its_way() {
    let server = server().await;
    let greet = method("greet", |method| {
        method.http_path = "/api/hello/greet".to_owned();
    });
    let http = http(&server);
    reply(&http, &greet, Context::new(), Payload::json(MORE))
        .await
        .unwrap();
    let strict = reply(&http, &greet, Context::new(), Payload::strict_json(MORE)).await;
    let status = strict.unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(
        status.message().contains("`nam`: unknown field"),
        "{status}"
    );
}

#[tokio::test]
async fn a_gateway_refuses_for_a_model_what_the_service_would() {
    let server = server().await;
    let remote = Remote::new(HelloService::spec().clone(), http(&server));
    let gateway = App::new("gateway").service(remote).local().unwrap();
    let reply = gateway
        .call_json("greet", r#"{"name": "Ada"}"#)
        .await
        .unwrap();
    assert_eq!(reply.as_str(), Some("Hello, Ada!"));
    let direct = App::new("hello")
        .service(HelloServer::new(Polite))
        .local()
        .unwrap();
    let expected = direct.call_json("greet", MORE).await.unwrap_err();
    let got = gateway.call_json("greet", MORE).await.unwrap_err();
    assert_eq!(got.code(), expected.code());
    assert_eq!(got.message(), expected.message());
    assert_eq!(got.reason(), expected.reason());
}
