//! Many connections that do nothing. A program of its own, since each of them takes two of its files.
#![cfg(feature = "http")]

mod common;

use common::server::Server;
use common::service::tasks;
use traitwire::App;

#[tokio::test]
async fn idle_connections_keep_nobody_waiting() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let mut idle = Vec::new();
    for _ in 0..250 {
        let mut used = server.client().await;
        assert_eq!(used.get("/healthz", &[]).await.status, 200);
        idle.push(used);
        idle.push(server.client().await);
    }
    let mut client = server.client().await;
    for _ in 0..20 {
        let answer = client.post("/api/tasks/echo", &[], "[1]").await;
        assert_eq!(answer.text(), "[1]");
    }
    for client in &mut idle {
        assert_eq!(client.get("/healthz", &[]).await.status, 200);
    }
    server.close().await;
    for client in &mut idle {
        client.ended().await;
    }
}
