//! A model's mistake in a tool call, on its way through a gateway.

use serde_json::json;
use traitwire::{App, Grpc, Remote, Status, message, service};

use crate::common::mcp::{modern, result, text};
use crate::common::server::Server;

/// A greeting.
#[message]
pub(crate) struct Greeting {
    /// Who is greeted.
    pub(crate) name: String,
    /// In which language.
    pub(crate) language: Option<String>,
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
        let hello = match req.language.as_deref() {
            Some("de") => "Guten Tag",
            _ => "Hello",
        };
        Ok(format!("{hello}, {}!", req.name))
    }
}

/// What a server of MCP says to arguments of the tool.
async fn called(server: &Server, arguments: serde_json::Value) -> serde_json::Value {
    let params = json!({"name": "hello_greet", "arguments": arguments});
    result(&modern(server, "tools/call", params).await)
}

#[tokio::test]
async fn a_misspelt_field_is_refused_with_the_right_one_behind_a_gateway_too() {
    let behind = Server::start(App::new("hello").service(HelloServer::new(Polite))).await;
    let grpc = Grpc::new(format!("http://{}", behind.address)).unwrap();
    let remote = Remote::new(HelloService::spec().clone(), grpc);
    let before = Server::start(App::new("gateway").service(remote)).await;

    let good = json!({"name": "Ada", "language": "de"});
    let reply = called(&before, good).await;
    assert_eq!(text(&reply), "\"Guten Tag, Ada!\"");

    let misspelt = json!({"name": "Ada", "langauge": "de"});
    let refused = called(&before, misspelt.clone()).await;
    assert_eq!(refused["isError"], true, "{refused}");
    let said = "`langauge`: unknown field, did you mean `language`?";
    assert!(text(&refused).contains(said), "{refused}");
    let direct = called(&behind, misspelt).await;
    assert_eq!(refused["content"], direct["content"]);
}
