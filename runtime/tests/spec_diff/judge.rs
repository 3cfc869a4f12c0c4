//! Asks an old client and a new server what really happens.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use traitwire::spec::dialect::mcp::{self, Features, Tool};
use traitwire::spec::diff::{Change, Subject, Transport, What, diff};
use traitwire::spec::schema::Validator;
use traitwire::spec::{Code, Json, MethodSpec, Schema, ServiceSpec};
use traitwire::{App, BearerTokens, Identity, Service, ServiceError, Status};

use crate::common::client::Answer;
use crate::common::mcp::{MODERN, meta};
use crate::common::server::Server;

/// Which of its outcomes a service answers with.
#[derive(Clone, Default)]
pub struct Which(Arc<AtomicUsize>);

impl Which {
    pub fn is(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// The old or the new service.
pub struct Side {
    spec: &'static ServiceSpec,
    app: App,
    which: Which,
    outcomes: usize,
}

impl Side {
    pub fn new<S: Service>(
        spec: &'static ServiceSpec,
        which: &Which,
        outcomes: usize,
        service: S,
    ) -> Self {
        Self {
            spec,
            app: App::new("pairs").service(service),
            which: which.clone(),
            outcomes,
        }
    }

    /// Lets callers in by their tokens only; the token lists the scopes that its caller has.
    pub fn with_tokens(mut self, tokens: &[&str]) -> Self {
        let mut table = BearerTokens::new();
        for token in tokens {
            let caller = Identity::new("caller");
            let caller = token.split('+').fold(caller, Identity::with_scope);
            table = table.token(*token, caller);
        }
        self.app = self.app.authenticate(table);
        self
    }
}

/// What a client hears over HTTP: the bytes of a reply, or a failure.
type Heard = Result<Vec<u8>, Status>;

/// How an old client understands that: a reply, or an error by its name.
pub type Read = fn(Heard) -> Result<String, String>;

/// The client that the old trait generates: makes a call, and tells what it heard.
#[cfg(feature = "client")]
pub type Typed = fn(
    Arc<dyn traitwire::Channel>,
    String,
) -> traitwire::BoxFuture<'static, Result<String, String>>;

/// A pair of services, and what is expected of them.
pub struct Pair {
    pub old: Side,
    pub new: Side,
    pub method: &'static str,
    /// What an old client sends.
    pub calls: Vec<String>,
    pub read: Read,
    #[cfg(feature = "client")]
    pub typed: Typed,
    pub token: Option<&'static str>,
    pub breaks: &'static [Transport],
    pub says: &'static [(What, &'static str)],
}

/// What an old client sends: the samples as they are, and as its typed requests are written.
pub fn calls<T: Serialize + DeserializeOwned>(samples: &[&str]) -> Vec<String> {
    let mut calls = Vec::new();
    for sample in samples {
        let typed: T = serde_json::from_str(sample).expect("a sample is a request");
        let typed = serde_json::to_string(&typed).expect("a request is JSON");
        calls.extend([(*sample).to_owned(), typed]);
    }
    calls
}

/// Reads a reply as a typed client does.
pub fn reply<T: DeserializeOwned>(heard: Heard) -> Result<String, String> {
    let bytes = heard.map_err(|status| status.to_string())?;
    match serde_json::from_slice::<T>(&bytes) {
        Ok(_) => Ok("a reply".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Reads a reply, or the variant of an error.
pub fn reply_or_error<T: DeserializeOwned, E: ServiceError + Debug>(
    heard: Heard,
) -> Result<String, String> {
    let Err(status) = heard else {
        return reply::<T>(heard);
    };
    Ok(variant(&E::from_status(status)))
}

/// The name of a variant.
pub fn variant(error: &impl Debug) -> String {
    let error = format!("{error:?}");
    let name = error.split([' ', '(', '{']).next();
    name.unwrap_or_default().to_owned()
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

/// A sample of a new reply that is no JSON of its type is a mistake of the test.
pub fn sample<T: DeserializeOwned>(samples: &[&str], which: &Which) -> T {
    let sample = samples[which.is().min(samples.len() - 1)];
    serde_json::from_str(sample).unwrap_or_else(|error| panic!("{sample}: {error}"))
}

/// Compares what the comparison says with what happens.
pub async fn judge(pair: Pair) {
    let Pair {
        old,
        new,
        method,
        calls,
        read,
        #[cfg(feature = "client")]
        typed,
        token,
        breaks,
        says,
    } = pair;
    assert_eq!(diff(&[&reread(old.spec)], &[old.spec]), []);
    assert_eq!(diff(&[new.spec], &[&reread(new.spec)]), []);
    let changes = diff(&[old.spec], &[new.spec]);
    let client = Client {
        method: old.spec.method(method).expect("the old method").clone(),
        tool: tool(old.spec, method),
        token,
        read,
        #[cfg(feature = "client")]
        typed,
    };
    let before = client.talk_to(old, &calls).await;
    let mistakes: Vec<_> = before.iter().filter_map(Told::mistake).collect();
    assert!(mistakes.is_empty(), "the old service fails: {mistakes:#?}");
    let after = client.talk_to(new, &calls).await;
    let http = first_break(&before, &after, |heard| &heard.http);
    let mcp = first_break(&before, &after, |heard| &heard.mcp);
    let happened: Vec<_> = [(&http, Transport::Http), (&mcp, Transport::Mcp)]
        .into_iter()
        .filter_map(|(broken, transport)| broken.is_some().then_some(transport))
        .collect();
    let mut said: Vec<_> = changes
        .iter()
        .flat_map(|change| change.breaks.clone())
        .filter(|transport| *transport != Transport::Grpc)
        .collect();
    said.sort_unstable();
    said.dedup();
    assert_eq!(
        said, happened,
        "the comparison says the first, the second happens.\n{changes:#?}\nHTTP: {http:?}\nMCP: {mcp:?}"
    );
    assert_eq!(happened, breaks, "what the test expects: {http:?} {mcp:?}");
    let told = changes.iter().filter(|change| !is_text(change));
    let told: Vec<_> = told.filter(|change| !is_of_protobuf(change)).collect();
    let told: Vec<_> = told
        .iter()
        .map(|change| (change.what, place(change)))
        .collect();
    let told: Vec<_> = told
        .iter()
        .map(|(what, place)| (*what, place.as_str()))
        .collect();
    assert_eq!(told, says, "{changes:#?}");
}

/// A description that has been written and read, and is the same bytes when it is written again.
fn reread(spec: &ServiceSpec) -> ServiceSpec {
    let written = serde_json::to_string(spec).expect("JSON");
    let json = Json::parse(&written).expect("JSON");
    let read = ServiceSpec::from_json(&json).expect("a description");
    assert_eq!(serde_json::to_string(&read).expect("JSON"), written);
    read
}

/// Documentation and gRPC's paths, which neither HTTP nor MCP knows.
fn is_text(change: &Change) -> bool {
    matches!(change.what, What::Docs | What::Examples | What::GrpcPath)
}

/// What only callers over gRPC see, whose messages are others.
fn is_of_protobuf(change: &Change) -> bool {
    change.breaks == [Transport::Grpc] || matches!(change.what, What::Number | What::Message)
}

fn place(change: &Change) -> String {
    let place = &change.place;
    match &place.subject {
        Subject::Method(_) if !place.path.is_empty() => place.path.clone(),
        subject if place.path.is_empty() => subject.to_string().replace('`', ""),
        subject => format!("{}: {}", subject.to_string().replace('`', ""), place.path),
    }
}

/// The tool of a method as an old client has got it.
fn tool(spec: &ServiceSpec, method: &str) -> Option<Tool> {
    let name = spec.method(method)?.tool.as_deref()?;
    let tools = mcp::tools(spec, Features::of(MODERN));
    tools.into_iter().find(|tool| tool.name == name)
}

/// What an old client heard on one call: what it took it for, or why it could not.
struct Told {
    /// Which outcome and which call.
    about: (usize, usize),
    http: Result<String, String>,
    mcp: Result<String, String>,
}

impl Told {
    fn mistake(&self) -> Option<&String> {
        self.http.as_ref().err().or(self.mcp.as_ref().err())
    }
}

/// Has formats checked too, as validators of clients do that are told to.
fn check_formats(schema: &mut Schema) {
    if let Some(object) = schema.as_object_mut()
        && object.format.as_deref() == Some("ipv4")
    {
        object.pattern = Some(r"^(\d{1,3}\.){3}\d{1,3}$".to_owned());
    }
}

/// The first answer that an old client cannot read, or reads as something else than before.
fn first_break<'a>(
    before: &[Told],
    after: &'a [Told],
    side: impl Fn(&Told) -> &Result<String, String>,
) -> Option<(&'a Told, String)> {
    after.iter().find_map(|heard| {
        let was = before.iter().find(|other| other.about == heard.about);
        let (was, is) = (was.map(&side), side(heard));
        match (was, is) {
            (_, Err(error)) => Some((heard, error.clone())),
            (Some(Ok(was)), Ok(is)) if was != is => Some((heard, format!("{was}, now {is}"))),
            _ => None,
        }
    })
}

impl Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "outcome {} of call {}", self.about.0, self.about.1)
    }
}

/// A client that knows the old service.
struct Client {
    method: Arc<MethodSpec>,
    tool: Option<Tool>,
    token: Option<&'static str>,
    read: Read,
    #[cfg(feature = "client")]
    typed: Typed,
}

impl Client {
    async fn talk_to(&self, side: Side, calls: &[String]) -> Vec<Told> {
        let Side {
            app,
            which,
            outcomes,
            ..
        } = side;
        let server = Server::start(app).await;
        let mut heard = Vec::new();
        for outcome in 0..outcomes {
            which.0.store(outcome, Ordering::SeqCst);
            for (index, call) in calls.iter().enumerate() {
                let http = self.over_http(&server, call).await;
                let typed = self.typed(&server, call).await;
                // The last one is as the generated client writes it.
                if index + 1 == calls.len() {
                    let (http, typed) = (http.as_ref().ok(), typed.as_ref().ok());
                    assert_eq!(http, typed, "the generated client hears the second");
                }
                heard.push(Told {
                    about: (outcome, index),
                    http: http.and(typed),
                    mcp: self.over_mcp(&server, call).await,
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
        (self.typed)(Arc::new(http), call.to_owned()).await
    }

    /// As [`over_http`](Self::over_http): there is no client in this build.
    #[cfg(not(feature = "client"))]
    async fn typed(&self, server: &Server, call: &str) -> Result<String, String> {
        self.over_http(server, call).await
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
