//! Asks an old client and a new server what really happens.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use traitwire::spec::diff::{Change, Subject, Transport, What, diff};
use traitwire::spec::{Json, ServiceSpec};
use traitwire::{App, BearerTokens, Identity, Service, ServiceError, Status};

use crate::client::{Client, Told, tool};
use crate::faithful::{self, ByJson, Names};

/// Which of its outcomes a service answers with, and what it was asked.
#[derive(Clone, Default)]
pub struct Which {
    pub outcome: Arc<AtomicUsize>,
    asked: Arc<Mutex<Option<Value>>>,
}

impl Which {
    pub fn is(&self) -> usize {
        self.outcome.load(Ordering::SeqCst)
    }

    /// Writes down what the service was asked.
    pub fn asked(&self, request: &impl Serialize) {
        *self.asked.lock().expect("a lock") = Some(faithful::json(request));
    }

    pub fn take_asked(&self) -> Option<Value> {
        self.asked.lock().expect("a lock").take()
    }
}

/// The old or the new service.
pub struct Side {
    spec: &'static ServiceSpec,
    pub app: App,
    pub which: Which,
    /// What it answers with.
    pub outcomes: Vec<Value>,
    /// How it reads requests in JSON.
    pub reads: ByJson,
}

impl Side {
    pub fn new<S: Service>(
        spec: &'static ServiceSpec,
        which: &Which,
        outcomes: Vec<Value>,
        reads: ByJson,
        service: S,
    ) -> Self {
        Self {
            spec,
            app: App::new("pairs").service(service),
            which: which.clone(),
            outcomes,
            reads,
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

/// The client that the old trait generates: makes a call, and tells what it heard, as [`Read`] does and as JSON.
#[cfg(feature = "client")]
pub type Typed = fn(
    Arc<dyn traitwire::Channel>,
    String,
) -> traitwire::BoxFuture<'static, Result<(String, Value), String>>;

/// A pair of services, and what is expected of them.
pub struct Pair {
    pub old: Side,
    pub new: Side,
    pub method: &'static str,
    /// What an old client sends.
    pub calls: Vec<Call>,
    pub read: Read,
    /// How an old client reads in JSON what it hears.
    pub reads: ByJson,
    /// Names that are others in the new service, and mean the same.
    pub names: &'static Names,
    #[cfg(feature = "client")]
    pub typed: Typed,
    pub token: Option<&'static str>,
    pub breaks: &'static [Transport],
    /// What is said and does not happen here: it breaks clients that others generate.
    pub unseen: &'static [Transport],
    pub says: &'static [(What, &'static str)],
}

/// A request.
pub struct Call {
    /// As it is sent in JSON.
    pub json: String,
    /// What a typed client says by it.
    pub meant: Value,
}

impl Call {
    /// One without anything in it.
    pub fn empty() -> Self {
        Self {
            json: "{}".to_owned(),
            meant: json!({}),
        }
    }
}

/// What an old client sends: the samples as they are, and as its typed requests are written.
pub fn calls<T: Serialize + DeserializeOwned>(samples: &[&str]) -> Vec<Call> {
    let mut calls = Vec::new();
    for sample in samples {
        let typed: T = serde_json::from_str(sample).expect("a sample is a request");
        let typed = serde_json::to_string(&typed).expect("a request is JSON");
        let call = |json| Call {
            json,
            meant: faithful::said::<T>(sample),
        };
        calls.extend([(*sample).to_owned(), typed].map(call));
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
        reads,
        names,
        #[cfg(feature = "client")]
        typed,
        token,
        breaks,
        unseen,
        says,
    } = pair;
    let new_reads = new.reads;
    assert_eq!(diff(&[&reread(old.spec)], &[old.spec]), []);
    assert_eq!(diff(&[new.spec], &[&reread(new.spec)]), []);
    let changes = diff(&[old.spec], &[new.spec]);
    let client = Client {
        method: old.spec.method(method).expect("the old method").clone(),
        tool: tool(old.spec, method),
        token,
        read,
        reads,
        names,
        #[cfg(feature = "client")]
        typed,
    };
    let before = client.talk_to(old, &calls).await;
    let mistakes: Vec<_> = before.iter().filter_map(Told::mistake).collect();
    assert!(mistakes.is_empty(), "the old service fails: {mistakes:#?}");
    let mut after = client.talk_to(new, &calls).await;
    for heard in &mut after {
        heard.judge_absent(&before, new_reads, names);
    }
    let http = first_break(&before, &after, |heard| &heard.http);
    let mcp = first_break(&before, &after, |heard| &heard.mcp);
    let grpc = first_break(&before, &after, |heard| &heard.grpc);
    let happened: Vec<_> = [
        (&http, Transport::Http),
        (&mcp, Transport::Mcp),
        (&grpc, Transport::Grpc),
    ]
    .into_iter()
    .filter_map(|(broken, transport)| broken.is_some().then_some(transport))
    .collect();
    let mut said: Vec<_> = changes
        .iter()
        .flat_map(|change| change.breaks.clone())
        .filter(|transport| is_judged(*transport) && !unseen.contains(transport))
        .collect();
    said.sort_unstable();
    said.dedup();
    assert_eq!(
        said, happened,
        "the comparison says the first, the second happens.\n{changes:#?}\nHTTP: {http:?}\nMCP: {mcp:?}\ngRPC: {grpc:?}"
    );
    let breaks: Vec<_> = breaks
        .iter()
        .copied()
        .filter(|transport| is_judged(*transport))
        .collect();
    assert_eq!(
        happened, breaks,
        "what the test expects: {http:?} {mcp:?} {grpc:?}"
    );
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

/// Whether this build has a client and a server for it.
fn is_judged(transport: Transport) -> bool {
    transport != Transport::Grpc || cfg!(all(feature = "client", feature = "grpc"))
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
    change.breaks == [Transport::Grpc]
        || matches!(change.what, What::Number | What::Message | What::ProtoName)
}

fn place(change: &Change) -> String {
    let place = &change.place;
    match &place.subject {
        Subject::Method(_) if !place.path.is_empty() => place.path.clone(),
        subject if place.path.is_empty() => subject.to_string().replace('`', ""),
        subject => format!("{}: {}", subject.to_string().replace('`', ""), place.path),
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
