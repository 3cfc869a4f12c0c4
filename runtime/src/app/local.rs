//! Calls from inside the process.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::App;
use crate::endpoint::{Endpoint, Gathered, Target, Transport};
use crate::service::{Body, BoxFuture, Call, Channel, Outcome, Payload};
use crate::spec::{Code, Json, suggest};
use crate::stream::request;
use crate::{Context, Identity, Limits, Result, Status};

impl App {
    /// Calls the services from inside the process, through the same access rules, middleware and log as any
    /// transport: for tests, and for programs that call their own tools.
    ///
    /// Fails where two services share a name.
    pub fn local(self) -> Result<Local> {
        Ok(Local {
            endpoint: self.endpoint()?,
            caller: None,
        })
    }
}

/// The services of an [`App`], called from inside the process.
///
/// A method is named by its full name (`tasks.v1.Tasks.Create`), by its tool (`tasks_create`), or by its own name
/// (`create`) where only one service has it. Requests are read as those of a model are: unknown fields are refused.
/// A stream of requests is written `{"items": [..]}`; a stream of replies is read as `{"items": [..], "complete": true}`,
/// within [`Limits::stream_items`] and its neighbours.
/// A call made inside a handler inherits the deadline, the trace and the caller of that handler's call.
///
/// ```
/// # use traitwire::{App, Identity, Service};
/// # async fn check(tasks: impl Service) -> traitwire::Result<()> {
/// let local = App::new("tasks").service(tasks).local()?;
/// let reply = local.call_json("create", r#"{"title": "Water the plants"}"#).await?;
/// assert_eq!(reply.get("id").and_then(|id| id.as_u64()), Some(1));
///
/// let admin = local.as_caller(Identity::new("alice").with_scope("tasks:admin"));
/// admin.call_json("purge", "{}").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Local {
    endpoint: Arc<Endpoint>,
    caller: Option<Identity>,
}

impl Local {
    /// The same services, called by this caller.
    #[must_use]
    pub fn as_caller(&self, caller: Identity) -> Self {
        Self {
            endpoint: self.endpoint.clone(),
            caller: Some(caller),
        }
    }

    /// Calls a method with a request of its type, or of any type that is the same in JSON.
    ///
    /// The reply is read into any type that fits it.
    pub async fn call<Req, Rep>(&self, method: &str, request: &Req) -> Result<Rep, Status>
    where
        Req: Serialize + Sync + ?Sized,
        Rep: DeserializeOwned,
    {
        let input = serde_json::to_vec(request).map_err(|error| {
            Status::invalid_argument(format!("no JSON can hold the request: {error}"))
        })?;
        let reply = self.reply(method, Payload::strict_json(input)).await?;
        serde_json::from_slice(&reply.bytes).map_err(|error| {
            let message = format!(
                "the reply of `{method}` is no `{}`: {error}",
                std::any::type_name::<Rep>()
            );
            Status::new(Code::Internal, message)
        })
    }

    /// Calls a method with a request in JSON.
    pub async fn call_json(&self, method: &str, request: impl AsRef<str>) -> Result<Json, Status> {
        let input = request.as_ref().as_bytes().to_vec();
        let reply = self.reply(method, Payload::strict_json(input)).await?;
        Json::parse(&reply.bytes).map_err(Status::internal)
    }

    async fn reply(&self, method: &str, input: Payload) -> Result<Payload, Status> {
        let target = self.find(method)?;
        let cx = self.context(Context::current());
        let input = request::body(&target.method, input);
        let outcome = self
            .endpoint
            .call(target, input, cx, Transport::Local)
            .await?;
        payload(outcome, &self.endpoint.limits).await
    }

    /// The context of a call, with the caller that these services are called by.
    fn context(&self, cx: Context) -> Context {
        match &self.caller {
            None => cx,
            Some(caller) => cx.with_caller(caller.clone()),
        }
    }

    fn find(&self, name: &str) -> Result<&Target, Status> {
        let targets = self.endpoint.targets();
        let by_full_name = targets
            .iter()
            .find(|target| target.method.full_name == name);
        if let Some(target) = by_full_name.or_else(|| self.endpoint.tool(name)) {
            return Ok(target);
        }
        let mut named = targets.iter().filter(|target| target.method.name == name);
        match (named.next(), named.next()) {
            (Some(target), None) => Ok(target),
            (Some(one), Some(other)) => Err(Status::invalid_argument(format!(
                "`{name}` may be `{}` or `{}`; write the full name",
                one.method.full_name, other.method.full_name
            ))),
            (None, _) => Err(self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> Status {
        let methods = self.endpoint.targets().iter().map(|target| &*target.method);
        let names = methods.flat_map(|method| [method.full_name.as_str(), method.name.as_str()]);
        let close = suggest::closest(name, names);
        let meant = close.map_or_else(String::new, |close| format!("; did you mean `{close}`?"));
        let message = format!("there is no method `{name}`{meant}");
        Status::new(Code::Unimplemented, message)
    }
}

/// For clients such as `TasksClient`: the method is found by its full name, and unknown fields are ignored, as they are
/// over HTTP. The call's own context counts, but for the caller where [`as_caller`](Local::as_caller) has set one.
impl Channel for Local {
    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        let mut targets = self.endpoint.targets().iter();
        let Some(target) = targets.find(|target| target.method.full_name == call.method.full_name)
        else {
            let status = self.unknown(&call.method.full_name);
            return Box::pin(std::future::ready(Err(status)));
        };
        let cx = self.context(call.cx);
        Box::pin(self.endpoint.call(target, call.input, cx, Transport::Local))
    }
}

impl fmt::Debug for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Local")
            .field("endpoint", &self.endpoint)
            .field("caller", &self.caller)
            .finish()
    }
}

/// The reply as one payload: of a stream `{"items": [..], "complete": true}`, where `complete` is false if there was more
/// than the limits allow.
async fn payload(outcome: Outcome, limits: &Limits) -> Result<Payload, Status> {
    let Outcome::Complete(reply) = outcome;
    match reply.output {
        Body::One(payload) => Ok(payload),
        Body::Stream(items) => Gathered::new(items, limits)
            .whole()
            .await
            .map(Payload::json),
    }
}
