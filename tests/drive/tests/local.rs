//! The implementation itself, whatever its type, and a client of it in this process.

use drive::{AnyBoard, BoardClient, BoardServer, Memory, converse, drive, drive_remote};
use traitwire::{App, Local};

fn local(memory: &Memory) -> Local {
    let app = App::new("board").service(BoardServer::new(memory.clone()));
    app.local().expect("one service")
}

#[tokio::test]
async fn the_implementation() {
    let memory = Memory::default();
    drive(&memory).await;
    converse(&memory).await;
}

#[tokio::test]
async fn any_implementation() {
    let any = AnyBoard::new(Memory::default());
    drive(&any).await;
    converse(&any.clone()).await;
    drive(&AnyBoard::new(AnyBoard::new(Memory::default()))).await;
}

#[tokio::test]
async fn a_client_in_the_process() {
    let memory = Memory::default();
    let client = BoardClient::new(local(&memory));
    drive(&client).await;
    converse(&client.clone()).await;
    drive_remote(&client, &memory).await;
}

#[tokio::test]
async fn any_client() {
    let memory = Memory::default();
    let any = AnyBoard::new(BoardClient::new(local(&memory)));
    drive(&any).await;
    drive_remote(&any, &memory).await;
}

/// A server of a client. What the far service did not say itself is internal to the near one.
#[tokio::test]
async fn a_client_of_a_client() {
    let memory = Memory::default();
    let near = BoardServer::new(BoardClient::new(local(&memory)));
    let near = App::new("near").service(near).local().expect("one service");
    let client = BoardClient::new(near);
    drive(&client).await;
    converse(&client).await;
}
