//! `grpc.health.v1.Health`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use traitwire::{App, BearerTokens, Call, Identity, Limits};

use super::common::grpc::{Grpc, framed};
use super::common::server::Server;
use super::common::service::{json, tasks};
use super::common::{soon, until};
use super::{PROTO, field};

const CHECK: &str = "/grpc.health.v1.Health/Check";
const WATCH: &str = "/grpc.health.v1.Health/Watch";

/// `HealthCheckResponse` with the statuses of `health.proto`.
fn status(number: u8) -> Vec<u8> {
    vec![8, number]
}

#[tokio::test]
async fn the_server_and_its_services_are_serving() {
    let tokens = BearerTokens::new().token("s3cret", Identity::new("alice"));
    let app = App::new("tasks").service(tasks()).authenticate(tokens);
    let server = Server::start(app).await;
    let client = Grpc::connect(&server).await;
    for name in ["", "tasks.v1.Tasks"] {
        let request = if name.is_empty() {
            String::new()
        } else {
            field(1, name)
        };
        let ended = client.unary(CHECK, &[PROTO], &request).await;
        assert_eq!(ended.code(), 0, "{name}");
        assert_eq!(ended.messages[0].1, status(1));
    }
    let ended = client
        .unary(CHECK, &[PROTO], &field(1, "tasks.v2.Tasks"))
        .await;
    assert_eq!(ended.code(), 5);
    let ended = client
        .unary("/grpc.health.v1.Health/Chek", &[PROTO], "")
        .await;
    assert_eq!(ended.code(), 12);
}

/// As `/healthz`: who probes a server knows it by its address, or by a name of its own.
#[tokio::test]
async fn it_is_told_whatever_the_host_is() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let mut client = server.client().await;
    let headers = ["Host: tasks-cluster", "Content-Type: application/grpc-web"];
    let body = String::from_utf8(framed(0, b"")).unwrap();
    let answer = client.request("POST", CHECK, &headers, &body).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with(&framed(0, &status(1))));
}

#[tokio::test]
async fn a_watch_tells_that_the_server_closes_and_ends() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let client = Grpc::connect(&server).await;
    let mut watched = Vec::new();
    for (name, expected) in [("tasks.v1.Tasks", 1), ("tasks.v2.Tasks", 3)] {
        let (sender, call) = client.open(WATCH, &[PROTO]).await;
        sender.send(&field(1, name));
        drop(sender);
        let mut begun = call.begun().await;
        assert_eq!(begun.next().await.unwrap().1, status(expected));
        watched.push(begun);
    }
    let ended = server.stop();
    let rest: Vec<_> = {
        let mut rest = Vec::new();
        for begun in watched {
            let ended = begun.ended().await;
            assert_eq!(ended.code(), 0);
            rest.push(ended.messages);
        }
        rest
    };
    assert_eq!(rest[0][0].1, status(2));
    assert!(rest[1].is_empty());
    soon("the end", ended).await.unwrap().unwrap();
}

/// `HealthListResponse`: entries of a map, each a name and a `HealthCheckResponse`.
#[tokio::test]
async fn all_services_are_listed() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let client = Grpc::connect(&server).await;
    let ended = client
        .unary("/grpc.health.v1.Health/List", &[PROTO], "")
        .await;
    assert_eq!(ended.code(), 0, "{ended:?}");
    let list = String::from_utf8(ended.messages[0].1.to_vec()).unwrap();
    let entry = |name| field(1, &(field(1, name) + "\x12\x02\x08\x01"));
    // A key that is empty may be left out.
    let of_server = ["\n\x06\n\0\x12\x02\x08\x01", "\n\x04\x12\x02\x08\x01"];
    let rest = of_server.iter().find_map(|entry| list.strip_prefix(entry));
    assert_eq!(rest, Some(&*entry("tasks.v1.Tasks")), "{list:?}");
}

/// Sets a flag and goes on until the end of the server.
fn staying() -> (Arc<AtomicBool>, App) {
    let entered = Arc::new(AtomicBool::new(false));
    let enter = entered.clone();
    let stay = move |call: Call| {
        enter.store(true, Ordering::SeqCst);
        async move {
            call.cx.cancelled().await;
            json("1")
        }
    };
    let app = App::new("tasks").service(tasks().method("stay", stay));
    (entered, app)
}

#[tokio::test]
async fn a_server_that_drains_serves_no_more() {
    let (entered, app) = staying();
    let mut limits = Limits::default();
    limits.drain = std::time::Duration::from_secs(30);
    let server = Server::start(app.limits(limits)).await;
    let client = Grpc::connect(&server).await;
    let (sender, running) = client.open("/tasks.v1.Tasks/stay", &[]).await;
    sender.send("1");
    drop(sender);
    until("the start of the handler", || {
        entered.load(Ordering::SeqCst)
    })
    .await;
    // Begun before the end, asked after it.
    let (question, asked) = client.open(CHECK, &[PROTO]).await;
    question.send_raw(framed(0, field(1, "tasks.v1.Tasks").as_bytes())[..4].to_vec());
    let (sender, call) = client.open(WATCH, &[PROTO]).await;
    sender.send("");
    drop(sender);
    let mut watched = call.begun().await;
    assert_eq!(watched.next().await.unwrap().1, status(1));
    let closed = server.stop();
    assert_eq!(watched.next().await.unwrap().1, status(2));
    question.send_raw(framed(0, field(1, "tasks.v1.Tasks").as_bytes())[4..].to_vec());
    drop(question);
    let ended = asked.ended().await;
    assert_eq!((ended.code(), &*ended.messages[0].1), (0, &*status(2)));
    running.cancel();
    soon("the end", closed).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_watch_has_a_deadline_and_a_place() {
    let mut limits = Limits::default();
    limits.calls = 1;
    let app = App::new("tasks").service(tasks()).limits(limits);
    let server = Server::start(app).await;
    let client = Grpc::connect(&server).await;
    let (sender, call) = client.open(WATCH, &[PROTO]).await;
    sender.send("");
    drop(sender);
    let mut watched = call.begun().await;
    watched.next().await.unwrap();
    assert_eq!(client.unary(WATCH, &[PROTO], "").await.code(), 8);
    // Whoever watches keeps no call of the application away.
    assert_eq!(
        client.unary("/tasks.v1.Tasks/echo", &[], "1").await.texts(),
        ["1"]
    );
    drop(watched);
    let again = async {
        loop {
            let late = [PROTO, ("grpc-timeout", "10m")];
            match client.unary(WATCH, &late, "").await.code() {
                8 => tokio::time::sleep(std::time::Duration::from_millis(2)).await,
                code => return code,
            }
        }
    };
    assert_eq!(soon("the end of the watch", again).await, 4);
}

mod taken {
    use traitwire::{Status, service};

    /// Stands where that of every server does.
    #[service(package = "grpc.health.v1")]
    trait Health {
        /// Check nothing.
        async fn check(&self) -> Result<(), Status>;
    }

    pub(super) struct Nothing;

    impl Health for Nothing {
        async fn check(&self) -> Result<(), Status> {
            Ok(())
        }
    }

    pub(super) fn server() -> impl traitwire::Service {
        HealthServer::new(Nothing)
    }
}

#[test]
fn the_packages_of_grpcs_own_services_are_taken() {
    let app = App::new("health").service(taken::server());
    let error = app.into_router().unwrap_err().to_string();
    assert!(
        error.contains("`grpc.health.v1.Health` is in a package of gRPC's own"),
        "{error}"
    );
}
