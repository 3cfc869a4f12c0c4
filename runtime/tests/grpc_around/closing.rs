//! The end of the server.

use std::time::Duration;

use traitwire::{App, Call};

use super::ECHO;
use super::common::feeds::{Board, FeedsServer};
use super::common::grpc::Grpc;
use super::common::server::Server;
use super::common::service::{json, tasks};
use super::common::{soon, until};

#[tokio::test]
async fn running_calls_end_and_streams_with_a_status() {
    let board = Board::default();
    let service = FeedsServer::new(board.clone());
    let server = Server::start(App::new("feeds").service(service)).await;
    let client = Grpc::connect(&server).await;
    let mut begun = Vec::new();
    for end in ["tidy", "hang"] {
        let (sender, call) = client.open("/feeds.v1.Feeds/Count", &[]).await;
        sender.send(&format!(r#"{{"to": 1, "end": "{end}"}}"#));
        drop(sender);
        let mut stream = call.begun().await;
        stream.next().await.unwrap();
        begun.push(stream);
    }
    let closed = server.stop();
    let hung = begun.pop().unwrap().ended().await;
    let tidy = begun.pop().unwrap().ended().await;
    // One notices and says a last word, the other is ended.
    assert_eq!((tidy.code(), tidy.messages.len()), (0, 1));
    assert_eq!(hung.code(), 14);
    assert_eq!(hung.message(), "the server is closing");
    soon("the end", closed).await.unwrap().unwrap();
    assert_eq!(board.alive(), 0);
}

#[tokio::test]
async fn idle_and_silent_connections_hold_nothing_up() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let address = server.address;
    let mut idle = Grpc::connect(&server).await;
    idle.unary(ECHO, &[], "1").await;
    let _unused = Grpc::connect(&server).await;
    let _silent = tokio::net::TcpStream::connect(address).await.unwrap();
    soon("the end", server.stop()).await.unwrap().unwrap();
    idle.closed().await;
}

#[tokio::test]
async fn a_call_that_obeys_nothing_is_cut_off() {
    let mut limits = traitwire::Limits::default();
    limits.drain = Duration::from_millis(50);
    let entered = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let enter = entered.clone();
    let wait = move |_: Call| {
        enter.store(true, std::sync::atomic::Ordering::SeqCst);
        async move {
            std::future::pending::<()>().await;
            json("1")
        }
    };
    let app = App::new("tasks").service(tasks().method("wait", wait));
    let server = Server::start(app.limits(limits)).await;
    let client = Grpc::connect(&server).await;
    let (sender, _call) = client.open("/tasks.v1.Tasks/wait", &[]).await;
    sender.send("1");
    drop(sender);
    let has_entered = || entered.load(std::sync::atomic::Ordering::SeqCst);
    until("the start of the handler", has_entered).await;
    soon("the end", server.stop()).await.unwrap().unwrap();
}
