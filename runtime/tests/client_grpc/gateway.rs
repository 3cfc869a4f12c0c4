//! Services behind `Remote`, in JSON and in protobuf.

use bytes::Bytes;
use traitwire::spec::{Code, Json, MethodKind, ServiceSpec};
use traitwire::{
    App, Body, Call, Context, Encoding, Http, Outcome, Payload, Remote, Service, Status,
};

use crate::channel::method;
use crate::common::server::Server;
use crate::common::service::Handmade;
use crate::script::{Arrived, JSON, PROTOBUF, Script, framed, header};

/// A description that has been written down and read.
fn described() -> ServiceSpec {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("echo", async |_| Err(Status::not_found("nothing")))
        .method_with(
            "watch",
            |method| method.kind = MethodKind::ServerStreaming,
            async |_| Err(Status::not_found("nothing")),
        );
    let text = serde_json::to_vec(service.spec()).unwrap();
    ServiceSpec::from_json(&Json::parse(&text).unwrap()).unwrap()
}

fn remote(script: &Script) -> Remote {
    Remote::new(described(), script.grpc())
}

#[tokio::test]
async fn a_gateway_passes_json() {
    let script = Script::start(async |mut arrived: Arrived| {
        let message = arrived.message().await.unwrap().unwrap();
        if arrived.head.uri.path() == "/tasks.v1.Tasks/echo" {
            let text = String::from_utf8(message.to_vec()).unwrap();
            arrived.reply(&text);
        } else {
            let mut sending = arrived.begin(JSON);
            sending.send(framed("[1]"));
            sending.send(framed("2"));
            sending.end(&[("grpc-status", "10"), ("grpc-message", "moved")]);
        }
    })
    .await;
    let before = Server::start(App::new("gateway").service(remote(&script))).await;
    let answer = before.post("/api/tasks/echo", &[], "{\"n\":1}").await;
    assert_eq!((answer.status, answer.text()), (200, "{\"n\":1}"));
    let answer = before.post("/api/tasks/watch", &[], "{}").await;
    let text = answer.text();
    assert!(
        text.starts_with("data: [1]\n\ndata: 2\n\nevent: error\n"),
        "{text}"
    );
    assert!(text.contains("\"moved\""), "{text}");
    let media = |head: &http::request::Parts| header(&head.headers, "content-type") == Some(JSON);
    assert!(script.heads().iter().all(media));
}

#[tokio::test]
async fn a_reply_that_is_no_json_goes_no_further() {
    let script = Script::replying("1},\"id\":8").await;
    let before = Server::start(App::new("gateway").service(remote(&script))).await;
    let answer = before.post("/api/tasks/echo", &[], "{}").await;
    answer.is_problem(500, "unexpected_reply");
}

#[tokio::test]
async fn a_service_that_is_gone_leaves_its_address_in_the_log_only() {
    let script = Script::replying("1").await;
    let remote = remote(&script);
    let address = script.address.to_string();
    script.close().await;
    let before = Server::start(App::new("gateway").service(remote)).await;
    let answer = before.post("/api/tasks/echo", &[], "{}").await;
    answer.is_problem(503, "unreachable");
    assert!(!answer.text().contains(&address));
}

fn protobuf(name: &str) -> Call {
    let bytes = Bytes::from_static(b"\x08\x96\x01");
    let method = method(name, |_| {});
    Call::new(method, Payload::protobuf(bytes), Context::new()).with_encoding(Encoding::Protobuf)
}

#[tokio::test]
async fn protobuf_passes_as_it_is() {
    let script = Script::start(async |mut arrived: Arrived| {
        let message = arrived.message().await.unwrap().unwrap();
        let mut sending = arrived.begin(PROTOBUF);
        sending.send(framed(message));
        sending.end(&[("grpc-status", "0")]);
    })
    .await;
    let Ok(Outcome::Complete(reply)) = remote(&script).call(protobuf("echo")).await else {
        panic!("no reply");
    };
    let Body::One(payload) = reply.output else {
        panic!("a stream");
    };
    assert_eq!(payload.encoding, Encoding::Protobuf);
    assert_eq!(&payload.bytes[..], b"\x08\x96\x01");
}

#[tokio::test]
async fn protobuf_does_not_pass_where_the_way_speaks_json() {
    let http = Http::new("http://127.0.0.1:1").unwrap();
    let remote = Remote::new(described(), http);
    let status = remote.call(protobuf("echo")).await.unwrap_err();
    assert_eq!(status.code(), Code::Unimplemented);
    assert!(
        status
            .message()
            .starts_with("the way to the service speaks JSON; "),
        "{status}"
    );
}
