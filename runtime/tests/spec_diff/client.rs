//! An old client, and what it hears.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use traitwire::Status;
use traitwire::spec::dialect::mcp::{self, Features, Tool};
use traitwire::spec::schema::Validator;
use traitwire::spec::{Code, Json, MethodSpec, Schema, ServiceSpec};

use crate::common::client::Answer;
use crate::common::mcp::{MODERN, meta};
use crate::common::server::Server;
use crate::faithful::{self, ByJson, Names};
#[cfg(feature = "client")]
use crate::judge::Typed;
use crate::judge::{Call, Read, Side, Which};

/// A client that knows the old service.
pub struct Client {
    pub method: Arc<MethodSpec>,
    pub tool: Option<Tool>,
    pub token: Option<&'static str>,
    pub read: Read,
    pub reads: ByJson,
    pub names: &'static Names,
    #[cfg(feature = "client")]
    pub typed: Typed,
}

impl Client {
    pub async fn talk_to(&self, side: Side, calls: &[Call]) -> Vec<Told> {
        let Side {
            app,
            which,
            outcomes,
            reads,
            ..
        } = side;
        let server = Server::start(app).await;
        let mut heard = Vec::new();
        for (outcome, meant) in outcomes.iter().enumerate() {
            which.outcome.store(outcome, Ordering::SeqCst);
            for (index, call) in calls.iter().enumerate() {
                let http = self.over_http(&server, &call.json).await;
                let typed = self.typed(&server, &call.json).await;
                // The last one is as the generated client writes it.
                if index + 1 == calls.len() {
                    let (http, typed) = (http.as_ref().ok(), typed.as_ref().ok());
                    assert_eq!(http, typed, "the generated client hears the second");
                }
                heard.push(Told {
                    about: (outcome, index),
                    http: http.and(typed),
                    mcp: self.over_mcp(&server, &call.json).await,
                    grpc: self.over_grpc(&server, call, meant, &which, reads).await,
                    absent: self.over_grpc_empty(&server, call, &which).await,
                });
            }
        }
        server.close().await;
        heard
    }

    async fn over_http(&self, server: &Server, call: &str) -> Result<String, String> {
        let header = self
            .token
            .map(|token| format!("Authorization: Bearer {token}"));
        let headers: Vec<_> = header.iter().map(String::as_str).collect();
        let answer = server.post(&self.method.http_path, &headers, call).await;
        (self.read)(match answer.status {
            200 => Ok(answer.body),
            _ => Err(problem(&answer)),
        })
    }

    /// What the client hears that the old trait generates.
    #[cfg(feature = "client")]
    async fn typed(&self, server: &Server, call: &str) -> Result<String, String> {
        let mut http = traitwire::Http::builder(format!("http://{}", server.address));
        if let Some(token) = self.token {
            http = http.bearer(token);
        }
        let http = http.build().expect("an address");
        let heard = (self.typed)(Arc::new(http), call.to_owned()).await;
        heard.map(|(heard, _)| heard)
    }

    /// As [`over_http`](Self::over_http): there is no client in this build.
    #[cfg(not(feature = "client"))]
    async fn typed(&self, server: &Server, call: &str) -> Result<String, String> {
        self.over_http(server, call).await
    }

    #[cfg(all(feature = "client", feature = "grpc"))]
    fn grpc(&self, server: &Server) -> traitwire::Grpc {
        let mut grpc = traitwire::Grpc::builder(format!("http://{}", server.address));
        if let Some(token) = self.token {
            grpc = grpc.bearer(token);
        }
        grpc.build().expect("an address")
    }

    /// What the client hears that the old trait generates, where both sides read what was meant.
    #[cfg(all(feature = "client", feature = "grpc"))]
    async fn over_grpc(
        &self,
        server: &Server,
        call: &Call,
        meant: &Value,
        which: &Which,
        reads: ByJson,
    ) -> Result<String, String> {
        let _ = which.take_asked();
        let grpc = Arc::new(self.grpc(server));
        let (heard, reply) = (self.typed)(grpc, call.json.clone()).await?;
        if let Some(asked) = which.take_asked() {
            faithful::check(&call.meant, &asked, reads, self.names)?;
        }
        faithful::check(meant, &reply, self.reads, self.names)?;
        Ok(heard)
    }

    /// What the service is asked by a client that leaves out all that it may; `None` where the sample has fields.
    #[cfg(all(feature = "client", feature = "grpc"))]
    async fn over_grpc_empty(
        &self,
        server: &Server,
        call: &Call,
        which: &Which,
    ) -> Option<Result<Value, String>> {
        use traitwire::{Channel, Encoding, Payload};

        if call.json != "{}" {
            return None;
        }
        let _ = which.take_asked();
        let empty = Payload::protobuf(Vec::new());
        let call = traitwire::Call::new(self.method.clone(), empty, traitwire::Context::new());
        let call = call.with_encoding(Encoding::Protobuf);
        let heard = self.grpc(server).call(call).await;
        let asked = heard.map(|_| which.take_asked());
        asked.map_err(|status| status.to_string()).transpose()
    }

    /// Nothing: there is no gRPC in this build.
    #[cfg(not(all(feature = "client", feature = "grpc")))]
    async fn over_grpc(
        &self,
        _: &Server,
        _: &Call,
        _: &Value,
        _: &Which,
        _: ByJson,
    ) -> Result<String, String> {
        Ok("no gRPC".to_owned())
    }

    #[cfg(not(all(feature = "client", feature = "grpc")))]
    async fn over_grpc_empty(
        &self,
        _: &Server,
        _: &Call,
        _: &Which,
    ) -> Option<Result<Value, String>> {
        None
    }

    async fn over_mcp(&self, server: &Server, call: &str) -> Result<String, String> {
        let Some(tool) = &self.tool else {
            return Ok("no tool".to_owned());
        };
        let arguments: Value = serde_json::from_str(call).expect("a call is JSON");
        let params = json!({"name": tool.name, "arguments": arguments, "_meta": meta()});
        let body = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params});
        let version = format!("MCP-Protocol-Version: {MODERN}");
        let name = format!("Mcp-Name: {}", tool.name);
        let mut headers = vec![
            crate::common::mcp::ACCEPT,
            "Mcp-Method: tools/call",
            &*version,
            &*name,
        ];
        let token = self
            .token
            .map(|token| format!("Authorization: Bearer {token}"));
        headers.extend(token.as_deref());
        let answer = server.post("/mcp", &headers, &body.to_string()).await;
        let message = answer.json();
        let result = &message["result"];
        let text = result["content"][0]["text"].as_str().unwrap_or_default();
        match &result["isError"] {
            Value::Bool(false) => check(tool, result),
            // Arguments that are refused, and callers.
            Value::Bool(true) if text.contains("\"invalid_request\"") => Err(text.to_owned()),
            Value::Bool(true) if text.contains("\"insufficient_scope\"") => Err(text.to_owned()),
            Value::Bool(true) => Ok("an error".to_owned()),
            _ => Err(message.to_string()),
        }
    }
}

/// What a client does that has an output schema: the structured content has to follow it.
fn check(tool: &Tool, result: &Value) -> Result<String, String> {
    let Some(mut schema) = tool.output_schema.clone() else {
        return Ok("a reply".to_owned());
    };
    schema.walk_mut(&mut check_formats);
    let Some(content) = result.get("structuredContent") else {
        return Err(format!("no structured content: {result}"));
    };
    let content = Json::try_from(content).map_err(|error| error.to_string())?;
    let matches = |pattern: &str, text: &str| {
        let pattern = regex_lite::Regex::new(pattern).map_err(|error| error.to_string())?;
        Ok(pattern.is_match(text))
    };
    let validator = Validator::new(&[]).with_patterns(&matches);
    match validator.check(&schema, &content) {
        Ok(()) => Ok("a reply".to_owned()),
        Err(problems) => Err(format!("{problems:?}")),
    }
}

/// What an old client heard on one call: what it took it for, or why it could not.
pub struct Told {
    /// Which outcome and which call.
    pub about: (usize, usize),
    pub http: Result<String, String>,
    pub mcp: Result<String, String>,
    pub grpc: Result<String, String>,
    /// What the service was asked by a message over gRPC without any field.
    absent: Option<Result<Value, String>>,
}

impl Told {
    pub fn mistake(&self) -> Option<&String> {
        let heard = [&self.http, &self.mcp, &self.grpc];
        heard.into_iter().find_map(|heard| heard.as_ref().err())
    }
}

impl Told {
    /// What was absent before means the same now, or what the new type has for it.
    pub fn judge_absent(&mut self, before: &[Self], reads: ByJson, names: &Names) {
        let before = before.iter().find(|other| other.about == self.about);
        let before = before.and_then(|other| other.absent.as_ref()?.as_ref().ok());
        let (Some(before), Some(after)) = (before, self.absent.take()) else {
            return;
        };
        let checked = after.and_then(|after| match reads(&json!({})) {
            Some(default) if default == after => Ok(()),
            _ => faithful::check(before, &after, reads, names),
        });
        if let Err(why) = checked {
            self.grpc = Err(why);
        }
    }
}

impl Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "outcome {} of call {}", self.about.0, self.about.1)
    }
}

/// The failure that a problem document tells of.
fn problem(answer: &Answer) -> Status {
    let problem = answer.json();
    let code = problem["code"].as_str().and_then(Code::from_name);
    let status = Status::new(code.unwrap_or(Code::Unknown), answer.text().to_owned());
    match problem["reason"].as_str() {
        Some(reason) => status
            .with_reason(reason.to_owned())
            .with_details(answer.body.clone()),
        None => status,
    }
}

/// The tool of a method as an old client has got it.
pub fn tool(spec: &ServiceSpec, method: &str) -> Option<Tool> {
    let name = spec.method(method)?.tool.as_deref()?;
    let tools = mcp::tools(spec, Features::of(MODERN));
    tools.into_iter().find(|tool| tool.name == name)
}

/// Has formats checked too, as validators of clients do that are told to.
fn check_formats(schema: &mut Schema) {
    if let Some(object) = schema.as_object_mut()
        && object.format.as_deref() == Some("ipv4")
    {
        object.pattern = Some(r"^(\d{1,3}\.){3}\d{1,3}$".to_owned());
    }
    if let Some(object) = schema.as_object_mut()
        && object.extra.contains_key("contentEncoding")
    {
        object.pattern =
            Some("^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$".to_owned());
    }
}
