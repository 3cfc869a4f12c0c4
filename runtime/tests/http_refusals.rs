//! What the log says of requests that become no call.
#![cfg(feature = "mcp")]

mod common;

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use common::server::Server;
use common::service::tasks;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use traitwire::{App, BearerTokens};

/// Keeps the fields of all events, as `name=value`.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, "{}={value:?} ", field.name());
    }
}

#[tokio::test]
async fn every_refusal_is_written_down_whatever_the_path() {
    let log = Log::default();
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let app = App::new("board")
        .service(tasks())
        .authenticate(BearerTokens::new());
    let server = Server::start(app).await;
    let wrong = ["Authorization: Bearer wrong"];
    for path in ["/api/tasks/echo", "/mcp", "/api/mcp/call"] {
        assert_eq!(server.post(path, &wrong, "{}").await.status, 401, "{path}");
    }
    let tools = "/api/mcp/tools";
    assert_eq!(server.get(tools, &wrong).await.status, 401);
    assert_eq!(server.get("/mcp", &[]).await.status, 405);
    let lines = log.0.lock().unwrap().clone();
    for (method, path, status) in [
        ("POST", "/api/tasks/echo", 401),
        ("POST", "/mcp", 401),
        ("POST", "/api/mcp/call", 401),
        ("GET", tools, 401),
        ("GET", "/mcp", 405),
    ] {
        let line = format!("message=refused method={method} path={path:?} status={status} ");
        assert!(lines.contains(&line), "{line} in {lines:#?}");
    }
}
