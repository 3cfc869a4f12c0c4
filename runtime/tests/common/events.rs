//! Server-sent events, read as they come.

use std::collections::VecDeque;

use super::client::{Answer, Client};
use super::json;
use super::server::Server;

/// An answer that is a stream of events.
pub struct Events {
    client: Client,
    /// The head of the answer.
    pub head: Answer,
    text: String,
    lines: VecDeque<String>,
}

/// An event, or a comment, which has the name `:`.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub data: String,
}

impl Event {
    pub fn json(&self) -> serde_json::Value {
        json::parse(self.data.as_bytes())
    }
}

impl Events {
    /// Calls a method with a request of JSON, and fails unless it answers with events.
    pub async fn post(server: &Server, path: &str, body: &str) -> Self {
        Self::post_with(server, path, &["Content-Type: application/json"], body).await
    }

    pub async fn post_with(server: &Server, path: &str, headers: &[&str], body: &str) -> Self {
        let mut client = server.client().await;
        let head = client.head("POST", path, headers, body.len());
        client.send(head + body).await;
        Self::of(client).await
    }

    /// The answer that a client waits for.
    pub async fn of(mut client: Client) -> Self {
        let head = client.answer_head().await;
        assert_eq!(head.status, 200, "{head:?}");
        assert_eq!(head.header("content-type"), Some("text/event-stream"));
        assert_eq!(head.header("cache-control"), Some("no-store"));
        assert_eq!(head.header("x-accel-buffering"), Some("no"));
        Self {
            client,
            head,
            text: String::new(),
            lines: VecDeque::new(),
        }
    }

    /// The connection, to send more on.
    pub fn client(&mut self) -> &mut Client {
        &mut self.client
    }

    /// The next event or comment; `None` at the end of the answer.
    pub async fn next(&mut self) -> Option<Event> {
        let mut event = None;
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                return event.or_else(|| panic!("an empty event"));
            }
            let (field, value) = line.split_once(':').expect("a field");
            let value = value.strip_prefix(' ').unwrap_or(value);
            let event = event.get_or_insert(Event {
                name: "message".to_owned(),
                data: String::new(),
            });
            match field {
                "" => ":".clone_into(&mut event.name),
                "event" => value.clone_into(&mut event.name),
                "data" => value.clone_into(&mut event.data),
                other => panic!("the field `{other}`"),
            }
        }
    }

    /// The next item, which has to be one.
    pub async fn item(&mut self) -> serde_json::Value {
        let event = self.next().await.expect("an event");
        assert_eq!(event.name, "message", "{event:?}");
        event.json()
    }

    /// The event of this name with which the stream has to end now.
    pub async fn last(mut self, name: &str) -> serde_json::Value {
        let event = self.next().await.expect("an event");
        assert_eq!(event.name, name, "{event:?}");
        assert_eq!(self.next().await, None);
        event.json()
    }

    async fn line(&mut self) -> Option<String> {
        while self.lines.is_empty() {
            let chunk = self.client.chunk().await?;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
            while let Some(end) = self.text.find('\n') {
                let line: String = self.text.drain(..=end).collect();
                assert!(!line.contains('\r'), "{line:?}");
                self.lines.push_back(line.trim_end().to_owned());
            }
        }
        self.lines.pop_front()
    }
}
