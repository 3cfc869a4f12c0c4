//! Messages that are compressed.

use traitwire::App;

use super::ECHO;
use super::common::grpc::{Ended, Grpc, framed};
use super::common::server::Server;
use super::common::service::tasks;

/// A message of many `a`, compressed by the program of this name.
fn compressed(program: &str, len: usize) -> Vec<u8> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new(program)
        .arg("-c")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let text = "a".repeat(len);
    std::thread::spawn(move || stdin.write_all(text.as_bytes()).unwrap());
    child.wait_with_output().unwrap().stdout
}

#[tokio::test]
async fn requests_may_be_compressed_each_by_itself() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let client = Grpc::connect(&server).await;
    for (flag, message) in [(1, compressed("gzip", 100)), (0, b"a".repeat(100))] {
        let (sender, call) = client.open(ECHO, &[("grpc-encoding", "gzip")]).await;
        sender.send_raw(framed(flag, &message));
        drop(sender);
        assert_eq!(call.ended().await.texts(), ["a".repeat(100)]);
    }
}

#[tokio::test]
async fn a_small_message_that_holds_a_large_one_is_refused() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let client = Grpc::connect(&server).await;
    let bomb = compressed("gzip", 8 * 1024 * 1024);
    assert!(bomb.len() < 100_000);
    let (sender, call) = client.open(ECHO, &[("grpc-encoding", "gzip")]).await;
    sender.send_raw(framed(1, &bomb));
    drop(sender);
    let ended = call.ended().await;
    assert_eq!(ended.code(), 8, "{ended:?}");
}

#[tokio::test]
async fn replies_are_compressed_for_those_who_read_it() {
    let app = App::new("tasks").service(tasks()).compress_replies(true);
    let server = Server::start(app).await;
    let client = Grpc::connect(&server).await;
    let message = "a".repeat(10_000);
    let answer = async |accepts: &str, message: &str| -> Ended {
        let headers = [("grpc-accept-encoding", accepts)];
        client.unary(ECHO, &headers, message).await
    };
    for (accepts, used) in [("identity,gzip", "gzip"), ("zstd,gzip", "zstd")] {
        let ended = answer(accepts, &message).await;
        assert_eq!(ended.header("grpc-encoding"), Some(used));
        let (flag, sent) = &ended.messages[0];
        assert_eq!((*flag, sent.len() < 1000), (1, true));
        // The first bytes of the two formats (RFC 1952 and RFC 8878).
        let magic: &[u8] = if used == "gzip" {
            b"\x1f\x8b"
        } else {
            b"\x28\xb5\x2f\xfd"
        };
        assert!(sent.starts_with(magic));
    }
    let ended = answer("identity,deflate", &message).await;
    assert_eq!(ended.texts(), [message.as_str()]);
    // What is short stays as it is.
    assert_eq!(answer("gzip", "[1]").await.texts(), ["[1]"]);
}

#[tokio::test]
async fn replies_are_as_they_are_unless_the_application_wants_it() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let client = Grpc::connect(&server).await;
    let message = "a".repeat(10_000);
    let headers = [("grpc-accept-encoding", "identity,gzip,zstd")];
    let ended = client.unary(ECHO, &headers, &message).await;
    assert_eq!(ended.header("grpc-encoding"), None);
    assert_eq!(ended.texts(), [message.as_str()]);
}
