//! Clients that are called inside of handlers, and clients of another age than their service.

use std::time::Duration;

use drive::{Board, BoardClient, BoardServer, Memory, Seen};
use traitwire::prelude::*;
use traitwire::spec::Code;
use traitwire::{Identity, Local, Status};

fn board() -> Local {
    let app = App::new("board").service(BoardServer::new(Memory::default()));
    app.local().expect("one service")
}

/// A service that asks another.
#[service(package = "drive.v1")]
trait Relay {
    /// Ask by a method that names no context.
    async fn ask(&self) -> Result<Seen, Status>;

    /// Ask with another context than the own one.
    async fn ask_anew(&self) -> Result<Seen, Status>;

    /// Ask, and answer with one item.
    async fn follow(&self) -> Result<Streaming<Seen, Status>, Status>;
}

#[derive(Clone)]
struct Asking(BoardClient);

impl Relay for Asking {
    async fn ask(&self) -> Result<Seen, Status> {
        self.0.seen().await.map_err(Status::internal)
    }

    async fn ask_anew(&self) -> Result<Seen, Status> {
        self.0.told(Context::new()).await.map_err(Status::internal)
    }

    async fn follow(&self) -> Result<Streaming<Seen, Status>, Status> {
        Ok(Streaming::unfold(Some(self.clone()), async |relay| {
            Some((relay?.ask().await, None))
        }))
    }
}

fn relay() -> Local {
    let app = App::new("relay").service(RelayServer::new(Asking(BoardClient::new(board()))));
    app.local().expect("one service")
}

#[tokio::test]
async fn a_call_inside_of_a_handler_has_the_deadline_the_trace_and_the_caller_of_its_call() {
    let local = relay().as_caller(Identity::new("alice"));
    let cx = Context::new()
        .with_timeout(Duration::from_secs(3600))
        .with_metadata("x-drive", "1");
    let service = RelayService::spec();
    let call = |method: &str| {
        let method = service.method(method).expect("a method").clone();
        let input = traitwire::Payload::json("{}");
        traitwire::Channel::call(&local, traitwire::Call::new(method, input, cx.clone()))
    };
    let expected = Seen {
        caller: Some("alice".to_owned()),
        trace: cx.trace().trace_id(),
        has_deadline: true,
        metadata: Some("1".to_owned()),
    };
    let traitwire::Outcome::Complete(reply) = call("ask").await.expect("a reply") else {
        panic!("no reply");
    };
    let traitwire::Body::One(reply) = reply.output else {
        panic!("a stream");
    };
    assert_eq!(
        serde_json::from_slice::<Seen>(&reply.bytes).expect("seen"),
        expected
    );

    let client = RelayClient::new(local.clone());
    let anew = client.ask_anew().await.expect("a reply");
    assert_eq!((anew.caller, anew.has_deadline), (None, false));
}

#[tokio::test]
async fn a_call_inside_of_a_stream_has_the_context_of_its_call() {
    let client = RelayClient::new(relay().as_caller(Identity::new("bob")));
    let seen = client
        .follow()
        .await
        .expect("a stream")
        .collect()
        .await
        .expect("items");
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].caller.as_deref(), Some("bob"));
}

#[tokio::test]
async fn the_caller_of_a_channel_is_the_one_that_it_was_made_for() {
    let client = BoardClient::new(board().as_caller(Identity::new("alice")));
    let cx = Context::new().with_caller(Identity::new("mallory"));
    assert_eq!(
        client.told(cx).await.expect("a reply").caller.as_deref(),
        Some("alice")
    );
}

/// As the board was described before it had most of its errors, and when it still had another method.
#[service_error]
enum OldError {
    /// The board is full.
    #[code(resource_exhausted)]
    BoardFull,
    /// What no other variant describes.
    #[code(call)]
    Call(CallError),
}

/// The board of old.
#[service(package = "drive.v1", name = "Board")]
trait OldBoard {
    /// Find a task.
    async fn get(&self, id: u64) -> Result<OldTask, OldError>;

    /// Create a task.
    async fn create(&self, req: OldTask) -> Result<OldTask, OldError>;

    /// Follow what happens.
    async fn watch(&self, first: u64) -> Result<u64, OldError>;

    /// Gone.
    async fn archive(&self, id: u64) -> Result<(), OldError>;
}

/// A task of old.
#[message]
struct OldTask {
    /// What is to be done.
    title: String,
    /// A field that the board has forgotten.
    #[serde(default)]
    colour: String,
}

fn old_call(error: OldError) -> CallError {
    match error {
        OldError::Call(error) => error,
        OldError::BoardFull => panic!("full"),
    }
}

#[tokio::test]
async fn an_error_that_the_client_does_not_know_is_a_call_with_its_reason() {
    let client = OldBoardClient::new(board());
    let missing = old_call(client.get(9).await.expect_err("an error"));
    assert_eq!(missing.code(), Code::NotFound);
    assert_eq!(missing.status().reason(), Some("no_such_task"));
    assert_eq!(missing.status().details(), Some(&br#"{"id":9}"#[..]));
}

#[tokio::test]
async fn what_one_side_does_not_know_is_ignored() {
    let client = OldBoardClient::new(board());
    let task = OldTask {
        title: "Old".to_owned(),
        colour: "red".to_owned(),
    };
    let task = client.create(task).await.expect("created");
    assert_eq!((task.title.as_str(), task.colour.as_str()), ("Old", ""));
}

#[tokio::test]
async fn a_method_that_the_service_does_not_have_is_not_implemented() {
    let client = OldBoardClient::new(board());
    let gone = old_call(client.archive(1).await.expect_err("an error"));
    assert_eq!(gone.code(), Code::Unimplemented);
    assert!(
        gone.status().message().contains("`drive.v1.Board.Archive`"),
        "{gone}"
    );
    let elsewhere = BoardClient::new(relay());
    let elsewhere = elsewhere.count().await.expect_err("an error").to_string();
    assert!(elsewhere.contains("`drive.v1.Board.Count`"), "{elsewhere}");
}

#[tokio::test]
async fn a_reply_of_another_form_is_an_unexpected_one() {
    let local = board();
    BoardClient::new(local.clone())
        .create(
            Context::new(),
            drive::NewTask {
                title: "One".to_owned(),
                assignee: None,
            },
        )
        .await
        .expect("created");
    let client = OldBoardClient::new(local);
    let stream = old_call(client.watch(1).await.expect_err("an error"));
    assert_eq!(stream.status().reason(), Some("unexpected_reply"));
    assert_eq!(stream.code(), Code::Internal);
}
